/** Tests of what a process says against what was asked for. */
import { assertEquals } from "@std/assert";
import { fakeInterpreter } from "../../tests/support/fake_interpreters.ts";
import type { ProbeState } from "./event.ts";
import { stateFault } from "./treatment.ts";

interface Asked {
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
}

const CASES: [name: string, asked: Asked, state: Partial<ProbeState>, expected: string | null][] = [
  ["nothing special", {}, {}, null],
  ["another version", {}, { version: "3.13.1" }, "version 3.14.0 3.13.1"],
  ["a lock that is off as asked", { env: { PYTHON_GIL: "0" } }, { gil: false }, null],
  ["a lock that is on", { env: { PYTHON_GIL: "0" } }, { gil: true }, "global lock off on"],
  ["a lock that is on by flag", { flags: ["-X", "gil=0"] }, {}, "global lock off on"],
  ["a lock that is on by one flag", { flags: ["-Xgil=0"] }, {}, "global lock off on"],
  [
    "a flag that goes before the variable",
    { flags: ["-Xgil=1"], env: { PYTHON_GIL: "0" } },
    {},
    null,
  ],
  ["the last of two flags", { flags: ["-Xgil=0", "-X", "gil=1"] }, {}, null],
  ["a compiler that is on as asked", { env: { PYTHON_JIT: "1" } }, { jit: true }, null],
  [
    "a compiler that is not there",
    { env: { PYTHON_JIT: "1" } },
    {},
    "just-in-time compiler on off",
  ],
  ["a variable that is no switch", { env: { PYTHON_JIT: "yes" } }, {}, null],
];

for (const [name, { env = {}, flags = [] }, changes, expected] of CASES) {
  Deno.test(`stateFault() tells ${name}`, () => {
    const state = { version: "3.14.0", gil: true, jit: false, gcThreshold: [], clockNs: 1 };
    const python = fakeInterpreter("py3.14.0");
    const fault = stateFault({ python, env, flags }, { ...state, ...changes });
    const text = fault === null ? null : `${fault.what} ${fault.asked} ${fault.reported}`;
    assertEquals(text, expected);
  });
}
