/** Places of scripts as the child process gets them. */

import { assertEquals } from "@std/assert";
import { createPlaceMap } from "./place_map.ts";
import type { PlaceMap } from "../runtime_contract.ts";
import { transpileCell } from "./transpile.ts";

const CASES: [name: string, code: string, expected: PlaceMap][] = [
  ["code that stays", "f();\ng()", { 2: [] }],
  ["types and a constant, replaced by as much", "const a: number = f();\ng(a as any)", { 2: [] }],
  // Behind the keyword stands `__probebook.awaiting(`, four tokens on behalf of one place.
  ["a wait", "await f()", {
    0: [[0, 0, 0], [6, 0, 5], [17, 0, 5], [18, 0, 5], [26, 0, 5], [28, 0, 6]],
    1: [],
  }],
];

for (const [name, code, expected] of CASES) {
  Deno.test(`createPlaceMap() of ${name}`, async () => {
    const script = await transpileCell(code, { cellName: "cell 1", directory: "/" });
    assertEquals(script.kind === "script" ? createPlaceMap(script) : null, expected);
  });
}

Deno.test("createPlaceMap() agrees with the script on where each token came from", async () => {
  const code =
    "f(1);\nenum E { A, B }\nvar x = 1; { var x = await 2 }\nfunction f(a: E) { return E[a] }\n";
  const script = await transpileCell(code, { cellName: "cell 1", directory: "/" });
  if (script.kind !== "script") throw new Error("The code is right");
  const map = createPlaceMap(script);
  for (const [line, text] of script.code.split("\n").entries()) {
    for (const { index } of text.matchAll(/\w+|[^\w\s]/g)) {
      const place = map[line]?.findLast(([column]) => column <= index) ?? [index, line, index];
      const mapped = { line: place[1], column: place[2] + index - place[0] };
      assertEquals(mapped, script.original(line, index));
    }
  }
});
