/** Charts of one measurement or comparison: checked at the call, drawn from a result that is there or still grows. */

import type { Chart, DrawnChart } from "./chart.ts";
import { FIGURE_WIDTH } from "./figure.ts";
import { drawText } from "./flatten.ts";
import { isThenable, makeLiveChart, type Source } from "./live.ts";

/** What makes one kind of chart. */
export interface SourceChartSpec<Result> {
  /** What stands there before anything is known of the source. */
  readonly preparing: string;
  /** Throws a `TypeError` for what cannot be drawn. */
  readonly check: (value: unknown) => void;
  readonly draw: (result: Result) => Promise<DrawnChart>;
}

/** Makes the chart of one source; what is over already is checked here, so that the error points at the learner's line. */
export function makeSourceChart<Result extends object>(
  source: Source<Result>,
  { preparing, check, draw }: SourceChartSpec<Result>,
): Chart {
  if (!isThenable(source)) check(source);
  return makeLiveChart<Result>({
    sources: [source],
    draw: async ([result = null]) => result === null ? drawWords(preparing) : await draw(result),
    check,
  });
}

/** A chart as text: its lines between its headings and its notes, without those that are empty. */
export function chartText(
  { title, subtitle, notes }: {
    readonly title: string;
    readonly subtitle: string;
    readonly notes: readonly string[];
  },
  lines: readonly string[],
): string {
  return [title, subtitle, ...lines, ...notes].filter((line) => line !== "").join("\n");
}

function drawWords(text: string): DrawnChart {
  return { drawing: drawText(text, "title", FIGURE_WIDTH), description: text, text };
}
