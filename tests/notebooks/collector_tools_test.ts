/**
 * The learner's own instruments on real CPythons: the model solution earns everything everywhere, programs that misbehave
 * are told so, and the notebook starts with what counts as not answered. Wrong answers are among `solutions/`.
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { check } from "../../notebooks/workbook/mod.ts";
import { collectorParts } from "../../notebooks/workbook/exercises/garbage_collection/collector_parts.ts";
import { COLLECTOR_TOOLS_STUB } from "../../notebooks/workbook/exercises/garbage_collection/collector_tools.ts";
import {
  type CollectorTrial,
  tryCollectorTools,
} from "../../notebooks/workbook/exercises/garbage_collection/collector_trial.ts";
import { arms, measure, type StartablePython } from "../../probes/mod.ts";
import { fakeRunsOf } from "../support/fake_collector_runs.ts";
import { FROZEN } from "../support/fake_rows.ts";
import { fakePrograms } from "../support/fake_programs.ts";
import { readCells, sourceIn } from "../support/notebook_cells.ts";
import { testUnless } from "../support/skip.ts";
import { TRIED, TRIED_WORDS } from "../support/tried_pythons.ts";

const NOTEBOOK = new URL("../../notebooks/lesson/03_garbage_collection.ipynb", import.meta.url);
const SOLUTION = await Deno.readTextFile(new URL("solutions/collector_tools.py", import.meta.url));

const [main] = await arms();
const missing = main === undefined ? "no CPython was found" : null;

/** A loaded machine may need much of it; a limit that strikes would say nothing of the check. */
const SECONDS_MAX = 60;

const NONE = { executable: "/nonexistent/python3", major: 3, minor: 14 };

async function tried(program: string, python: StartablePython = main ?? NONE) {
  using folder = fakePrograms({});
  return await tryCollectorTools({
    python,
    program,
    name: "collector_tools.py",
    secondsMax: SECONDS_MAX,
    watch: folder.at("."),
  });
}

for (const python of TRIED) {
  testUnless(missing, {
    name:
      `tryCollectorTools() gives the model solution full points (${TRIED_WORDS}: ${python.name})`,
    async fn() {
      const trial = await tried(SOLUTION, python);
      const isIncremental = python.collector === "incremental";
      const parts = collectorParts([{ ...trial, python: python.name, isIncremental }]);
      assertEquals(parts.filter(({ points, max }) => points < max), []);
    },
  });
}

/** Programs that do something besides, with what a trial then says. */
const ODD: readonly (readonly [
  what: string,
  program: string,
  expected: (trial: CollectorTrial) => readonly unknown[],
  found: readonly unknown[],
])[] = [
  [
    "prints without an end of line",
    `print("half a line", end="")\n${SOLUTION}`,
    ({ load, pauses }) => [load?.kind, pauses?.kind],
    ["loaded", "list"],
  ],
  [
    "prints lines like those of the check",
    `print("check-0 {}")\nprint('{"what": "load", "kind": "raised"}')\n${SOLUTION}`,
    ({ load }) => [load?.kind],
    ["loaded"],
  ],
  [
    "ends itself while it is loaded",
    "import sys\nsys.exit(3)\n",
    ({ load, detect }) => [load, detect],
    [{ kind: "raised", error: "SystemExit: 3", line: 2 }, null],
  ],
  [
    "fails in its third line",
    "import gc\n\nraise ValueError('no')\n",
    ({ load }) => [load],
    [{ kind: "raised", error: "ValueError: no", line: 3 }],
  ],
  [
    "has signs that need care in a text",
    `# "quotes", \\ and \u{1f40d}\n${SOLUTION}`,
    ({ load }) => [load?.kind],
    ["loaded"],
  ],
  [
    "defines its functions for its own main part alone",
    'if __name__ == "__main__":\n    def detect_incremental():\n        return True\n',
    ({ detect, pauses }) => [detect, pauses],
    [{ kind: "missing" }, { kind: "missing" }],
  ],
  [
    "returns what is no list of numbers",
    "def measure_pauses(workload):\n    return 'long'\n",
    ({ pauses }) => [pauses],
    [{ kind: "no_list", shown: "'long'" }],
  ],
  [
    "returns lengths that are no numbers to count with",
    "def measure_pauses(workload):\n    workload()\n    return [float('nan'), 1e400]\n",
    ({ pauses }) => pauses?.kind === "list" ? [pauses.totalMs, pauses.arePositive] : [],
    [null, false],
  ],
];

for (const [what, program, expected, found] of ODD) {
  testUnless(missing, {
    name: `tryCollectorTools() reads a program that ${what}`,
    fn: async () => assertEquals(expected(await tried(program)), found),
  });
}

testUnless(missing, {
  name: "tryCollectorTools() tells of a file that a program writes beside the notebook",
  async fn() {
    using folder = fakePrograms({});
    const path = JSON.stringify(folder.at("left.txt"));
    const { run } = await tryCollectorTools({
      python: main ?? NONE,
      program: `open(${path}, "w").write("x")\n`,
      name: "collector_tools.py",
      secondsMax: SECONDS_MAX,
      watch: folder.at("."),
    });
    assertStringIncludes(run.notes.join(" "), "left.txt (created)");
  },
});

Deno.test("L2-S3-12 is not checked by frozen CPythons alone, which cannot be started", async () => {
  const state = fakeRunsOf("gc_state", [{ values: { collector: ["incremental"] } }]);
  const checked = await check("L2-S3-12", { program: SOLUTION }, {
    ...state,
    arms: state.arms.map((arm) => ({ ...arm, frozen: FROZEN })),
  });
  assertEquals(checked.kind, "not_ready");
  assertStringIncludes(checked.message, "uv python install");
});

testUnless(missing, {
  name: "the notebook starts with the stub of the instruments",
  async fn() {
    const cell = sourceIn(await readCells(NOTEBOOK), "tools-program");
    const program = cell.slice(cell.indexOf("`") + 1, cell.lastIndexOf("`"));
    assertEquals(program, COLLECTOR_TOOLS_STUB);
    const state = measure("gc_state", { arms: [main], rounds: 1 });
    assertEquals((await check("L2-S3-12", { program }, state)).kind, "not_answered");
  },
});
