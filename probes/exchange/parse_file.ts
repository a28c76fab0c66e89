/** From a file's text to checked data: what is wrong is said with the file and the field. */

import type { z } from "zod";

/** Parses JSON and checks it; throws a `SyntaxError` or a `TypeError`. */
export function parseFile<Data>(
  text: string,
  { file, schema, what }: {
    readonly file: string;
    readonly schema: z.ZodType<Data>;
    /** For example `a pyperf file`. */
    readonly what: string;
  },
): Data {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`Cannot read ${file}: it is no JSON${hintOf(text)}`, { cause: error });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new TypeError(`Cannot read ${file} as ${what}: ${firstFault(parsed.error)}`);
}

/** The first thing that a check found, with its place. */
export function firstFault(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return "it has another shape";
  const place = issue.path.map((part) =>
    typeof part === "number" ? `[${part}]` : `.${String(part)}`
  )
    .join("").replace(/^\./, "");
  return place === "" ? issue.message : `"${place}": ${issue.message}`;
}

/** Python writes numbers that JSON does not have. */
function hintOf(text: string): string {
  const [word] = /\b(?:NaN|-?Infinity)\b/.exec(text) ?? [];
  if (word !== undefined) return `, because ${word} is no number there`;
  return text.trim() === "" ? ", it is empty" : ", or it is cut off";
}
