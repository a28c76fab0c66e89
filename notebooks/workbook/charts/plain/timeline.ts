/** When each of several things came, how one got it, and whether it went again: a lane each, over releases. */

import { type Chart, checkChartOptions, type DrawnChart, makeChart } from "../../drawing/chart.ts";
import { checkList, checkRows, drawEmpty, type PlainOptions } from "./rows.ts";
import { drawTimeline } from "./timeline_picture.ts";

/** How one gets it: in every build; only by asking for it; by asking for it, and called experimental. */
export type SpanState = "always" | "on request" | "experimental";

/** A time in which one state held. */
export interface TimelineSpan {
  /** First release, for example `3.13`; with a third part where it was not the first of its line. */
  readonly from: string;
  /** Last release that has it, for example `3.14.4`; it is still there when not given. */
  readonly to?: string;
  /** How one gets it in this time. */
  readonly state: SpanState;
}

/** One thing. */
export interface TimelineRow {
  /** Names it, in a few words. */
  readonly label: string;
  /** From old to new. */
  readonly spans: readonly TimelineSpan[];
}

/** What `timeline()` may be told. */
export interface TimelineOptions extends PlainOptions {
  /** The releases of the axis, from old to new, for example `["3.13", "3.14"]`. */
  readonly releases: readonly string[];
}

const DOING = "Cannot draw a timeline";

/** A page has room for so many columns. */
const RELEASES_MAX = 24;

const STATES: readonly SpanState[] = ["always", "on request", "experimental"];

/**
 * Draws one lane a thing: filled where every build has it, pale where one has to ask for it, dashed where it is called
 * experimental besides; an open end is still there, a closed one with a cross was taken back.
 *
 * ```ts
 * import { timeline } from "workbook";
 *
 * const rows = [{ label: "an example", spans: [{ from: "3.13", to: "3.14.4", state: "always" as const }] }];
 * const text: string = await timeline(rows, { releases: ["3.13", "3.14", "3.15"] }).toText();
 * ```
 */
export function timeline(rows: readonly TimelineRow[], options: TimelineOptions): Chart {
  checkChartOptions(DOING, options, ["title", "releases"]);
  const { releases, title = "What changed, and when" } = options;
  checkList(DOING, { name: "the releases", value: releases, itemsMax: RELEASES_MAX });
  if (releases.length === 0) throw new RangeError(`${DOING}: the releases are an empty list`);
  checkRows<TimelineRow>(DOING, { rows, check: (row) => checkSpans(row, releases) });
  return makeChart(() => Promise.resolve(drawChart(rows, { releases, title })));
}

function checkSpans({ label, spans }: TimelineRow, releases: readonly string[]): void {
  checkList(DOING, { name: `the spans of "${label}"`, value: spans });
  for (const { from, to = from, state } of spans) {
    for (const release of [from, to]) {
      if (releases.includes(lineOf(release))) continue;
      throw new RangeError(
        `${DOING}: "${label}" names ${release}, there are ${releases.join(", ")}`,
      );
    }
    if (STATES.includes(state)) continue;
    throw new TypeError(
      `${DOING}: the state of "${label}" is ${String(state)}, one of "${
        STATES.join('", "')
      }" is needed`,
    );
  }
}

function drawChart(
  rows: readonly TimelineRow[],
  { releases, title }: { readonly releases: readonly string[]; readonly title: string },
): DrawnChart {
  if (rows.length === 0) return drawEmpty(title, ["There is nothing to draw: no rows were given."]);
  const lines = rows.map(rowWords);
  return {
    drawing: drawTimeline(rows, { releases, title }),
    description: `${title}: ${lines.join("; ")}`,
    text: [title, ...lines].join("\n"),
  };
}

function rowWords({ label, spans }: TimelineRow): string {
  if (spans.length === 0) return `${label}: nothing is known`;
  const parts = spans.map(({ from, to, state }) =>
    to === undefined ? `${state} from ${from} on` : `${state} from ${from} to ${to}`
  );
  return `${label}: ${parts.join(", ")}${isTakenBack(spans) ? ", then taken back" : ""}`;
}

/** Whether the last of them has an end. */
export function isTakenBack(spans: readonly TimelineSpan[]): boolean {
  return spans.at(-1)?.to !== undefined;
}

/** The line of releases that one belongs to: `3.14` for `3.14.4`. */
export function lineOf(release: string): string {
  return release.split(".").slice(0, 2).join(".");
}
