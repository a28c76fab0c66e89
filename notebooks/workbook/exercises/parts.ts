/** What the exercises' judges share: a part from one field, whatever state it is in, and the answer to missing evidence. */

import type { StartablePython } from "../../../probes/mod.ts";
import type { CheckPart } from "../ledger/check_result.ts";
import { nameEvidence, type ReadEvidence } from "../ledger/evidence.ts";
import { type ChoiceOption, judgeChoice, type Ruling, toPart } from "./acceptance.ts";
import type { FieldReading, JudgeRequest, PairItem } from "./definition.ts";

/** What a part is called, what it can earn, and the field that it is about. */
export interface PartSpec {
  readonly name: string;
  readonly field: string;
  readonly max: number;
}

/** A part about a text. */
export function textPart(
  request: JudgeRequest,
  spec: PartSpec & { readonly judge: (value: string) => Ruling },
): CheckPart {
  return fieldPart(
    request,
    spec,
    (reading) => reading.kind === "text" ? spec.judge(reading.value) : null,
  );
}

/** A part about one choice. */
export function choicePart(
  request: JudgeRequest,
  { options, ...spec }: PartSpec & { readonly options: readonly ChoiceOption[] },
): CheckPart {
  return textPart(request, { ...spec, judge: (value) => judgeChoice(value, options) });
}

/** A part about a number. */
export function numberPart(
  request: JudgeRequest,
  spec: PartSpec & { readonly judge: (value: number) => Ruling },
): CheckPart {
  return fieldPart(
    request,
    spec,
    (reading) => reading.kind === "number" ? spec.judge(reading.value) : null,
  );
}

/** A part about a ratio or a quantity, for `judgeRatio`, `judgeArithmetic`, `judgeShare`, `judgeTime`, `judgeCount`. */
export function statedPart(
  request: JudgeRequest,
  spec: PartSpec & { readonly judge: (value: number | string) => Ruling },
): CheckPart {
  return fieldPart(
    request,
    spec,
    (reading) => reading.kind === "stated" ? spec.judge(reading.value) : null,
  );
}

/** A part for each item that a choice belongs to. */
export function pairParts(
  request: JudgeRequest,
  { field, items, max }: {
    readonly field: string;
    readonly items: readonly PairItem[];
    /** What each of them can earn. */
    readonly max: number;
  },
): CheckPart[] {
  return items.map(({ key, text, options }) =>
    fieldPart(request, { name: text, field: `${field}.${key}`, max, from: field }, (reading) => {
      const choice = reading.kind === "pairs" ? reading.value[key] : undefined;
      return choice === undefined ? null : judgeChoice(choice, options);
    })
  );
}

/** A part about a list of words, or of keys in order. */
export function wordsPart(
  request: JudgeRequest,
  spec: PartSpec & { readonly judge: (value: readonly string[]) => Ruling },
): CheckPart {
  return fieldPart(
    request,
    spec,
    (reading) => reading.kind === "words" ? spec.judge(reading.value) : null,
  );
}

/** The interpreter that an answer names, as far as one can be started by it. */
export function givenPython(value: unknown): StartablePython | undefined {
  return isStartable(value) ? value : undefined;
}

function isStartable(value: unknown): value is StartablePython {
  return typeof value === "object" && value !== null && "executable" in value &&
    typeof value.executable === "string" && "major" in value && "minor" in value;
}

/** Nothing to judge by: says what was given. */
export function notMeasured(evidence: ReadEvidence): { kind: "not_ready"; reason: string } {
  return { kind: "not_ready", reason: `what was given is ${nameEvidence(evidence)}` };
}

function fieldPart(
  { fields }: JudgeRequest,
  // `from` is the answer's field where `field` names only a piece of it.
  { name, field, max, from = field }: PartSpec & { readonly from?: string },
  judge: (reading: FieldReading) => Ruling | null,
): CheckPart {
  const reading = fields[from] ?? { kind: "open" };
  if (reading.kind === "wrong") return { name, points: 0, max, reason: reading.reason };
  const ruling = judge(reading);
  if (ruling !== null) return toPart({ name, max, ruling });
  return { name, points: 0, max, reason: `Not answered yet: fill in "${field}".` };
}
