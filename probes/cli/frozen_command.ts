/** `deno task frozen`: measures the frozen data anew. */

import { FROZEN_FOLDER, FrozenDataError, LESSON, makeFrozen, type Making } from "../frozen/mod.ts";
import { discoverInterpreters } from "../interpreters/mod.ts";
import type { BudgetName } from "../measure/budget.ts";
import { progressText } from "../show/progress_line.ts";
import { optionLines, type OptionSpec } from "./arguments.ts";
import { type Command, HELP } from "./command.ts";
import { UsageError } from "./probe_options.ts";
import { EXIT, type Surroundings } from "./surroundings.ts";

const BUDGETS: readonly BudgetName[] = ["smoke", "quick", "careful"];

const OPTIONS: readonly OptionSpec[] = [
  { name: "--only", takes: "NAME", meaning: "of this probe, or this series, alone" },
  {
    name: "--budget",
    takes: "B",
    meaning: "smoke: a fifth of the rounds, quick (default), careful: three times as many",
  },
  {
    name: "--again",
    takes: null,
    meaning: "also what is there, which was measured on a busy machine",
  },
  HELP,
];

/** `deno task frozen`. */
export const FROZEN: Command = {
  options: OPTIONS,
  usage: `Usage: deno task frozen [options]

Measures what the notebooks show where a CPython is missing, on all CPythons of this machine, and
writes it into notebooks/data. Only what is missing or whose probe changed is measured; Ctrl-C keeps
what is done.

${optionLines(OPTIONS)}

Exit codes: 0 done; 1 there is no CPython; 2 wrong usage; 130 stopped by Ctrl-C.`,
  async run(options, surroundings) {
    const [extra] = options.words;
    if (extra !== undefined) {
      throw new UsageError(`Cannot freeze: "${extra}" belongs to no option, remove it`);
    }
    const text = options.one("--budget") ?? "quick";
    const budget = BUDGETS.find((name) => name === text);
    if (budget === undefined) {
      throw new UsageError(`Cannot use --budget "${text}": one of ${BUDGETS.join(", ")} is needed`);
    }
    const only = options.one("--only") ?? null;
    if (only !== null && !LESSON.some(({ name, probe }) => name === only || probe === only)) {
      const names = LESSON.map(({ name }) => name).join(", ");
      throw new UsageError(`Cannot use --only "${only}": there are ${names}`);
    }
    return await freeze({ budget, only, again: options.has("--again") }, surroundings);
  },
};

async function freeze(
  choice: Pick<Parameters<typeof makeFrozen>[0], "budget" | "only" | "again">,
  { environment, signal, print, note, progress }: Surroundings,
): Promise<number> {
  const found = await discoverInterpreters({ environment });
  const pythons = found.filter(({ debug }) => !debug);
  if (pythons.length === 0) {
    note("Cannot freeze: no CPython was found");
    return EXIT.nothing;
  }
  note(`Freezing on ${pythons.map(({ name }) => name).join(", ")}`);
  const onProgress: Parameters<typeof makeFrozen>[0]["onProgress"] = (name, state) =>
    progress?.(progressText(name, state));
  const options = { ...choice, folder: FROZEN_FOLDER, pythons, signal, onProgress };
  try {
    for await (const made of makeFrozen(options)) {
      print(lineOf(made));
      if (made.kind === "stopped") return EXIT.stopped;
    }
  } catch (error) {
    if (!(error instanceof FrozenDataError)) throw error;
    note(error.message);
    return EXIT.nothing;
  }
  return EXIT.done;
}

function lineOf(made: Making): string {
  switch (made.kind) {
    case "measured": {
      const { seconds, bytes, rounds, arms, load } = made.series;
      const shown = arms.filter(({ processes }) => processes > 0).length;
      return `${made.name}: ${shown} of ${arms.length} arms, ${rounds} rounds, ` +
        `${seconds.toFixed(1)} s, ${Math.round(bytes / 1000)} kB, load ${
          load?.median ?? "unknown"
        }`;
    }
    case "kept":
      return `${made.name}: kept`;
    case "lacking":
      return `${made.name}: not frozen, ${made.reason}`;
    case "stopped":
      return `${made.name}: stopped; the same command goes on`;
  }
}
