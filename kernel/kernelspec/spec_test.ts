/** Tests of kernel.json. */

import { assertEquals } from "@std/assert";
import { composeKernelSpec, isOurs, parseKernelSpec } from "./spec.ts";

const PATHS = { deno: "/lab/deno", checkout: "/check out", denoDir: "/lab/cache" };

Deno.test("composeKernelSpec() tells Jupyter how to start, stop and show the kernel", () => {
  const spec = composeKernelSpec("probebook", PATHS);
  assertEquals(spec.argv[0], "/lab/deno");
  assertEquals(spec.argv.slice(-4), [
    "/check out/kernel/main.ts",
    "run",
    "--connection-file",
    "{connection_file}",
  ]);
  assertEquals(spec.interrupt_mode, "message");
  assertEquals(spec.language, "typescript");
  assertEquals(spec.display_name, "TypeScript (Probebook)");
  assertEquals(spec.kernel_protocol_version, "5.5");
});

Deno.test("composeKernelSpec() shows another name beside the kernel's own", () => {
  assertEquals(composeKernelSpec("draft", PATHS).display_name, "TypeScript (Probebook) – draft");
});

Deno.test("composeKernelSpec() shows the kernel with all permissions as refusals in cells name it", () => {
  const { display_name, argv } = composeKernelSpec("probebook", PATHS, "all");
  assertEquals(display_name, "TypeScript (Probebook, all permissions)");
  assertEquals(argv.slice(-4, -2), ["--permissions", "all"]);
});

Deno.test("composeKernelSpec() doubles the sign that Jupyter replaces in the environment", () => {
  const { env } = composeKernelSpec("probebook", { ...PATHS, denoDir: "/a$HOME/b" });
  assertEquals(env?.["DENO_DIR"], "/a$$HOME/b");
});

Deno.test("parseKernelSpec() reads what composeKernelSpec() composes", () => {
  const spec = composeKernelSpec("probebook", PATHS);
  assertEquals(parseKernelSpec(JSON.stringify(spec)), { kind: "spec", spec });
});

const FOREIGN = { argv: ["python"], display_name: "Python 3", language: "python" };

const CASES: [name: string, text: string, expected: string][] = [
  ["a kernel of ours", JSON.stringify({ ...FOREIGN, metadata: { probebook: {} } }), "ours"],
  ["another kernel", JSON.stringify(FOREIGN), "other"],
  ["fields that we do not know", JSON.stringify({ ...FOREIGN, codemirror_mode: "x" }), "other"],
  ["a missing field", JSON.stringify({ argv: [] }), "invalid"],
  ["a wrong type", JSON.stringify({ ...FOREIGN, argv: "python" }), "invalid"],
  ["broken JSON", "{", "invalid"],
];

for (const [name, text, expected] of CASES) {
  Deno.test(`parseKernelSpec() reads ${name}`, () => {
    const parsed = parseKernelSpec(text);
    const found = parsed.kind === "invalid" ? "invalid" : isOurs(parsed.spec) ? "ours" : "other";
    assertEquals(found, expected);
  });
}
