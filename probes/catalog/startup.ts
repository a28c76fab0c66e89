/** The probe of starting: from nothing to the first line, and to the end. */

import { exact, type ProbeEntry, time } from "./entry.ts";

/** Starts by name of the probe. */
export const STARTUP = {
  cold_start: {
    title: "Start: from nothing to the first line, and to the end",
    summary:
      "Times fresh processes of a program of one line, as usual, without the folders of installed " +
      "packages, isolated, with cached bytecode and compiled anew. Its files are in memory: a start " +
      "after a boot takes longer, and it says nothing about that.",
    parameters: [{
      kind: "choice",
      name: "site",
      meaning: "as usual, with -S, with -I, or with both",
      default: "site",
      choices: ["site", "no-site", "isolated", "isolated-no-site"],
    }, {
      kind: "choice",
      name: "bytecode",
      meaning: "taken from its cache, or compiled anew in each start",
      default: "cached",
      choices: ["cached", "compiled"],
    }, {
      kind: "choice",
      name: "imports",
      meaning: "what the program imports",
      default: "nothing",
      choices: ["nothing", "json", "argparse", "asyncio"],
    }],
    values: [
      time("exit", "from start to end", { kind: "once" }),
      time("firstLine", "from start to first line", { kind: "once" }),
      time("cpu", "processor time", { kind: "once", unit: "ms CPU" }),
      exact("modules", "modules loaded at the first line", { lowerIsBetter: true }),
    ],
    usesFolder: true,
  },
} as const satisfies Readonly<Record<string, ProbeEntry>>;
