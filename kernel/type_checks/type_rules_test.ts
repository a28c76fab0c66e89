/** Tests of what a cell's author is told: the compiler's own words on cells as people write them. */
import { assertEquals } from "@std/assert";
import type { LivePort } from "../evaluator/mod.ts";
import type { TypeFault } from "../lsp/mod.ts";
import { type CheckOccasion, faultsToTell, type Surroundings } from "./type_rules.ts";

/** Who is told of a fault: everybody, those who ask for a check, nobody. */
type Told = "all" | "asked" | "none";

/** `‹›` in the cell marks the place of the fault. */
type Case = readonly [told: Told, number: number, message: string, code: string];

const LIVE: LivePort = {
  names: () =>
    Promise.resolve(["other", "e1", "target", "ro"].map((name) => ({ name, type: "instance" }))),
  members: (expression) =>
    Promise.resolve(
      (MEMBERS[expression] ?? []).map((name) => ({ name, type: "property" })),
    ),
  describe: (expression) => Promise.resolve(expression === "nothing" ? "undefined" : "function"),
};

const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  "target": ["a", "b"],
  "ro": ["push"],
  "new Date()": ["getTime"],
  "started": ["getTime"],
  "Deno": ["jupyter"],
  "nested.list": ["toHex"],
};

const IDIOMS: readonly Case[] = [
  ["asked", 2339, "Property 'a' does not exist on type '{}'.", "const o = {}; o.‹a› = 1"],
  [
    "asked",
    2339,
    "Property 'b' does not exist on type '{ a: number; }'.",
    "Object.assign(target, { b: 1 }); target.‹b›",
  ],
  [
    "asked",
    2339,
    "Property 'x' does not exist on type 'Point'.",
    "class Point { constructor(x) { this.x = x } }\nnew Point(2).‹x›",
  ],
  [
    "asked",
    2339,
    "Property 'listeners' does not exist on type 'Emitter'.",
    "class Emitter { on(name, f) { (this.‹listeners› ??= {})[name] = f } }",
  ],
  [
    "asked",
    2339,
    "Property 'code' does not exist on type 'Error'.",
    "const e1 = new Error('x'); e1.‹code› = 'E'",
  ],
  [
    "asked",
    2339,
    "Property 'height' does not exist on type '{ width?: number | undefined; }'.",
    "function draw({ width = 300, ‹height› } = {}) {}",
  ],
  ["none", 2550, "Do you need to change your target library?", "nested.list.‹toHex›()"],
  [
    "none",
    2339,
    "Property 'jupyter' does not exist on type 'typeof Deno'.",
    "Deno.‹jupyter›.md`# hi`",
  ],
  [
    "asked",
    2339,
    "Property 'x' does not exist on type 'never'.",
    "let later; console.log(later?.‹x›)",
  ],
  ["asked", 2322, "Type '5' is not assignable to type 'null'.", "state.‹value› = 5"],
  [
    "asked",
    2345,
    "Argument of type '1' is not assignable to parameter of type 'never'.",
    "state.items.push(‹1›)",
  ],
  [
    "asked",
    2769,
    "No overload matches this call.\n  Overload 1 of 2, '(...items: ConcatArray<never>[]): never[]', gave the following error.\n    Type 'number' is not assignable to type 'never'.",
    "[].concat([‹1›])",
  ],
  [
    "asked",
    2322,
    "Type 'number | undefined' is not assignable to type 'number'.",
    "const ‹n›: number = [1][0]",
  ],
  ["asked", 2322, "Type 'unknown' is not assignable to type 'Error'.", "const ‹e›: Error = caught"],
  [
    "asked",
    2322,
    "Type '({ work: number; size?: undefined; } | { size: number; })[]' is not assignable to type 'Arm[]'.\n  Property 'size' is incompatible with index signature.\n    Type 'undefined' is not assignable to type 'number'.",
    "const ‹arms›: Arm[] = [{ work: 1 }, { size: 2 }]",
  ],
  [
    "asked",
    2322,
    "Type '({ params: { work: number; size?: undefined; }; } | { params: { size: number; }; })[]' is not assignable to type 'Arm[]'.\n  Type '{ params: { work: number; size?: undefined; }; }' is not assignable to type 'Arm'.",
    "measure({ ‹arms›: programs.map((program) => ({ ...program })) })",
  ],
  ["asked", 2532, "Object is possibly 'undefined'.", "‹xs[0]›.toFixed()"],
  ["asked", 18046, "'e' is of type 'unknown'.", "try { f() } catch (e) { ‹e›.message }"],
  ["asked", 2362, "The left-hand side of …", "‹new Date()› - started"],
  ["asked", 2363, "The right-hand side of …", "new Date() - ‹started›"],
  ["asked", 2345, "Argument of type 'number' is not …", "parseInt(‹5.5›)"],
  ["asked", 2554, "Expected 2 arguments, but got 1.", "const add = (a, b) => a + b;\n‹add›(1)"],
  [
    "asked",
    2554,
    "Expected 0 arguments, but got 3.",
    "function f() { return arguments.length }\nf(‹1, 2, 3›)",
  ],
  ["asked", 2554, "Expected 1 arguments, but got 3.", "hello.call(‹null, 1, 2›)"],
  [
    "asked",
    2367,
    "This comparison appears to be unintentional …",
    "if (‹mode === 'careful'›) slow()",
  ],
  ["none", 2304, "Cannot find name 'other'.", "globalThis.other = 1; ‹other› + 1"],
  ["asked", 2304, "Cannot find name 'n'.", "‹n› = 5\nn"],
  ["none", 2304, "Cannot find name 'answer'.", "typeof ‹answer› === 'undefined'"],
  ["none", 2304, "Cannot find name 'fromLost'.", "‹fromLost› + 1"],
  ["none", 7006, "Parameter 'x' implicitly has an 'any' type.", "const f = (‹x›) => x"],
  ["none", 6133, "'x' is declared but its value is never read.", "const ‹x› = 1"],
  ["none", 2451, "Cannot redeclare block-scoped variable 'x'.", "let ‹x› = 1"],
  ["none", 2307, "Cannot find module './gone.ts'.", "import { a } from ‹'./gone.ts'›"],
  ["none", 1308, "'await' expressions are only allowed …", "‹await› f()"],
  ["asked", 2305, "Module '\"m\"' has no exported member 'there'.", "import { ‹there› } from 'm'"],
];

const MISTAKES: readonly Case[] = [
  [
    "all",
    2322,
    "Type 'string' is not assignable to type 'number'.",
    "const ‹wrong›: number = 'text'",
  ],
  ["all", 2322, "Type 'null' is not assignable to type 'number'.", "const ‹n›: number = null"],
  ["all", 2339, "Property 'nmae' does not exist on type 'P'.", "interface P {}\np.‹nmae› = 'b'"],
  [
    "all",
    2551,
    "Property 'nmae' does not exist on type 'P'. Did you mean 'name'?",
    "type P = {}\np.‹nmae›",
  ],
  [
    "all",
    2339,
    "Property 'push' does not exist on type 'readonly number[]'.",
    "const ro: readonly number[] = [1]; ro.‹push›(2)",
  ],
  [
    "all",
    2551,
    "Property 'lenght' does not exist on type '\"abc\"'. Did you mean 'length'?",
    "const s = 'abc'; return s.‹lenght›",
  ],
  ["all", 2552, "Cannot find name 'lenght'.", "function late() { return ‹lenght› }"],
  ["all", 2304, "Cannot find name 'nmber'.", "const n: ‹nmber› = 5"],
  [
    "all",
    2554,
    "Expected 2 arguments, but got 1.",
    "function area(w: number, h: number) {}\n‹area›(1)",
  ],
  ["all", 2554, "Expected 0 arguments, but got 1.", "function now(): number {}\nnow(‹1›)"],
  ["all", 2363, "The right-hand side of …", "5 * ‹'2'›"],
  ["all", 2578, "Unused '@ts-expect-error' directive.", "‹// @ts-expect-error›\nfine()"],
  ["all", 1360, "Type '{}' does not satisfy the expected type 'P'.", "({}) ‹satisfies› P"],
  [
    "all",
    2305,
    "Module '\"m\"' has no exported member 'nothing'.",
    "import { ‹nothing› } from 'm'",
  ],
];

for (const [told, number, message, marked] of [...IDIOMS, ...MISTAKES]) {
  Deno.test(`faultsToTell() tells ${told} of TS${number} in ${JSON.stringify(marked)}`, async () => {
    const isTold = async (occasion: CheckOccasion) =>
      (await toldOf(marked, { number, message, occasion })).length > 0;
    assertEquals([await isTold("ran"), await isTold("asked")], [told === "all", told !== "none"]);
  });
}

const BEFORE: readonly [isTold: boolean, ...Case][] = [
  [
    false,
    "all",
    2339,
    "Property 'c' does not exist on type '{ a: number; }'.",
    "const own = { a: 1 }; own.‹c›",
  ],
  [false, "all", 2363, "The right-hand side of …", "const began = new Date(); now - ‹began›"],
  [false, "all", 2304, "Cannot find name 'answer'.", "check('a', ‹answer›)"],
  [true, "all", 2304, "Cannot find name 'nmber'.", "const n: ‹nmber› = 5"],
  [true, "all", 2304, "Cannot find name 'nmber'.", "const list = new Map<string, ‹nmber›>()"],
  [true, "all", 2363, "The right-hand side of …", "5 * ‹'2'›"],
  [
    true,
    "all",
    2322,
    "Type 'string' is not assignable to type 'number'.",
    "const ‹n›: number = ''",
  ],
];

for (const [isTold, told, number, message, marked] of BEFORE) {
  Deno.test(`faultsToTell() tells ${isTold ? "a grader" : "no grader"} of TS${number} in ${JSON.stringify(marked)}`, async () => {
    const count = async (occasion: CheckOccasion) =>
      (await toldOf(marked, { number, message, occasion })).length;
    assertEquals(await count("ran"), told === "all" ? 1 : 0);
    assertEquals(await count("graded"), isTold ? 1 : 0);
  });
}

Deno.test("faultsToTell() blames no name when the program does not answer", async () => {
  const live: LivePort = { ...LIVE, names: () => Promise.resolve([]) };
  const fault = { number: 2304, message: "Cannot find name 'x'.", occasion: "asked" as const };
  assertEquals(await toldOf("‹x›", { ...fault, live }), []);
});

Deno.test("faultsToTell() keeps the order of the text and tells nothing twice", async () => {
  const at = (startUtf16: number): TypeFault => ({
    code: 2322,
    message: "no",
    severity: "error",
    startUtf16,
    endUtf16: startUtf16 + 1,
  });
  const cell = { key: "a", name: "cell 1", code: "abcdef" };
  const surroundings = { earlier: [], lost: [], live: LIVE, occasion: "ran" as const };
  const told = await faultsToTell([at(4), at(1), at(4), at(9)], cell, surroundings);
  assertEquals(told.map(({ startUtf16 }) => startUtf16), [1, 4]);
});

Deno.test("faultsToTell() tells no remark of the compiler", async () => {
  const fault: TypeFault = {
    code: 2322,
    message: "no",
    severity: "warning",
    startUtf16: 0,
    endUtf16: 1,
  };
  const cell = { key: "a", name: "cell 1", code: "abc" };
  const surroundings = { earlier: [], lost: [], live: LIVE, occasion: "asked" as const };
  assertEquals(await faultsToTell([fault], cell, surroundings), []);
});

function toldOf(
  marked: string,
  { number, message, occasion, live = LIVE }:
    & { number: number; message: string; occasion: CheckOccasion }
    & Partial<Surroundings>,
): Promise<TypeFault[]> {
  const startUtf16 = marked.indexOf("‹");
  const endUtf16 = marked.indexOf("›") - 1;
  const code = marked.replace(/[‹›]/g, "");
  const fault: TypeFault = { code: number, message, severity: "error", startUtf16, endUtf16 };
  const cell = { key: "a", name: "cell 1", code };
  return faultsToTell([fault], cell, {
    earlier: ["const early = 1"],
    lost: ["const fromLost = bad"],
    live,
    occasion,
  });
}
