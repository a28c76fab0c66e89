/** Tests of the cells that say which part of the lesson an interpreter can show. */
import { assertEquals } from "@std/assert";
import type { Interpreter } from "../../../../probes/mod.ts";
import { fakeInterpreter } from "../../../../tests/support/fake_interpreters.ts";
import { lessonCells } from "./lesson_cells.ts";

const OLD: Interpreter = {
  ...fakeInterpreter("py3.10.0"),
  specialization: "absent",
  minor: 10,
};
const NEW: Interpreter = {
  ...fakeInterpreter("py3.15.0"),
  specialization: "switchable",
  minor: 15,
};

function stateOf(part: string, pythons = [OLD, NEW]): string[] {
  return lessonCells(pythons).filter(({ row }) => row === part)
    .map(({ column, state, words = "" }) => `${column} ${state} ${words}`.trim());
}

Deno.test("lessonCells() tells all, some and nothing of what a part needs", () => {
  assertEquals(stateOf("Start here"), ["py3.10.0 yes", "py3.15.0 yes"]);
  assertEquals(stateOf("2 The interpreter's loop"), ["py3.10.0 no", "py3.15.0 partly 2 of 3"]);
});

Deno.test("lessonCells() gives both of two that a part needs together, and none where there is one", () => {
  assertEquals(stateOf("Challenge 3 and 4"), ["py3.10.0 yes", "py3.15.0 yes"]);
  assertEquals(stateOf("Challenge 3 and 4", [OLD]), ["py3.10.0 no"]);
});

Deno.test("lessonCells() without interpreters has no cells", () =>
  assertEquals(lessonCells([]), []));
