/** Three benchmarks of what a release promises: read as ratios with verdicts, from runs and from nothing else. */

import type { Verdict } from "../../../../probes/mod.ts";
import type { CheckPart } from "../../ledger/check_result.ts";
import type { ChoiceOption } from "../acceptance.ts";
import { judgeRatio } from "../acceptance_ratio.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest, PairItem } from "../definition.ts";
import { frozenNotes } from "../garbage_collection/measured.ts";
import { choicePart, pairParts, statedPart } from "../parts.ts";
import {
  type BenchmarkName,
  type MeasuredRow,
  readRows,
  type RowsReading,
} from "./measured_rows.ts";

const CLAIMS: readonly { readonly name: BenchmarkName; readonly text: string }[] = [
  { name: "loop", text: "a tight loop" },
  { name: "pauses", text: "the collector's longest pause" },
  { name: "imports", text: "the import of a module with type hints" },
];

/** What may be said of two arms. */
type Told = "faster" | "slower" | "not told apart";

const TOLD: readonly Told[] = ["faster", "slower", "not told apart"];

const TOLD_TEXTS: Readonly<Record<Told, string>> = {
  "faster": "it needs less time",
  "slower": "it needs more time",
  "not told apart": "the data name no winner",
};

const DIFFERENCES: Readonly<
  Record<MeasuredRow["differs"], readonly [text: string, wrong: string]>
> = {
  versions: [
    "the version alone: two CPythons from one kind of build",
    "Then the two would be two CPythons from one kind of build. Look at their names, and at " +
    "whether the mark is filled.",
  ],
  builds: [
    "the build, beside the version: other options or another compiler",
    "Then the mark would be hollow, and the row say that it is another build.",
  ],
  program: [
    "what the program does: one CPython under two settings",
    "Then both names would be those of one CPython. Look at them again.",
  ],
};

const MAX = 9;

/** Three ratios, three verdicts, what differs, a ruler, and runs behind all of it. */
export const BENCHMARKS: ExerciseDefinition = {
  id: "L2-P3-01",
  title: "Three benchmarks, read",
  task: `Read the first row of each claim, in which the two arms are not the same.

- \`loop\`, \`pauses\`, \`imports\`: the ratio, time of the first name ÷ time of the second. Words do as well: “3 % less time”, “the same”, “cannot tell”.
- \`verdicts\`: what your data allow to say of the first name, one of the words below for each.
- \`differs\`: what is different between the two arms of that row.

Right is what your own rows say. Each is computed anew from its runs; a figure without runs is refused.`,
  fields: [
    ...CLAIMS.map(({ name, text }) => ({
      name,
      kind: "ratio" as const,
      question: `The ratio of ${text}?`,
      example: `${name}: 0.97`,
    })),
    {
      name: "verdicts",
      kind: "pairs",
      question: "What do your data allow to say?",
      items: CLAIMS.map(({ name, text }) => ({ key: name, text, options: options(null) })),
      example: 'verdicts: { loop: "faster", pauses: "slower", imports: "not told apart" }',
    },
    {
      name: "differs",
      kind: "choice",
      question: "What is different between the two arms?",
      options: differences(null),
      example: 'differs: "builds"',
    },
  ],
  evidence: 'the comparisons of all three, from the section "Measure all three"',
  hints: [
    "The interval says how far the ratio may lie from where its point stands.",
    "Does the interval keep clear of the shaded zone around 1? If not, nothing was told apart.",
    "A hollow mark says that two kinds of builds were compared.",
  ],
  max: MAX,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const read = readRows(request.evidence);
  if (read.kind === "nothing") return { kind: "not_ready", reason: read.reason };
  if (read.kind === "refused") return { kind: "judged", parts: [refusal(read.reason)] };
  const missing = CLAIMS.find(({ name }) => read.claims[name] === null);
  if (missing !== undefined) {
    return { kind: "not_ready", reason: `what was given has no row for ${missing.text}` };
  }
  const { loop, pauses, imports } = read.claims;
  const [first] = [loop, pauses, imports].filter((claim) => claim !== null);
  return {
    kind: "judged",
    parts: [
      runsPart(read),
      rulerPart(read),
      ...CLAIMS.flatMap(({ name, text }) =>
        ratioPart(request, { name, text, claim: read.claims[name] })
      ),
      ...pairParts(request, { field: "verdicts", items: verdictItems(read), max: 1 }),
      choicePart(request, {
        name: "what differs",
        field: "differs",
        max: 1,
        options: differences(first?.differs ?? null),
      }),
    ],
    notes: [...new Set(read.comparisons.flatMap(({ measurement }) => frozenNotes(measurement)))],
  };
}

/** Nothing is judged beside it: a table with one made-up row is no table. */
function refusal(reason: string): CheckPart {
  return {
    name: "every row was measured",
    points: 0,
    max: MAX,
    reason: `Refused: ${reason}. A simulated, copied or rounded row says what somebody expects. ` +
      "Give the results of compare() themselves; where a CPython is missing, say that it is.",
  };
}

type Rows = Extract<RowsReading, { kind: "rows" }>;

function runsPart({ rowCount, runCount }: Rows): CheckPart {
  return {
    name: "every row was measured",
    points: 1,
    max: 1,
    reason: `${rowCount} rows were computed anew from ${runCount} processes, and come out alike.`,
  };
}

function rulerPart({ ruler, comparisons }: Rows): CheckPart {
  const part = { name: "a ruler beside them", max: 1 };
  if (ruler !== null) {
    return { ...part, points: 1, reason: `The same CPython twice: ${ruler.sentence}` };
  }
  return comparisons.every(({ measurement }) => measurement.frozen !== undefined)
    ? { ...part, points: 1, reason: "Not judged: frozen data hold each CPython once." }
    : {
      ...part,
      points: 0,
      reason: "No row compares a CPython with itself. Without it nobody knows how far two equal " +
        "programs lie apart on this machine: add one.",
    };
}

function ratioPart(
  request: JudgeRequest,
  { name, text, claim }: {
    readonly name: BenchmarkName;
    readonly text: string;
    readonly claim: MeasuredRow | null;
  },
): CheckPart[] {
  if (claim === null) return [];
  const { row } = claim;
  return [statedPart(request, {
    name: `the ratio of ${text}`,
    field: name,
    max: 1,
    judge: (value) => judgeRatio(value, row),
  })];
}

function verdictItems({ claims }: Rows): PairItem[] {
  return CLAIMS.map(({ name, text }) => ({
    key: name,
    text: `the verdict on ${text}`,
    options: options(claims[name]),
  }));
}

function options(claim: MeasuredRow | null): ChoiceOption[] {
  const right = claim === null ? null : toldBy(claim.row.verdict);
  return TOLD.map((told) => ({
    key: told,
    text: TOLD_TEXTS[told],
    isRight: told === right,
    reason: claim === null ? "" : verdictReason(told, claim),
  }));
}

function toldBy(verdict: Verdict | null): Told {
  return verdict === "faster" || verdict === "slower" ? verdict : "not told apart";
}

function verdictReason(told: Told, { row }: MeasuredRow): string {
  const right = toldBy(row.verdict);
  if (told === right) return `Measured: ${row.sentence}`;
  if (right === "not told apart") {
    return `You say “${told}”, but your interval reaches into the zone that counts as the same: ` +
      `${row.sentence}`;
  }
  return told === "not told apart"
    ? "All of your interval lies on one side of the zone around 1, so the two are told apart."
    : "The other way round: below 1 the first name needs less time.";
}

function differences(right: MeasuredRow["differs"] | null): ChoiceOption[] {
  return (["versions", "builds", "program"] as const).map((key) => {
    const [text, wrong] = DIFFERENCES[key];
    const isRight = key === right;
    return { key, text, isRight, reason: isRight ? "That is what your rows compare." : wrong };
  });
}
