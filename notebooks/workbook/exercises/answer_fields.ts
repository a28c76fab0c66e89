/** Reads an answer as a cell gives it: which fields are filled in, and which are of the wrong type. */

import { cut } from "./acceptance.ts";
import type { AnswerField, FieldReading, OrderItem, PairItem } from "./definition.ts";
import { readRatio } from "./ratio_words.ts";
import { readStated } from "./stated.ts";

/** An answer that was read, or why it is none. */
export type AnswerReading =
  | {
    kind: "answer";
    fields: Readonly<Record<string, FieldReading>>;
    answer: Readonly<Record<string, unknown>>;
  }
  /** Nothing is filled in. */
  | { kind: "open" }
  /** Not readable as an answer to this exercise. */
  | { kind: "wrong"; reason: string };

/** Reads an answer by the fields of its exercise. */
export function readAnswer(fields: readonly AnswerField[], given: unknown): AnswerReading {
  if (given === null || given === undefined || given === "") return { kind: "open" };
  if (typeof given !== "object" || Array.isArray(given)) {
    const examples = fields.map(({ example }) => example).join(", ");
    return {
      kind: "wrong",
      reason: `The answer is ${
        typeName(given)
      }, and an object with fields is needed: { ${examples} }.`,
    };
  }
  const answer: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(given));
  const stranger = Object.keys(answer).find((name) => !fields.some((field) => field.name === name));
  if (stranger !== undefined) return { kind: "wrong", reason: strangerText(stranger, fields) };
  const readings = Object.fromEntries(
    fields.map((field) => [field.name, readField(field, answer[field.name])]),
  );
  const isOpen = fields.every(({ name, kind }) => {
    const isGivenByNotebook = kind === "python" || kind === "file";
    return kind === "seed" || (!isGivenByNotebook && readings[name]?.kind === "open");
  });
  return isOpen ? { kind: "open" } : { kind: "answer", fields: readings, answer };
}

/** The answer as it is kept: what is of the right type, an interpreter by its name. */
export function keepable(fields: Readonly<Record<string, FieldReading>>) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, reading]) => [
      name,
      "value" in reading ? reading.value : null,
    ]),
  );
}

function readField(field: AnswerField, value: unknown): FieldReading {
  const isEmpty = value === null || value === undefined ||
    (typeof value === "string" && value.trim() === "");
  if (isEmpty) return { kind: "open" };
  const wrong = (needed: string): FieldReading => ({
    kind: "wrong",
    reason: `"${field.name}" is ${
      typeName(value)
    }, and ${needed} is needed, for example ${field.example}.`,
  });
  switch (field.kind) {
    case "number":
      return typeof value === "number" && Number.isFinite(value)
        ? { kind: "number", value }
        : wrong("a number without quotes");
    case "seed":
      return typeof value === "number" && Number.isSafeInteger(value)
        ? { kind: "number", value }
        : wrong("a whole number without quotes");
    case "ratio":
    case "quantity":
      return readStatedField(field, value) ?? wrong(
        field.kind === "ratio"
          ? 'a number, or words such as "1.1x faster",'
          : `a number${field.unit === "" ? "" : ` in ${field.unit}`}`,
      );
    case "order":
      return readOrder(field.items, value) ?? wrong("a text or a list, in order,");
    case "pairs":
      return readPairs(field.items, value) ??
        wrong(`an object with a choice for each of ${keysOf(field.items)}`);
    case "entries":
      return readEntries(value) ?? wrong("an object with an object for each name");
    case "program":
      return typeof value !== "string"
        ? wrong("the text of a program")
        : withoutComments(value) === withoutComments(field.stub)
        ? { kind: "open" }
        : { kind: "text", value };
    case "choice":
      return typeof value === "string"
        ? { kind: "text", value }
        : wrong("one of the choices in quotes");
    case "text":
    case "file":
      return typeof value === "string" ? { kind: "text", value } : wrong("a text in quotes");
    case "words":
      if (!Array.isArray(value) || !value.every((word) => typeof word === "string")) {
        return wrong("a list of words");
      }
      return value.length === 0 || isSame(value, field.stub)
        ? { kind: "open" }
        : { kind: "words", value };
    case "python":
      return typeof value === "object" && "executable" in value && "name" in value
        ? { kind: "text", value: String(value.name) }
        : wrong("an interpreter as discoverInterpreters() gives it");
  }
}

/** Whatever a number can be read from is kept as it was stated; null for what is neither number nor text. */
function readStatedField(
  field: AnswerField & { readonly kind: "ratio" | "quantity" },
  value: unknown,
): FieldReading | null {
  if (typeof value === "number") return Number.isFinite(value) ? { kind: "stated", value } : null;
  if (typeof value !== "string") return null;
  const reading = field.kind === "ratio" ? readRatio(value) : readStated(value, field.unit);
  return reading.kind === "unreadable"
    ? { kind: "wrong", reason: `"${field.name}" ${reading.why}; for example ${field.example}.` }
    : { kind: "stated", value };
}

/** A list of keys, or a text such as "c, a, b" or "cab"; null where it is neither. */
function readOrder(items: readonly OrderItem[], value: unknown): FieldReading | null {
  if (Array.isArray(value)) {
    if (!value.every((key) => typeof key === "string")) return null;
    const keys = value.map((key) => key.trim()).filter((key) => key !== "");
    return keys.length === 0 ? { kind: "open" } : { kind: "words", value: keys };
  }
  if (typeof value !== "string") return null;
  const areLetters = items.every(({ key }) => key.length === 1);
  const keys = value.match(areLetters ? /[\p{L}\p{N}]/gu : /[\p{L}\p{N}_.-]+/gu) ?? [];
  return keys.length === 0 ? null : { kind: "words", value: keys };
}

function readPairs(items: readonly PairItem[], value: unknown): FieldReading | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const made: Record<string, string> = {};
  for (const [key, choice] of Object.entries(value)) {
    if (!items.some((item) => item.key === key)) return null;
    if (choice === null || choice === undefined || choice === "") continue;
    if (typeof choice !== "string") return null;
    made[key] = choice;
  }
  return Object.keys(made).length === 0 ? { kind: "open" } : { kind: "pairs", value: made };
}

/** What is empty is left out; null where something is neither number nor text. */
function readEntries(value: unknown): FieldReading | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const made: Record<string, Record<string, number | string>> = {};
  for (const [name, entry] of Object.entries(value)) {
    if (typeof entry !== "object" || Array.isArray(entry)) return null;
    const filled: Record<string, number | string> = {};
    for (const [key, part] of Object.entries(entry ?? {})) {
      if (part === null || part === undefined || part === "") continue;
      if (typeof part !== "string" && !(typeof part === "number" && Number.isFinite(part))) {
        return null;
      }
      filled[key] = part;
    }
    if (Object.keys(filled).length > 0) made[name] = filled;
  }
  return Object.keys(made).length === 0 ? { kind: "open" } : { kind: "entries", value: made };
}

function keysOf(items: readonly PairItem[]): string {
  return items.map(({ key }) => `"${key}"`).join(", ");
}

/** What a program does: a remark more or less does not make an answer of a stub. */
function withoutComments(program: string): string {
  return program.split("\n").map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#") && !line.startsWith("//")).join("\n");
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((word, index) => word === right[index]);
}

function strangerText(stranger: string, fields: readonly AnswerField[]): string {
  const names = fields.map(({ name }) => `"${name}"`).join(", ");
  const near = fields.find(({ name }) => isNear(name.toLowerCase(), stranger.toLowerCase()));
  const guess = near === undefined ? "" : ` Did you mean "${near.name}"?`;
  return `There is no field "${cut(stranger)}" in this answer.${guess} Its fields are ${names}.`;
}

/** One typing error apart, or one begins with the other. */
function isNear(left: string, right: string): boolean {
  if (left.startsWith(right) || right.startsWith(left)) return true;
  if (Math.abs(left.length - right.length) > 1) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < left.length - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  return Math.max(left.length, right.length) - start - end <= 1;
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number") return Number.isFinite(value) ? "a number" : `${value}`;
  if (typeof value === "string") return "a text";
  if (typeof value === "boolean") return "true or false";
  return typeof value === "function" ? "a function" : "another object";
}
