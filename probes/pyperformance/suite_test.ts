/** Tests of pyperformance's benchmarks as probes: a worker of ours plays the benchmark, on every CPython. */
import {
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { dirname, join } from "@std/path";
import { fakeInterpreter } from "../../tests/support/fake_interpreters.ts";
import { fakeMachine } from "../../tests/support/fake_machine.ts";
import { testOnEach } from "../../tests/support/probe_scripts.ts";
import { PYTHONS } from "../../tests/support/tried_pythons.ts";
import { testUnless } from "../../tests/support/skip.ts";
import type { Interpreter } from "../interpreters/mod.ts";
import { dryRunOf } from "../own/dry_run.ts";
import { isFetched, suiteFolder } from "./fetch.ts";
import { pyperformance, type PyperformanceSuite, suiteIn } from "./suite.ts";

/** Writes what pyperf writes: values in seconds, a warm-up before them; the values are the loops that it is told. */
const PROGRAM = `import json, sys
import told
print("for people")
asked = dict(word.lstrip("-").split("=") for word in sys.argv[1:] if "=" in word)
loops, count = float(asked["loops"]), int(asked["values"])
assert sys.argv[1:3] == ["--worker", "--worker-task=0"] and sys.argv[-1] == "own", sys.argv
runs = [{"warmups": [[1, 99.0]], "values": [loops * (index + 1) for index in range(count)]}]
json.dump({"version": "1.0", "benchmarks": [{"runs": runs}]}, open(asked["output"], "w"))
`;

const FILES: Readonly<Record<string, string>> = {
  "told.py": "",
  "pyperformance/data-files/benchmarks/MANIFEST":
    "[benchmarks]\nname\tmetafile\nplayed\t<local>\nnew\t<local>\nlacking\t<local>\nneedy\t<local>\n",
  "pyperformance/data-files/benchmarks/bm_played/pyproject.toml": 'extra_opts = ["own"]\n',
  "pyperformance/data-files/benchmarks/bm_played/run_benchmark.py": PROGRAM,
  "pyperformance/data-files/benchmarks/bm_new/pyproject.toml": 'requires-python = ">=3.99"\n',
  "pyperformance/data-files/benchmarks/bm_new/run_benchmark.py": PROGRAM,
  "pyperformance/data-files/benchmarks/bm_lacking/pyproject.toml": "",
  "pyperformance/data-files/benchmarks/bm_lacking/run_benchmark.py": "import no_such_package\n",
  "pyperformance/data-files/benchmarks/bm_needy/pyproject.toml":
    'dependencies = ["pyperf", "other"]\n',
  "pyperformance/data-files/benchmarks/bm_needy/run_benchmark.py": "raise SystemExit('started')\n",
};

/** Does something with a suite whose benchmarks are played. */
async function withSuite(use: (suite: PyperformanceSuite) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "probebook ü " });
  using machine = fakeMachine();
  try {
    for (const [name, text] of Object.entries(FILES)) {
      await Deno.mkdir(dirname(join(folder, name)), { recursive: true });
      await Deno.writeTextFile(join(folder, name), text);
    }
    await use(suiteIn(folder, machine.world));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

testOnEach(
  "probe() runs a worker with fixed loops and takes its middle value",
  (python) =>
    withSuite(async (suite) => {
      const tried = await dryRunOf(suite.probe("played"), { python, params: { loops: 2 } });
      if (tried.kind !== "fine") throw new TypeError(tried.sentence);
      assertEquals(tried.run.values, { time: 4000 });
      assertEquals(tried.run.events.map(({ durationNs }) => durationNs), [[2e9, 4e9, 6e9]]);
    }),
);

testOnEach(
  "probe() says what a benchmark lacks in a CPython",
  (python) =>
    withSuite(async (suite) => {
      const lacking = await dryRunOf(suite.probe("lacking"), { python });
      assertMatch(lacking.sentence, /cannot be shown here.*no_such_package/s);
      const needy = await dryRunOf(suite.probe("needy"), { python });
      assertMatch(needy.sentence, /needs other/);
      const newer = await dryRunOf(suite.probe("new"), { python });
      assertMatch(newer.sentence, /needs CPython 3\.99.*uv python install 3\.99/s);
    }),
);

testUnless(PYTHONS.length === 0 ? "no CPython found" : null, {
  name: "probe() says when its benchmark was removed",
  fn: async () => {
    let probe: ReturnType<PyperformanceSuite["probe"]> | null = null;
    await withSuite((suite) => {
      probe = suite.probe("played");
      return Promise.resolve();
    });
    if (probe === null) throw new TypeError("Cannot test: there is no probe");
    assertMatch((await dryRunOf(probe, { python: PYTHONS[0] })).sentence, /removed from the cache/);
  },
});

Deno.test("probe() names the nearest benchmark where there is none of that name", () =>
  withSuite((suite) => {
    assertThrows(() => suite.probe("playd"), TypeError, 'the nearest is "played"');
    return Promise.resolve();
  }));

const RUNS: [name: string, changes: Partial<Interpreter>, expected: string][] = [
  ["a CPython that is too old for it", { minor: 10, version: "3.10.1" }, "needs CPython 3.11"],
  ["one that cannot make environments", { missingModules: ["ensurepip"] }, "no module ensurepip"],
];

for (const [name, changes, expected] of RUNS) {
  Deno.test(`run() refuses ${name}`, () =>
    withSuite(async (suite) => {
      const python = { ...fakeInterpreter("py"), ...changes };
      const outcome = await suite.run({ python, benchmarks: ["played"], budget: "careful" });
      assertStringIncludes(outcome.kind === "refused" ? outcome.reason : outcome.kind, expected);
    }));
}

Deno.test("run() is only for the budget careful", () =>
  withSuite(async (suite) => {
    const options = { python: fakeInterpreter("py"), benchmarks: ["played"], budget: "quick" };
    await assertRejects(() => suite.run(options), RangeError, '"careful" is needed');
  }));

Deno.test("pyperformance() fetches nothing where it is told not to", async () => {
  const outcome = await pyperformance({ fetch: false });
  const folder = suiteFolder(Deno.env.toObject());
  assertEquals(outcome.kind, folder !== null && isFetched(folder) ? "there" : "refused");
});
