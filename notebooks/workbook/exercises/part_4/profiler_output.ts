/** What performance_profiler.py prints: sections by their titles, and the lines of each, read or with what is wrong. */

import { fault, found, nearText, quoted, type Reading, readOne } from "./output_lines.ts";
import {
  type RawSection,
  type SectionKind,
  sectionOf,
  SECTIONS,
  sectionsOf,
} from "./output_sections.ts";
import { NUMBER, numberOf, plainDigits } from "./stated_number.ts";
import { EXAMPLE_LINES } from "./profiler_task.ts";

/** A time with its interval, in ms. */
export interface StatedTime {
  /** The whole line. */
  readonly line: string;
  readonly ms: number;
  readonly halfMs: number;
  readonly lowMs: number;
  readonly highMs: number;
  /** The two numbers as they stand there, without commas and exponents. */
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
  /** As they stand there, without commas and exponents. */
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

/** A program that prints more is read so far; the sample has some twenty lines. */
const LINES_MAX = 5000;

// deno-lint-ignore no-control-regex -- the control character is what is looked for
const ANSI = /\u001b\[[0-9;?]*[A-Za-z]/g;

/** The ways to write it: stdev, std dev, std. dev., SD, standard deviation. */
const DEVIATION = String.raw`(?:std?\.?[ -]?dev(?:iation)?\.?|s\.?d\.?|standard deviation)`;

/** Reads the output of one run. */
export function readProfilerOutput(stdout: string): ProfilerOutput {
  const lines = stdout.replaceAll(ANSI, "").split(/\r\n|\n|\r/).slice(0, LINES_MAX)
    .map((line) => line.trim());
  const sections = sectionsOf(lines);
  const section = (kind: SectionKind): Reading<ProfilerSection> => {
    const raw = sectionOf(kind, { lines, sections });
    return raw.kind === "fault" ? raw : found(readSection(raw.value, kind));
  };
  return {
    sections: {
      loop: section("loop"),
      collector: section("collector"),
      imports: section("imports"),
    },
    hypothesis: readOne(lines, {
      begins: /^Hypothesis\b/i,
      form: /^Hypothesis:\s*(.{30,400})$/i,
      near: /hypothes/i,
      what: "line with your hypothesis",
      example: EXAMPLE_LINES.hypothesis,
      read: ([, text = ""]) => found(text),
    }),
  };
}

function readSection({ title, lines }: RawSection, kind: SectionKind): ProfilerSection {
  const of = ` in the section of ${SECTIONS[kind].name}`;
  return {
    title,
    time: readTime(lines, of),
    statistics: readOne(lines, {
      begins: /^(?:Mean|Average)\b/i,
      form: new RegExp(
        `^(?:Mean|Average):\\s*(${NUMBER})\\s*ms,\\s*${DEVIATION}:` +
          `\\s*(${NUMBER})\\s*ms,\\s*n\\s*=\\s*(\\d+)$`,
        "i",
      ),
      near: /\bmean\b|\baverage\b|std|standard dev|\bn\s*=/i,
      what: `line with mean, standard deviation and n${of}`,
      example: EXAMPLE_LINES.statistics,
      read: ([, mean = "", deviation = "", count]) =>
        found({
          meanMs: numberOf(mean),
          deviationMs: numberOf(deviation),
          count: Number(count),
        }),
    }),
    baseline: readMs(lines, {
      begins: /^Baseline\b/i,
      near: /\bbaseline\b|empty loop/i,
      of,
      example: EXAMPLE_LINES.baseline,
    }),
    first: readMs(lines, {
      begins: /^First (?:call|execution|run)\b/i,
      near: /\bfirst\b|\bcold\b/i,
      of,
      example: EXAMPLE_LINES.first,
    }),
    pauses: readPauses(lines, of),
    impact: readImpact(lines, of),
    verdict: readOne(lines, {
      begins: /^Verdict\b/i,
      form: /^Verdict:\s*(\S.{9,199})$/i,
      near: /verdict|conclusion/i,
      what: `verdict of 10 to 200 characters${of}`,
      example: EXAMPLE_LINES.verdict,
      read: ([, text = ""]) => found(text),
    }),
  };
}

function readTime(lines: readonly string[], of: string): Reading<StatedTime> {
  const ends = `(?:\\s*\\[(${NUMBER})\\s*(?:ms)?\\s*(?:,|-|–|to)\\s*(${NUMBER})\\s*ms\\])?`;
  return readOne(lines, {
    begins: /^Time\b(?! with)/i,
    form: new RegExp(
      `^Time:\\s*(${NUMBER})\\s*ms\\s*(?:\\+\\/-|±)\\s*(${NUMBER})\\s*ms${ends}$`,
      "i",
    ),
    near: /\d\s*(?:ms|s|sec|seconds?|[µμu]s|ns)?\s*(?:\+\/-|±)/i,
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
  const [ms, halfMs] = [numberOf(time), numberOf(half)];
  const text = quoted(line);
  if (ms === 0) return fault(`${text} cannot be told from nothing: print more digits`);
  if (halfMs === 0) return fault(`${text} has an interval of 0: print more digits, or compute it`);
  const lowMs = lowest === undefined ? ms - halfMs : numberOf(lowest);
  const highMs = highest === undefined ? ms + halfMs : numberOf(highest);
  return lowMs <= ms && ms <= highMs
    ? found({ line, ms, halfMs, lowMs, highMs, digits: [plainDigits(time), plainDigits(half)] })
    : fault(`${text} does not lie within its own brackets`);
}

function readMs(
  lines: readonly string[],
  { begins, near, of, example }: {
    readonly begins: RegExp;
    readonly near: RegExp;
    readonly of: string;
    readonly example: string;
  },
): Reading<number> {
  return readOne(lines, {
    begins,
    near,
    form: new RegExp(`^[\\w ]+:\\s*(${NUMBER})\\s*ms$`, "i"),
    what: `line such as ${example}${of}`,
    example,
    read: ([line, ms = ""]) =>
      numberOf(ms) > 0
        ? found(numberOf(ms))
        : fault(`${quoted(line)} cannot be told from nothing: print more digits`),
  });
}

function readPauses(lines: readonly string[], of: string): Reading<StatedPauses> {
  return readOne(lines, {
    begins: /^GC pause times\b/i,
    form: /^GC pause times:\s*\[([^\]]*)\]$/i,
    near: /\bpauses?\b/i,
    what: `list of the collector's pauses${of}`,
    example: EXAMPLE_LINES.pauses,
    read: ([line, list = ""]) => pausesOf(line, list),
  });
}

/** A comma between two numbers; the one in 1,234.5 ms stands within a number. */
const LIST_COMMA = /,(?!(?<=\d,)\d{3}(?!\d))/;

function pausesOf(line: string, list: string): Reading<StatedPauses> {
  const items = list.split(LIST_COMMA).map((item) => item.trim()).filter((item) => item !== "");
  const isComplete = !["...", "…"].includes(items.at(-1) ?? "");
  const listed = isComplete ? items : items.slice(0, -1);
  if (listed.length === 0) {
    return fault(
      `${quoted(line)} is empty: the collector found nothing to do, or was off. ` +
        "timeit switches it off while it times: call gc.enable() in what is timed",
    );
  }
  const strange = listed.find((item) => !new RegExp(`^${NUMBER}\\s*ms$`, "i").test(item));
  if (strange !== undefined) {
    return fault(`"${strange.slice(0, 40)}" in the list of pauses is no time such as 0.041 ms`);
  }
  const digits = listed.map((item) => plainDigits(item.replace(/\s*ms$/i, "")));
  return digits.some((text) => Number(text) === 0)
    ? fault(`A pause of 0 ms in ${quoted(line)} cannot be told from none: print more digits`)
    : found({ line, pausesMs: digits.map(Number), digits, isComplete });
}

function readImpact(lines: readonly string[], of: string): Reading<StatedImpact> {
  const percent = firstNumber(lines, new RegExp(`^GC share:\\s*(${NUMBER})\\s*%`, "i"));
  if (percent !== null) {
    return percent <= 100
      ? found({ kind: "share", percent })
      : fault(`A GC share of ${percent} % is more than all of the time`);
  }
  const off = `^Time with GC off:\\s*(${NUMBER})\\s*ms\\s*(?:\\+\\/-|±)\\s*${NUMBER}\\s*ms`;
  const ms = firstNumber(lines, new RegExp(off, "i"));
  if (ms !== null) return found({ kind: "off", ms });
  const close = lines.find((line) =>
    /^(?!verdict|hypothesis).*(?:\bshare\b|\boff\b|without)/i.test(line)
  );
  return fault(
    `Nothing${of} says what the collector itself costs: ${EXAMPLE_LINES.share}, ` +
      `or ${EXAMPLE_LINES.off}${nearText(close)}`,
  );
}

function firstNumber(lines: readonly string[], form: RegExp): number | null {
  const text = lines.map((line) => form.exec(line)?.[1]).find((each) => each !== undefined);
  return text === undefined ? null : numberOf(text);
}
