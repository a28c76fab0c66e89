/** The block "My machine" of a prompt: what was found and measured, in a few lines that anybody may read. */

import type {
  Comparison,
  ComparisonResult,
  Interpreter,
  MeasuredArm,
  MeasurementResult,
} from "../../../probes/mod.ts";
import { amountText, numberText } from "../calculators/amount.ts";
import type { Uncertain } from "../calculators/mod.ts";
import { countOf } from "../page/words.ts";
import type { WantedFact } from "./prompt_definition.ts";

/** What the learner has found and measured; each may still be measuring, and each may be missing. */
export interface PromptFacts {
  /** The CPythons in question. */
  readonly python?: Fact<Interpreter | readonly Interpreter[]>;
  /** Comparisons: each row is a line. */
  readonly ratio?: Fact<ComparisonResult | readonly ComparisonResult[]>;
  /** Measurements of `gc_pauses`: each arm is a line. */
  readonly pauses?: Fact<MeasurementResult | readonly MeasurementResult[]>;
  /** Other figures by their names, with their units in them: `{ "ns an iteration": 48 }`. */
  readonly values?: Readonly<Record<string, number | string | Uncertain | null>>;
  /** Bytecode, one instruction a line. */
  readonly listing?: string | null;
  /** The question in other words than ours. */
  readonly question?: string;
}

/** A fact that may be missing, or may still be measured. */
export type Fact<Value> = Value | PromiseLike<Value> | null | undefined;

/** Lines that an AI reads at a glance; what does not fit is counted. */
const LINES_MAX = 12;

/** Instructions of a listing: a loop's body, not a program. */
const LISTING_LINES_MAX = 40;

/** Characters of a line: the name that somebody gave to a build may be a novel. */
const LINE_CHARACTERS_MAX = 160;

/** Where a part of a sentence ends, and where a word does; neither between the two numbers of an interval. */
const PART_END = /[.;:,](?= )(?![^[\]()]*[\])])/g;
const WORD_END = / (?![^[\]()]*[\])])/g;

const NOT_MEASURED: Readonly<Record<WantedFact, string>> = {
  python: "CPython: not given",
  ratio: "Ratio of two CPythons: not measured",
  pauses: "Pauses of the collector: not measured",
  values: "My own figures: not measured",
  listing: "Bytecode of my loop: not listed",
};

/** Waits for the facts and writes them down. */
export async function machineLines(
  facts: PromptFacts,
  { wants, today }: { readonly wants: readonly WantedFact[]; readonly today: Date },
): Promise<string[]> {
  const [pythons, ratios, pauses] = [
    listOf(await facts.python),
    listOf(await facts.ratio),
    listOf(await facts.pauses),
  ];
  const lines: Readonly<Record<WantedFact, readonly string[]>> = {
    python: pythons.map(pythonLine),
    ratio: ratios.flatMap((result) => result.rows.map((row) => ratioLine(row, result.measurement))),
    pauses: pauses.flatMap((result) => result.arms.map((arm) => pausesLine(arm, result))),
    values: Object.entries(facts.values ?? {}).map(([name, value]) => `${name}: ${figure(value)}`),
    listing: listingLines(facts.listing ?? ""),
  };
  const kinds: readonly WantedFact[] = ["python", "ratio", "pauses", "values"];
  const told = kinds.flatMap((kind) =>
    lines[kind].length > 0 ? lines[kind] : wants.includes(kind) ? [NOT_MEASURED[kind]] : []
  );
  const shown = told.slice(0, LINES_MAX - 1).map(shortened);
  const hidden = told.length - shown.length;
  const listing = lines.listing.length > 0
    ? ["Bytecode of my loop:", ...lines.listing]
    : wants.includes("listing")
    ? [NOT_MEASURED.listing]
    : [];
  const date = `Date: ${today.toISOString().slice(0, 10)}`;
  return [
    hidden > 0 ? `${date}; ${countOf(hidden, "more line")} left out` : date,
    ...shown,
    ...listing,
  ];
}

function listOf<Value extends object>(fact: Value | readonly Value[] | null | undefined): Value[] {
  if (fact === null || fact === undefined) return [];
  return isList(fact) ? [...fact] : [fact];
}

function isList<Value>(fact: Value | readonly Value[]): fact is readonly Value[] {
  return Array.isArray(fact);
}

function pythonLine(python: Interpreter): string {
  const { name, version, build, collector, jit, tailCalls, gil } = python;
  return `${name}: CPython ${version}, ${build.family}; collector ${collector}, JIT ${jit}, ` +
    `tail calls ${tailCalls ? "yes" : "no"}, GIL ${gil}`;
}

function ratioLine(row: Comparison, { title, frozen }: MeasurementResult): string {
  const family = row.sameFamily ? "" : " (another kind of build)";
  return `${title}, ${row.test} against ${row.base}${family}: ${row.sentence}${elsewhere(frozen)}`;
}

function pausesLine(arm: MeasuredArm, { title, frozen }: MeasurementResult): string {
  const middle = (key: string) => {
    const value = arm.summary[key]?.median;
    return typeof value === "number" ? numberText(value) : null;
  };
  const [longest, total, pauses] = [middle("longest"), middle("total"), middle("pauses")];
  // Without its parameters: with them the figures would be what is cut off.
  const what = `${title.replace(/ \([^)]*\)$/, "")}, ${arm.label}`;
  if (longest === null || total === null) return `${what}: not measured`;
  const count = pauses === null ? "" : `, ${pauses} pauses`;
  const during = [["requests", "requests"], ["live", "objects alive"]].map(([name = "", words]) => {
    const number = arm.params[name];
    return number === undefined ? "" : `, ${number.toLocaleString("en")} ${words}`;
  }).join("");
  // Before what may be cut off: a figure from elsewhere must not pass for one of this machine.
  const place = elsewhere(arm.frozen ?? frozen);
  return `${what}${place}: longest ${longest} ms, together ${total} ms${count}${during}`;
}

function elsewhere(source: { readonly date: string } | undefined): string {
  return source === undefined ? "" : `; measured elsewhere, ${source.date}`;
}

function figure(value: number | string | Uncertain | null): string {
  if (value === null) return "not measured";
  if (typeof value === "string") return value;
  return amountText(typeof value === "number" ? { value, low: value, high: value } : value, "");
}

function listingLines(listing: string): string[] {
  const lines = listing.split("\n").map((line) => line.trimEnd()).filter((line) => line !== "");
  const hidden = lines.length - LISTING_LINES_MAX;
  const shown = lines.slice(0, LISTING_LINES_MAX).map((line) => `  ${shortened(line)}`);
  return hidden > 0 ? [...shown, `  … and ${hidden} more`] : shown;
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trimEnd();
  const characters = [...line];
  if (characters.length <= LINE_CHARACTERS_MAX) return line;
  const start = characters.slice(0, LINE_CHARACTERS_MAX - 2).join("");
  // Half a sentence reads as a fault: a part of it goes as a whole, or else a word.
  const end = [PART_END, WORD_END].map((pattern) =>
    [...line.matchAll(pattern)].findLast(({ index }) => index <= start.length)?.index ?? 0
  ).find((place) => place > start.length / 2);
  return end === undefined ? `${start}…` : `${line.slice(0, end)} …`;
}
