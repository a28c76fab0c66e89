/** Completion and inspection with types beside the running program. Both are tables. */

import { assert, assertEquals } from "@std/assert";
import { createHelp, type LiveNames } from "./completion.ts";
import type { TypedName, TypedText, TypeHelp, TypeQuestion } from "./type_service.ts";

const live: LiveNames = {
  names: () => Promise.resolve([{ name: "walrus", type: "instance" }]),
  members: (expression) =>
    Promise.resolve(expression === "walrus" ? [{ name: "tail", type: "property" }] : []),
  describe: (expression) => Promise.resolve(expression === "walrus" ? "Walrus { tail }" : null),
};

/** What types know behind the text that stands in front of the cursor. */
const TYPED: [behind: string, names: string[]][] = [
  ["walrus.", ["tusk", "tail", "not one"]],
  ["makeWalrus().", ["tusk"]],
  ['from "', ["probes", "./typed.ts"]],
  ['"', ["left", "right hand"]],
  ["", ["walnut"]],
];

const HOVER: TypedText = { markdown: "**walrus**", plain: "walrus" };

function typesOf(asked: TypeQuestion[], more: Partial<TypeHelp> = {}): TypeHelp {
  return {
    complete(question) {
      asked.push(question);
      const front = question.code.slice(0, question.offsetUtf16).replace(/[\w$]*$/, "");
      const names = TYPED.find(([behind]) => front.endsWith(behind))?.[1] ?? [];
      return Promise.resolve(names.map((name): TypedName => ({
        name,
        type: "property",
        isGlobal: false,
        isType: false,
      })));
    },
    hover(question) {
      asked.push(question);
      return Promise.resolve(
        question.code.startsWith("walrus", question.offsetUtf16) ? HOVER : null,
      );
    },
    signature(question) {
      asked.push(question);
      return Promise.resolve(question.code.includes("(") ? { markdown: "*f*", plain: "f" } : null);
    },
    names: () => [{ name: "earlier", type: "class" }],
    makerOf: (name) => name === "walrus" ? { key: "k", name: "cell 2", code: "let walrus" } : null,
    packages: () => ["npm:zod@1.0.0", "npm:tusk@2.0.0"],
    forget: () => {},
    ...more,
  };
}

const COMPLETIONS: [marked: string, expected: string][] = [
  ["walrus.|", "7-7: tusk tail"],
  ["walrus.ta|", "7-9: tail"],
  ["makeWalrus().t|", "13-14: tusk"],
  ['"😀é"; walrus.tu|', "13-15: tusk"],
  ["x\u0308.y; 𝒳; walrus.tu|", "16-18: tusk"],
  ["walrus.TU|", "7-9: tusk"],
  ['const hand: Hand = "|"', "20-20: left right hand"],
  ['const hand: Hand = "ri|"', "20-22: right hand"],
  ['import { a } from "pro|"', "19-22: probes"],
  ['import { a } from "npm:z|"', "19-24: npm:zod@1.0.0"],
  ['import { a } from "./ty|"', "19-23: "],
  ["// walrus.|", "10-10: "],
  ["`walrus.|`", "8-8: "],
  ["%%python\nwalrus.|", "16-16: "],
  ["!ls walrus.|", "11-11: "],
  ["%%check\nwalrus.tu|", "15-17: tusk"],
];

for (const [marked, expected] of COMPLETIONS) {
  Deno.test(`complete() with types of ${JSON.stringify(marked)}`, async () => {
    const cursor = Array.from(marked).indexOf("|");
    const help = createHelp(live, { types: typesOf([]) });
    const { matches, cursorStartCodepoints: start, cursorEndCodepoints: end } = await help
      .complete(marked.replace("|", ""), cursor);
    assertEquals(`${start}-${end}: ${matches.join(" ")}`, expected);
  });
}

for (const code of ["%%python\nwalrus.", "%%writefile a.ts\nwalrus.", "!ls -l walrus."]) {
  Deno.test(`complete() asks nobody about ${JSON.stringify(code)}`, async () => {
    const asked: TypeQuestion[] = [];
    const help = createHelp(live, { types: typesOf(asked) });
    await help.complete(code, code.length);
    assertEquals(await help.inspect(code, code.length - 1), { kind: "none" });
    assertEquals(asked, []);
  });
}

Deno.test("complete() asks about the code at the cursor, a head line blanked", async () => {
  const asked: TypeQuestion[] = [];
  await createHelp(live, { types: typesOf(asked) }).complete("%%check\n😀.a", 10);
  assertEquals(asked.map(({ code, offsetUtf16 }) => [code, offsetUtf16]), [["       \n😀.a", 11]]);
});

const INSPECTIONS: [marked: string, detailLevel: number, expected: string][] = [
  ["wal|rus", 0, "walrus\n\nwalrus: Walrus { tail }"],
  ["walrus|", 0, "walrus\n\nwalrus: Walrus { tail }"],
  ["walrus|", 1, "walrus\n\nwalrus: Walrus { tail }\n\nIn cell 2:\nlet walrus"],
  ["tamed(1, |", 0, "f"],
  ["unknown|", 0, "none"],
];

for (const [marked, detailLevel, expected] of INSPECTIONS) {
  Deno.test(`inspect() with types of ${JSON.stringify(marked)} at level ${detailLevel}`, async () => {
    const help = createHelp(live, { types: typesOf([]) });
    const cursor = marked.indexOf("|");
    const found = await help.inspect(marked.replace("|", ""), cursor, { detailLevel });
    assertEquals(found.kind === "found" ? found.data["text/plain"] : found.kind, expected);
  });
}

Deno.test("complete() and inspect() answer within 200 ms from the program when types are silent", async () => {
  const silence = () => new Promise<never>(() => {});
  const types = typesOf([], { complete: silence, hover: silence, signature: silence });
  const help = createHelp(live, { types });
  const begun = performance.now();
  const [completion, inspection] = await Promise.all([
    help.complete("walrus.", 7),
    help.inspect("walrus", 3),
  ]);
  assert(performance.now() - begun < 200);
  assertEquals(completion.matches, ["tail"]);
  assertEquals(inspection, {
    kind: "found",
    data: { "text/plain": "walrus: Walrus { tail }" },
  });
});

Deno.test("complete() survives types that fail", async () => {
  const types = typesOf([], { complete: () => Promise.reject(new Error("gone")) });
  assertEquals((await createHelp(live, { types }).complete("walrus.", 7)).matches, ["tail"]);
});
