/** The picture of three runs: a panel a section, a row a run, the stated time as a dot and the stated interval as a line. */

import { formatValue, type ProbeValue, type RepeatedRuns } from "../../../../probes/mod.ts";
import { drawDotTable } from "../../charts/plain/dot_table_picture.ts";
import type { DotRow } from "../../charts/plain/dot_table_rows.ts";
import { type Chart, makeChart } from "../../drawing/chart.ts";
import type { ProgramTime } from "../../ledger/program_runs.ts";
import { wholePercent } from "../../page/words.ts";

/** Draws what a program stated of itself. */
export function statedTimes(times: readonly ProgramTime[], program: RepeatedRuns): Chart {
  const title = `${program.name}: what each run states`;
  const sections = [...new Set(times.map(({ section }) => section))];
  const values = sections.map((name): ProbeValue => ({
    key: name,
    name,
    unit: "ms",
    kind: "once",
    lowerIsBetter: true,
  }));
  const rows = [...new Set(times.map(({ run }) => run))].map((run) => rowOf(times, run));
  const notes = rulerNotes(program);
  const text = rows.map(({ label, cells }) => {
    const shown = [...cells].map(([name, cell]) =>
      cell === null
        ? name
        : `${name} ${formatValue(cell.middle)} ms [${formatValue(cell.low)}, ${
          formatValue(cell.high)
        }]`
    );
    return `${label}: ${shown.join(", ")}`;
  });
  return makeChart(() =>
    Promise.resolve({
      drawing: drawDotTable({
        title,
        legend: "Dot: the time that a run states, line: the interval that it states.",
        values,
        rows,
        notes,
      }),
      description: `${title}: ${text.join("; ")}`,
      text: [title, ...text, ...notes].join("\n"),
    })
  );
}

function rowOf(times: readonly ProgramTime[], run: number): DotRow {
  const own = times.filter((time) => time.run === run);
  return {
    label: `run ${run}`,
    cells: new Map(own.map(({ section, ms, lowMs, highMs }) => [
      section,
      { middle: ms, low: lowMs, high: highMs },
    ])),
    reason: null,
    isGuess: false,
  };
}

/** What the machine itself did meanwhile: the same loop of ours, again and again. */
function rulerNotes({ referenceMs, runs }: RepeatedRuns): string[] {
  const failed = runs.find(({ ending }) => ending.kind !== "finished");
  const ended = failed === undefined ? [] : [`Run ${runs.length}: ${failed.message}.`];
  if (referenceMs.length < 2) return ended;
  const spread = Math.max(...referenceMs) / Math.min(...referenceMs) - 1;
  const shown = referenceMs.map((ms) => formatValue(ms)).join(", ");
  return [
    ...ended,
    `Your ruler: one and the same loop of ours took ${shown} ms before the runs, ` +
    `${wholePercent(spread)} apart.`,
  ];
}
