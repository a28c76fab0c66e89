/** Tests of which part of the lesson can be shown by which interpreters. */
import { assertEquals, assertMatch } from "@std/assert";
import { fakeInterpreter } from "../../tests/support/fake_interpreters.ts";
import type { Interpreter } from "./interpreter.ts";
import { lessonNeeds, type NeedName } from "./lesson_needs.ts";

function python(name: string, changes: Partial<Interpreter> = {}, family = "a"): Interpreter {
  const fake = fakeInterpreter(name);
  return { ...fake, build: { ...fake.build, family }, ...changes };
}

const OLD = python("old", { minor: 10, specialization: "absent", deferredAnnotations: false });
const NEW = python("new", { specialization: "switchable", deferredAnnotations: true, jit: "off" });
const FREE = python("free", { freeThreaded: true, minor: 13, collector: "free-threaded" });

type Case = [name: string, need: NeedName, pythons: Interpreter[], shownBy: string[]];

const CASES: Case[] = [
  ["all", "any", [OLD, NEW], ["old", "new"]],
  ["none where there is none", "any", [], []],
  ["two versions of one kind", "versions", [OLD, NEW], ["old", "new"]],
  ["no two versions across kinds", "versions", [OLD, python("b", {}, "b")], []],
  ["no two builds of one version", "versions", [NEW, python("again")], []],
  ["no free-threaded one as the other version", "versions", [NEW, FREE], []],
  ["two kinds", "families", [OLD, python("b", {}, "b")], ["old", "b"]],
  ["no second kind", "families", [OLD, NEW], []],
  ["the JIT also when it is off", "jit", [OLD, NEW], ["new"]],
  ["the switch", "specialization_switch", [OLD, NEW], ["new"]],
  ["before and after", "before_specialization", [OLD, NEW], ["old", "new"]],
  ["no before of another kind", "before_specialization", [
    OLD,
    python("b", { specialization: "always" }, "b"),
  ], []],
  ["incremental, by what it does", "incremental", [
    NEW,
    python("i", { collector: "incremental" }),
  ], ["i"]],
  ["no generational one without the lock", "generational", [FREE], []],
  ["annotations read late", "deferred_annotations", [OLD, NEW], ["new"]],
  ["annotations read at once", "eager_annotations", [OLD, NEW, python("not asked")], ["old"]],
  ["builds without the lock", "free_threaded", [NEW, FREE], ["free"]],
  ["subinterpreters", "subinterpreters", [NEW, python("s", { subinterpreters: true })], ["s"]],
  ["tail calls", "tail_calls", [NEW, python("t", { tailCalls: true })], ["t"]],
  ["attaching, unless it is off", "remote_attach", [
    python("on", { remoteAttach: "on" }),
    python("off", { remoteAttach: "off" }),
  ], ["on"]],
];

for (const [name, need, pythons, shownBy] of CASES) {
  Deno.test(`lessonNeeds() counts ${name}`, () => {
    const found = lessonNeeds(pythons).find((entry) => entry.need === need);
    assertEquals(found?.shownBy, shownBy);
    assertEquals(found?.remedy === null, shownBy.length > 0);
  });
}

Deno.test("lessonNeeds() has a command for everything that is missing", () => {
  const needs = lessonNeeds([]);
  for (const { remedy } of needs) assertMatch(remedy ?? "", /^uv python install 3\.\d+/);
  const commands = new Map(needs.map(({ need, remedy }) => [need, remedy]));
  assertEquals(commands.get("free_threaded"), "uv python install 3.14t");
  // The last release with it: newer ones have the older kind again.
  assertEquals(commands.get("incremental"), "uv python install 3.14.4");
});

Deno.test("lessonNeeds() does not send for more of the kind that is there when another is needed", () => {
  const remedyOf = (family: string) =>
    lessonNeeds([python("one", {}, family)]).find(({ need }) => need === "families")?.remedy;
  assertEquals(remedyOf("standalone, PGO+LTO"), "pyenv install 3.13");
  assertEquals(remedyOf("pyenv"), "uv python install 3.13 3.14");
});
