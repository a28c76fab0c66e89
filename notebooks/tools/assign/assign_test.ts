/** Tests of assign: what stands in the two versions, what is refused, what is left alone. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { type Cell, isCodeCell, readNotebook } from "../nbformat.ts";
import { assignCommand } from "./assign.ts";
import { CODE_STUB } from "./student_version.ts";

const ANSWER = { grade_id: "a", solution: true, grade: false, locked: false, schema_version: 3 };
const GRADE = { grade_id: "b", solution: false, grade: true, points: 2, schema_version: 3 };

interface CellSpec {
  readonly source: string;
  readonly type?: "code" | "markdown";
  readonly nbgrader?: unknown;
}

function notebookOf(specs: readonly CellSpec[], kernel = "probebook"): string {
  const cells = specs.map(({ source, type = "code", nbgrader }, index) => ({
    cell_type: type,
    id: `c${index}`,
    metadata: nbgrader === undefined ? {} : { nbgrader },
    source,
    ...(type === "code"
      ? {
        execution_count: 7,
        outputs: [{ output_type: "stream", name: "stdout", text: "the answer is 42" }],
      }
      : {}),
  }));
  const kernelspec = { name: kernel, display_name: "K", language: kernel };
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells });
}

interface Place extends AsyncDisposable {
  readonly folder: string;
  readonly printed: string[];
  readonly noted: string[];
  assign(...args: string[]): Promise<number>;
  write(name: string, text: string): Promise<void>;
  read(name: string): Promise<string>;
  /** The cells of a version, by its path in the course. */
  cells(name: string): Promise<readonly Cell[]>;
}

/** A folder with a checkout that ships one notebook, whose answer cell is a stub. */
async function makePlace(): Promise<Place> {
  const folder = await Deno.makeTempDir({ prefix: "probebook-assign-" });
  const printed: string[] = [];
  const noted: string[] = [];
  const place: Place = {
    folder,
    printed,
    noted,
    assign: (...args) =>
      assignCommand(args, {
        root: join(folder, "checkout"),
        base: folder,
        print: (line) => printed.push(line),
        note: (line) => noted.push(line),
      }),
    async write(name, text) {
      await Deno.mkdir(join(folder, name, ".."), { recursive: true });
      await Deno.writeTextFile(join(folder, name), text);
    },
    read: (name) => Deno.readTextFile(join(folder, name)),
    async cells(name) {
      const read = readNotebook(await Deno.readTextFile(join(folder, "course", name)), name);
      if (read.kind === "refused") throw new Error(read.message);
      return read.notebook.cells;
    },
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
  await place.write(
    "checkout/notebooks/shipped.ipynb",
    notebookOf([{ source: "const shipped = { x: null };", nbgrader: ANSWER }, {
      source: "check(shipped);",
      nbgrader: GRADE,
    }]),
  );
  return place;
}

const SOURCE = "source/n/n.ipynb";
const STUDENT = "student/n.ipynb";

Deno.test("assignCommand() takes solutions, hidden tests, outputs and counts out", async () => {
  await using place = await makePlace();
  await place.write(
    "n.ipynb",
    notebookOf([
      {
        source: "let y;\n/// BEGIN SOLUTION\ny = 42;\n/// END SOLUTION\ny;",
        nbgrader: { ...ANSWER, grade_id: "own" },
      },
      {
        source: "if (y === undefined) throw 1;\n/// BEGIN HIDDEN TESTS\n2;\n/// END HIDDEN TESTS",
        nbgrader: GRADE,
      },
      { source: "Read this.", type: "markdown" },
    ]),
  );
  assertEquals(await place.assign("n.ipynb", "--out", "course"), 0);
  const source = await place.cells(SOURCE);
  assertEquals(source.map((cell) => cell.source), [
    "let y;\n/// BEGIN SOLUTION\n/// END SOLUTION\ny;",
    "if (y === undefined) throw 1;\n/// BEGIN HIDDEN TESTS\n2;\n/// END HIDDEN TESTS",
    "Read this.",
  ]);
  const student = await place.cells(STUDENT);
  assertEquals(student.map((cell) => cell.source), [
    `let y;\n${CODE_STUB}\ny;`,
    "if (y === undefined) throw 1;",
    "Read this.",
  ]);
  for (const cells of [source, student]) {
    const codes = cells.filter(isCodeCell);
    assertEquals(codes.map(({ outputs, execution_count: count }) => [outputs, count]), [
      [[], null],
      [[], null],
    ]);
  }
  for (const name of [SOURCE, STUDENT]) {
    assert(!(await place.read(`course/${name}`)).includes("42"));
  }
  assertStringIncludes(
    place.printed.join("\n"),
    "2 points in 1 cell that is graded, 1 answer cell",
  );
});

Deno.test("assignCommand() puts a shipped stub where an instructor has answered", async () => {
  await using place = await makePlace();
  const answered = [{ source: "const shipped = { x: 42 };", nbgrader: ANSWER }, {
    source: "check(shipped);",
    nbgrader: GRADE,
  }];
  await place.write("n.ipynb", notebookOf(answered));
  assertEquals(await place.assign("n.ipynb", "--out", "course"), 0);
  const [first] = await place.cells(SOURCE);
  assertEquals(
    first?.source,
    "/// BEGIN SOLUTION\n/// END SOLUTION\nconst shipped = { x: null };",
  );
  const [answer] = await place.cells(STUDENT);
  assertEquals(answer?.source, `${CODE_STUB}\nconst shipped = { x: null };`);
});

Deno.test("assignCommand() empties an own answer cell without a region, and says so", async () => {
  await using place = await makePlace();
  const own = { ...ANSWER, grade_id: "own" };
  await place.write(
    "n.ipynb",
    notebookOf([{ source: "42;", nbgrader: own }, {
      source: "Because of 42.",
      type: "markdown",
      nbgrader: { ...own, grade_id: "text", grade: true, points: 3 },
    }]),
  );
  assertEquals(await place.assign("n.ipynb", "--out", "course"), 0);
  const [code, text] = await place.cells(STUDENT);
  assertEquals([code?.source, text?.source], [CODE_STUB, "Write your answer here"]);
  assertMatch(place.printed.join("\n"), /emptied as a whole: c0, c1/);
});

const REFUSED: readonly [name: string, cells: CellSpec[], message: RegExp][] = [
  [
    "a region in a cell that is no answer",
    [{ source: "/// BEGIN SOLUTION\n/// END SOLUTION" }],
    /cell 1 \("c0"\): it has a solution, and field "metadata\.nbgrader\.solution" is not true/,
  ],
  [
    "a region that does not end",
    [{ source: "1;" }, { source: "/// BEGIN SOLUTION", nbgrader: ANSWER }],
    /cell 2 \("c1"\): "BEGIN SOLUTION" has no "END SOLUTION"/,
  ],
  [
    "a grade id that stands twice",
    [{ source: "1;", nbgrader: ANSWER }, { source: "2;", nbgrader: ANSWER }],
    /the grade id "a" stands in more than one cell/,
  ],
  [
    "a graded cell without points",
    [{ source: "1;", nbgrader: { grade_id: "x", grade: true } }],
    /field "metadata\.nbgrader\.points" is missing/,
  ],
  [
    "points below zero",
    [{ source: "1;", nbgrader: { grade_id: "x", grade: true, points: -1 } }],
    /field "metadata\.nbgrader\.points" is wrong/,
  ],
  [
    "an id that nbgrader cannot take",
    [{ source: "1;", nbgrader: { grade_id: "x y", grade: true, points: 1 } }],
    /field "metadata\.nbgrader\.grade_id" is wrong: letters, digits/,
  ],
];

for (const [name, cells, message] of REFUSED) {
  Deno.test(`assignCommand() refuses ${name}, and writes nothing`, async () => {
    await using place = await makePlace();
    await place.write("n.ipynb", notebookOf(cells));
    assertEquals(await place.assign("n.ipynb", "--out", "course"), 1);
    assertMatch(place.noted.join("\n"), message);
    assertEquals([...Deno.readDirSync(place.folder)].map(({ name }) => name).sort(), [
      "checkout",
      "n.ipynb",
    ]);
  });
}

Deno.test("assignCommand() refuses what it cannot read, and assigns the others", async () => {
  await using place = await makePlace();
  await place.write("python.ipynb", notebookOf([{ source: "1" }], "python3"));
  await place.write("broken.ipynb", "{");
  const names = ["absent.ipynb", "python.ipynb", "broken.ipynb"];
  const good = "checkout/notebooks/shipped.ipynb";
  assertEquals(await place.assign(...names, good, "--out", "course"), 1);
  const noted = place.noted.join("\n");
  assertMatch(noted, /Cannot read "absent\.ipynb": there is no such file/);
  assertMatch(noted, /Cannot assign "python\.ipynb": it is for the kernel "python3"/);
  assertMatch(noted, /Cannot read "broken\.ipynb"/);
  assertEquals((await place.cells("student/shipped.ipynb")).length, 2);
});

Deno.test("assignCommand() keeps a version that was changed since, unless it is forced", async () => {
  await using place = await makePlace();
  const args = ["checkout/notebooks/shipped.ipynb", "--out", "course"];
  assertEquals(await place.assign(...args), 0);
  assertEquals(await place.assign(...args), 0);
  assertMatch(place.printed.join("\n"), /as before: course\/student\/shipped\.ipynb/);
  const changed = notebookOf([{ source: "changed" }]);
  await place.write("course/source/shipped/shipped.ipynb", changed);
  assertEquals(await place.assign(...args), 1);
  assertEquals(await place.read("course/source/shipped/shipped.ipynb"), changed);
  assertMatch(place.noted.join("\n"), /not replaced: .*--force replaces it/);
  assertEquals(await place.assign(...args, "--force"), 0);
  assertEquals((await place.cells("source/shipped/shipped.ipynb")).length, 2);
});

Deno.test("assignCommand() leaves a course's own settings alone", async () => {
  await using place = await makePlace();
  const own = "c = get_config()\n";
  await place.write("course/nbgrader_config.py", own);
  const args = ["checkout/notebooks/shipped.ipynb", "--out", "course"];
  assertEquals(await place.assign(...args), 1);
  assertEquals(await place.read("course/nbgrader_config.py"), own);
  const line = 'load_subconfig("nbgrader_config_probebook.py")';
  assertStringIncludes(place.noted.join("\n"), line);
  await place.write("course/nbgrader_config.py", `${own}${line}\n`);
  assertEquals(await place.assign(...args), 0);
  assertStringIncludes(await place.read("course/nbgrader_config_probebook.py"), "typescript");
});

const MISUSED: readonly [args: string[], message: RegExp][] = [
  [[], /No notebook is named/],
  [["n.ipynb"], /Option --out needs the folder of the course/],
  [["n.ipynb", "--out", "c", "--answers"], /Unknown option "--answers"/],
  [["a/n.ipynb", "b/n.ipynb", "--out", "c"], /both assignments would be "n"/],
  [["a+b.ipynb", "--out", "c"], /nbgrader takes no "\+"/],
];

for (const [args, message] of MISUSED) {
  Deno.test(`assignCommand() refuses the arguments ${JSON.stringify(args)}`, async () => {
    await using place = await makePlace();
    assertEquals(await place.assign(...args), 2);
    assertMatch(place.noted.join("\n"), message);
  });
}

Deno.test("assignCommand() says that a folder cannot be written", async () => {
  await using place = await makePlace();
  await place.write("file", "");
  assertEquals(
    await place.assign("checkout/notebooks/shipped.ipynb", "--out", "file/course"),
    1,
  );
  assertMatch(place.noted.join("\n"), /Cannot write ".*": .*; choose another folder with --out/);
});

Deno.test("the stub is the one that nbgrader is told of", async () => {
  const config = await Deno.readTextFile(new URL("nbgrader_config.py", import.meta.url));
  assertStringIncludes(config, `"typescript": "${CODE_STUB}"`);
});
