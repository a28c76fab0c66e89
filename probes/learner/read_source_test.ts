/** Tests of the facts that Python's own parser gives about a program. */
import { assert, assertEquals } from "@std/assert";
import { testUnless } from "../../tests/support/skip.ts";
import { discoverInterpreters } from "../interpreters/mod.ts";
import { HIDDEN_LOOPS } from "./hidden_loops_fixture.ts";
import { LOOP_PROGRAMS } from "./loop_programs_fixture.ts";
import { readSource, type SourceFacts } from "./read_source.ts";
import type { StartablePython } from "./sandbox.ts";

const pythons = await discoverInterpreters();
const missing = pythons.length === 0 ? "no CPython was found" : null;
const none: StartablePython = { executable: "/nonexistent/python3", major: 3, minor: 14 };
const oldest = pythons.toSorted((a, b) => a.major - b.major || a.minor - b.minor)[0] ?? none;
const newest = pythons.at(-1) ?? none;

async function factsOf(source: string, python = oldest): Promise<SourceFacts> {
  const facts = await readSource(python, { source });
  if (facts.kind !== "facts") throw new TypeError(facts.message);
  return facts;
}

for (const [name, source, kind, lines] of [...LOOP_PROGRAMS, ...HIDDEN_LOOPS]) {
  testUnless(missing, {
    name: `readSource() compares ${name}`,
    fn: async () => {
      const { sameLoops } = await factsOf(source);
      assertEquals(sameLoops, { kind, lines: [...lines] });
    },
  });
}

const LOOP = "def loop():\n    t = 0\n    for i in range(1, 1_000_001):\n        t += i\n\n\n";

/** What is seen of the number of repetitions: counts, an unknown one, lines with 100. */
const REPETITIONS: [name: string, source: string, seen: unknown][] = [
  ["a constant", "for _ in range(100): loop()", [[100], false, [7]]],
  ["a power", "N = 10 ** 2\nfor _ in range(N): loop()", [[100], false, [7]]],
  ["another number, and a percentage", "for _ in range(10): loop()\nprint(t * 100)", [
    [10],
    false,
    [],
  ]],
  ["a number that is not known before", "for _ in range(len(x)): loop()", [[], true, []]],
  ["no loop around", "loop()", [[], false, []]],
];

for (const [name, source, seen] of REPETITIONS) {
  testUnless(missing, {
    name: `readSource() sees repetitions given by ${name}`,
    fn: async () => {
      const { repetitionCounts, hasUnknownCount, hundredLines } = await factsOf(LOOP + source);
      assertEquals([repetitionCounts, hasUnknownCount, hundredLines], seen);
    },
  });
}

const ENDS: [source: string, lines: number[]][] = [
  ["n = 1000000", [1]],
  ["n = 10 ** 6", [1]],
  ["n = int(1e6)", [1]],
  ["n = 1000 * 1000 + 1", [1]],
  ["n = 100_000", []],
];

for (const [source, lines] of ENDS) {
  testUnless(missing, {
    name: `readSource() finds the end of the numbers in ${source}`,
    fn: async () => assertEquals((await factsOf(source)).endLines, lines),
  });
}

testUnless(missing, {
  name: "readSource() knows clocks and the collector behind a star",
  fn: async () => {
    const source =
      "from gc import *\nfrom time import *\nnow = clock_gettime(CLOCK_MONOTONIC)\ndisable()\n";
    const { clocks, collector } = await factsOf(source);
    assertEquals(clocks, [{ name: "time.clock_gettime", line: 3 }]);
    assertEquals(collector.settings, [{ name: "gc.disable", line: 4 }]);
  },
});

testUnless(missing, {
  name: "readSource() knows clocks and the collector by whatever name they were imported",
  fn: async () => {
    const { clocks, collector, imports } = await factsOf(`import gc as g
from time import perf_counter as now
g.callbacks.append(lambda phase, info: info["duration"])
g.freeze()
x = g.get_stats(), now()
`);
    assertEquals(imports, [{ name: "gc", line: 1 }, { name: "time.perf_counter", line: 2 }]);
    assertEquals(clocks, [{ name: "time.perf_counter", line: 5 }]);
    assertEquals(collector, {
      callbacks: [3],
      durations: [3],
      settings: [{ name: "gc.freeze", line: 4 }],
      counts: [5],
    });
  },
});

testUnless(missing, {
  name: "readSource() collects texts and numbers that could be printed, not documentation",
  fn: async () => {
    const { literals } = await factsOf(
      '"""Takes 3 s."""\nx = 2.41\nprint("loop A: 2.4 s", 500000500000)\nprint(f"B {x} 7 s")\n',
    );
    assertEquals(literals.texts.toSorted(), [" 7 s", "500000500000", "loop A: 2.4 s"]);
    assertEquals(literals.numbers, [2.41]);
  },
});

const WORK: [name: string, source: string, count: number][] = [
  ["imports, comments and texts", '"""Part 1."""\nimport gc\n# to do\n...\n', 0],
  ["functions without a body", "def loop():\n    pass\n\nclass Watch:\n    '''Watches.'''\n", 0],
  ["a function with a body", "def loop():\n    return 1\n", 1],
];

for (const [name, source, count] of WORK) {
  testUnless(missing, {
    name: `readSource() counts ${count} statements in ${name}`,
    fn: async () => assertEquals((await factsOf(source)).statementCount, count),
  });
}

/** Mistakes that no interpreter takes, by line. */
const MISTAKES: [name: string, source: string, line: number, text: string][] = [
  ["an unfinished call", "x = 1\nprint(x\n", 2, "print(x"],
  ["a return outside of a function", "x = 1\nreturn x\n", 2, "return x"],
  ["a missing indent", "for i in range(3):\nprint(i)\n", 2, "print(i)"],
];

for (const [name, source, line, text] of MISTAKES) {
  testUnless(missing, {
    name: `readSource() says where ${name} is`,
    fn: async () => {
      const problem = await readSource(newest, { source });
      if (problem.kind !== "does_not_compile") throw new TypeError(problem.kind);
      assertEquals([problem.line, problem.text.trim()], [line, text]);
      assert(problem.column >= 1);
    },
  });
}

testUnless(missing, {
  name: "readSource() comes to an end with functions that call each other in circles",
  fn: async () => {
    const calls = Array.from({ length: 40 }, (_, index) => `    f${index}()\n`).join("");
    const functions = Array.from({ length: 40 }, (_, index) => `def f${index}():\n${calls}`);
    const facts = await factsOf(`${LOOP.replace("loop", "f40")}${functions.join("")}    f40()\n`);
    assertEquals(facts.workLoops.length, 1);
  },
});

testUnless(missing, {
  name: "readSource() bears thousands of parentheses",
  fn: async () => {
    const { kind } = await readSource(oldest, { source: `x = ${"(".repeat(5000)}` });
    assert(["does_not_compile", "too_nested"].includes(kind), kind);
  },
});

testUnless(missing, {
  name: "readSource() says the same by every CPython of this machine",
  fn: async () => {
    const source = LOOP_PROGRAMS[3]?.[1] ?? "";
    const expected: SourceFacts = await factsOf(source);
    for (const python of pythons) {
      assertEquals(await factsOf(source, python), expected, python.name);
    }
  },
});
