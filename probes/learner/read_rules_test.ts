/** Tests of what a reviewer looks for in a program: hints, modules, names that are read, invented times. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { testUnless } from "../../tests/support/skip.ts";
import { discoverInterpreters } from "../interpreters/mod.ts";
import { readRules, type SourceRules } from "./read_rules.ts";

const pythons = (await discoverInterpreters()).filter(({ minor }) => minor >= 10);
const missing = pythons.length === 0 ? "no CPython from 3.10 on was found" : null;
const none = { executable: "/nonexistent/python3", major: 3, minor: 14 };
const oldest = pythons.toSorted((a, b) => a.minor - b.minor)[0] ?? none;
const newest = pythons.toSorted((a, b) => b.minor - a.minor)[0] ?? none;

async function rulesOf(source: string, python = newest): Promise<SourceRules> {
  const rules = await readRules(python, { source });
  if (rules.kind !== "rules") throw new TypeError(rules.message);
  return rules;
}

const GUARD = '\n\nif __name__ == "__main__":\n    main()\n';

/** A program, and what is seen of its hints: gaps, containers alone, those that cannot be resolved. */
const HINTS: [name: string, source: string, seen: [string[], string[], string[]]][] = [
  ["all of them", "def f(a: int, *b: str, c: bool = True, **d: float) -> None: ...", [[], [], []]],
  ["a parameter without", "def f(a, b: int) -> None: ...", [["f(a) 1"], [], []]],
  ["no result", "def f(a: int):\n    return a", [["f() -> 1"], [], []]],
  [
    "stars and keywords without",
    "def f(*a, b, **c) -> None: ...",
    [["f(b) 1", "f(a) 1", "f(c) 1"], [], []],
  ],
  [
    "methods",
    "class C:\n    def __init__(self) -> None: ...\n    @staticmethod\n    def s(self) -> None: ...",
    [["s(self) 4"], [], []],
  ],
  ["an inner function", "def f() -> None:\n    async def g(): ...", [["g() -> 2"], [], []]],
  ["a lambda", "f = lambda a: a", [[], [], []]],
  [
    "containers alone",
    "def f(a: list, b: dict[str, list], c: list[int]) -> tuple: ...",
    [[], ["tuple 1", "list 1", "list 1"], []],
  ],
  ["a text that is no hint", 'def f(a: "in t") -> None: ...', [[], [], ["in t 1"]]],
  ["a name that nothing binds", "def f(a: Lisst) -> None: ...".replace("Lisst", '"Lisst"'), [
    [],
    [],
    ["Lisst 1"],
  ]],
  [
    "a name that a guarded program does not have",
    `import typing\n\n\ndef main(a: "typing.Lisst[int] | None" = None) -> None: ...${GUARD}`,
    [[], [], ["main: module 'typing' has no attribute 'Lisst' 4"]],
  ],
  [
    "a guarded program that prints while it is loaded",
    `print("loaded")\n\n\ndef main(a: int = 1) -> None: ...${GUARD}`,
    [[], [], []],
  ],
];

for (const [name, source, seen] of HINTS) {
  testUnless(missing, {
    name: `readRules() sees ${name}`,
    fn: async () => {
      const { gaps, bareHints, badHints } = await rulesOf(source);
      const text = (named: SourceRules["gaps"]) =>
        named.map((each) => `${each.name.split(". Did")[0]} ${each.line}`);
      assertEquals([text(gaps), text(bareHints), text(badHints)], seen);
    },
  });
}

/** Numbers that were drawn by lot, and the lines that print them as times. */
const INVENTED: [name: string, source: string, lines: number[]][] = [
  ["straight", 'import random\nprint(f"{random.uniform(1, 2)} ms")', [2]],
  ["in parts", 'import random\nprint("Time:", round(random.uniform(1, 2), 2), "ms")', [2]],
  ["by a name", 'import random as r\nms = 40 + r.random()\nprint(f"Time: {ms:.1f} ms")', [3]],
  ["by a name with a hint", 'import random\nms: float = random.random()\nprint(f"{ms} ms")', [3]],
  [
    "never for a sample of what was measured",
    [
      "import random",
      "def half(times):",
      "    middles = [max(random.choices(times, k=9)) for _ in range(99)]",
      '    print(f"{max(middles)} ms")',
    ].join("\n"),
    [],
  ],
  [
    "never for work",
    'import random\nwork = [random.random() for _ in range(9)]\nprint(f"{work} ms")',
    [],
  ],
  [
    "never for a seed",
    'import random\nseed = random.randrange(99)\nprint(f"seed: {seed}")\nprint("seed", seed)',
    [],
  ],
  [
    "never for a seed beside a time",
    'import random\nseed = random.randint(1, 9)\nms = 3\nprint(f"seed: {seed}, Time: {ms} ms")',
    [],
  ],
  [
    "never for a seed in a text whose end is a time",
    'import random\nseed = random.randint(1, 9)\nms = 3\nprint(f"seed {seed}, {ms}", "ms")',
    [],
  ],
  [
    "never for a measured time that a lot has picked",
    'import random\nms = times[random.randrange(9)]\nprint(f"{ms} ms")',
    [],
  ],
  [
    "never for a time that was measured with one",
    [
      "import random, timeit",
      "n = random.randint(1, 9)",
      "ms = timeit.timeit(lambda: random.random(), number=n)",
      'print(f"{ms} ms, {timeit.timeit(number=n)} s")',
    ].join("\n"),
    [],
  ],
  [
    "never for a name that is given something else as well",
    'import random\nms = random.random()\nms = timed()\nprint(f"{ms} ms")',
    [],
  ],
];

for (const [name, source, lines] of INVENTED) {
  testUnless(missing, {
    name: `readRules() finds a time made by random that is printed ${name}`,
    fn: async () => assertEquals((await rulesOf(source)).inventions, lines),
  });
}

const WHOLE = `"""Hypothesis: the import takes the most of the three."""
import json.decoder
import numpy
import os
import subprocess
import sys
from timeit import repeat as again

OWN = [sys.executable, "-c", "pass"]


def main() -> None:
    sys.modules.pop("json", None)
    del sys.modules["os"]
    again(main)
    subprocess.run(OWN)
    subprocess.run([sys.executable, "-V"])
    subprocess.run(["ls"])
    os.system("ls")
    __import__("json")
${GUARD}`;

for (const python of new Set([oldest, newest])) {
  testUnless(missing, {
    name:
      `readRules() reads modules, names, texts and programs that are started, in 3.${python.minor}`,
    fn: async () => {
      const rules = await rulesOf(WHOLE, python);
      assertEquals(rules.hasMainGuard, true);
      assertEquals(rules.modules.filter(({ isStandard }) => !isStandard), [
        { name: "numpy", line: 3, isStandard: false },
      ]);
      assertEquals(rules.forgets, [13, 14]);
      assertEquals(rules.starts, [{ name: "subprocess.run", line: 18 }, {
        name: "os.system",
        line: 19,
      }]);
      const reads = rules.reads.map(({ name }) => name);
      assertEquals(["timeit.repeat", "__import__"].filter((name) => !reads.includes(name)), []);
      assertStringIncludes(rules.prose[0] ?? "", "Hypothesis");
    },
  });
}

testUnless(missing, {
  name: "readRules() says why it knows nothing",
  fn: async () => {
    const nowhere = await readRules(newest, { path: "/nonexistent/program.py" });
    assertEquals(nowhere.kind, "missing");
    const broken = await readRules(newest, { source: "def f(:" });
    assertEquals(broken.kind, "parser_failed");
    const unstarted = await readRules(none, { source: "pass" });
    assertEquals(unstarted.kind, "cannot_start");
  },
});
