/** What a measurement asks, as one short text: equal questions have the same answer. */

import { fromFileUrl } from "@std/path";
import type { Arm } from "../measure/arm.ts";
import type { MeasurePlan } from "../measure/plan.ts";
import { digestOf, thisMachine } from "./machine.ts";
import type { Compared } from "./stored.ts";

/** What the caller wants to know beside the plan. */
export interface Question {
  /** Null for a measurement. */
  readonly compared: Compared | null;
  /** How many comparisons share the error where it is a part of a table, whose error decides when it ends. */
  readonly claimCount?: number;
  /** Whether the seed was given: then only the same order answers. */
  readonly isSeedGiven: boolean;
  /** Whether it is to be measured in any case. */
  readonly isFresh: boolean;
  /** Whether a program is compared with itself: what an earlier examination found does not limit that. */
  readonly isExamination?: boolean;
}

/**
 * Counted up when measuring itself changes so that earlier answers do not hold any more. What is computed from the raw
 * runs is no reason: that is done anew each time.
 */
const RULES_VERSION = 2;

/** A digest of everything that the answer depends on; null where a program or the probe cannot be looked at. */
export async function questionKey(
  plan: MeasurePlan,
  question: Question,
): Promise<string | null> {
  const programs = plan.arms.map(programOf);
  const script = scriptOf(plan);
  if (script === null || programs.includes(null)) return null;
  return await digestOf(JSON.stringify({
    rules: RULES_VERSION,
    machine: (await thisMachine()).key,
    probe: plan.probe.name,
    script,
    arms: plan.arms.map(({ label, params, env, flags }, index) => ({
      label,
      program: programs[index],
      params: Object.entries(params).sort(),
      env: Object.entries(env).sort(),
      flags,
    })),
    base: plan.base,
    budget: plan.budget,
    seconds: plan.seconds,
    sliceCount: plan.sliceCount,
    secondsMax: plan.secondsMax,
    looks: plan.looks,
    roundCount: plan.rounds.length,
    seed: question.isSeedGiven ? plan.seed : null,
    compared: question.compared,
    claimCount: question.claimCount,
  }));
}

/** A digest of a program on this machine: equal as long as nobody installs another one there; null where it is gone. */
export async function programKey(arm: Pick<Arm, "python">): Promise<string | null> {
  const program = programOf(arm);
  return program === null ? null : await digestOf(JSON.stringify(program));
}

/** A digest of the probe's script and of how its processes are run; null where it cannot be read. */
export async function scriptKey(plan: Pick<MeasurePlan, "probe">): Promise<string | null> {
  const script = scriptOf(plan);
  return script === null ? null : await digestOf(`${RULES_VERSION}\n${script}`);
}

/** A program that was installed anew has another size or another time; what it says of itself counts too. */
function programOf({ python }: Pick<Arm, "python">): unknown {
  const { name: _name, source: _source, ...facts } = python;
  try {
    const { size, mtime } = Deno.statSync(python.executable);
    return { ...facts, size, changedMs: mtime?.getTime() ?? null };
  } catch {
    // Without a look at it nobody knows whether it is still the same.
    return null;
  }
}

/** What every script is run with. */
const SHARED = ["harness.py", "start.py"].map((name) =>
  new URL(`../python/${name}`, import.meta.url)
);

function scriptOf({ probe }: Pick<MeasurePlan, "probe">): string | null {
  try {
    const texts = [probe.script, ...SHARED].map((file) =>
      typeof file === "string" ? file : Deno.readTextFileSync(fromFileUrl(file))
    );
    return texts.join("\n");
  } catch {
    // Running it will fail and say so.
    return null;
  }
}
