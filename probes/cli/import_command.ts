/** `deno task probe import`: opens files of others and compares what is in them. */

import { resolve } from "@std/path";
import type { CompareImported } from "../exchange/mod.ts";
import { openMeasurements } from "../exchange/mod.ts";
import { DISPLAY } from "../show/display.ts";
import { type Arguments, optionLines, type OptionSpec } from "./arguments.ts";
import { type Command, HELP } from "./command.ts";
import { comparisonJson } from "./comparison_json.ts";
import { orNothing } from "./export_command.ts";
import { numberOf, UsageError } from "./probe_options.ts";

const OPTIONS: readonly OptionSpec[] = [
  { name: "--base", takes: "ARM", meaning: "what is compared with (default: the first arm)" },
  {
    name: "--test",
    takes: "ARM",
    meaning: "what is compared (default: all others)",
    isRepeatable: true,
  },
  { name: "--benchmark", takes: "NAME", meaning: "which one, where files hold several" },
  { name: "--value", takes: "KEY", meaning: "which value (default: the main one)" },
  {
    name: "--min-effect",
    takes: "X",
    meaning: "ratios closer to 1 count as the same (default: 0.01)",
  },
  {
    name: "--force",
    takes: null,
    meaning: "give a verdict also where the arms did not take turns",
  },
  { name: "--list", takes: null, meaning: "show what the files hold, compare nothing" },
  { name: "--json", takes: null, meaning: "print one JSON object" },
  HELP,
];

/** `deno task probe import`. */
export const IMPORT: Command = {
  options: OPTIONS,
  usage: `Usage: deno task probe import FILE... [options]

Opens measurements of others: NDJSON of "probe export", JSON of pyperf (also .json.gz) and of
hyperfine, and compares their arms by the same rules as our own. Arms of different files, and all of
pyperf and hyperfine, did not take turns: their verdict is unclear unless it is forced.

${optionLines(OPTIONS)}

Exit codes: 0 done, whatever the verdict; 1 a file cannot be read, or there is nothing to compare;
2 wrong usage.`,
  async run(options, surroundings) {
    const { base, print } = surroundings;
    if (options.words.length === 0) {
      throw new UsageError("Cannot import: no file is named");
    }
    const asked = askedOf(options);
    return await orNothing(surroundings, async () => {
      const opened = await openMeasurements(options.words.map((word) => resolve(base, word)));
      if (options.has("--list")) return print((await opened[DISPLAY]())["text/plain"] ?? "");
      const result = opened.compare(asked);
      const text = options.has("--json")
        ? JSON.stringify(comparisonJson(result), null, 2)
        : (await result[DISPLAY]())["text/plain"] ?? result.sentence;
      print(text);
    });
  },
};

function askedOf(options: Arguments): CompareImported {
  const [base, benchmark, value] = ["--base", "--benchmark", "--value"].map((name) =>
    options.one(name)
  );
  const tests = options.all("--test");
  const minEffect = numberOf(options, { name: "--min-effect", min: 0, max: 0.99 });
  return {
    ...(base === undefined ? {} : { base }),
    ...(benchmark === undefined ? {} : { benchmark }),
    ...(value === undefined ? {} : { value }),
    ...(tests.length === 0 ? {} : { test: tests }),
    ...(minEffect === undefined ? {} : { minEffect }),
    ...(options.has("--force") ? { force: true } : {}),
  };
}
