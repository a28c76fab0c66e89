/** Runs the measured Python programs on the CPythons of this machine, for the tests of what they print. */
import { assert, assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { testUnless } from "./skip.ts";
import { ENDS, TRIED, TRIED_WORDS } from "./tried_pythons.ts";
import { readBudget } from "../../probes/measure/budget.ts";
import { findProbe, type ProbeName } from "../../probes/catalog/catalog.ts";
import type { ParamValue, Probe } from "../../probes/catalog/probe.ts";
import { cleanEnvironment, startFlags } from "../../probes/run/environment.ts";
import { type ParsedLine, parseLine } from "../../probes/run/event.ts";
import type { Interpreter } from "../../probes/interpreters/mod.ts";
import { completeParams } from "../../probes/catalog/params.ts";
import { runProcess } from "../../probes/run/process.ts";
import { type ReadRun, readRun } from "../../probes/run/run.ts";

const SMOKE = readBudget("smoke");

/** The script of a probe of the catalogue. */
export function fileOf({ script, name }: Probe): string {
  if (typeof script === "string") throw new TypeError(`${name} is no file`);
  return fromFileUrl(script);
}

/** A probe as a test runs it: at its smoke parameters where none are given. */
export interface Asked {
  readonly probe: ProbeName;
  readonly params?: Readonly<Record<string, ParamValue>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly loops?: number;
  readonly slices?: number;
}

/** What a process printed. */
export interface Seen extends ReadRun {
  /** The probe's values by key. */
  readonly reduced: Readonly<Record<string, number | string | null>>;
}

/** Runs a probe's script as the runner does, in a folder of its own, and lets nothing pass that is no event. */
export async function run(python: Interpreter, asked: Asked): Promise<Seen> {
  const probe = findProbe(asked.probe);
  const params = completeParams(probe, asked.params ?? {}, "smoke");
  const folder = await Deno.makeTempDir({ prefix: "probebook_scripts_" });
  const lines: ParsedLine[] = [];
  try {
    const outcome = await runProcess({
      executable: python.executable,
      args: [
        ...startFlags(python),
        fromFileUrl(new URL("../../probes/python/start.py", import.meta.url)),
        fileOf(probe),
        `${asked.loops ?? 1}`,
        `${asked.slices ?? 1}`,
        ...probe.parameters.map(({ name }) => `${params[name]}`),
      ],
      environment: cleanEnvironment({ PYTHONHASHSEED: "7", ...asked.env }),
      cwd: folder,
      secondsMax: SMOKE.processSecondsMax,
      outputBytesMax: probe.outputBytesMax,
      ownGroup: true,
      onLine: (line, isWhole) => {
        assert(isWhole, `broken line: ${line}`);
        lines.push(parseLine(line));
      },
    });
    assertEquals(outcome.ending, { kind: "exited", code: 0 }, outcome.errorTail);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  assertEquals(lines.filter(({ kind }) => kind === "noise"), []);
  const read = readRun(lines);
  return { ...read, reduced: probe.reduce(read) };
}

/** The same, for a program that must be able to run there. */
export async function values(python: Interpreter, asked: Asked): Promise<Seen> {
  const seen = await run(python, asked);
  assertEquals(seen.unavailable, null);
  assertEquals(seen.state?.version, python.version);
  const keys = findProbe(asked.probe).values.flatMap(({ kind, key }) =>
    kind === "slices" ? [] : [key]
  );
  assertEquals(keys.filter((key) => seen.reduced[key] === undefined), []);
  return seen;
}

/** A value that must be a number. */
export function numberOf(seen: Seen, key: string): number {
  const value = seen.reduced[key];
  if (typeof value === "number") return value;
  throw new TypeError(`Cannot compare "${key}": it is ${value}`);
}

/** What must be true on every CPython, by name; times are not compared there. */
export type Facts = readonly (readonly [name: string, fact: Fact])[];

type Fact = (python: Interpreter) => Promise<void>;

/** Makes each fact a test, with a step for each CPython that is tried: in `deno task test:all` for every one. */
export function testFacts(facts: Facts): void {
  for (const [name, fact] of facts) testOnEach(`${name}, on ${TRIED_WORDS}`, fact);
}

/** The same with a step for the oldest and the newest CPython only, also in the matrix: for what takes long. */
export function testFactsAtEnds(facts: Facts): void {
  for (const [name, fact] of facts) {
    testOn(ENDS, `${name}, on the oldest and the newest CPython`, fact);
  }
}

/** The same as `testFacts()` for one, under the name as it is. */
export function testOnEach(name: string, fact: Fact): void {
  testOn(TRIED, name, fact);
}

function testOn(pythons: readonly Interpreter[], name: string, fact: Fact): void {
  testUnless(pythons.length === 0 ? "no CPython found" : null, {
    name,
    fn: async (context) => {
      for (const python of pythons) await context.step(python.name, () => fact(python));
    },
  });
}
