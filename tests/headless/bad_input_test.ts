/**
 * What a learner sees who does something else than the notebook expects, in the real kernel: cells out of order, a restart
 * in the middle, a folder that cannot be written to, no network, programs of every bad kind. A message, and nothing lost.
 */
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { openKernel } from "../../kernel/mod.ts";
import { discoverInterpreters } from "../../probes/mod.ts";
import { readCells, sourceIn } from "../support/notebook_cells.ts";
import { testUnless } from "../support/skip.ts";

const ROOT = new URL("../../", import.meta.url);
const NOTEBOOK = new URL("notebooks/challenge/part_1_discover.ipynb", ROOT);

/** A kernel that was just started, as after a restart. */
interface Cells extends AsyncDisposable {
  /** What stands below the cell. */
  run(code: string): Promise<string>;
}

async function startCells(folder: string): Promise<Cells> {
  const kernel = await openKernel({ cwd: folder });
  return {
    async run(code) {
      const texts: string[] = [];
      const { error } = await kernel.execute(code, {
        onMessage: ({ content }) => {
          const { data } = content as { data?: Record<string, unknown> };
          if (typeof data?.["text/plain"] === "string") texts.push(data["text/plain"]);
        },
      });
      // Cards are wrapped to the width of a page.
      return [...texts, ...error?.traceback ?? []].join("\n").replaceAll("\n", " ");
    },
    [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose](),
  };
}

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "probebook-bad-input-" });
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a cell that runs before the one that it needs is told which, by its heading", async () => {
  await inFolder(async (folder) => {
    await Deno.copyFile(NOTEBOOK, join(folder, "part_1_discover.ipynb"));
    const notebook = await readCells(NOTEBOOK);
    await using cells = await startCells(folder);
    const said = await cells.run(sourceIn(notebook, "same-loop-ratio"));
    assertMatch(said, /ReferenceError: \w+ is not defined/);
    const heading = "under the heading “1. Two loops that are the same”";
    for (const name of ["sameLoop", "loopGuess"]) {
      const words = `“${name}” is made by an earlier cell that has not run yet, ${heading}`;
      assertStringIncludes(said, words);
    }
    assertStringIncludes(said, "Run these cells first.");
    assertStringIncludes(
      await cells.run(sourceIn(notebook, "settings-picture")),
      "“4. Your own settings”",
    );
  });
});

Deno.test("a restart in the middle keeps guesses and answers, and cells without them show them", async () => {
  await inFolder(async (folder) => {
    const asking = (guess: string) => `
      import { predict } from "workbook";
      predict("bad-input", { question: "How long?", kind: "number", unit: "ms", answer: ${guess} });
    `;
    const checking = (answer: string) => `
      import { check } from "workbook";
      check("start-stop", { counted: ${answer} });
    `;
    {
      await using before = await startCells(folder);
      assertStringIncludes(await before.run(asking("12.5")), "You say: 12.5 ms");
      assertStringIncludes(await before.run(checking('"gone"')), "0 of 1 points.");
    }
    await using after = await startCells(folder);
    assertStringIncludes(await after.run(asking("null")), "Kept from an earlier run");
    assertStringIncludes(await after.run(asking('"long"')), "Not kept: A number is needed, in ms");
    assertStringIncludes(await after.run(checking("null")), '"counted":"gone"');
    assertStringIncludes(
      await after.run(checking("7")),
      '"counted" is a number, and one of the choices in quotes is needed',
    );
  });
});

Deno.test("where nothing can be written guesses stay in memory, and that is said", async () => {
  await inFolder(async (folder) => {
    // A file where the folder of answers would be: root is stopped by it, too.
    await Deno.writeTextFile(join(folder, ".probebook"), "");
    await using cells = await startCells(folder);
    const asking = (guess: string) => `
      import { predict } from "workbook";
      predict("bad-input", { question: "How long?", kind: "number", answer: ${guess} });
    `;
    assertStringIncludes(await cells.run(asking("12.5")), "Your answers are in memory only");
    assertStringIncludes(await cells.run(asking("null")), "You say: 12.5");
    await Deno.remove(join(folder, ".probebook"));
    assertEquals((await cells.run(asking("13"))).includes("in memory only"), false);
    const kept = await Deno.readTextFile(join(folder, ".probebook", "answers.json"));
    assertMatch(kept, /12\.5[^]*13/);
  });
});

Deno.test("guesses, answers and programs need no network", async () => {
  await inFolder(async (folder) => {
    const workbook = new URL("notebooks/workbook/mod.ts", ROOT).href;
    const file = join(folder, "offline.ts");
    await Deno.writeTextFile(
      file,
      `import { check, exercise, predict, saveProgram } from ${JSON.stringify(workbook)};
       const guess = predict("offline", { question: "?", kind: "number", answer: 3 });
       const { points } = await check("start-stop", { counted: "kept" });
       const { kind } = saveProgram("offline.py", "print(1)");
       const { max } = exercise("start-words");
       console.log(JSON.stringify([guess.value, points, kind, max]));`,
    );
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-check",
        "--cached-only",
        "--deny-net",
        "--allow-read",
        "--allow-write",
        "--allow-env",
        "--allow-sys",
        "--config",
        fromFileUrl(new URL("deno.json", ROOT)),
        file,
      ],
      cwd: folder,
    }).output();
    const said = new TextDecoder().decode(stdout).trim();
    assertEquals(said, '[3,1,"saved",3]', new TextDecoder().decode(stderr));
  });
});

const [python] = await discoverInterpreters();

/** A program, what its check says, and what it comes to. */
const PROGRAMS: [name: string, program: string, says: string][] = [
  ["is empty", "", "Not answered yet"],
  ["has comments alone", "# later\n", "Not answered yet"],
  ["does not compile", "def f(:\n    pass\n", "performance_discovery.py does not compile: line 1"],
  [
    "needs a module that is not there",
    "import numpy\nprint(1)\n",
    "imports numpy in line 1, which this interpreter does not have",
  ],
  [
    "asks for input",
    "name = input()\n",
    "asks for input in line 1: nobody is there to type it",
  ],
  [
    "writes outside",
    "open('FOLDER/stray.txt', 'w').write('x')\n",
    "files outside of its folder changed: stray.txt (created)",
  ],
  ["is no text", "\0\0\0", "performance_discovery.py"],
];

for (const [name, program, says] of PROGRAMS) {
  testUnless(python === undefined ? "no CPython" : null, {
    name: `the check of a program that ${name} says so, and leaves it as it is`,
    fn: async () => {
      await inFolder(async (folder) => {
        const path = join(folder, "performance_discovery.py");
        const text = program.replace("FOLDER", folder);
        await Deno.writeTextFile(path, text);
        await using cells = await startCells(folder);
        const said = await cells.run(`
          import { check } from "workbook";
          check("L2-P1-01", { path: "performance_discovery.py" });
        `);
        assertStringIncludes(said, says);
        assertStringIncludes(said, "Check: Your own program");
        assertEquals(await Deno.readTextFile(path), text);
      });
    },
  });
}
