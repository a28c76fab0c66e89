/** `deno task doctor`: whether this machine can be measured on. */

import { DISPLAY } from "../show/display.ts";
import { doctor, type DoctorResult } from "../compare/doctor.ts";
import { arms, discoverInterpreters } from "../interpreters/mod.ts";
import { optionLines, type OptionSpec } from "./arguments.ts";
import { type Command, HELP } from "./command.ts";
import { asUsage, numberOf, pythonsOf, refuseWords } from "./probe_options.ts";
import { showProgress } from "./progress.ts";
import { EXIT } from "./surroundings.ts";
import { untilStopped } from "./until_stopped.ts";

const OPTIONS: readonly OptionSpec[] = [
  {
    name: "--python",
    takes: "PYTHON",
    meaning: 'what is compared with itself: a path, or a name of "deno task interpreters"',
  },
  { name: "--seconds", takes: "S", meaning: "how long it may take (default: 20)" },
  { name: "--json", takes: null, meaning: "print one JSON object" },
  HELP,
];

/** `deno task doctor`. */
export const DOCTOR: Command = {
  options: OPTIONS,
  usage: `Usage: deno task doctor [--python PYTHON] [--seconds S] [--json]

Compares a CPython with itself and watches the machine meanwhile: how small an effect can be found
here in 10 s, and what stands in the way.

${optionLines(OPTIONS)}

Exit codes: 0 verdicts may be believed; 1 they may not: the program differed from itself (once in
twenty examinations by chance), or nothing usable was measured; 2 wrong usage; 130 stopped by Ctrl-C.`,
  async run(options, surroundings) {
    refuseWords(options, "examine this machine");
    const { environment, print, signal } = surroundings;
    const seconds = numberOf(options, { name: "--seconds", min: 1, max: 3600 });
    const [python] = options.one("--python") === undefined
      ? await arms({ pythons: await discoverInterpreters({ environment }) })
      : await pythonsOf(options, ["--python"], surroundings);
    const running = asUsage("doctor", () =>
      doctor({
        python: { python },
        ...(seconds === undefined ? {} : { seconds }),
        onProgress: showProgress("doctor", surroundings),
      }));
    const result = await untilStopped(running, surroundings);
    print(
      options.has("--json")
        ? JSON.stringify(doctorJson(result), null, 2)
        : (await result[DISPLAY]())["text/plain"] ?? result.sentence,
    );
    if (signal.aborted) return EXIT.stopped;
    return result.refusesVerdicts ? EXIT.nothing : EXIT.done;
  },
};

/** The object that `doctor --json` prints. */
function doctorJson({ comparison, ...result }: DoctorResult) {
  const { ratio, low, high, confidence, verdict, rounds, seconds, sentence } = comparison;
  const { python, refusesVerdicts, noiseFloor, smallestEffect, preemptedShare } = result;
  return {
    python,
    refusesVerdicts,
    noiseFloor,
    smallestEffect,
    preemptedShare,
    change: result.change,
    comparison: { ratio, low, high, confidence, verdict, rounds, seconds, sentence },
    findings: result.findings,
    sentence: result.sentence,
    machine: result.machine,
    ending: result.ending,
  };
}
