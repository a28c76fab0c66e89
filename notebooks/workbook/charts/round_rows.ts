/** What a run chart shows of a comparison: its rounds in their order and those that are missing; nothing drawn yet. */

import type { Comparison } from "../../../probes/mod.ts";
import { comparedHeadings, comparedNotes, measurementOf, PANELS_MAX, rowsOf } from "./compared.ts";
import { type Extent, extentAround } from "./ratio_axis.ts";
import { roundsDone } from "./status.ts";

/** A comparison's rounds. */
export interface RoundRows {
  readonly title: string;
  /** Empty where nothing more is known. */
  readonly subtitle: string;
  readonly panels: readonly RoundPanel[];
  /** The last round that the axis shows, counted from 1. */
  readonly last: number;
  readonly notes: readonly string[];
}

/** One test arm. */
export interface RoundPanel {
  readonly comparison: Comparison;
  readonly points: readonly RoundPoint[];
  readonly extent: Extent;
  /** Rounds that ran and gave no ratio, counted from 1. */
  readonly missing: readonly number[];
}

/** One round. */
export interface RoundPoint {
  /** Counted from 1. */
  readonly round: number;
  readonly ratio: number;
}

/** The rounds of each row of a comparison. */
export function roundRows(result: Comparison): RoundRows {
  const measurement = measurementOf(result);
  const done = measurement === null ? 0 : roundsDone(measurement);
  const panels = rowsOf(result).slice(0, PANELS_MAX).map((comparison) => panelOf(comparison, done));
  const rounds = panels.flatMap(({ points }) => points.map(({ round }) => round));
  // While it runs the axis has its final length, so that the dots stay where they are.
  const planned = measurement?.ending.kind === "running" ? measurement.rounds.length : 0;
  return {
    ...comparedHeadings(result, "round by round"),
    panels,
    last: Math.max(1, planned, done, ...rounds),
    notes: [...missingNotes(panels), ...comparedNotes(result)],
  };
}

function panelOf(comparison: Comparison, done: number): RoundPanel {
  const points = comparison.roundRatios.map(({ round, ratio }) => ({ round: round + 1, ratio }));
  const known = new Set(points.map(({ round }) => round));
  const last = Math.max(done, ...known);
  const all = Array.from({ length: last }, (_, index) => index + 1);
  return {
    comparison,
    points,
    extent: extentOf(comparison, points),
    missing: comparison.kind === "exact" ? [] : all.filter((round) => !known.has(round)),
  };
}

function extentOf(
  { ratio, low, high, minEffect }: Comparison,
  points: readonly RoundPoint[],
): Extent {
  const ends = [low, high].filter((end) => end !== null);
  // Rounds as bounds: one wild round may not press all the others into a line.
  return extentAround(ratio, {
    bounds: [...points.map((point) => point.ratio), ...ends],
    minEffect,
  });
}

/** Rounds named in a note; more would only be a list. */
const MISSING_NAMED_MAX = 8;

function missingNotes(panels: readonly RoundPanel[]): string[] {
  const missing = panels.filter((panel) => panel.missing.length > 0).map((panel) => {
    const named = panel.missing.slice(0, MISSING_NAMED_MAX).join(", ");
    const more = panel.missing.length - MISSING_NAMED_MAX;
    return `${panel.comparison.test} ${named}${more > 0 ? ` and ${more} more` : ""}`;
  });
  return missing.length === 0
    ? []
    : [`Cross: a round without a ratio, because a process gave no value: ${missing.join("; ")}.`];
}
