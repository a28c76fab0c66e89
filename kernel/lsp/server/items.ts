/** What a language server writes about a place in a text, read once and in our words. */

import { z } from "zod";
import { FILE_PREFIX } from "../notebook/model.ts";
import { utf16OfPosition } from "../position.ts";
import type { TypedName, TypedText, TypeFault } from "../type_service.ts";
import { plainOf } from "./markdown.ts";

/** Completion items: kinds by their number in the protocol. */
const item = z.object({
  label: z.string(),
  kind: z.int().optional(),
  sortText: z.string().optional(),
  insertTextFormat: z.int().optional(),
  deprecated: z.boolean().optional(),
  tags: z.array(z.int()).optional(),
  additionalTextEdits: z.array(z.unknown()).nullish(),
});

const completion = z.union([
  z.array(item),
  z.object({ items: z.array(item) }).transform(({ items }) => items),
]);

type Item = z.infer<typeof item>;

/** CompletionItemKind, Language Server Protocol 3.17. */
const TYPE_OF_KIND: Readonly<Record<number, TypedName["type"]>> = {
  2: "function",
  3: "function",
  4: "function",
  5: "property",
  7: "class",
  8: "class",
  9: "module",
  10: "property",
  13: "class",
  14: "keyword",
  17: "module",
  19: "module",
  20: "property",
  22: "class",
  25: "class",
};

const INTERFACE_KIND = 8;
const SNIPPET_KIND = 15;
const SNIPPET_FORMAT = 2;
const DEPRECATED_TAG = 1;

/** The language service's own order: "11" is near, "15" what everybody has, "z…" what is deprecated. */
const GLOBAL_ORDER = "15";

/** Names in the server's order; what would change other places of the text is left out. */
export function readCompletion(value: unknown): TypedName[] | null {
  const parsed = completion.safeParse(value);
  if (!parsed.success) return null;
  return parsed.data
    .filter((found) => !changesElsewhere(found) && !found.label.startsWith(FILE_PREFIX))
    .sort((left, right) => compare(orderOf(left), orderOf(right)))
    .map((found) => ({
      name: nameOf(found),
      type: TYPE_OF_KIND[found.kind ?? 0] ?? "instance",
      isGlobal: (found.sortText ?? "").replace(/^z/, "") >= GLOBAL_ORDER,
      isType: found.kind === INTERFACE_KIND,
    }));
}

function changesElsewhere({ kind, insertTextFormat, additionalTextEdits }: Item): boolean {
  return kind === SNIPPET_KIND || insertTextFormat === SNIPPET_FORMAT ||
    (additionalTextEdits ?? []).length > 0;
}

/** An optional member is labelled `name?`. */
function nameOf({ label }: Item): string {
  return label.replace(/\?$/, "");
}

function orderOf({ label, sortText, deprecated, tags }: Item): string {
  const isOld = deprecated === true || tags?.includes(DEPRECATED_TAG) === true;
  return `${isOld ? "1" : "0"}${sortText ?? label}\0${label}`;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

const markup = z.union([
  z.string(),
  z.object({ value: z.string() }).transform(({ value }) => value),
]);

const hover = z.object({ contents: markup });

/** What a hover says, or null. */
export function readHover(value: unknown): TypedText | null {
  const parsed = hover.safeParse(value);
  if (!parsed.success || parsed.data.contents.trim() === "") return null;
  return textOf(
    parsed.data.contents.replace(/^```\w+\n\(alias\) /, "```ts\n").replaceAll("```tsx", "```ts")
      .replace(/\nimport [\w$]+\n```/, "\n```"),
  );
}

const signatureHelp = z.object({
  signatures: z.array(z.object({
    label: z.string(),
    documentation: markup.optional(),
    parameters: z.array(z.object({
      label: z.union([z.string(), z.tuple([z.int(), z.int()])]),
      documentation: markup.optional(),
    })).optional(),
    activeParameter: z.int().nullish(),
  })),
  activeSignature: z.int().nullish(),
  activeParameter: z.int().nullish(),
});

/** A function's head, its current parameter and its documentation, or null. */
export function readSignature(value: unknown): TypedText | null {
  const parsed = signatureHelp.safeParse(value);
  if (!parsed.success) return null;
  const { signatures, activeSignature, activeParameter } = parsed.data;
  const active = signatures[activeSignature ?? 0] ?? signatures[0];
  if (active === undefined) return null;
  const { label, documentation = "", parameters = [] } = active;
  const parameter = parameters[active.activeParameter ?? activeParameter ?? 0];
  const more = signatures.length > 1 ? `${signatures.length} ways to call it.` : "";
  const current = parameter === undefined
    ? ""
    : `**\`${parameterText(parameter.label, label)}\`** ${parameter.documentation ?? ""}`.trim();
  const parts = [`\`\`\`ts\n${label}\n\`\`\``, current, documentation.trim(), more];
  return textOf(parts.filter((part) => part !== "").join("\n\n"));
}

function parameterText(label: string | [number, number], signature: string): string {
  return typeof label === "string" ? label : signature.slice(...label);
}

function textOf(markdown: string): TypedText {
  return { markdown: markdown.trim(), plain: plainOf(markdown) };
}

const place = z.object({ line: z.int(), character: z.int() });

const diagnostics = z.object({
  items: z.array(z.object({
    range: z.object({ start: place, end: place }),
    severity: z.int().optional(),
    code: z.union([z.int(), z.string()]).optional(),
    source: z.string().optional(),
    message: z.string(),
  })),
});

/** Errors and warnings of the compiler itself, those in front of the code left out. */
export function readFaults(
  value: unknown,
  { code, headLines }: { code: string; headLines: number },
): TypeFault[] | null {
  const parsed = diagnostics.safeParse(value);
  if (!parsed.success) return null;
  return parsed.data.items.flatMap(({ range, severity = 1, code: number, source, message }) => {
    const isOurs = source === "deno-ts" && severity <= 2 && typeof number === "number";
    if (!isOurs || range.start.line < headLines) return [];
    const at = ({ line, character }: z.infer<typeof place>) =>
      utf16OfPosition(code, { line: line - headLines, character });
    return [{
      code: number,
      message,
      severity: severity === 1 ? "error" as const : "warning" as const,
      startUtf16: at(range.start),
      endUtf16: at(range.end),
    }];
  });
}
