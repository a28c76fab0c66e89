/** Tests of arms: labels, parameters, environment, flags. */
import { assertEquals, assertThrows } from "@std/assert";
import { fakeInterpreter } from "../../tests/support/fake_interpreters.ts";
import { type ArmLike, type ArmSpec, completeArms } from "./arm.ts";
import { readBudget } from "./budget.ts";
import { findProbe } from "../catalog/catalog.ts";

const A = fakeInterpreter("py3.14.0");
const B = fakeInterpreter("py3.13.0");

function complete(given: readonly ArmLike[], params: Record<string, number> = {}) {
  return completeArms(findProbe("tight_loop"), {
    given: given.map((arm, index) => [`arms[${index}]`, arm] as const),
    params,
    budget: readBudget("quick"),
  });
}

const LABELS: [name: string, given: readonly ArmLike[], labels: string[]][] = [
  ["two interpreters", [A, B], ["py3.14.0", "py3.13.0"]],
  ["one interpreter twice", [A, A], ["py3.14.0 A", "py3.14.0 B"]],
  ["another parameter", [A, { python: A, params: { n: 105_000 } }], [
    "py3.14.0, n = 20,000",
    "py3.14.0, n = 105,000",
  ]],
  ["a variable", [A, { python: A, env: { PYTHON_JIT: "1" } }], [
    "py3.14.0",
    "py3.14.0, PYTHON_JIT=1",
  ]],
  ["flags", [A, { python: A, flags: ["-X", "gil=0"] }], ["py3.14.0", "py3.14.0, -X gil=0"]],
  ["what all share", [{ python: A, flags: ["-B"] }, { python: B, flags: ["-B"] }], [
    "py3.14.0",
    "py3.13.0",
  ]],
  ["a name of one's own", [{ python: A, label: "old" }, A], ["old", "py3.14.0"]],
  ["the same name twice", [{ python: A, label: "x" }, { python: B, label: "x" }], ["x A", "x B"]],
  ["a name that is taken", [A, A, { python: B, label: "py3.14.0 A" }], [
    "py3.14.0 B",
    "py3.14.0 C",
    "py3.14.0 A",
  ]],
  ["28 of a kind", new Array(28).fill(A), [
    ...Array.from({ length: 26 }, (_, index) => `py3.14.0 ${String.fromCharCode(65 + index)}`),
    "py3.14.0 AA",
    "py3.14.0 AB",
  ]],
];

for (const [name, given, labels] of LABELS) {
  Deno.test(`completeArms() labels ${name}`, () => {
    assertEquals(complete(given).map((arm) => arm.label), labels);
  });
}

Deno.test("completeArms() puts an arm's parameters on top of the common ones", () => {
  const arms = complete([A, { python: B, params: { n: 7 } }], { n: 5 });
  assertEquals(arms.map((arm) => arm.params), [{ n: 5 }, { n: 7 }]);
});

Deno.test("completeArms() parts a flag from its value", () => {
  const [arm] = complete([{ python: A, flags: ["-X gil=0", "-B", "-Xdev", "-W", "error"] }]);
  assertEquals(arm?.flags, ["-X", "gil=0", "-B", "-Xdev", "-W", "error"]);
});

const REFUSED: [name: string, spec: unknown, part: string][] = [
  ["nothing", undefined, '"arms[0]" is no interpreter'],
  ["a path", "/usr/bin/python3", '"arms[0]" is no interpreter'],
  ["a path for its program", { python: "/usr/bin/python3" }, '"arms[0].python" is no interpreter'],
  ["a field that is not known", { python: A, environment: {} }, "there is no option"],
  ["flag -I", { python: A, flags: ["-I"] }, "ignores PYTHONHASHSEED"],
  ["flag -E among others", { python: A, flags: ["-BE"] }, "ignores PYTHONHASHSEED"],
  ["flag -c", { python: A, flags: ["-c", "pass"] }, "start something else"],
  ["a word that is no flag", { python: A, flags: ["gil=0"] }, '"gil=0", which is no flag'],
  ["flags that are one text", { python: A, flags: "-B" }, '"arms[0].flags" is no list'],
  ["flag -X without its value", { python: A, flags: ["-X"] }, '"-X" without its value'],
  ["a variable that is a number", { python: A, env: { PYTHON_JIT: 1 } }, '"PYTHON_JIT"'],
  ["a variable that no CPython knows", { python: A, env: { PYTHON_JTI: "1" } }, '"PYTHON_JIT"'],
  ["a variable of a misspelt PYTHON", { python: A, env: { PYTHN_JIT: "1" } }, '"PYTHON_JIT"'],
  ["a variable in small letters", { python: A, env: { python_jit: "1" } }, '"PYTHON_JIT"'],
  ["a variable with letters swapped", { python: A, env: { PYHTON_GIL: "0" } }, '"PYTHON_GIL"'],
  ["a variable that waits for input", { python: A, env: { PYTHONINSPECT: "1" } }, "wait for input"],
  ["a variable of ours", { python: A, env: { PROBEBOOK_TURNS: "1" } }, "is ours"],
  [
    "a collector that nobody can set",
    { python: A, env: { PROBEBOOK_GC: "on" } },
    '"off" or thresholds',
  ],
  ["an option that no CPython knows", { python: A, flags: ["-X", "gli=0"] }, 'nearest is "gil"'],
  ["an option for the compiler", { python: A, flags: ["-Xjit=1"] }, 'PYTHON_JIT: "1"'],
  ["a variable with a wrong name", { python: A, env: { "A=B": "1" } }, '"A=B"'],
  ["a parameter that is not known", { python: A, params: { m: 1 } }, 'no parameter "m"'],
  ["a label that is no text", { python: A, label: 5 }, '"arms[0].label"'],
];

for (const [name, spec, part] of REFUSED) {
  Deno.test(`completeArms() refuses ${name}`, () => {
    assertThrows(() => complete([spec as ArmSpec]), TypeError, part);
  });
}
