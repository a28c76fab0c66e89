/** The table of several tools on the same true effects. */
import { layOut } from "./table.ts";
import { tally, type Tried } from "./verdict_tally.ts";

/** One comparison by one tool. */
export interface ToolTried extends Tried {
  readonly tool: string;
}

/** One row a tool, in the order in which they first came; the effects in the order of the first tool. */
export function toolTable(tried: readonly ToolTried[]): string {
  const tools = [...new Set(tried.map(({ tool }) => tool))];
  const truths = [...new Set(tried.map(({ truth }) => truth))];
  const header = ["tool", "s", ...truths.flatMap(headings), "typical error"];
  return layOut([
    header,
    ...tools.map((tool) => rowOf(tool, { own: tried.filter((one) => one.tool === tool), truths })),
  ]);
}

function headings(truth: number): string[] {
  if (truth === 1) return ["A/A: a winner"];
  const effect = `+${Math.round((truth - 1) * 100)} %`;
  return [`${effect}: right`, "wrong way"];
}

function rowOf(
  tool: string,
  { own, truths }: { own: readonly ToolTried[]; truths: readonly number[] },
): string[] {
  const cells = truths.flatMap((truth) => {
    const [counted] = tally(own.filter((one) => one.truth === truth));
    if (counted === undefined) return truth === 1 ? ["-"] : ["-", "-"];
    const { tries, wrong, missed } = counted;
    return truth === 1
      ? [`${wrong}/${tries}`]
      : [`${tries - missed}/${tries}`, `${wrong}/${tries}`];
  });
  // The truth is divided out, so that all effects together make the typical ones.
  const [all] = tally(own.map((one) => ({
    ...one,
    truth: 1,
    ratio: one.ratio === null ? null : one.ratio / one.truth,
  })));
  const seconds = all?.seconds?.toFixed(1) ?? "-";
  const error = typeof all?.error === "number" ? `${(100 * all.error).toFixed(1)} %` : "-";
  return [tool, seconds, ...cells, error];
}
