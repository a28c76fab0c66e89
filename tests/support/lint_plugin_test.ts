/** Tests of the house's lint rules on samples that break them and samples that keep them. */
// Deno keeps the types of Deno.lint in this library.
/// <reference lib="deno.unstable" />
import { assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import plugin from "./lint_plugin.ts";

const ROOT = fromFileUrl(new URL("../../", import.meta.url));

type Case = [path: string, source: string, faults: string[]];

const CASES: Case[] = [
  [
    "kernel/zmtp/frame.ts",
    'import { serve } from "../messaging/wire.ts";',
    ["house/directions: kernel/zmtp may not import kernel/messaging"],
  ],
  [
    "kernel/zmtp/frame.ts",
    'export { serve } from "../messaging/wire.ts";\nexport * from "../lsp/mod.ts";',
    [
      "house/directions: kernel/zmtp may not import kernel/messaging",
      "house/directions: kernel/zmtp may not import kernel/lsp",
    ],
  ],
  [
    "kernel/zmtp/frame.ts",
    'const wire = await import("../messaging/wire.ts");',
    ["house/directions: kernel/zmtp may not import kernel/messaging"],
  ],
  ["kernel/session/a.ts", 'import type { EvaluatorPort } from "../evaluator/port.ts";', []],
  [
    "kernel/session/a.ts",
    'import { run } from "../evaluator/process.ts";',
    ["house/directions: kernel/session may import only types of kernel/evaluator"],
  ],
  ["notebooks/workbook/a.ts", 'import { measure } from "probes";', []],
  [
    "kernel/session/a.ts",
    'import { measure } from "probes";',
    ["house/directions: kernel/session may not import probes"],
  ],
  [
    "probes/a.ts",
    "export default function run() {}",
    ["house/no-default-export: A module of ours has named exports only"],
  ],
  ["probes/a.ts", "export function run() {}", []],
  [
    "probes/a.ts",
    'throw new TypeError("Cannot read the file.");',
    ["house/error-wording: An error message has no full stop at its end"],
  ],
  [
    "probes/a.ts",
    "throw new Error(`Cannot read ${path}: it isn't there`);",
    ["house/error-wording: An error message has no contraction"],
  ],
  ["probes/a.ts", 'throw new Error(`Cannot read ${path}: field "argv" is missing`);', []],
  ["probes/a.ts", 'new Error("Waiting for the kernel ...");', []],
  ["probes/a_test.ts", 'throw new Error("Boom.");', []],
];

for (const [path, source, faults] of CASES) {
  Deno.test(`lint plugin reads ${JSON.stringify(source)} in ${path}`, () => {
    const diagnostics = Deno.lint.runPlugin(plugin, join(ROOT, path), source);
    assertEquals(diagnostics.map(({ id, message }) => `${id}: ${message}`), faults);
  });
}
