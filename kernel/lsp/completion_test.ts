/** Completion and inspection of unfinished cells, with a program that is a table. */

import { assert, assertEquals } from "@std/assert";
import { createHelp, type LiveNames, type Name } from "./completion.ts";

const NAMES: Name[] = [
  { name: "walrus", type: "instance" },
  { name: "walk", type: "function" },
  { name: "über", type: "instance" },
  { name: "Walnut", type: "class" },
];

const MEMBERS: Readonly<Record<string, string[]>> = {
  "walrus": ["tusk", "tail", "two words"],
  "walrus?.tusk": ["length"],
  "walrus.tail[0]": ["tip"],
  "walrus.tail[walk]": ["tap"],
  'walrus["tail"]': ["tup"],
  '"abc"': ["charAt"],
  '"abc".toUpperCase()': ["charAt"],
  "`abc`": ["charAt"],
  "[1, 2]": ["map"],
  "[1, 2].map((n) => n + 1)": ["reduce"],
  "new Date()": ["getFullYear"],
  "new Date(0)": ["getFullYear"],
  "/a/g": ["test"],
  "this": ["globalName"],
};

const live: LiveNames = {
  names: () => Promise.resolve(NAMES),
  members: (expression) =>
    Promise.resolve((MEMBERS[expression] ?? []).map((name) => ({ name, type: "property" }))),
  describe: (expression) => Promise.resolve(expression.startsWith("walrus") ? "Walrus {}" : null),
};

/** The cursor is the bar. `start-end: matches`, in code points. */
async function complete(marked: string, program = live): Promise<string> {
  const cursor = Array.from(marked).indexOf("|");
  const code = marked.replace("|", "");
  const completion = await createHelp(program).complete(code, cursor);
  const { matches, cursorStartCodepoints, cursorEndCodepoints } = completion;
  return `${cursorStartCodepoints}-${cursorEndCodepoints}: ${matches.join(" ")}`;
}

const COMPLETIONS: [marked: string, expected: string][] = [
  ["wal|", "0-3: walrus walk"],
  ["1 + walr|", "4-8: walrus"],
  ["walr| + 1", "0-4: walrus"],
  ["wa|lk(1)", "0-4: walrus walk"],
  ["übe|", "0-3: über"],
  ['"😀😀"; walr|', "6-10: walrus"],
  ["1 + 1\nwalr|", "6-10: walrus"],
  ["1;\r\nwalr|", "4-8: walrus"],
  ["WALR|", "0-4: walrus"],
  ["walrus.t|", "7-8: tusk tail"],
  ["walrus.|", "7-7: tusk tail"],
  ["walrus.|\nconst b = 1", "7-7: tusk tail"],
  ["walrus\n  .ta|", "10-12: tail"],
  ["walrus?.tusk?.le|", "14-16: length"],
  ["walrus.tail[0].t|", "15-16: tip"],
  ["walrus.tail[walk].t|", "18-19: tap"],
  ['walrus["tail"].t|', "15-16: tup"],
  ["console.log(walrus.tu|", "19-21: tusk"],
  ["x = !walrus.tu|", "12-14: tusk"],
  ["return walrus.tu|", "14-16: tusk"],
  ["await walrus.tu|", "13-15: tusk"],
  ["`a ${walrus.tu|}`", "12-14: tusk"],
  ['"abc".ch|', "6-8: charAt"],
  ['"abc".toUpperCase().ch|', "20-22: charAt"],
  ["`abc`.ch|", "6-8: charAt"],
  ["[1, 2].ma|", "7-9: map"],
  ["[1, 2].map((n) => n + 1).re|", "25-27: reduce"],
  ["new Date().get|", "11-14: getFullYear"],
  ["/a/g.te|", "5-7: test"],
  ["this.gl|", "5-7: globalName"],
  ["const unrun = new Date();\nunrun.get|", "32-35: getFullYear"],
  ["const unrun = [1, 2]\nunrun.ma|", "27-29: map"],
  ["let unrun = walrus, b = 1; unrun.tu|", "33-35: tusk"],
  ["const unrun = walk()\nunrun.ma|", "27-29: "],
  ["const unrun = 1 + walrus; unrun.tu|", "32-34: "],
  ["walk().t|", "7-8: "],
  ["[walk()].m|", "9-10: "],
  ["(walrus).t|", "9-10: "],
  ["hits++.|", "7-7: "],
  ["const unrun = 1\nunr|", "16-19: unrun"],
  ["const { a: renamed, ...restOf } = x;\nren|", "37-40: renamed"],
  ["const { a: renamed, ...restOf } = x;\nres|", "37-40: restOf"],
  ["function unrun() {}\nunr|", "20-23: unrun"],
  ["import { a as aliased } from './x.ts'\nali|", "38-41: aliased"],
  ["import * as whole from './x.ts'\nwho|", "32-35: whole"],
  ["async function* unrun() {}\nunr|", "27-30: unrun"],
  ["enum Fruit { Apple }\nFru|", "21-24: Fruit"],
  ["unr|\nconst unrun = 1", "0-3: unrun"],
  ["ret|", "0-3: return"],
  ['x = "the walr|', "13-13: "],
  ["x = 'the walr|'", "13-13: "],
  ["`the walr|`", "9-9: "],
  ["`the walr|", "9-9: "],
  ["// the walr|", "11-11: "],
  ["/* the walr|", "11-11: "],
  ["/walr|/", "5-5: "],
  ["const walr|", "10-10: "],
  ["3.|", "2-2: "],
  ["1 / walr|", "4-8: walrus"],
  ["a / walr| / b", "4-8: walrus"],
  ['import p from "node:pat|', "15-23: node:path node:path/posix node:path/win32"],
  ['import p from "node:pat|"', "15-23: node:path node:path/posix node:path/win32"],
  ["", "0-0: walrus walk über Walnut"],
];

for (const [marked, expected] of COMPLETIONS) {
  Deno.test(`complete() of ${JSON.stringify(marked)}`, async () => {
    assertEquals(await complete(marked === "" ? "|" : marked), expected);
  });
}

Deno.test("complete() offers files of the notebook's folder as specifiers", async () => {
  const directory = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${directory}/neighbour.ts`, "");
    await Deno.writeTextFile(`${directory}/notes.txt`, "");
    await Deno.mkdir(`${directory}/nested`);
    const help = createHelp(live, { directory });
    const of = async (code: string) => (await help.complete(code, code.length)).matches;
    assertEquals(await of('import { a } from "./ne'), ["./neighbour.ts", "./nested/"]);
    assertEquals(await of('await import("./n'), ["./neighbour.ts", "./nested/"]);
    assertEquals(await of('import "./nested/../neigh'), ["./nested/../neighbour.ts"]);
    assertEquals(await of('import "./missing/x'), []);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("complete() tells the kind of each match", async () => {
  const { matches, metadata } = await createHelp(live).complete("wal", 3);
  assertEquals(metadata, {
    _jupyter_types_experimental: [
      { start: 0, end: 3, text: "walrus", type: "instance" },
      { start: 0, end: 3, text: "walk", type: "function" },
    ],
  });
  assertEquals(matches.length, 2);
});

Deno.test("complete() answers within 200 ms when the program does not, with the cell's names", async () => {
  const silent: LiveNames = { ...live, names: () => new Promise(() => {}) };
  const started = performance.now();
  assertEquals(await complete("const unrun = 1\nunr|", silent), "16-19: unrun");
  assert(performance.now() - started < 200);
});

Deno.test("complete() survives a program that fails", async () => {
  const failing: LiveNames = { ...live, members: () => Promise.reject(new Error("gone")) };
  assertEquals(await complete("walrus.t|", failing), "7-8: ");
});

Deno.test("complete() answers for each cursor of broken code", async () => {
  const code = 'const x = `a ${[1, {b: "c" /* d */}].map((e) => `f${e}`)}`; /re[/]/.test(😀\n"open';
  for (let cursor = -3; cursor < code.length + 3; cursor++) {
    const completion = await createHelp(live).complete(code, cursor);
    const end = Array.from(code).length;
    assert(completion.cursorStartCodepoints <= completion.cursorEndCodepoints);
    assert(completion.cursorEndCodepoints <= end);
  }
});

const INSPECTIONS: [marked: string, expected: string | null][] = [
  ["wal|rus", "walrus: Walrus {}"],
  ["walrus|", "walrus: Walrus {}"],
  ["|walrus", "walrus: Walrus {}"],
  ['"😀"; walrus|(1)', "walrus: Walrus {}"],
  ["walrus(|", "walrus: Walrus {}"],
  ["walrus.tail(1, [2], |", "walrus.tail: Walrus {}"],
  ["walrus.ta|il.x", "walrus.tail: Walrus {}"],
  ["unknown|", null],
  ["   |", null],
  ["// walrus|", null],
  ["", null],
];

for (const [marked, expected] of INSPECTIONS) {
  Deno.test(`inspect() of ${JSON.stringify(marked)}`, async () => {
    const cursor = Array.from(marked).indexOf("|");
    const found = await createHelp(live).inspect(marked.replace("|", ""), cursor);
    assertEquals(found.kind === "found" ? found.data["text/plain"] : null, expected);
  });
}

const ENDLESS: [name: string, code: string][] = [
  ["imports", "import ".repeat(6_000)],
  ["imports of names", "import {a, b} ".repeat(4_000)],
  ["patterns", "let {a = ".repeat(4_000)],
  ["names", Array.from({ length: 6_000 }, (_, index) => `let a${index} = 1\n`).join("")],
];

for (const [name, code] of ENDLESS) {
  Deno.test(`Help.complete() answers soon for thousands of ${name}`, async () => {
    const begun = performance.now();
    await createHelp(live).complete(`${code} `, code.length + 1);
    // Seconds to for ever where the time grows with the square of the length; now under 100 ms.
    assert(performance.now() - begun < 3_000);
  });
}
