/** Tests of what a process says against what was asked for: in tables, and with the CPythons of this machine. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { fakeInterpreter } from "../../tests/support/fake_interpreters.ts";
import { testUnless } from "../../tests/support/skip.ts";
import { compare } from "../compare/compare.ts";
import { discoverInterpreters, type Interpreter } from "../interpreters/mod.ts";
import { measure } from "../measure/measure.ts";
import { cleanEnvironment } from "./environment.ts";
import type { ProbeState } from "./event.ts";
import { parseLine } from "./event.ts";
import { stateFault, treatmentLack } from "./treatment.ts";

interface Asked {
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
}

const OFF = { env: { PYTHON_SPECIALIZATION_OFF: "1" } };
const EARLY_JIT = { env: { PYTHON_JIT_JUMP_BACKWARD_INITIAL_VALUE: "63" } };
const GC_OFF = { env: { PROBEBOOK_GC: "off" } };

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
  [
    "a compiler that is on against what was asked",
    { env: { PYTHON_JIT: "0" } },
    { jit: true },
    "just-in-time compiler off on",
  ],
  // CPython 3.14 and 3.15 take anything but 0 as on.
  ["a word that switches on", { env: { PYTHON_JIT: "yes" } }, {}, "just-in-time compiler on off"],
  ["a variable that is empty", { env: { PYTHON_JIT: "" } }, { jit: true }, null],
  ["bytecode that stays general as asked", OFF, { specialization: false }, null],
  [
    "bytecode that is specialized all the same",
    OFF,
    { specialization: true },
    "specialization of bytecode off on",
  ],
  ["bytecode that nobody looked at", OFF, {}, null],
  ["a collector that rests as asked", GC_OFF, { gcEnabled: false }, null],
  ["a collector that does not rest", GC_OFF, { gcEnabled: true }, "garbage collector off on"],
  [
    "thresholds as asked, the third of which the incremental collector does not keep",
    { env: { PROBEBOOK_GC: "5000,10,10" } },
    { gcEnabled: true, gcThreshold: [5000, 10, 0] },
    null,
  ],
  [
    "other thresholds",
    { env: { PROBEBOOK_GC: "5000" } },
    { gcEnabled: true, gcThreshold: [2000, 10, 10] },
    "collector's thresholds 5000 2000, 10, 10",
  ],
  ["an option that came", { flags: ["-X", "dev"] }, { options: ["dev"] }, null],
  [
    "an option with its value",
    { flags: ["-Xfrozen_modules=off"] },
    { options: ["frozen_modules=off"] },
    null,
  ],
  ["an option that did not come", { flags: ["-X", "dev"] }, { options: [] }, "-X dev set not set"],
  [
    "an option with another value",
    { flags: ["-X", "cpu_count=2"] },
    { options: ["cpu_count=4"] },
    "-X cpu_count 2 cpu_count=4",
  ],
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

const LACKS: [name: string, asked: Asked, python: Partial<Interpreter>, expected: string | null][] =
  [
    ["nothing special", {}, {}, null],
    ["a lock that stays", { flags: ["-X", "gil=0"] }, {}, "lock; uv python install 3.14t"],
    ["a lock that can go", { env: { PYTHON_GIL: "0" } }, { gil: "on" }, null],
    ["a lock that is to stay", { env: { PYTHON_GIL: "1" } }, {}, null],
    ["no compiler", { env: { PYTHON_JIT: "1" } }, {}, "compiler; uv python install 3.14"],
    ["no compiler where none is asked", { env: { PYTHON_JIT: "0" } }, {}, null],
    ["a compiler", { env: { PYTHON_JIT: "1" } }, { jit: "off" }, null],
    ["a threshold of later", EARLY_JIT, {}, "INITIAL_VALUE; uv python install 3.15"],
    ["a threshold of 3.15", EARLY_JIT, { minor: 15 }, null],
    ["bytecode of before", OFF, {}, "unspecialized; uv python install 3.15"],
    ["bytecode of 3.15", OFF, { minor: 15 }, null],
    [
      "an option of later",
      { flags: ["-X", "lazy_imports=all"] },
      {},
      "-X lazy_imports; uv python install 3.15",
    ],
    ["an option that is known", { flags: ["-Xfrozen_modules=off"] }, { minor: 11 }, null],
  ];

for (const [name, { env = {}, flags = [] }, changes, expected] of LACKS) {
  Deno.test(`treatmentLack() tells ${name}`, () => {
    const python = { ...fakeInterpreter("py3.14.0"), ...changes };
    const lack = treatmentLack({ python, env, flags });
    const text = lack === null ? null : `${lack.reason}; ${lack.remedy}`;
    assertEquals(
      text === null ? null : text.endsWith(expected ?? "\0"),
      expected && true,
      text ?? "",
    );
  });
}

Deno.test("compare() says what would help where an interpreter cannot be treated so, and starts nothing", async () => {
  const python = fakeInterpreter("nowhere");
  const test = { python, env: { PYTHON_JIT: "1" } };
  const { ending, measurement } = await compare("tight_loop", { base: test, test: python });
  assertEquals(ending, {
    kind: "unavailable",
    reason: "its build has no just-in-time compiler (nowhere, PYTHON_JIT=1)",
    remedy: "uv python install 3.14",
  });
  assertEquals(measurement.runs, []);
});

const PYTHONS = await discoverInterpreters();
const JITTED = PYTHONS.find(({ jit }) => jit !== "absent");
const NEWEST = PYTHONS.find(({ minor }) => minor >= 15);

/** The state that a tight loop tells when it is started with these flags, which no arm may have. */
async function stateWith(
  python: Interpreter,
  { flags, env }: Required<Asked>,
): Promise<ProbeState> {
  const [start, script] = ["start.py", "tight_loop.py"].map((name) =>
    new URL(`../python/${name}`, import.meta.url).pathname
  );
  const { stdout } = await new Deno.Command(python.executable, {
    args: [...flags, `${start}`, `${script}`, "1", "1", "10"],
    env: cleanEnvironment(env),
    clearEnv: true,
    stdin: "null",
  }).output();
  const line = parseLine(new TextDecoder().decode(stdout).split("\n")[0] ?? "");
  if (line.kind === "event" && line.event.event === "state") return line.event;
  throw new TypeError(`${python.name} did not tell its state`);
}

testUnless(JITTED === undefined ? "no CPython with a just-in-time compiler" : null, {
  name: "stateFault() refuses a sample whose compiler -I or -E switched off silently",
  fn: async () => {
    if (JITTED === undefined) return;
    const env = { PYTHON_JIT: "1" };
    const faultWith = async (flags: readonly string[]) =>
      stateFault({ python: JITTED, env, flags: [] }, await stateWith(JITTED, { flags, env }));
    assertEquals(await faultWith(["-s", "-S", "-P"]), null);
    for (const flag of ["-I", "-E"]) {
      const expected = { what: "just-in-time compiler", asked: "on", reported: "off" };
      assertEquals(await faultWith(["-s", "-S", flag]), expected);
    }
  },
});

testUnless(JITTED === undefined ? "no CPython with a just-in-time compiler" : null, {
  name: "measure() measures with the compiler on and off, as each process says itself",
  fn: async () => {
    if (JITTED === undefined) return;
    const arms = ["0", "1"].map((on) => ({ python: JITTED, env: { PYTHON_JIT: on } }));
    const { runs } = await measure("tight_loop", { arms, rounds: 2, slices: 2 });
    assertEquals(runs.map(({ ending }) => ending.kind), Array(4).fill("completed"));
    for (const { arm, state } of runs) assertEquals(state?.jit, arm.endsWith("=1"), arm);
  },
});

testUnless(PYTHONS.length === 0 ? "no CPython found" : null, {
  name: "measure() measures with a resting collector on every CPython found",
  fn: async (context) => {
    for (const python of PYTHONS) {
      await context.step(python.name, async () => {
        const arms = [{ python, env: { PROBEBOOK_GC: "off" } }, {
          python,
          env: { PROBEBOOK_GC: "5000,7" },
        }];
        const { runs } = await measure("tight_loop", { arms, rounds: 1, slices: 1 });
        assertEquals(runs.map(({ ending }) => ending.kind), ["completed", "completed"]);
        const enabled = runs.map(({ arm, state }) => [arm.endsWith("off"), state?.gcEnabled]);
        assert(enabled.every(([isOff, isOn]) => isOff !== isOn));
      });
    }
  },
});

/** Names of what a warm function's bytecode has become. */
const LISTING = `import dis
def work(things):
    total = 0
    for thing in things:
        total = total + thing
    return total
for _ in range(100):
    work(range(50))
print(" ".join(sorted({one.opname for one in dis.get_instructions(work, adaptive=True)})))`;

testUnless(NEWEST === undefined ? "no CPython 3.15" : null, {
  name: "PYTHON_SPECIALIZATION_OFF leaves warm bytecode general, and the state says so",
  fn: async () => {
    if (NEWEST === undefined) return;
    const listing = async (env: Readonly<Record<string, string>>) => {
      const { stdout } = await new Deno.Command(NEWEST.executable, {
        args: ["-s", "-S", "-P", "-c", LISTING],
        env: cleanEnvironment(env),
        clearEnv: true,
      }).output();
      return new TextDecoder().decode(stdout);
    };
    assertMatch(await listing({}), /\bBINARY_OP_ADD_INT\b/);
    assertMatch(await listing(OFF.env), /^(?!.*BINARY_OP_).*\bBINARY_OP\b/);
    const arms = [NEWEST, { python: NEWEST, ...OFF }];
    const { runs } = await measure("tight_loop", { arms, rounds: 1, slices: 1 });
    assertEquals(runs.map(({ ending }) => ending.kind), ["completed", "completed"]);
    for (const { arm, state } of runs) {
      assertEquals(state?.specialization, !arm.includes("SPECIALIZATION_OFF"), arm);
    }
  },
});
