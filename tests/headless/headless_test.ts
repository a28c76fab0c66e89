/** `deno task run` with the real kernel, on notebooks that do everything wrong that a cell can do. */

import { assertEquals, assertMatch } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { openKernel } from "../../kernel/mod.ts";
import { canonicalNotebook } from "../../notebooks/tools/canonical_form.ts";
import { runCommand } from "../../notebooks/tools/run.ts";
import { type CellText, notebookText } from "../support/notebook_text.ts";
import { findHelperPython } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";

/** What one cell left in the executed copy. */
interface Left {
  readonly count: number | null;
  readonly outputs: string;
}

interface HeadlessRun {
  readonly code: number;
  /** The lines below "Failed:". */
  readonly failures: string[];
  readonly cells: Left[];
}

/** Small, so that running out takes a second and not the machine's memory. */
const HEAP_MIB = 256;

/** Runs cells as the file a.ipynb in a folder of its own, which `prepare` may fill. */
async function run(
  cells: CellText[],
  { args = [], files = {} }: { args?: string[]; files?: Record<string, string> } = {},
): Promise<HeadlessRun> {
  const folder = await Deno.makeTempDir({ prefix: "probebook-headless-" });
  try {
    const all = { "a.ipynb": notebookText(cells), ...files };
    for (const [name, text] of Object.entries(all)) {
      await Deno.writeTextFile(join(folder, name), text);
    }
    const lines: string[] = [];
    const code = await runCommand(["a.ipynb", "--out", "out", ...args], {
      root: folder,
      base: folder,
      openKernel: ({ cwd }) => openKernel({ cwd, heapMib: HEAP_MIB }),
      print: (line) => lines.push(line),
      note: () => {},
    });
    const copy = JSON.parse(await Deno.readTextFile(join(folder, "out", "a.ipynb")));
    const failed = lines.findIndex((line) => line.trim() === "Failed:");
    return {
      code,
      failures: failed < 0 ? [] : lines.slice(failed + 1).map((line) => line.trim()),
      cells: copy.cells.map(leftBy),
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

interface FileCell {
  execution_count: number | null;
  outputs: {
    output_type: string;
    name?: string;
    text?: string[];
    data?: Record<string, string[]>;
    ename?: string;
  }[];
}

function leftBy({ execution_count: count, outputs }: FileCell): Left {
  const words = outputs.map(({ output_type: type, name, text, data, ename }) => {
    if (type === "stream") return `${name} ${text?.join("")}`;
    return type === "error" ? `error ${ename}` : `${type} ${data?.["text/plain"]?.join("")}`;
  });
  return { count, outputs: words.join(" | ") };
}

const outputsOf = ({ cells }: HeadlessRun) => cells.map(({ outputs }) => outputs);

/** Nothing here may sleep or measure; each run has its own kernel and takes about half a second. */
const CASES: [name: string, cells: CellText[], outputs: string[], failures: RegExp[]][] = [
  [
    "texts, results and displays in order",
    [
      "console.log('a'); console.error('b'); console.log('c'); 1 + 1",
      "await Deno.jupyter.display({ 'text/plain': 'shown' }, { raw: true }); undefined",
      "Array.from({ length: 3 }, (_, i) => console.log(i)); undefined",
    ],
    [
      "stdout a\n | stderr b\n | stdout c\n | execute_result 2",
      "display_data shown",
      "stdout 0\n1\n2\n",
    ],
    [],
  ],
  [
    "an update in the cell that was displayed",
    [
      "await Deno.jupyter.broadcast('display_data', { data: { 'text/plain': 'old' }, metadata: {}, transient: { display_id: 'x' } })",
      "await Deno.jupyter.broadcast('update_display_data', { data: { 'text/plain': 'new' }, metadata: {}, transient: { display_id: 'x' } })",
    ],
    ["display_data new", ""],
    [],
  ],
  [
    "the cells behind a syntax error",
    ["const kept = 41", "const = 1", "kept + 1"],
    ["", "error SyntaxError", "execute_result 42"],
    [/^a\.ipynb, cell 2: SyntaxError: /],
  ],
  [
    "the cells behind an endless loop, with all variables",
    ["let n = 41", "while (true) n = 42", "n", "await new Promise(() => {})", "n + 1"],
    [
      "",
      "error Interrupted | error CellTimeout",
      "execute_result 42",
      "error Interrupted | error CellTimeout",
      "execute_result 43",
    ],
    [/^a\.ipynb, cell 2: it ran longer than 1 s and was interrupted$/, /^a\.ipynb, cell 4: /],
  ],
  [
    "the cells behind an exit",
    ["Deno.exit(3)", "1 + 1"],
    ["error EvaluatorRestarted", "execute_result 2"],
    [/^a\.ipynb, cell 1: EvaluatorRestarted: .*exit code 3.*variables are lost/],
  ],
  [
    "a cell to stop, and its variables",
    [["let n = 0; while (true) n++", "stop-me"], "n > 0"],
    ["error Interrupted", "execute_result true"],
    [],
  ],
  [
    "a cell that is to raise",
    [
      ["throw new RangeError('wanted')", "raises-exception"],
      "throw new RangeError('first\\nsecond')",
    ],
    ["error RangeError", "error RangeError"],
    [/^a\.ipynb, cell 2: RangeError: first$/],
  ],
  [
    "late text under its own cell",
    [
      "const printed = Promise.withResolvers<void>(); setTimeout(() => { console.log('late'); printed.resolve(); }, 50); undefined",
      "await printed.promise; console.log('own')",
    ],
    ["stdout late\n", "stdout own\n"],
    [],
  ],
];

for (const [name, cells, outputs, failures] of CASES) {
  Deno.test(`runCommand() runs ${name}`, async () => {
    const ran = await run(cells, { args: ["--timeout", "1"] });
    assertEquals(outputsOf(ran), outputs);
    assertEquals(ran.failures.length, failures.length, ran.failures.join("\n"));
    failures.forEach((pattern, index) => assertMatch(ran.failures[index] ?? "", pattern));
    assertEquals(ran.code, failures.length === 0 ? 0 : 1);
  });
}

Deno.test("runCommand() runs the cells behind one that has no memory left", async () => {
  const ran = await run([
    "const all: number[][] = []; for (;;) all.push(new Array(1e6).fill(0.5))",
    "1 + 1",
  ]);
  assertEquals(outputsOf(ran), ["error EvaluatorRestarted", "execute_result 2"]);
  assertMatch(ran.failures.join("\n"), /^a\.ipynb, cell 1: EvaluatorRestarted: .*memory/);
});

Deno.test("runCommand() runs cells in the notebook's folder, each notebook in its own kernel", async () => {
  const ran = await run(["import { word } from './word.ts'; globalThis.seen = word; word"], {
    files: {
      "word.ts": "export const word = 'read';",
      "b.ipynb": notebookText(["if ('seen' in globalThis) throw new Error('not fresh')"]),
    },
    args: ["b.ipynb"],
  });
  assertEquals(ran.failures, []);
  assertMatch(outputsOf(ran).join(), /read/);
});

Deno.test("runCommand() runs the cells behind ten thousand lines and keeps every line", async () => {
  const ran = await run(["for (let i = 0; i < 10_000; i++) console.log(i)", "1"]);
  const lines = (ran.cells[0]?.outputs ?? "").replace("stdout ", "").trimEnd().split("\n");
  assertEquals(lines.length, 10_000);
  assertEquals([lines[0], lines.at(-1)], ["0", "9999"]);
});

Deno.test("canonicalNotebook() says of the language what the kernel says, without its version", async () => {
  await using kernel = await openKernel({ cwd: Deno.cwd() });
  const { version: _, ...languageInfo } = kernel.languageInfo;
  const empty = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] } as const;
  assertEquals(canonicalNotebook(empty).metadata["language_info"], languageInfo);
});

/** Starts the command as a program, in whose process group a terminal's Ctrl-C arrives. */
function startProgram(folder: string): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      fromFileUrl(new URL("../../notebooks/tools/main.ts", import.meta.url)),
      "run",
      join(folder, "a.ipynb"),
      "--out",
      join(folder, "out"),
    ],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
}

for (const [signal, exitCode] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  Deno.test(`runCommand() keeps what was measured when ${signal} ends it`, async () => {
    const folder = await Deno.makeTempDir({ prefix: "probebook-headless-" });
    try {
      const cells = [
        "console.log('measured')",
        "console.log('half'); await new Promise(() => {})",
        "3",
      ];
      await Deno.writeTextFile(join(folder, "a.ipynb"), notebookText(cells));
      const program = startProgram(folder);
      let noted = "";
      for await (const text of program.stderr.pipeThrough(new TextDecoderStream())) {
        const wasNoted = noted.includes("cell 1 of 3");
        noted += text;
        // The first cell has ended; the second one runs or is about to.
        if (!wasNoted && noted.includes("cell 1 of 3")) program.kill(signal);
      }
      assertEquals((await program.status).code, exitCode, noted);
      const copy = JSON.parse(await Deno.readTextFile(join(folder, "out", "a.ipynb")));
      const left: Left[] = copy.cells.map(leftBy);
      assertEquals(left[0]?.outputs, "stdout measured\n");
      assertEquals(left[2], { count: null, outputs: "" });
      assertEquals([...Deno.readDirSync(join(folder, "out"))].length, 1);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

const PYTHON = await findHelperPython();
const NBCONVERT_MISSING = PYTHON.kind === "missing"
  ? PYTHON.missing
  : await nbconvertProblem(PYTHON.python);

async function nbconvertProblem(python: string): Promise<string | null> {
  const args = ["-c", "import nbconvert"];
  const { success } = await new Deno.Command(python, { args, stderr: "null" }).output();
  return success ? null : `${python} has no nbconvert`;
}

testUnless(NBCONVERT_MISSING, {
  name: "runCommand() --html writes the outputs as HTML",
  async fn() {
    if (PYTHON.kind === "missing") return;
    const folder = await Deno.makeTempDir({ prefix: "probebook-headless-" });
    try {
      const cells = ["console.log('seen in ' + 'HTML')", "throw new Error('also ' + 'seen')"];
      await Deno.writeTextFile(join(folder, "a.ipynb"), notebookText(cells));
      const lines: string[] = [];
      const code = await runCommand(["a.ipynb", "--html"], {
        root: folder,
        base: folder,
        python: PYTHON.python,
        print: (line) => lines.push(line),
        note: () => {},
      });
      assertEquals(code, 1);
      assertEquals(lines.slice(0, 2), [
        "Executed copy: .cache/executed/a.ipynb",
        "HTML: .cache/executed/a.html",
      ]);
      const html = await Deno.readTextFile(join(folder, ".cache/executed/a.html"));
      assertMatch(html, /seen in HTML[^]*also seen/);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
