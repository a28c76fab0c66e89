/** Assessment: four rows of a forest plot, and which statements about them hold. */

import type { ComparisonResult } from "../../../../probes/mod.ts";
import type { Ruling } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest, PairItem } from "../definition.ts";
import { evidenceParts } from "../../ledger/evidence.ts";
import { notMeasured, pairParts } from "../parts.ts";
import { drawBy } from "../variant.ts";
import { SEED_DEFAULT, SEED_FIELD } from "./arithmetic.ts";

/** What a statement is about: one row, by its verdict or by what was compared in it. */
type Row = ComparisonResult["rows"][number];

interface Statement {
  readonly text: string;
  readonly holds: boolean;
  readonly reason: string;
}

/** A row of the picture, as its label says. */
export const FOREST_ROWS = ["loop", "builds", "calls", "hash"] as const;

const STATEMENTS: readonly Statement[] = [
  {
    text: "Row “calls”: the two releases take the same time for calls",
    holds: false,
    reason:
      "Unclear is a lack of data, not a finding: the interval reaches beyond the shaded zone.",
  },
  {
    text: "Row “calls”: more rounds might still decide either way",
    holds: true,
    reason: "The interval contains 1 and reaches beyond the zone: more data can still move it.",
  },
  {
    text: "Row “hash”: it is proven that bytecode costs nothing",
    holds: false,
    reason:
      "An interval that contains 1 proves no equality. It bounds what twice the bytecode adds.",
  },
  {
    text: "Row “hash”: twice the bytecode changes the time by a few per cent at most",
    holds: true,
    reason: "That is what the ends of the interval say, whatever the verdict.",
  },
  {
    text: "Row “builds”: the newer release alone is what saves the time",
    holds: false,
    reason:
      "Other build: two vendors' programs, so the release and the way it was compiled differ.",
  },
  {
    text: "Row “builds”: the ratio holds for these two programs",
    holds: true,
    reason: "For the two programs as they were built it does hold, and for nothing more.",
  },
  {
    text: "Row “loop”: the newer release takes less time for this loop",
    holds: true,
    reason: "All of the interval lies on one side of 1, beyond the zone.",
  },
  {
    text: "Row “loop”: whole programs gain as much as this loop",
    holds: false,
    reason: "One loop is one loop. Whole programs have other shares of bytecode; measure yours.",
  },
];

/** How many of them are asked. */
const ASKED = 3;

/** Reading a picture of intervals. */
export const FOREST: ExerciseDefinition = forest(SEED_DEFAULT);

function forest(seed: number): ExerciseDefinition {
  const id = "assessment-forest";
  const items = drawBy(seed, id).some(STATEMENTS, ASKED)
    .map((statement, index) => itemOf(statement, `s${index + 1}`));
  return {
    id,
    title: "What do four rows say?",
    task: "Which of these statements about the picture above hold?",
    fields: [SEED_FIELD, {
      name: "statements",
      kind: "pairs",
      question: "Does it hold?",
      items,
      example: 'statements: { s1: "holds" }',
    }],
    evidence: 'the list of the four frozen comparisons, from the section "12. Four rows"',
    hints: [],
    max: ASKED,
    assessed: {
      look: "`lesson/01_overview` and, for the words, `00_start_here`",
      records: ["L2-S0-04", "L2-S1-02"],
    },
    variant: forest,
    judge: (request) => judge(request, items),
  };
}

function itemOf({ text, holds, reason }: Statement, key: string): PairItem {
  return {
    key,
    text,
    options: [
      { key: "holds", text: "it holds", isRight: holds, reason },
      {
        key: "not",
        text: "it does not hold, or cannot be told from the picture",
        isRight: !holds,
        reason,
      },
    ],
  };
}

function judge(request: JudgeRequest, items: readonly PairItem[]): Judgement {
  const rows = evidenceParts(request.evidence).flatMap((part) =>
    part.kind === "comparison" ? part.comparison.rows.slice(0, 1) : []
  );
  if (rows.length !== FOREST_ROWS.length) return notMeasured(request.evidence);
  const fault = rowFault(rows);
  if (fault !== null) return { kind: "not_ready", reason: fault.reason, saysAll: true };
  return {
    kind: "judged",
    parts: pairParts(request, { field: "statements", items, max: 1 }),
  };
}

/** Whether the rows are as the statements have them: frozen data that were measured anew may differ. */
export function rowFault(rows: readonly Row[]): Ruling | null {
  const [loop, builds, calls, hash] = rows;
  const isAsSaid = loop?.verdict === "faster" && builds !== undefined &&
    builds.flags.some(({ kind }) => kind === "other_build") && calls?.verdict === "unclear" &&
    (hash?.verdict === "unclear" || hash?.verdict === "same");
  return isAsSaid ? null : {
    kind: "unjudged",
    reason: "the rows that were given are not those of the picture. Run the cell above it again.",
  };
}
