/** `deno task probe run`: one probe in one CPython, its raw records or a table. */

import { DISPLAY } from "../show/display.ts";
import { measure } from "../measure/measure.ts";
import type { MeasurementResult } from "../measure/result.ts";
import { endingText } from "../show/ending_text.ts";
import type { ProbeRun } from "../run/run.ts";
import { optionLines, type OptionSpec } from "./arguments.ts";
import { type Command, EXIT_CODES, HELP } from "./command.ts";
import {
  asUsage,
  commonOptions,
  pairsOf,
  paramsOf,
  probeNamed,
  pythonsOf,
} from "./probe_options.ts";
import { showProgress } from "./progress.ts";
import { EXIT, type Surroundings } from "./surroundings.ts";
import { untilStopped } from "./until_stopped.ts";

const OPTIONS: readonly OptionSpec[] = [
  { name: "--python", takes: "PYTHON", meaning: 'a path, or a name of "deno task interpreters"' },
  {
    name: "--param",
    takes: "K=V",
    meaning: 'a parameter of the probe, see "probe list"',
    isRepeatable: true,
  },
  { name: "--env", takes: "K=V", meaning: "an environment variable of it", isRepeatable: true },
  {
    name: "--flag",
    takes: "F",
    meaning: 'a flag of it, for example "-Xgil=0"',
    isRepeatable: true,
  },
  { name: "--budget", takes: "B", meaning: "smoke, quick, careful or a duration such as 10s" },
  { name: "--rounds", takes: "N", meaning: "how many processes, whatever time they take" },
  { name: "--fresh", takes: null, meaning: "measure anew, also where the record has the answer" },
  { name: "--json", takes: null, meaning: "print the raw records, one JSON object a line" },
  HELP,
];

/** `deno task probe run`. */
export const RUN: Command = {
  options: OPTIONS,
  usage: `Usage: deno task probe run NAME --python PYTHON [options]

Runs a probe in fresh processes of one CPython. Each process is one record, also one that failed;
"round" is -1 for those that only chose how many loops a timing has.

${optionLines(OPTIONS)}

${EXIT_CODES}`,
  async run(options, surroundings) {
    const probe = probeNamed(options.words, "run");
    const common = commonOptions(options);
    const params = paramsOf(probe, options, { name: "--param" });
    const start = {
      env: Object.fromEntries(pairsOf(options, "--env")),
      flags: options.all("--flag"),
    };
    const pythons = await pythonsOf(options, ["--python"], surroundings);
    const running = asUsage("probe run", () =>
      measure(probe, {
        arms: pythons.map((python) => ({ python, ...start })),
        params,
        ...common,
        onProgress: showProgress(probe.name, surroundings),
      }));
    const result = await untilStopped(running, surroundings);
    await printResult(result, options.has("--json"), surroundings);
    if (surroundings.signal.aborted) return EXIT.stopped;
    return result.arms.some((arm) => arm.processes.length > 0) ? EXIT.done : EXIT.nothing;
  },
};

async function printResult(
  result: MeasurementResult,
  isJson: boolean,
  { print, note }: Surroundings,
): Promise<void> {
  if (!isJson) return print((await result[DISPLAY]())["text/plain"] ?? "");
  const records = recordsOf(result);
  if (records.length > 0) print(records.map((record) => JSON.stringify(record)).join("\n"));
  const failed = records.filter((record) => record.ending.kind !== "completed");
  for (const { round, ending } of failed) {
    note(`Round ${round + 1}: the process ${endingText(ending)}`);
  }
}

/** Every process in the order in which they ran, those before the first round included. */
function recordsOf({ calibration, runs, arms }: MeasurementResult): ProbeRun[] {
  const early = arms.flatMap((arm) => arm.failures).filter((run) => run.round < 0);
  const before = new Set([...(calibration?.runs ?? []), ...early]);
  return [...before, ...runs];
}
