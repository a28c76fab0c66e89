/** The parts of Part 1's check that are about the garbage collector. */

import type { CheckPart } from "../../ledger/check_result.ts";
import { isTimeWritten } from "./invented.ts";
import { type Evidence, linesText, quote } from "./performance_discovery_evidence.ts";
import { EXAMPLE_LINES } from "./performance_discovery_task.ts";
import type { CollectionCounts, PauseList } from "./printed.ts";

/** Are there pauses, one point for a good list and one for the way in which they were taken? */
export function judgePauses(evidence: Evidence): CheckPart {
  const list = judgeList(evidence);
  const { callbacks, durations } = evidence.facts.collector;
  const isWatched = callbacks.length > 0 || durations.length > 0;
  const way = isWatched
    ? `taken by ${callbacks.length > 0 ? "gc.callbacks" : "duration"} in ${
      linesText([callbacks[0] ?? durations[0] ?? 1])
    }`
    : "but not taken from the collector itself: append a function to gc.callbacks";
  const points = list.isGood ? (isWatched ? 2 : 1) : 0;
  const reason = list.isGood ? `${list.reason}, ${way}` : list.reason;
  return { name: "pauses of the collector", points, max: 2, reason };
}

interface ListJudgement {
  readonly isGood: boolean;
  readonly reason: string;
}

function judgeList({ printed, facts, run }: Evidence): ListJudgement {
  const { pauseLists, pauseLines } = printed;
  const longest = pauseLists.toSorted((a, b) => b.pauses.length - a.pauses.length)[0];
  if (longest === undefined) {
    const [line] = pauseLines;
    const found = line === undefined
      ? "Found no line with the word pauses"
      : `Found no list of lengths in ${quote(line)}`;
    return bad(`${found}, wanted one such as: ${EXAMPLE_LINES.pauses}`);
  }
  if (longest.pauses.length === 0) {
    return bad(
      `${quote(longest)} is empty: objects that hold each other in no circle are freed at once, ` +
        "and the collector finds nothing to do (nor does it while it is switched off). " +
        "It is the empty lane of the notebook's picture",
    );
  }
  if (facts.clocks.length + facts.collector.durations.length === 0) {
    return bad(`${run.name} reads no clock, so the pauses in ${quote(longest)} were not measured`);
  }
  for (const list of pauseLists) {
    const fault = faultOf(list, { facts, run });
    if (fault !== null) return bad(fault);
  }
  const count = longest.pauses.length;
  return { isGood: true, reason: `Found ${count} ${count === 1 ? "pause" : "pauses"}` };
}

function faultOf(
  list: PauseList,
  { facts, run }: Pick<Evidence, "facts" | "run">,
): string | null {
  const zero = list.pauses.find(({ seconds }) => seconds <= 0);
  if (zero !== undefined) {
    return `A pause of ${zero.timeText} in ${
      quote(list)
    } cannot be told from none: print more digits`;
  }
  const written = list.pauses.filter((pause) => isTimeWritten(pause, list, facts.literals));
  if (written.length > 0 && written.length === list.pauses.length) {
    return `The pauses in ${
      quote(list)
    } stand in the source of ${run.name}: print what the clock says`;
  }
  const total = list.pauses.reduce((seconds, pause) => seconds + pause.seconds, 0);
  const rounding = list.pauses.reduce((seconds, pause) => seconds + pause.roundingSeconds, 0);
  const wall = list.wallSeconds ?? run.wallMs / 1000;
  if (total - rounding > wall * 1.01) {
    const part = list.wallSeconds === null ? "of the whole run" : "of that part";
    return `The pauses in ${quote(list)} take ${duration(total)} together, more than the ` +
      `${duration(wall)} ${part}: is the unit right?`;
  }
  return null;
}

/** Are there at least two settings, with collections that differ? */
export function judgeSettings({ printed, facts }: Evidence): CheckPart {
  const { collections } = printed;
  const name = "settings of the collector";
  const answer = (points: number, reason: string) => ({ name, points, max: 1, reason });
  const [first, second] = collections;
  if (first === undefined || second === undefined) {
    const found = first === undefined ? "no line" : `one line, ${quote(first)},`;
    return answer(
      0,
      `Found ${found} with numbers of collections, wanted one for each of two settings, such as: ` +
        EXAMPLE_LINES.collections,
    );
  }
  const { settings } = facts.collector;
  if (settings.length === 0) {
    return answer(
      0,
      "No setting of the collector is changed: try gc.disable(), gc.freeze() or gc.set_threshold()",
    );
  }
  const other = collections.find(({ counts }) => textOf(counts) !== textOf(first.counts));
  if (other === undefined) {
    return answer(
      0,
      `${quote(first)} and ${quote(second)}: these settings collect alike. ` +
        "If the numbers count from the start of the program, print what each setting added; else compare with " +
        "gc.disable(). The third threshold is ignored in 3.14.0 to 3.14.4",
    );
  }
  const written = [first, other].filter((line) => isWritten(line, facts.literals.texts));
  if (
    written.length > 0 || facts.collector.counts.length + facts.collector.callbacks.length === 0
  ) {
    return answer(
      0,
      `The collections in ${
        quote(written[0] ?? first)
      } were not asked of the collector: use gc.get_stats()`,
    );
  }
  return answer(1, `Found ${quote(first)} and ${quote(other)}`);
}

function isWritten({ text, counts }: CollectionCounts, texts: readonly string[]): boolean {
  return texts.some((literal) =>
    /collections?/i.test(literal) && text.includes(literal.trim()) &&
    counts.every((count) =>
      new RegExp(`collections?.*\\b${count}\\b|\\b${count}\\b.*collections?`, "i").test(literal)
    )
  );
}

function textOf(counts: readonly number[]): string {
  return counts.join(" ");
}

function duration(seconds: number): string {
  return seconds >= 1 ? `${seconds.toFixed(1)} s` : `${Number((seconds * 1000).toPrecision(3))} ms`;
}

function bad(reason: string): ListJudgement {
  return { isGood: false, reason };
}
