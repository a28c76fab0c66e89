/** The command `run` on real files, with a kernel that does what a cell's text says. */

import { assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import type { CellKernel } from "./kernel_slot.ts";
import { readNotebook } from "./nbformat.ts";
import { runCommand, type RunSurroundings } from "./run.ts";

/** `throw` fails, `hang` waits for an interrupt, `stop` ends the run, all else prints itself. */
function fakeKernel(cwd: string, controller: AbortController): CellKernel {
  let stop = () => {};
  return {
    languageInfo: { name: "typescript" },
    async execute(code, { onMessage }) {
      const failed = (ename: string) => {
        const error = { ename, evalue: "it failed\nmore", traceback: [] };
        onMessage({ messageType: "error", content: error });
        return { status: "error" as const, executionCount: 1, error };
      };
      if (code === "throw") return failed("Error");
      if (code === "stop") controller.abort();
      if (code === "hang" || code === "stop") {
        const { promise, resolve } = Promise.withResolvers<void>();
        stop = resolve;
        await promise;
        return failed("Interrupted");
      }
      const text = code === "cwd" ? cwd : code;
      onMessage({ messageType: "stream", content: { name: "stdout", text } });
      return { status: "ok", executionCount: 1 };
    },
    interrupt: () => Promise.resolve(stop()),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

interface Run {
  readonly code: number;
  readonly printed: string;
  readonly noted: string;
  /** The texts of the outputs in the executed copy `name`. */
  outputs(name: string): string;
}

function fileOf(cells: string[], metadata: Record<string, unknown> = {}): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "probebook", display_name: "T" }, ...metadata },
    cells: cells.map((source, index) => ({
      cell_type: "code",
      id: `c${index}`,
      metadata: {},
      source,
      execution_count: null,
      outputs: [],
    })),
  });
}

/** Runs the command in a folder that has `files` and is removed afterwards. */
async function withRun(
  { files, args, changes = {} }: {
    files: Record<string, string>;
    args: string[];
    changes?: Partial<RunSurroundings>;
  },
  check: (run: Run, folder: string) => void,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "probebook-run-" });
  try {
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(join(folder, name), text);
    }
    const lines = { printed: [] as string[], noted: [] as string[] };
    const controller = new AbortController();
    const code = await runCommand(args, {
      root: folder,
      base: folder,
      python: join(folder, "no-python"),
      signal: controller.signal,
      openKernel: ({ cwd }) => Promise.resolve(fakeKernel(cwd, controller)),
      print: (line) => lines.printed.push(line),
      note: (line) => lines.noted.push(line),
      ...changes,
    });
    const run: Run = {
      code,
      printed: lines.printed.join("\n"),
      noted: lines.noted.join("\n"),
      outputs(name) {
        const read = readNotebook(Deno.readTextFileSync(join(folder, name)), name);
        if (read.kind === "refused") return read.message;
        const outputs = read.notebook.cells.map((cell) => cell["outputs"]);
        return JSON.stringify(outputs).match(/"(?:text|ename)":"[^"]*"/g)?.join(" ") ?? "none";
      },
    };
    check(run, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const COPY = ".cache/executed/a.ipynb";

Deno.test("runCommand() writes an executed copy and leaves the notebook alone", async () => {
  const text = fileOf(["one", "cwd"]);
  await withRun({ files: { "a.ipynb": text }, args: ["a.ipynb"] }, (run, folder) => {
    assertEquals(run.code, 0);
    assertEquals(run.printed, `Executed copy: ${COPY}`);
    assertMatch(run.noted, /^a\.ipynb: cell 1 of 2, \d+\.\d s, ok\na\.ipynb: cell 2 of 2, /);
    assertEquals(run.outputs(COPY), `"text":"one" "text":"${folder}"`);
    assertEquals(Deno.readTextFileSync(join(folder, "a.ipynb")), text);
    assertEquals([...Deno.readDirSync(join(folder, ".cache/executed"))].length, 1);
  });
});

Deno.test("runCommand() lists file, cell and first line of every failure and runs the rest", async () => {
  const files = { "a.ipynb": fileOf(["throw", "hang", "last"]), "b.ipynb": fileOf(["fine"]) };
  const args = ["a.ipynb", "b.ipynb", "--out", "o", "--timeout", "0.05"];
  await withRun({ files, args }, (run) => {
    assertEquals(run.code, 1);
    assertEquals(run.printed.split("\n"), [
      "Executed copy: o/a.ipynb",
      "Executed copy: o/b.ipynb",
      "",
      "Failed:",
      "  a.ipynb, cell 1: Error: it failed",
      "  a.ipynb, cell 2: it ran longer than 0.05 s and was interrupted",
    ]);
    assertMatch(run.outputs("o/a.ipynb"), /"text":"last"$/);
    assertEquals(run.outputs("o/b.ipynb"), '"text":"fine"');
  });
});

const REFUSED: [name: string, files: Record<string, string>, args: string[], expected: RegExp][] = [
  ["a missing file", {}, ["x.ipynb"], /Cannot read "x\.ipynb": there is no such file or folder$/],
  ["a folder", {}, ["."], /Cannot read "\.": it is a folder; name the notebooks in it$/],
  ["broken JSON", { "a.ipynb": "{" }, ["a.ipynb"], /"a\.ipynb": line 1, column 2 is not JSON/],
  ["an older format", { "a.ipynb": '{"nbformat": 3}' }, ["a.ipynb"], /older notebook format 3/],
  ["a newer format", { "a.ipynb": '{"nbformat": 5}' }, ["a.ipynb"], /newer notebook format 5/],
  [
    "another kernel",
    { "a.ipynb": fileOf([], { kernelspec: { name: "python3", language: "python" } }) },
    ["a.ipynb"],
    /Cannot run "a\.ipynb": it is for the kernel "python3", and only TypeScript .*nbconvert --to notebook --execute/,
  ],
  [
    "a folder that cannot be",
    { "a.ipynb": fileOf([]), o: "" },
    ["a.ipynb", "--out", "o"],
    /Cannot write ".*": .*--out$/,
  ],
];

for (const [name, files, args, expected] of REFUSED) {
  Deno.test(`runCommand() refuses ${name} and runs the other notebooks`, async () => {
    const all = { ...files, "good.ipynb": fileOf(["fine"]) };
    await withRun({ files: all, args: [...args, "good.ipynb"] }, (run) => {
      assertEquals(run.code, 1);
      assertMatch(run.printed, new RegExp(expected.source, "m"));
      if (!args.includes("--out")) assertMatch(run.printed, /^Executed copy: .*good\.ipynb$/m);
    });
  });
}

const NOTED: [name: string, metadata: Record<string, unknown>, expected: RegExp | null][] = [
  ["our kernel", {}, null],
  ["our other kernel", { kernelspec: { name: "probebook-all" } }, null],
  [
    "Deno's kernel",
    { kernelspec: { name: "deno", language: "typescript" } },
    /is for the kernel "deno"; it is run in this kernel/,
  ],
  [
    "another TypeScript kernel",
    { kernelspec: { name: "tslab", language: "TypeScript" } },
    /is for the kernel "tslab"/,
  ],
  [
    "a language without kernel",
    { kernelspec: null, language_info: { name: "typescript" } },
    /is for the language typescript/,
  ],
  ["no kernel at all", { kernelspec: undefined }, /names no kernel; it is run as TypeScript/],
];

for (const [name, metadata, expected] of NOTED) {
  Deno.test(`runCommand() runs a notebook that names ${name}`, async () => {
    const files = { "a.ipynb": fileOf(["x"], metadata) };
    await withRun({ files, args: ["a.ipynb"] }, (run) => {
      assertEquals(run.code, 0);
      assertMatch(run.noted, expected ?? /^a\.ipynb: cell 1/);
    });
  });
}

Deno.test("runCommand() keeps what there is when the run is ended", async () => {
  const files = { "a.ipynb": fileOf(["one", "stop", "three", "four"]), "b.ipynb": fileOf(["x"]) };
  await withRun({ files, args: ["a.ipynb", "b.ipynb", "--html"] }, (run) => {
    assertEquals(run.code, 1);
    assertEquals(run.outputs(COPY), '"text":"one" "ename":"Interrupted"');
    assertEquals(run.printed.split("\n").slice(2), [
      "Failed:",
      "  a.ipynb, cell 2 and 2 more: not finished, the run was ended",
      '  Cannot run "b.ipynb": the run was ended before it',
    ]);
  });
});

Deno.test("runCommand() --html without nbconvert keeps the copy and names the remedy", async () => {
  await withRun({ files: { "a.ipynb": fileOf(["x"]) }, args: ["a.ipynb", "--html"] }, (run) => {
    assertEquals(run.code, 1);
    assertMatch(run.printed, /Cannot write HTML: .*`deno task lab --no-browser`.*copies are kept$/);
    assertEquals(run.outputs(COPY), '"text":"x"');
  });
});

Deno.test("runCommand() answers a wrong command line with 2 and the usage", async () => {
  await withRun({ files: {}, args: ["--fast"] }, (run) => {
    assertEquals([run.code, run.printed], [2, ""]);
    assertMatch(run.noted, /^Unknown option "--fast"\n\nUsage: deno task run/);
  });
});

Deno.test("runCommand() --help prints the usage and succeeds", async () => {
  await withRun({ files: {}, args: ["--help"] }, (run) => {
    assertEquals(run.code, 0);
    assertMatch(run.printed, /^Usage: deno task run/);
  });
});
