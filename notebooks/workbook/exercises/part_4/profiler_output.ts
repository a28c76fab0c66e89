/** What performance_profiler.py prints: sections by their titles, and the lines of each, read or with what is wrong. */

import { EXAMPLE_LINES } from "./profiler_task.ts";

/** What a section is about. */
export type SectionKind = "loop" | "collector" | "imports";

/** The three sections that the specification wants, in its order. */
export const SECTION_KINDS: readonly SectionKind[] = ["loop", "collector", "imports"];

/** How a section is called in messages, and what its title must hold. */
export const SECTIONS: Readonly<Record<SectionKind, { name: string; title: RegExp }>> = {
  loop: { name: "the tight loop", title: /tight\s*loop/i },
  collector: { name: "the GC workload", title: /\bgc\b|garbage/i },
  imports: { name: "the import", title: /import/i },
};

/** Something that was found in the output, or the sentence that says what is missing or wrong. */
export type Reading<Value> = { kind: "found"; value: Value } | { kind: "fault"; reason: string };

/** A time with its interval, in ms. */
export interface StatedTime {
  /** The whole line. */
  readonly line: string;
  readonly ms: number;
  readonly halfMs: number;
  readonly lowMs: number;
  readonly highMs: number;
  /** The two numbers as they stand there. */
  readonly digits: readonly [time: string, half: string];
}

/** Mean, standard deviation and number of timings. */
export interface StatedStatistics {
  readonly meanMs: number;
  readonly deviationMs: number;
  readonly count: number;
}

/** The collector's pauses, in ms. */
export interface StatedPauses {
  readonly line: string;
  readonly pausesMs: readonly number[];
  /** As they stand there. */
  readonly digits: readonly string[];
  /** Whether no dots at the end stand for more. */
  readonly isComplete: boolean;
}

/** What the collector costs by itself. */
export type StatedImpact =
  | { kind: "share"; percent: number }
  | { kind: "off"; ms: number };

/** One section. */
export interface ProfilerSection {
  readonly title: string;
  readonly time: Reading<StatedTime>;
  readonly statistics: Reading<StatedStatistics>;
  readonly baseline: Reading<number>;
  readonly first: Reading<number>;
  readonly pauses: Reading<StatedPauses>;
  readonly impact: Reading<StatedImpact>;
  readonly verdict: Reading<string>;
}

/** The output of one run. */
export interface ProfilerOutput {
  readonly sections: Readonly<Record<SectionKind, Reading<ProfilerSection>>>;
  readonly hypothesis: Reading<string>;
}

const NUMBER = String.raw`\d+(?:\.\d+)?`;
const TITLE = /^=== ([^=]{2,60}?) Benchmark ===$/;

/** A program that prints more is read so far; the sample has some twenty lines. */
const LINES_MAX = 5000;

// deno-lint-ignore no-control-regex -- the control character is what is looked for
const ANSI = /\u001b\[[0-9;?]*[A-Za-z]/g;

/** Reads the output of one run. */
export function readProfilerOutput(stdout: string): ProfilerOutput {
  const lines = stdout.replaceAll(ANSI, "").split(/\r\n|\n|\r/).slice(0, LINES_MAX)
    .map((line) => line.trimEnd());
  const parts = sectionsOf(lines);
  const section = (kind: SectionKind) => {
    const own = parts.filter(({ title }) => SECTIONS[kind].title.test(title));
    const [first] = own;
    const { name } = SECTIONS[kind];
    if (first === undefined) {
      return fault(`There is no section of ${name}: a title such as ${EXAMPLE_LINES[kind]}`);
    }
    return own.length > 1
      ? fault(`${own.length} titles are about ${name}: one section each`)
      : found(readSection(first, kind));
  };
  return {
    sections: {
      loop: section("loop"),
      collector: section("collector"),
      imports: section("imports"),
    },
    hypothesis: readOne(lines, {
      begins: /^Hypothesis\b/i,
      form: /^Hypothesis:\s*(.{30,400})$/,
      what: "line with your hypothesis",
      example: EXAMPLE_LINES.hypothesis,
      read: ([, text = ""]) => found(text),
    }),
  };
}

interface RawSection {
  readonly title: string;
  readonly lines: readonly string[];
}

/** From a title to the next one, or to the end. */
function sectionsOf(lines: readonly string[]): RawSection[] {
  const titles = lines.flatMap((line, index) => {
    const title = TITLE.exec(line)?.[1];
    return title === undefined ? [] : [{ title, index }];
  });
  return titles.map(({ title, index }, place) => ({
    title,
    lines: lines.slice(index + 1, titles[place + 1]?.index),
  }));
}

function readSection({ title, lines }: RawSection, kind: SectionKind): ProfilerSection {
  const of = ` in the section of ${SECTIONS[kind].name}`;
  return {
    title,
    time: readTime(lines, of),
    statistics: readOne(lines, {
      begins: /^(?:Mean|Average)\b/i,
      form: new RegExp(
        `^(?:Mean|Average):\\s*(${NUMBER})\\s*ms,\\s*(?:std ?dev|sd|standard deviation):` +
          `\\s*(${NUMBER})\\s*ms,\\s*n\\s*=\\s*(\\d+)$`,
        "i",
      ),
      what: `line with mean, standard deviation and n${of}`,
      example: EXAMPLE_LINES.statistics,
      read: ([, mean, deviation, count]) =>
        found({ meanMs: Number(mean), deviationMs: Number(deviation), count: Number(count) }),
    }),
    baseline: readMs(lines, { begins: /^Baseline\b/i, of, example: EXAMPLE_LINES.baseline }),
    first: readMs(lines, {
      begins: /^First (?:call|execution|run)\b/i,
      of,
      example: EXAMPLE_LINES.first,
    }),
    pauses: readPauses(lines, of),
    impact: readImpact(lines, of),
    verdict: readOne(lines, {
      begins: /^Verdict\b/i,
      form: /^Verdict:\s*(\S.{9,199})$/,
      what: `verdict of 10 to 200 characters${of}`,
      example: EXAMPLE_LINES.verdict,
      read: ([, text = ""]) => found(text),
    }),
  };
}

interface LineSpec<Value> {
  /** Lines that are meant to be it. */
  readonly begins: RegExp;
  readonly form: RegExp;
  readonly what: string;
  readonly example: string;
  readonly read: (match: RegExpExecArray) => Reading<Value>;
  /** What is wrong with a line that has another form; null for nothing special. */
  readonly explain?: (line: string) => string | null;
}

/** A line that must stand there once. */
function readOne<Value>(
  lines: readonly string[],
  { begins, form, what, example, read, explain = () => null }: LineSpec<Value>,
): Reading<Value> {
  const meant = lines.filter((line) => begins.test(line.trimStart()));
  const [line] = meant;
  if (line === undefined) return fault(`There is no ${what}, such as ${example}`);
  if (meant.length > 1) return fault(`${quoted(line)} is one of ${meant.length}: one ${what}`);
  const match = form.exec(line);
  if (match !== null) return read(match);
  return fault(explain(line) ?? `${quoted(line)} does not have the form of ${example}`);
}

function readTime(lines: readonly string[], of: string): Reading<StatedTime> {
  const ends = `(?:\\s*\\[(${NUMBER})\\s*(?:,|-|–|to)\\s*(${NUMBER})\\s*ms\\])?`;
  return readOne(lines, {
    begins: /^Time\b(?! with)/i,
    form: new RegExp(`^Time:\\s*(${NUMBER})\\s*ms\\s*(?:\\+\\/-|±)\\s*(${NUMBER})\\s*ms${ends}$`),
    what: `time${of}`,
    example: EXAMPLE_LINES.time,
    read: timeOf,
    explain: (line) =>
      /\d\s*(?:s|sec|seconds?|[µμu]s|ns)\b/i.test(line)
        ? `${quoted(line)} is not in milliseconds: the specification says ms`
        : /\d\s*ms/.test(line) && !/\+\/-|±/.test(line)
        ? `${quoted(line)} has no interval: how far off may it be? Write ${EXAMPLE_LINES.time}`
        : null,
  });
}

function timeOf(
  [line, time = "", half = "", lowest, highest]: RegExpExecArray,
): Reading<StatedTime> {
  const [ms, halfMs] = [Number(time), Number(half)];
  const text = quoted(line);
  if (ms === 0) return fault(`${text} cannot be told from nothing: print more digits`);
  if (halfMs === 0) return fault(`${text} has an interval of 0: print more digits, or compute it`);
  const lowMs = lowest === undefined ? ms - halfMs : Number(lowest);
  const highMs = highest === undefined ? ms + halfMs : Number(highest);
  return lowMs <= ms && ms <= highMs
    ? found({ line, ms, halfMs, lowMs, highMs, digits: [time, half] })
    : fault(`${text} does not lie within its own brackets`);
}

function readMs(
  lines: readonly string[],
  { begins, of, example }: {
    readonly begins: RegExp;
    readonly of: string;
    readonly example: string;
  },
): Reading<number> {
  return readOne(lines, {
    begins,
    form: new RegExp(`^[\\w ]+:\\s*(${NUMBER})\\s*ms$`),
    what: `line such as ${example}${of}`,
    example,
    read: ([line, ms = ""]) =>
      Number(ms) > 0
        ? found(Number(ms))
        : fault(`${quoted(line)} cannot be told from nothing: print more digits`),
  });
}

function readPauses(lines: readonly string[], of: string): Reading<StatedPauses> {
  return readOne(lines, {
    begins: /^GC pause times\b/i,
    form: /^GC pause times:\s*\[([^\]]*)\]$/,
    what: `list of the collector's pauses${of}`,
    example: EXAMPLE_LINES.pauses,
    read: ([line, list = ""]) => pausesOf(line, list),
  });
}

function pausesOf(line: string, list: string): Reading<StatedPauses> {
  const items = list.split(",").map((item) => item.trim()).filter((item) => item !== "");
  const isComplete = !["...", "…"].includes(items.at(-1) ?? "");
  const listed = isComplete ? items : items.slice(0, -1);
  if (listed.length === 0) {
    return fault(
      `${quoted(line)} is empty: the collector found nothing to do, or was off. ` +
        "timeit switches it off while it times: call gc.enable() in what is timed",
    );
  }
  const strange = listed.find((item) => !new RegExp(`^${NUMBER}\\s*ms$`).test(item));
  if (strange !== undefined) {
    return fault(`"${strange.slice(0, 40)}" in the list of pauses is no time such as 0.041 ms`);
  }
  const digits = listed.map((item) => item.replace(/\s*ms$/, ""));
  return digits.some((text) => Number(text) === 0)
    ? fault(`A pause of 0 ms in ${quoted(line)} cannot be told from none: print more digits`)
    : found({ line, pausesMs: digits.map(Number), digits, isComplete });
}

function readImpact(lines: readonly string[], of: string): Reading<StatedImpact> {
  const share = lines.map((line) => /^GC share:\s*(\d+(?:\.\d+)?)\s*%/.exec(line)?.[1])
    .find((text) => text !== undefined);
  if (share !== undefined) {
    return Number(share) <= 100
      ? found({ kind: "share", percent: Number(share) })
      : fault(`A GC share of ${share} % is more than all of the time`);
  }
  const off = new RegExp(
    `^Time with GC off:\\s*(${NUMBER})\\s*ms\\s*(?:\\+\\/-|±)\\s*${NUMBER}\\s*ms`,
  );
  const ms = lines.map((line) => off.exec(line)?.[1]).find((text) => text !== undefined);
  return ms === undefined
    ? fault(
      `Nothing${of} says what the collector itself costs: ${EXAMPLE_LINES.share}, ` +
        `or ${EXAMPLE_LINES.off}`,
    )
    : found({ kind: "off", ms: Number(ms) });
}

/** A line of output in a reason: short enough to read. */
export function quoted(line: string): string {
  const text = line.trim();
  return `"${text.length > 80 ? `${text.slice(0, 79)}…` : text}"`;
}

function found<Value>(value: Value): Reading<Value> {
  return { kind: "found", value };
}

function fault(reason: string): { kind: "fault"; reason: string } {
  return { kind: "fault", reason };
}
