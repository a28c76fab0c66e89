/** Whole runs against a kernel that does what the cell's text says. */

import { assertEquals, assertMatch } from "@std/assert";
import { type CellEnding, executeNotebook, type ExecuteOptions, isFailure } from "./execute.ts";
import type { CellKernel, CellMessage, CellOutcome } from "./kernel_slot.ts";
import { type Cell, isCodeCell, type Notebook } from "./nbformat.ts";

/** What happened to the kernels of one run, as words. */
type Journal = string[];

/**
 * A kernel for tests: `ok`, `throw`, `hang` (until interrupted), `deaf` (not even then), `dead`
 * (interrupting restarts its evaluator), `break` (rejects) and `late` (prints after it ended).
 */
function fakeKernel(journal: Journal): CellKernel {
  let count = 0;
  let stop: (ename: string) => void = () => {};
  let printLate = () => {};
  journal.push("open");
  return {
    languageInfo: { name: "typescript", version: "9" },
    async execute(code, { onMessage }): Promise<CellOutcome> {
      journal.push(code);
      const executionCount = ++count;
      const send = (messageType: string, content: CellMessage["content"]) =>
        onMessage({ messageType, content });
      send("execute_input", { code, execution_count: executionCount });
      printLate();
      printLate = () => {};
      const failed = (ename: string): CellOutcome => {
        const error = { ename, evalue: "first\nsecond", traceback: ["t"] };
        send("error", error);
        return { status: "error", executionCount, error };
      };
      if (code === "throw") return failed("TypeError");
      if (code === "break") throw new Error("Cannot reach the kernel: it is gone");
      if (code === "aborted") return { status: "aborted", executionCount };
      if (code === "late") printLate = () => send("stream", { name: "stdout", text: "late" });
      if (["hang", "deaf", "dead"].includes(code)) {
        const { promise, resolve } = Promise.withResolvers<string>();
        stop = (ename) =>
          code === "deaf" || resolve(code === "dead" ? "EvaluatorRestarted" : ename);
        return failed(await promise);
      }
      send("stream", { name: "stdout", text: code });
      return { status: "ok", executionCount };
    },
    interrupt() {
      journal.push("interrupt");
      stop("Interrupted");
      return Promise.resolve();
    },
    [Symbol.asyncDispose]() {
      journal.push("close");
      return Promise.resolve();
    },
  };
}

/** `text #tag` gives a code cell with a tag, `> text` a markdown cell. */
function notebookOf(texts: string[]): Notebook {
  const cells = texts.map((text, index): Cell => {
    const id = `c${index}`;
    if (text.startsWith("> ")) return { cell_type: "markdown", id, source: text, metadata: {} };
    const [source = "", tag] = text.split(" #");
    const metadata = tag === undefined ? {} : { tags: [tag] };
    const old = [{ output_type: "stream", name: "stdout", text: "old" }];
    return { cell_type: "code", id, source, metadata, execution_count: 99, outputs: old };
  });
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
}

async function run(texts: string[], options: Partial<ExecuteOptions> = {}) {
  const journal: Journal = [];
  const execution = await executeNotebook(notebookOf(texts), {
    openKernel: () => Promise.resolve(fakeKernel(journal)),
    cellTimeoutMs: 30,
    stopMeAfterMs: 10,
    interruptMsMax: 30,
    signal: new AbortController().signal,
    ...options,
  });
  return { ...execution, journal };
}

function word(ending: CellEnding): string {
  return "message" in ending ? `${ending.kind}: ${ending.message}` : ending.kind;
}

const TIMED_OUT = "timed_out: it ran longer than 0.03 s and was";
const LOST = "ended; the kernel was restarted and its variables are lost";

const CASES: [name: string, cells: string[], endings: string[], journal: string][] = [
  [
    "goes on after an error",
    ["throw", "ok"],
    ["error: TypeError: first", "ok"],
    "open throw ok close",
  ],
  ["expects an error where the tag says so", ["throw #raises-exception"], [
    "expected_error: TypeError: first",
  ], "open throw close"],
  [
    "takes a tagged cell that does not raise for good",
    ["ok #raises-exception"],
    ["ok"],
    "open ok close",
  ],
  ["interrupts a cell that hangs and runs the rest", ["hang", "ok"], [
    `${TIMED_OUT} interrupted`,
    "ok",
  ], "open hang interrupt ok close"],
  [
    "replaces a kernel that cannot be interrupted",
    ["deaf", "ok"],
    [`${TIMED_OUT} ${LOST}`, "ok"],
    "open deaf interrupt close open ok close",
  ],
  [
    "tells that an evaluator was restarted",
    ["dead", "ok"],
    [`${TIMED_OUT} ${LOST}`, "ok"],
    "open dead interrupt ok close",
  ],
  ["replaces a kernel that breaks", ["break", "ok"], [
    "lost: Cannot reach the kernel: it is gone",
    "ok",
  ], "open break close open ok close"],
  [
    "stops a cell that asks for it",
    ["hang #stop-me", "ok"],
    ["stopped", "ok"],
    "open hang interrupt ok close",
  ],
  [
    "finds a stop-me cell that fails by itself",
    ["throw #stop-me"],
    ["error: TypeError: first"],
    "open throw close",
  ],
  ["finds a stop-me cell that cost the variables", ["dead #stop-me"], [
    `timed_out: it ran longer than 0.01 s and was ${LOST}`,
  ], "open dead interrupt close"],
  ["does not hide a time limit behind raises-exception", ["hang #raises-exception"], [
    `${TIMED_OUT} interrupted`,
  ], "open hang interrupt close"],
  ["leaves out cells without code", ["> text", "", "  \n", "ok"], ["ok"], "open ok close"],
  ["opens no kernel for no cells", ["> text"], [], ""],
  [
    "reports a cell that the kernel refused",
    ["aborted"],
    ["lost: the kernel did not run it"],
    "open aborted close",
  ],
];

for (const [name, cells, endings, journal] of CASES) {
  Deno.test(`executeNotebook() ${name}`, async () => {
    const ran = await run(cells);
    assertEquals(ran.reports.map(({ ending }) => word(ending)), endings);
    assertEquals(ran.journal.join(" "), journal);
  });
}

function textsOf(notebook: Notebook): string[] {
  return notebook.cells.filter(isCodeCell).map(({ outputs, execution_count: count }) =>
    `${count}:${outputs.map(({ text, ename }) => text ?? ename).join("+")}`
  );
}

Deno.test("executeNotebook() replaces old outputs and counts of every cell", async () => {
  const { notebook } = await run(["ok", "", "throw"]);
  assertEquals(textsOf(notebook), ["1:ok", "null:", "2:TypeError"]);
  assertEquals(notebook.metadata["language_info"], { name: "typescript", version: "9" });
});

Deno.test("executeNotebook() gives late text to the cell that printed it", async () => {
  const { notebook } = await run(["late", "ok"]);
  assertEquals(textsOf(notebook), ["1:late+late", "2:ok"].map((text) => text.replace("+", "")));
});

Deno.test("executeNotebook() writes into the copy why a cell was ended", async () => {
  const { notebook } = await run(["hang", "break"]);
  assertEquals(textsOf(notebook), ["1:Interrupted+CellTimeout", "2:KernelLost"]);
});

Deno.test("executeNotebook() keeps what there is when the run is ended", async () => {
  const controller = new AbortController();
  const { notebook, reports, journal } = await run(["ok", "hang", "ok"], {
    cellTimeoutMs: 60_000,
    signal: controller.signal,
    onCell: ({ number }) => {
      // The second cell hangs by the time this turn of the event loop is over.
      if (number === 1) setTimeout(() => controller.abort(), 0);
      return Promise.resolve();
    },
  });
  assertEquals(reports.map(({ ending }) => ending.kind), ["ok", "not_run", "not_run"]);
  assertEquals(textsOf(notebook), ["1:ok", "2:Interrupted", "null:"]);
  assertEquals(journal.join(" "), "open ok hang interrupt close");
});

Deno.test("executeNotebook() reports every cell when no kernel starts", async () => {
  const { reports } = await run(["ok", "ok"], {
    openKernel: () => Promise.reject(new Error("Cannot start the kernel: no room")),
  });
  assertEquals(reports.map(({ ending }) => word(ending)), [
    "lost: Cannot start the kernel: no room",
    "lost: Cannot start the kernel: no room",
  ]);
});

Deno.test("executeNotebook() reports each cell with the notebook as it is then", async () => {
  const seen: string[] = [];
  await run(["ok", "throw"], {
    onCell: (report, notebook) => {
      seen.push(`${report.number}/${report.count} ${isFailure(report)} ${textsOf(notebook())}`);
      return Promise.resolve();
    },
  });
  assertEquals(seen, ["1/2 false 1:ok,null:", "2/2 true 1:ok,2:TypeError"]);
});

Deno.test("executeNotebook() measures the time of each cell", async () => {
  const { reports } = await run(["hang"]);
  assertMatch(String(reports[0]?.elapsedMs), /^[2-9]\d|^\d{3}/);
});
