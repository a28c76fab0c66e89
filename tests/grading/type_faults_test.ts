/** A graded run of answers that run and are wrong only by their types. */
import { assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { runNotebook } from "../headless/run_notebook.ts";

/** The cells of an assignment as a student may have filled it in, and the points of each check. */
const CELLS: readonly (readonly [source: string, mark?: string | null])[] = [
  ["interface Timing { label: string; seconds: number }"],
  ["const right: Timing = { label: 'loop', seconds: 1.5 };"],
  ["right.seconds > 1 ? 2 : 0", "2"],
  ["const wrong: Timing = { label: 'loop', seconds: '1.5' };"],
  ["Number(wrong.seconds) > 1 ? 2 : 0", null],
  ["type Speeds = Record<string, number>;"],
  // What only a compiler can grade: it has no value.
  [
    "const speeds: Speeds = { loop: 2 };\n// @ts-expect-error\nconst none: Speeds = { loop: '2' };\n1",
    "1",
  ],
  ["function mean(values: number[]) { return values.reduce((sum, value) => sum + value) / 2 }"],
  ["mean([1, 3]) === 2 ? 3 : 0", "3"],
  ["const counts = {}; counts.loop = 1; const untyped = (a, b) => a;"],
  ["untyped(counts.loop) === 1 ? 1 : 0", "1"],
];

Deno.test("a graded run gives no points for what a type error has made, and all others", async () => {
  const folder = await Deno.makeTempDir({ prefix: "probebook-types-" });
  try {
    const path = join(folder, "types.ipynb");
    await Deno.writeTextFile(path, assignment());
    await using executed = await runNotebook(path, { pythons: [], isGraded: true });
    assertEquals(
      executed.marks.map(({ text }) => text),
      CELLS.flatMap(([, mark]) => mark === undefined ? [] : [mark]),
    );
    const { cells }: { cells: { outputs: { traceback?: string[] }[] }[] } = JSON.parse(
      await Deno.readTextFile(executed.path),
    );
    const tracebacks = cells.map(({ outputs }) => outputs[0]?.traceback?.join("\n") ?? "");
    assertMatch(tracebacks[3] ?? "", /^Type error in cell 4, line 1, column 40: Type 'string'/m);
    assertMatch(tracebacks[4] ?? "", /^ReferenceError: wrong is not defined/);
    assertEquals(tracebacks.filter((text) => text !== "").length, 2);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

function assignment(): string {
  const cells = CELLS.map(([source, mark], index) => ({
    cell_type: "code",
    execution_count: null,
    id: `cell-${index}`,
    metadata: mark === undefined ? {} : {
      nbgrader: {
        grade: true,
        grade_id: `check-${index}`,
        locked: true,
        points: 2,
        schema_version: 3,
        solution: false,
        task: false,
      },
    },
    outputs: [],
    source,
  }));
  return JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
}
