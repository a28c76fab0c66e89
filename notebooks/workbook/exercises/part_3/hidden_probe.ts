/**
 * The probe of the hidden programs: their texts by name, and the tools that look into a run.
 *
 * One of the workbook's own, so that every look is recorded with its raw run. A process lays all three programs into its
 * temporary folder, as files of one size.
 */

import { z } from "zod";
import { type Probe, probe } from "../../../../probes/mod.ts";
import { type Bottleneck, bottleneckOf } from "./hidden_names.ts";

/** The name of the probe, by which its measurements are known. */
export const HIDDEN_PROBE = "hidden_programs";

/** The tools that a learner looks with; the third one, which measures shares, is the check's. */
export const LOOKING_TOOLS = ["callbacks", "cProfile"] as const;

/** As long as each run is to take: with less a share would hang on one interruption. */
export const RUN_MS = 300;

const PERCENT = { unit: "%", lowerIsBetter: null } as const;

/** The probe for programs of these names. Two draws have different texts, so that their records are told apart. */
export function hiddenProbe(names: readonly string[]): Probe {
  const [first = "", ...others] = names;
  return probe({
    name: HIDDEN_PROBE,
    title: "Hidden programs",
    summary: "Runs one of three programs and looks into it with one tool. Each tool misses " +
      "something: cProfile does not know the collector, and callbacks know nothing else.",
    kind: "once",
    unit: "ms",
    params: { program: [first, ...others], tool: [...LOOKING_TOOLS, "shares"], ms: RUN_MS },
    source: `SOURCES = ${JSON.stringify(sourcesOf(names))}\n${pythonOf("look_into")}`,
    values: z.object({
      time: z.number(),
      collections: z.number().nullable(),
      paused: z.number().nullable(),
      interpreter: z.number().nullable(),
      library: z.number().nullable(),
      collector: z.number().nullable(),
    }),
    about: {
      time: { name: "time of the run" },
      collections: { name: "collections", unit: "", lowerIsBetter: null },
      paused: { name: "time in collections" },
      interpreter: { name: "bytecode", ...PERCENT },
      library: { name: "functions in C", ...PERCENT },
      collector: { name: "garbage collector", ...PERCENT },
    },
  });
}

/** More than the longest of the three, so that no size tells which is which. */
export const FILE_BYTES = 1024;

/** The Python of each program, by its name; all of one length. */
export function sourcesOf(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => {
    const bottleneck = bottleneckOf(name);
    return bottleneck === null ? [] : [[name, filled(pythonOf(bottleneck))]];
  }));
}

/** Filled up by lines of comment. */
function filled(source: string): string {
  let text = source;
  while (text.length < FILE_BYTES) {
    text += `${"#".repeat(Math.min(79, FILE_BYTES - text.length - 1))}\n`;
  }
  return text;
}

function pythonOf(name: Bottleneck | "look_into"): string {
  return Deno.readTextFileSync(new URL(`python/${name}.py`, import.meta.url));
}
