/** What the exercises' judges share: a part from one field, whatever state that field is in. */

import type { CheckPart } from "../ledger/check_result.ts";
import { type Ruling, toPart } from "./acceptance.ts";
import type { FieldReading, JudgeRequest } from "./definition.ts";

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

/** A part about a list of words. */
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

function fieldPart(
  { fields }: JudgeRequest,
  { name, field, max }: PartSpec,
  judge: (reading: FieldReading) => Ruling | null,
): CheckPart {
  const reading = fields[field] ?? { kind: "open" };
  if (reading.kind === "wrong") return { name, points: 0, max, reason: reading.reason };
  const ruling = judge(reading);
  if (ruling !== null) return toPart({ name, max, ruling });
  return { name, points: 0, max, reason: `Not answered yet: fill in "${field}".` };
}
