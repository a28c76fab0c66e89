/** Tests of pointing to the cell that makes a missing name. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { startEvaluator } from "./evaluator/mod.ts";
import { pointTo } from "./making_cell.ts";
import { withPointers } from "./missing_name.ts";

type Cell = readonly [type: "markdown" | "code", source: string | readonly string[]];

const CELLS: readonly Cell[] = [
  ["code", "const early = 1;"],
  ["markdown", ["# Start\n", "\n", "Some words.\n", "## 1. Two loops"]],
  ["code", 'import { arms } from "probes";\n\nconst [main, ...others] = await arms();'],
  ["markdown", "Words without a heading."],
  ["code", "const sameLoop = compare(main);\nsameLoop;"],
  ["markdown", "## 2. More"],
  ["code", "draw(sameLoop, late);"],
  ["code", "function late() {}\nconst sameLooped = 1;"],
];

async function inFolder(
  files: Readonly<Record<string, readonly Cell[] | string>>,
  run: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, cells] of Object.entries(files)) {
      const text = typeof cells === "string" ? cells : JSON.stringify({
        cells: cells.map(([type, source]) => ({ cell_type: type, source, metadata: {} })),
      });
      await Deno.writeTextFile(join(folder, name), text);
    }
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const DRAW = "draw(sameLoop, late);";

const POINTERS: [name: string, code: string, words: string[]][] = [
  ["sameLoop", DRAW, [
    "“sameLoop” is made by an earlier cell that has not run yet, under the heading “1. Two loops”:",
    "const sameLoop = compare(main);",
    "Run All Above Selected Cell",
  ]],
  ["main", DRAW, ["const [main, ...others] = await arms();"]],
  ["others", `\n${DRAW}\n`, ["const [main, ...others]"]],
  ["arms", DRAW, ['import { arms } from "probes";']],
  ["late", DRAW, [
    "a later cell that has not run yet, under the heading “2. More”",
    "function late",
  ]],
  ["early", DRAW, ["“early” is made by an earlier cell that has not run yet:"]],
];

for (const [name, code, words] of POINTERS) {
  Deno.test(`pointTo() finds the cell of "${name}" in the folder's notebook`, async () => {
    await inFolder(
      { "b.ipynb": CELLS, "a.ipynb": [["code", "const sameLoop = 0"]] },
      async (cwd) => {
        const text = (await pointTo({ name, code, known: [] }, { cwd, session: null })).join("\n");
        for (const word of words) assertStringIncludes(text, word);
      },
    );
  });
}

Deno.test("pointTo() looks into the notebook that the server has named, also when its cell was edited", async () => {
  await inFolder({ "b.ipynb": CELLS }, async (cwd) => {
    for (const session of ["b.ipynb", join(cwd, "b.ipynb")]) {
      const lines = await pointTo(
        { name: "sameLoop", code: "edited(sameLoop)", known: [] },
        { cwd, session },
      );
      assertStringIncludes(lines.join("\n"), "“sameLoop” is made by another cell");
    }
  });
});

const NOTHING: [name: string, files: Record<string, readonly Cell[] | string>, code: string][] = [
  ["a name that no cell makes", { "a.ipynb": [["code", DRAW]] }, DRAW],
  ["a name of Python", {
    "a.ipynb": [["code", "%%python\nimport sameLoop\nclass late: pass"], ["code", DRAW]],
  }, DRAW],
  ["a cell that no notebook has", { "a.ipynb": CELLS }, "other(sameLoop)"],
  [
    "the cell that makes the name itself",
    { "a.ipynb": [["code", "const sameLoop = 1"]] },
    "const sameLoop = 1",
  ],
  ["a file that is no notebook", { "a.ipynb": '{"cells": [{"cell_type": 3}]}' }, DRAW],
  ["half a file", { "a.ipynb": '{"cells": [' }, DRAW],
  ["no notebook", { "a.txt": "" }, DRAW],
];

for (const [name, files, code] of NOTHING) {
  Deno.test(`pointTo() says nothing for ${name}`, async () => {
    await inFolder(files, async (cwd) => {
      const failed = { name: "sameLoop", code, known: [] };
      assertEquals(await pointTo(failed, { cwd, session: null }), []);
      assertEquals(await pointTo(failed, { cwd, session: "/nonexistent/a.ipynb" }), []);
    });
  });
}

Deno.test("pointTo() finds the Python cell that hands a name over", async () => {
  const code = "rows.length + more";
  const python: Cell = ["code", "%%python 3.14 --as rows\n[1]"];
  const cells: Cell[] = [["code", "const more = 1;"], python, ["code", code]];
  await inFolder({ "a.ipynb": cells }, async (cwd) => {
    const failed = { name: "more", code, known: ["other"] };
    const lines = await pointTo(failed, { cwd, session: null });
    assertEquals(lines.filter((line) => line.startsWith("    ")), [
      "    const more = 1;",
      "    %%python 3.14 --as rows",
    ]);
  });
});

Deno.test("pointTo() says nothing where the folder is gone", async () => {
  const failed = { name: "a", code: "a", known: [] };
  assertEquals(await pointTo(failed, { cwd: "/nonexistent", session: null }), []);
});

Deno.test("pointTo() names all that the cell would lack next, but not what is there", async () => {
  const code = "draw(sameLoop, others.main, ...arms, early)";
  const local: Cell = ["code", "function f() {\n  const draw = 1;\n}"];
  const cells: readonly Cell[] = [local, ...CELLS, ["code", code]];
  await inFolder({ "a.ipynb": cells }, async (cwd) => {
    const known = ["early", "f"];
    const lines = await pointTo({ name: "sameLoop", code, known }, { cwd, session: null });
    assertEquals(lines.filter((line) => line.startsWith("    ")), [
      '    import { arms } from "probes";',
      "    const [main, ...others] = await arms();",
      "    const sameLoop = compare(main);",
    ]);
    assertStringIncludes(lines.at(-1) ?? "", "Run these cells first.");
    // A cell that was edited and not saved stands nowhere in the file.
    const edited = { name: "sameLoop", code: `${code};`, known };
    assertEquals(await pointTo(edited, { cwd, session: "a.ipynb" }), lines.map(anywhere));
  });
});

function anywhere(line: string): string {
  return line.replace("an earlier cell", "another cell");
}

Deno.test("withPointers() adds to the error of a missing name, and to no other one", async () => {
  await inFolder(
    { "a.ipynb": [["markdown", "# Made here"], ["code", "const made = 1"]] },
    async (cwd) => {
      await using evaluator = withPointers(
        startEvaluator({ cwd, onOutput: () => {} }),
        { cwd, session: "a.ipynb" },
      );
      const evaluate = (code: string) =>
        evaluator.evaluate({ cellId: code, code, name: "cell 1", allowStdin: false });
      const missing = await evaluate("made + 1");
      if (missing.kind !== "thrown") throw new TypeError(missing.kind);
      assertEquals(missing.traceback[0], "ReferenceError: made is not defined");
      assertEquals(missing.traceback.at(-2), "    const made = 1");
      const other = await evaluate("throw new Error('made is not defined')");
      if (other.kind !== "thrown") throw new TypeError(other.kind);
      assertEquals(other.traceback.join("\n").includes("heading"), false);
      await evaluate("const made = 1");
      assertEquals((await evaluate("made + 1")).kind, "value");
    },
  );
});
