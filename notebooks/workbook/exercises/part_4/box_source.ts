/** Box six and the rules of the house: type hints, tools that are used, numbers that are measured, modules that are there. */

import type { NamedLine, SourceFacts, SourceRules } from "../../../../probes/mod.ts";
import type { CheckPart } from "../../ledger/check_result.ts";
import { isTimeWritten } from "../part_1/invented.ts";
import { quoted } from "./output_lines.ts";
import { faultText, type ProfilerRun, type ProfilerTrial, timesIn } from "./profiler_trial.ts";

/** Gaps that are listed by name and line. */
const GAPS_SHOWN_MAX = 5;

/** Has every parameter and result a type hint that can be resolved? */
export function judgeHints({ rules }: ProfilerTrial): CheckPart {
  const box = (points: number, reason: string) => ({
    name: "type hints complete",
    points,
    max: 2,
    reason,
  });
  if (rules === null) return { ...box(2, UNREAD), needsReader: true };
  const { gaps, badHints } = rules;
  if (gaps.length > 0) {
    return box(
      0,
      `${gaps.length} ${gaps.length === 1 ? "hint is" : "hints are"} missing: ${listed(gaps)}. ` +
        "A function without a result has -> None.",
    );
  }
  const [bad] = badHints;
  if (bad !== undefined) {
    return box(0, `A hint cannot be resolved: ${bad.name}, line ${bad.line}.`);
  }
  return box(2, "Every parameter and every result has one, and they resolve.");
}

const UNREAD = "The source could not be read for this; no points lost.";

function listed(lines: readonly NamedLine[]): string {
  const shown = lines.slice(0, GAPS_SHOWN_MAX).map(({ name, line }) => `${name}, line ${line}`);
  const more = lines.length - shown.length;
  return `${shown.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}

/** One point for tools and numbers, one for modules and the main guard. */
export function judgeSource({ rules, facts, finished }: ProfilerTrial): CheckPart {
  const name = "measured, with what every Python has";
  const max = 2;
  if (rules === null) return { name, points: max, max, reason: UNREAD, needsReader: true };
  const groups = [measuringFaults(rules, { facts, finished }), moduleFaults(rules)];
  const faults = groups.flat();
  return {
    name,
    points: groups.filter(({ length }) => length === 0).length,
    max,
    reason: faults.length > 0
      ? faultText(faults)
      : "timeit and cProfile are used, the import is done again, no figure stands in the source.",
  };
}

function measuringFaults(
  rules: SourceRules,
  { facts, finished }: {
    readonly facts: SourceFacts;
    readonly finished: readonly ProfilerRun[];
  },
): string[] {
  const reads = (...names: readonly string[]) =>
    rules.reads.find(({ name }) => names.includes(name)) !== undefined;
  const isRead = rules.attributes.includes("print_stats") || reads("pstats.Stats");
  const [invented] = rules.inventions;
  return [
    ...writtenFault(facts, finished),
    ...(invented === undefined
      ? []
      : [`Line ${invented} prints a time that random has made, not a clock`]),
    ...(reads("timeit.repeat", "timeit.timeit", "timeit.Timer", "timeit.default_timer")
      ? []
      : ["timeit is not used: timeit.repeat() gives a list of timings"]),
    ...(reads("cProfile.Profile", "cProfile.run", "cProfile.runctx")
      ? isRead || reads("cProfile.run", "cProfile.runctx")
        ? []
        : ["What cProfile saw is never read: pstats.Stats(), or print_stats()"]
      : ["cProfile is not used: cProfile.Profile().runcall(work) looks into one of the parts"]),
    ...importFault(rules, reads),
  ];
}

/** A figure that stands in the source was finished before the program ran. */
function writtenFault(facts: SourceFacts, finished: readonly ProfilerRun[]): string[] {
  const literals = { ...facts.literals, numbers: facts.literals.numbers.filter(isFigure) };
  for (const run of finished) {
    for (const [, { line, digits }] of timesIn(run)) {
      const written = digits.find((text) =>
        isTimeWritten(
          { digits: text, timeText: text, seconds: Number(text), roundingSeconds: 0 },
          { number: 0, text: line },
          literals,
        )
      );
      if (written !== undefined) {
        return [`${written} in ${quoted(line)} stands in the source: print what the clock says`];
      }
    }
  }
  return facts.literals.texts.some((text) => /Time:\s*\d|GC pause times:\s*\[\s*\d/.test(text))
    ? ["A finished time stands as a text in the source: print what the clock says"]
    : [];
}

/** A time was measured with some digits; 0.5 may stand in a source for another purpose, and be printed as 0.500. */
function isFigure(number: number): boolean {
  return `${number}`.replace(/^[-0.]+|\./g, "").replace(/0+$/, "").length >= 3;
}

function importFault(
  { forgets }: SourceRules,
  reads: (...names: readonly string[]) => boolean,
): string[] {
  const isDoneAgain = forgets.length > 0 || reads("importlib.reload") ||
    (reads("sys.executable") &&
      reads("subprocess.run", "subprocess.Popen", "subprocess.check_output", "subprocess.call"));
  return isDoneAgain ? [] : [
    "The import is done once: the second one only looks into sys.modules. Delete the module there " +
    "first, or start a process for each",
  ];
}

/** Modules with which a benchmark has nothing to do. */
const STRANGE = new Set(["socket", "urllib", "http", "ftplib", "smtplib", "ctypes"]);

/** What starts processes that time nothing; to ask multiprocessing for the number of processors starts none. */
const PROCESSES = new Set(
  ["Process", "Pool", "Manager", "pool.Pool"].map((name) => `multiprocessing.${name}`),
);

function moduleFaults({ modules, starts, reads, hasMainGuard }: SourceRules): string[] {
  const foreign = modules.find(({ isStandard }) => !isStandard);
  const strange = modules.find(({ name }) => STRANGE.has(name.split(".")[0] ?? ""));
  const [start] = starts;
  const workers = reads.find(({ name }) => PROCESSES.has(name));
  return [
    ...(foreign === undefined
      ? []
      : [`${foreign.name}, line ${foreign.line}, is not of the standard library`]),
    ...(strange === undefined ? [] : [`${strange.name}, line ${strange.line}, is not needed here`]),
    ...(start === undefined
      ? []
      : [`${start.name}, line ${start.line}: no other program than sys.executable is needed`]),
    ...(workers === undefined
      ? []
      : [`${workers.name}, line ${workers.line}: no process besides your own is needed`]),
    ...(hasMainGuard ? [] : [
      'There is no main guard: with if __name__ == "__main__": others may import your functions',
    ]),
  ];
}

/** Remarks that cost nothing: hints that say less than they could. */
export function hintNotes({ rules }: ProfilerTrial): string[] {
  const bare = rules?.bareHints ?? [];
  return bare.length === 0 ? [] : [
    `Of what? These hints name a container alone: ${listed(bare)}. list[float] says more.`,
  ];
}
