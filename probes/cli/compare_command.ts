/** `deno task probe compare`: two arms, one verdict. */

import type { ArmSpec } from "../measure/arm.ts";
import type { Probe } from "../catalog/probe.ts";
import { compare } from "../compare/compare.ts";
import { DISPLAY } from "../show/display.ts";
import { type Arguments, optionLines, type OptionSpec } from "./arguments.ts";
import { type Command, EXIT_CODES, HELP } from "./command.ts";
import { comparisonJson } from "./comparison_json.ts";
import {
  asUsage,
  commonOptions,
  numberOf,
  pairsOf,
  paramsOf,
  probeNamed,
  pythonsOf,
  valueOf,
} from "./probe_options.ts";
import { showProgress } from "./progress.ts";
import { EXIT } from "./surroundings.ts";
import { untilStopped } from "./until_stopped.ts";

const OPTIONS: readonly OptionSpec[] = [
  {
    name: "--base",
    takes: "PYTHON",
    meaning: 'what is compared with: a path, or a name of "deno task interpreters"',
  },
  { name: "--test", takes: "PYTHON", meaning: "what is compared; may be the same" },
  {
    name: "--param",
    takes: "K=V",
    meaning: 'a parameter of the probe for both, see "probe list"',
    isRepeatable: true,
  },
  {
    name: "--base-param",
    takes: "K=V",
    meaning: "the same for the base alone",
    isRepeatable: true,
  },
  {
    name: "--test-param",
    takes: "K=V",
    meaning: "the same for the test alone",
    isRepeatable: true,
  },
  {
    name: "--base-env",
    takes: "K=V",
    meaning: "an environment variable of the base",
    isRepeatable: true,
  },
  {
    name: "--test-env",
    takes: "K=V",
    meaning: "an environment variable of the test",
    isRepeatable: true,
  },
  {
    name: "--base-flag",
    takes: "F",
    meaning: 'a flag of the base, for example "-Xgil=0"',
    isRepeatable: true,
  },
  { name: "--test-flag", takes: "F", meaning: "a flag of the test", isRepeatable: true },
  { name: "--budget", takes: "B", meaning: "smoke, quick, careful or a duration such as 10s" },
  { name: "--rounds", takes: "N", meaning: "how many rounds, whatever time they take" },
  {
    name: "--min-effect",
    takes: "X",
    meaning: "ratios closer to 1 count as the same (default: 0.01)",
  },
  {
    name: "--value",
    takes: "KEY",
    meaning: 'which value, see "probe list" (default: the main one)',
  },
  {
    name: "--fresh",
    takes: null,
    meaning: "measure anew, also where the record has the answer",
  },
  { name: "--json", takes: null, meaning: "print one JSON object" },
  HELP,
];

/** Far beyond any effect that is worth a name; `compare()` takes shares below 1. */
const MIN_EFFECT_MAX = 0.99;

/** `deno task probe compare`. */
export const COMPARE: Command = {
  options: OPTIONS,
  usage: `Usage: deno task probe compare NAME --base PYTHON --test PYTHON [options]

Compares two CPythons, or two ways to start one. Their processes take turns, in an order that is
drawn anew each round; "ratio" is test / base, "low" and "high" hold it with 95 % confidence. It
ends at the first look that decides, after 8 rounds at the earliest; --rounds asks for a fixed number.

${optionLines(OPTIONS)}

${EXIT_CODES}`,
  async run(options, surroundings) {
    const probe = probeNamed(options.words, "compare");
    const common = commonOptions(options);
    const value = valueOf(probe, options);
    const minEffect = numberOf(options, { name: "--min-effect", min: 0, max: MIN_EFFECT_MAX });
    const starts = startsOf(probe, options);
    const [base, test] = await pythonsOf(options, ["--base", "--test"], surroundings);
    if (base === undefined || test === undefined) {
      throw new TypeError("Cannot compare: an arm is missing");
    }
    const running = asUsage("probe compare", () =>
      compare(probe, {
        base: { python: base, ...starts.base },
        test: { python: test, ...starts.test },
        ...common,
        ...(value === undefined ? {} : { value }),
        ...(minEffect === undefined ? {} : { minEffect }),
        onProgress: showProgress(probe.name, surroundings),
      }));
    const result = await untilStopped(running, surroundings);
    const { print, signal } = surroundings;
    print(
      options.has("--json")
        ? JSON.stringify(comparisonJson(result), null, 2)
        : (await result[DISPLAY]())["text/plain"] ?? result.sentence,
    );
    if (signal.aborted) return EXIT.stopped;
    return result.rounds > 0 ? EXIT.done : EXIT.nothing;
  },
};

type Start = Pick<ArmSpec, "params" | "env" | "flags">;

/** How each arm is started; parameters given for both lie below its own. */
function startsOf(probe: Probe, options: Arguments): { base: Start; test: Start } {
  const shared = paramsOf(probe, options, { name: "--param" });
  const startOf = (arm: "base" | "test"): Start => ({
    params: { ...shared, ...paramsOf(probe, options, { name: `--${arm}-param`, under: shared }) },
    env: Object.fromEntries(pairsOf(options, `--${arm}-env`)),
    flags: options.all(`--${arm}-flag`),
  });
  return { base: startOf("base"), test: startOf("test") };
}
