/** What a server writes, in our words. */

import { assertEquals } from "@std/assert";
import { readCompletion, readFaults, readHover, readSignature } from "./items.ts";

/** Names with their types; a global is marked `*`. */
function names(value: unknown): string | null {
  const read = readCompletion(value);
  return read?.map(({ name, type, isGlobal }) => `${name} ${type}${isGlobal ? "*" : ""}`)
    .join(", ") ?? null;
}

const COMPLETIONS: [name: string, value: unknown, expected: string | null][] = [
  ["kinds", [
    { label: "a", kind: 3, sortText: "11" },
    { label: "b", kind: 7, sortText: "11" },
    { label: "c", kind: 5, sortText: "11" },
    { label: "d", kind: 9, sortText: "11" },
    { label: "e", kind: 6, sortText: "11" },
    { label: "f", kind: 99, sortText: "11" },
  ], "a function, b class, c property, d module, e instance, f instance"],
  [
    "a list with more to come",
    { isIncomplete: true, items: [{ label: "a", kind: 2 }] },
    "a function",
  ],
  ["order: near, global, deprecated", [
    { label: "old", kind: 3, sortText: "z11" },
    { label: "older", kind: 3, sortText: "11", deprecated: true },
    { label: "oldest", kind: 3, sortText: "11", tags: [1] },
    { label: "global", kind: 3, sortText: "15" },
    { label: "near", kind: 3, sortText: "11" },
  ], "near function, global function*, old function, older function, oldest function"],
  [
    "an optional member",
    [{ label: "a?", kind: 5, sortText: "11", filterText: "?.a" }],
    "a property",
  ],
  ["what changes other places", [
    { label: "auto", kind: 3, sortText: "16", additionalTextEdits: [{}] },
    { label: "snippet", kind: 15 },
    { label: "call", kind: 3, insertTextFormat: 2 },
    { label: ".probebook-1.ts", kind: 17 },
  ], ""],
  ["nothing", null, null],
  ["items without labels", [{ kind: 3 }], null],
  ["a number", 7, null],
];

for (const [name, value, expected] of COMPLETIONS) {
  Deno.test(`readCompletion() reads ${name}`, () => assertEquals(names(value), expected));
}

const HOVERS: [name: string, value: unknown, expected: string | null][] = [
  ["an import", {
    contents: { kind: "markdown", value: "```tsx\n(alias) f(): void\nimport f\n```\nDoes **it**." },
  }, "```ts\nf(): void\n```\nDoes **it**. | f(): void\nDoes it."],
  ["a plain text", { contents: "text" }, "text | text"],
  ["nothing", null, null],
  ["an empty text", { contents: "  " }, null],
];

for (const [name, value, expected] of HOVERS) {
  Deno.test(`readHover() reads ${name}`, () => {
    const read = readHover(value);
    assertEquals(read === null ? null : `${read.markdown} | ${read.plain}`, expected);
  });
}

const F = {
  label: "f(a: number, b?: string): void",
  documentation: { kind: "markdown", value: "Does it." },
  parameters: [{ label: "a: number" }, { label: [13, 23], documentation: "How." }],
};

const SIGNATURES: [name: string, value: unknown, expected: string | null][] = [
  [
    "the current parameter",
    { signatures: [F], activeSignature: 0, activeParameter: 1 },
    "f(a: number, b?: string): void\n\nb?: string How.\n\nDoes it.",
  ],
  [
    "the signature's own parameter",
    { signatures: [{ ...F, activeParameter: 0 }] },
    "f(a: number, b?: string): void\n\na: number\n\nDoes it.",
  ],
  ["no parameters", { signatures: [{ label: "f(): void" }] }, "f(): void"],
  [
    "one of several",
    { signatures: [F, { label: "f(): void" }], activeSignature: 1 },
    "f(): void\n\n2 ways to call it.",
  ],
  ["no signature", { signatures: [] }, null],
  ["nothing", null, null],
];

for (const [name, value, expected] of SIGNATURES) {
  Deno.test(`readSignature() reads ${name}`, () => {
    assertEquals(readSignature(value)?.plain ?? null, expected);
  });
}

const CODE = '"😀"; a;\nb;';

/** A fault from `line:character` to the next character. */
function fault(line: number, character: number, more: Record<string, unknown> = {}): unknown {
  const range = { start: { line, character }, end: { line, character: character + 1 } };
  return { range, severity: 1, code: 2304, source: "deno-ts", message: "m", ...more };
}

const FAULTS: [name: string, items: unknown[], expected: string | null][] = [
  ["a place in the code", [fault(2, 6)], "2304 error a"],
  ["a later line", [fault(3, 0)], "2304 error b"],
  ["a warning", [fault(3, 0, { severity: 2 })], "2304 warning b"],
  ["hints, other sources and what stands above the code", [
    fault(2, 6, { severity: 4 }),
    fault(2, 6, { source: "deno", code: "no-cache" }),
    fault(1, 0),
    fault(0, 0),
  ], ""],
  ["a place behind the code", [fault(9, 9)], "2304 error "],
  ["items without a range", [{ message: "m" }], null],
];

for (const [name, items, expected] of FAULTS) {
  Deno.test(`readFaults() reads ${name}`, () => {
    const read = readFaults({ kind: "full", items }, { code: CODE, headLines: 2 });
    const shown = read?.map(({ code, severity, startUtf16, endUtf16 }) =>
      `${code} ${severity} ${CODE.slice(startUtf16, endUtf16)}`
    );
    assertEquals(shown?.join(", ") ?? null, expected);
  });
}
