/** Code that would end the compiler with its process is found, and long harmless code is not. */

import { assertEquals } from "@std/assert";
import { completeness } from "./completeness.ts";
import { isTooDeep, isTooDeepWithTags } from "./nesting.ts";
import { transpileCell, warmTranspiler } from "./transpile.ts";

const DEEP: [name: string, code: string][] = [
  ["arrays", "[".repeat(600)],
  ["arrows", "x = " + "a=>".repeat(4_000) + "1"],
  ["arrows with types, a line each", "x = " + "(a: number) =>\n".repeat(4_000) + "1"],
  ["labels", "x:".repeat(4_000) + "1"],
  ["comparisons that may be type arguments", "a<b<".repeat(1_000) + "c"],
  ["type assertions", "<a>\n".repeat(4_000) + "1"],
  ["a sum", "x = " + "1 + ".repeat(30_000) + "1"],
  ["negations", "!".repeat(30_000) + "1"],
  ["words", "typeof ".repeat(30_000) + "1"],
];

for (const [name, code] of DEEP) {
  Deno.test(`isTooDeep() finds ${name}, and the cell has an ending`, async () => {
    assertEquals(isTooDeep(code), true);
    await warmTranspiler();
    const { kind } = await transpileCell(code, { cellName: "cell", directory: "/" });
    assertEquals(kind === "script" || kind === "invalid", true);
    completeness(code);
  });
}

const HARMLESS: [name: string, code: string][] = [
  ["a long list", `x = [${"1.5 + 2, ".repeat(50_000)}]`],
  ["statements without semicolons", "const x: number = a < b ? 1 : 2\n".repeat(5_000)],
  ["an interface", `interface A {\n${"  name: string\n".repeat(5_000)}}`],
  ["a page in a template", `page = \`\n${"<p class='a'>\n".repeat(5_000)}\``],
  ["rulers in comments", "// ----------------------------------\n".repeat(500)],
  ["a long text", `x = "${"a=>".repeat(5_000)}"`],
  ["a sum of lines", `x = ${'"some text" +\n'.repeat(2_000)}""`],
];

for (const [name, code] of HARMLESS) {
  Deno.test(`isTooDeep() lets pass ${name}`, () => assertEquals(isTooDeep(code), false));
}

const WITH_TAGS: [name: string, code: string, expected: boolean][] = [
  ["elements in each other", `${"<a>".repeat(600)}${"</a>".repeat(600)}`, true],
  ["elements and braces in each other", `${"<a>{".repeat(600)}${"}</a>".repeat(600)}`, true],
  ["brackets beside an element", `<a/>;${"[".repeat(600)}`, true],
  ["a sum beside an element", `<a/>;x = ${"1 + ".repeat(30_000)}1`, true],
  ["a long list of elements", `<ul>${"<li class='a'>it's 1</li>".repeat(5_000)}</ul>`, false],
  ["many elements without content", `<ul>${"<br a={1} />".repeat(5_000)}</ul>`, false],
  ["many fragments", `<>${"<>a</>".repeat(5_000)}</>`, false],
];

for (const [name, code, expected] of WITH_TAGS) {
  Deno.test(`isTooDeepWithTags() judges ${name}`, () => {
    assertEquals(isTooDeepWithTags(code), expected);
  });
}
