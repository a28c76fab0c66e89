/** Runs many seeded cases against one subject; what fails is told with its seed, made small. */

import { assert, fail } from "@std/assert";
import { isMatrix, say } from "../support/python_driver.ts";
import { type Draw, drawFor } from "./draw.ts";

/** What is tried, and on what. */
export interface Trial<Case> {
  readonly name: string;
  /** Frames and messages of one million; a quick run has the same share of fewer. */
  readonly perMillion: number;
  /** How many of them one case has, about. */
  readonly framesPerCase: number;
  /** Growth of the subject's memory between the first tenth and the end that is too much. */
  readonly growthMibMax: number;
  make(draw: Draw): Case;
  /** All of a case as text, to understand it without running it. */
  show(tried: Case): string;
  open(): Promise<Subject<Case>>;
}

/** Something that takes cases one after the other. */
export interface Subject<Case> extends AsyncDisposable {
  /** What went wrong, or null. */
  take(tried: Case): Promise<string | null>;
  /** What is wrong after some cases, beside the cases themselves: a good client is not served. */
  checkUp(): Promise<string | null>;
  memoryMib(): Promise<number>;
}

/** Frames and messages of all trials together: the quick share takes some seconds. */
const FRAMES_ALL = 1_000_000;
const FRAMES_QUICK = 20_000;

/** Fixed for the quick run, so that the gate says the same twice; any other by this variable. */
const SEED_QUICK = 20_261_121;
const SEED_VARIABLE = "PROBEBOOK_FUZZ_SEED";

/** One past the largest seed. */
const SEED_LIMIT = 2 ** 31;

/** Runs this one case only, on a fresh subject. */
const CASE_VARIABLE = "PROBEBOOK_FUZZ_CASE";

/** How often the good client is asked for. */
const CHECKUP_CASES = 500;

/** No case takes longer, also on a loaded machine. */
const HANG_MS = 20_000;

/** Things spoilt in one case; hardly one has more. */
const SPOILS_MAX = 30;

/** Shown of a failing case. */
const SHOWN_LENGTH_MAX = 20_000;

/** Runs a trial; throws with seed, number and the smallest form of the case when something fails. */
export async function runTrial<Case>(trial: Trial<Case>): Promise<void> {
  const seed = Number(
    Deno.env.get(SEED_VARIABLE) ??
      (isMatrix() ? Math.floor(Math.random() * SEED_LIMIT) : SEED_QUICK),
  );
  const only = Deno.env.get(CASE_VARIABLE);
  if (only !== undefined) {
    const fault = await tryAlone(trial, drawFor(seed, Number(only)));
    if (fault !== null) fail(`${fault}\n${await report(trial, { seed, index: Number(only) })}`);
    return;
  }
  const frames = (isMatrix() ? FRAMES_ALL : FRAMES_QUICK) * trial.perMillion / 1e6;
  const count = Math.ceil(frames / trial.framesPerCase);
  say(`${trial.name}: ${frames} in ${count} cases of seed ${seed}`);
  const begun = performance.now();
  const memory = await runCases(trial, { seed, count });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const [before, after] = memory.map((mib) => Math.round(mib));
  say(`  ${seconds} s; ${before} MiB before, ${after} MiB after`);
  const growthMib = memory[1] - memory[0];
  assert(growthMib < trial.growthMibMax, `Memory grew by ${growthMib} MiB`);
}

async function runCases<Case>(
  trial: Trial<Case>,
  { seed, count }: { seed: number; count: number },
): Promise<[before: number, after: number]> {
  await using subject = await trial.open();
  let beforeMib = 0;
  for (let index = 0; index < count; index++) {
    if (index === Math.floor(count / 10)) beforeMib = await subject.memoryMib();
    const fault = await faultOf(() => subject.take(trial.make(drawFor(seed, index)))) ??
      (index % CHECKUP_CASES === 0 ? await faultOf(() => subject.checkUp()) : null);
    if (fault !== null) fail(`${fault}\n${await report(trial, { seed, index })}`);
  }
  const fault = await faultOf(() => subject.checkUp());
  assert(fault === null, `${fault}, after all cases of seed ${seed}`);
  return [beforeMib, await subject.memoryMib()];
}

async function tryAlone<Case>(trial: Trial<Case>, draw: Draw): Promise<string | null> {
  await using subject = await trial.open();
  return await faultOf(() => subject.take(trial.make(draw))) ??
    await faultOf(() => subject.checkUp());
}

/** Which case failed, and with how few things spoilt it still does. */
async function report<Case>(
  trial: Trial<Case>,
  { seed, index }: { seed: number; index: number },
): Promise<string> {
  const again = `Again: ${SEED_VARIABLE}=${seed} ${CASE_VARIABLE}=${index}`;
  for (let spoilsMax = 0; spoilsMax < SPOILS_MAX; spoilsMax++) {
    const fault = await tryAlone(trial, drawFor(seed, index, spoilsMax));
    if (fault === null) continue;
    const smallest = trial.show(trial.make(drawFor(seed, index, spoilsMax)));
    return `${again}\nWith ${spoilsMax} things spoilt: ${fault}\n${cut(smallest)}`;
  }
  const whole = trial.show(trial.make(drawFor(seed, index)));
  return `Case ${index} of seed ${seed} fails only after those before it\n${cut(whole)}`;
}

async function faultOf(work: () => Promise<string | null>): Promise<string | null> {
  const { promise: late, resolve } = Promise.withResolvers<string>();
  const timer = setTimeout(() => resolve(`It hangs: nothing within ${HANG_MS} ms`), HANG_MS);
  try {
    return await Promise.race([work(), late]);
  } catch (error) {
    return error instanceof Error ? error.stack ?? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}

function cut(text: string): string {
  return text.length <= SHOWN_LENGTH_MAX ? text : `${text.slice(0, SHOWN_LENGTH_MAX)}…`;
}
