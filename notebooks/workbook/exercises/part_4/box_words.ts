/** Box five and a part of box seven: the hypothesis, before and after; and verdicts that the numbers bear out. */

import type { CheckPart } from "../../ledger/check_result.ts";
import { NOT_RUN } from "./box_statistics.ts";
import { partNamed, type PartRank, partRanks, saidRanks } from "./part_ranks.ts";
import { quoted } from "./output_lines.ts";
import { type SectionKind, SECTIONS } from "./output_sections.ts";
import type { ProfilerSection } from "./profiler_output.ts";
import { EXAMPLE_LINES } from "./profiler_task.ts";
import {
  faultIn,
  faultsOver,
  faultText,
  type ProfilerRun,
  type ProfilerTrial,
  sectionsIn,
} from "./profiler_trial.ts";

const REFUTED = /\b(?:refuted|rejected|wrong|false|not (?:confirmed|borne out|true))\b/i;
const CONFIRMED = /\b(?:confirmed|holds|borne out|right|true|supported)\b/i;
const OPEN = /\bcannot tell\b/i;

/** One point for a hypothesis in source and output, one for what became of it. */
export function judgeHypothesis({ finished, rules }: ProfilerTrial): CheckPart {
  const name = "a hypothesis";
  const max = 2;
  if (finished.length === 0) return { name, points: 0, max, reason: NOT_RUN };
  const isWritten =
    rules?.prose.some((text) => /hypothes/i.test(text) && partNamed(text) !== null) ?? true;
  const groups = [
    [
      ...faultsOver(finished, statedFaults),
      ...(isWritten ? [] : [
        "The hypothesis does not stand in the program: write it into its documentation, before " +
        "you measure",
      ]),
    ],
    faultsOver(finished, settledFaults),
  ];
  const faults = [...new Set(groups.flat())];
  const [first] = finished;
  return {
    name,
    points: groups.filter(({ length }) => length === 0).length,
    max,
    reason: faults.length > 0
      ? faultText(faults)
      : `It stands in the program, and the output settles it: ${
        first === undefined ? "" : quoted(hypothesisOf(first) ?? "")
      }.`,
  };
}

function hypothesisOf({ output: { hypothesis } }: ProfilerRun): string | null {
  return hypothesis.kind === "found" ? hypothesis.value : null;
}

function statedFaults(run: ProfilerRun): string[] {
  const text = hypothesisOf(run);
  if (text === null) return faultIn(run.output.hypothesis);
  if (partNamed(text) === null) {
    return [`${quoted(text)} names none of the three parts: loop, GC or import`];
  }
  return /\d/.test(text) || OPEN.test(text)
    ? []
    : [`${quoted(text)} has no number: what was measured? Or say that you cannot tell`];
}

/** Whether what it says became of it is what the numbers say. */
function settledFaults(run: ProfilerRun): string[] {
  const text = hypothesisOf(run);
  if (text === null) return faultIn(run.output.hypothesis);
  const part = partNamed(text);
  if (part === null || OPEN.test(text)) return [];
  const isRefuted = REFUTED.test(text);
  if (!isRefuted && !CONFIRMED.test(text)) {
    return [
      `${quoted(text)} does not say what came of it: confirmed, refuted, or cannot tell`,
    ];
  }
  const rank = partRanks(run).get(part);
  const isAboutLargest = saidRanks(text).some(({ rank, isDenied }) =>
    rank === "largest" && !isDenied
  );
  if (rank === undefined || !isAboutLargest) return [];
  const { name } = SECTIONS[part];
  if (isRefuted) {
    return rank.isLargest
      ? [`${quoted(text)}: by its own numbers ${name} is the largest part, so it is confirmed`]
      : [];
  }
  return rank.mayBeLargest
    ? []
    : [`${quoted(text)}: by its own numbers ${name} is not the largest part, so it is refuted`];
}

/** Do the verdicts say what the numbers say? */
export function judgeVerdicts({ finished }: ProfilerTrial): CheckPart {
  const name = "verdicts that the numbers bear out";
  const max = 1;
  if (finished.length === 0) return { name, points: 0, max, reason: NOT_RUN };
  const faults = faultsOver(finished, verdictFaults);
  return {
    name,
    points: faults.length === 0 ? max : 0,
    max,
    reason: faults.length > 0
      ? faultText(faults)
      : "There is one for each part, and none says what the numbers deny.",
  };
}

function verdictFaults(run: ProfilerRun): string[] {
  const ranks = partRanks(run);
  return sectionsIn(run).flatMap(([kind, section]) => {
    if (section.verdict.kind === "fault") return [section.verdict.reason];
    const rank = ranks.get(kind);
    return rank === undefined ? [] : contradictions(section, { kind, rank });
  });
}

/** A part below this share may be called negligible, whatever the others are. */
const NEGLIGIBLE_SHARE = 0.1;

/** The collector's share of its workload from which it may be called its bottleneck. */
const COLLECTOR_PERCENT_MIN = 50;

function contradictions(
  { verdict, impact }: ProfilerSection,
  { kind, rank }: { readonly kind: SectionKind; readonly rank: PartRank },
): string[] {
  if (verdict.kind === "fault") return [];
  const percent = impact.kind === "found" && impact.value.kind === "share"
    ? impact.value.percent
    : null;
  const isMuch = kind === "collector" && percent !== null && percent >= COLLECTOR_PERCENT_MIN;
  const isLittle = kind === "collector" && percent !== null && percent <= 100 * NEGLIGIBLE_SHARE;
  const shown = `it takes ${(100 * rank.share).toFixed(0)} % of the three times`;
  return saidRanks(verdict.value).flatMap(({ rank: said, isDenied, word }) => {
    const mayBe = said === "largest"
      ? (isDenied ? !rank.isLargest : rank.mayBeLargest || isMuch)
      : isDenied || rank.mayBeSmallest || rank.share < NEGLIGIBLE_SHARE || isLittle;
    return mayBe ? [] : [
      `${quoted(verdict.value)} says ${isDenied ? "not " : ""}"${word}" of ${
        SECTIONS[kind].name
      }, and by the numbers of the same run ${shown}. ${VERDICT_ADVICE}`,
    ];
  });
}

const VERDICT_ADVICE = `Let the program compare before it prints: ${
  EXAMPLE_LINES.verdict.replace("Verdict: ", "")
}`;
