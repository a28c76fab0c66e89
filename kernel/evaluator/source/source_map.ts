/** Reads the mappings of a source map, version 3 (ECMA-426), as far as one source file needs. */

import { lastAtMost, type TextPosition } from "./text_position.ts";

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const DIGITS = new Map(Array.from(BASE64, (letter, value) => [letter, value]));

/** Finds for a generated position the original position of the token that covers it. */
export type MappingLookup = (generated: TextPosition) => TextPosition | null;

interface MappedLine {
  readonly columns: number[];
  readonly originals: TextPosition[];
}

/** Decodes the `mappings` field. */
export function readMappings(mappings: string): MappingLookup {
  const lines: MappedLine[] = [];
  let line = 0;
  let column = 0;
  for (const text of mappings.split(";")) {
    const mapped: MappedLine = { columns: [], originals: [] };
    let generatedColumn = 0;
    for (const segment of text.split(",")) {
      const [columnStep, , lineStep, originalStep] = decodeSegment(segment);
      if (columnStep === undefined) continue;
      generatedColumn += columnStep;
      // A segment of one field maps to nothing.
      if (lineStep === undefined || originalStep === undefined) continue;
      line += lineStep;
      column += originalStep;
      mapped.columns.push(generatedColumn);
      mapped.originals.push({ line, column });
    }
    lines.push(mapped);
  }
  return (generated) => {
    const mapped = lines[generated.line];
    if (mapped === undefined) return null;
    return mapped.originals[lastAtMost(mapped.columns, generated.column)] ?? null;
  };
}

/** Base64 VLQ: five bits a digit, the sixth says that more follow, the lowest bit is the sign. */
function decodeSegment(segment: string): number[] {
  const values: number[] = [];
  let value = 0;
  let shift = 0;
  for (const letter of segment) {
    const digit = DIGITS.get(letter) ?? 0;
    value |= (digit & 31) << shift;
    shift += 5;
    if ((digit & 32) !== 0) continue;
    values.push((value & 1) === 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return values;
}
