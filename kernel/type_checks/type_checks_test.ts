/** Tests of the order of checks, warnings and cells, with a scripted evaluator and compiler. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import type {
  Evaluation,
  EvaluationRequest,
  EvaluatorPort,
  OutputEvent,
} from "../evaluator/mod.ts";
import type { Diagnosis, KnownCell, TypeFault, TypeService } from "../lsp/mod.ts";
import { isGradedRun, type TypeCheckOptions, withTypeChecks } from "./type_checks.ts";

const VALUE: Evaluation = { kind: "value", bundle: null, expressions: {} };
const LIMITS = { firstMs: 40, firstGradedMs: 40, laterMs: 20, silentMs: 5 };

/** A type error at the first `bad` of a cell; cells without the word are clean. */
function faultsIn({ code }: KnownCell): Diagnosis {
  const startUtf16 = code.indexOf("bad");
  if (startUtf16 < 0) return { kind: "faults", faults: [] };
  const fault: TypeFault = {
    code: 2322,
    message: "Type 'string' is not assignable to type 'number'.",
    severity: "error",
    startUtf16,
    endUtf16: startUtf16 + 3,
  };
  return { kind: "faults", faults: [fault] };
}

/** What a test scripts; the rest ends well and at once. */
interface Script extends Partial<Omit<TypeCheckOptions, "types" | "emit">> {
  readonly run?: (request: EvaluationRequest) => Promise<Evaluation>;
  readonly diagnose?: TypeService["diagnose"];
}

/** A checked evaluator, what happened in its order, and promises of what is to come. */
function bench(script: Script = {}) {
  const { run = () => Promise.resolve(VALUE), diagnose } = script;
  const log: string[] = [];
  let warmCount = 0;
  const waiters: { text: string; resolve: () => void }[] = [];
  const note = (text: string) => {
    log.push(text);
    for (const waiter of waiters) if (text.includes(waiter.text)) waiter.resolve();
  };
  const evaluator: EvaluatorPort = {
    async evaluate(request) {
      note(`run ${request.name}`);
      const evaluation = await run(request);
      note(`end ${request.name}`);
      return evaluation;
    },
    deliver: () => Promise.resolve(VALUE),
    interrupt() {
      note("interrupt");
      return Promise.resolve({ kind: "idle" });
    },
    answerInput: () => {},
    completeness: () => ({ status: "complete" }),
    live: {
      names: () => Promise.resolve([]),
      members: () => Promise.resolve([]),
      describe: () => Promise.resolve(null),
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const types: TypeService = {
    ran: (cell) => note(`ran ${cell.name}`),
    declare: () => {},
    diagnose(cell, options) {
      // Before the first cell, to start the compiler.
      if (cell.name === "") {
        warmCount += 1;
        return Promise.resolve(faultsIn(cell));
      }
      note(`check ${cell.name}`);
      return diagnose?.(cell, options) ?? Promise.resolve(faultsIn(cell));
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const checked = withTypeChecks(evaluator, {
    types,
    isGraded: script.isGraded ?? false,
    isWarning: script.isWarning ?? true,
    limits: script.limits ?? LIMITS,
    idleMs: script.idleMs ?? 5,
    emit: (event: OutputEvent) => {
      if (event.kind === "stream") note(`${event.name} ${event.cellId} ${event.text}`);
    },
  });
  let count = 0;
  return {
    log,
    checked,
    warmCount: () => warmCount,
    evaluate(code: string, notebookCellId?: string) {
      count += 1;
      return checked.evaluate({
        cellId: `c${count}`,
        code,
        name: `cell ${count}`,
        allowStdin: false,
        ...(notebookCellId === undefined ? {} : { notebookCellId }),
      });
    },
    /** Resolves when something with the text happens, or has happened. */
    seen(text: string): Promise<void> {
      if (log.some((entry) => entry.includes(text))) return Promise.resolve();
      return new Promise((resolve) => waiters.push({ text, resolve }));
    },
    [Symbol.asyncDispose]: () => checked[Symbol.asyncDispose](),
  };
}

const WARNING =
  "stderr c1 Type error in cell 1, line 2, column 7: Type 'string' is not assignable to type 'number'. (TS2322)\n" +
  "  2 | const bad: number = 'text';\n" +
  "    |       ^\n";
const BAD = "// A comment.\nconst bad: number = 'text';";

Deno.test("withTypeChecks() tells a fault under its cell after the cell has ended", async () => {
  await using kernel = bench();
  await kernel.evaluate(BAD);
  await kernel.seen("stderr");
  assertEquals(kernel.log, ["run cell 1", "end cell 1", "ran cell 1", "check cell 1", WARNING]);
});

Deno.test("withTypeChecks() tells again when the same cell has run again", async () => {
  await using kernel = bench();
  await kernel.evaluate(BAD, "a");
  await kernel.seen("stderr c1");
  await kernel.evaluate(BAD, "a");
  await kernel.seen("stderr c2");
});

Deno.test("withTypeChecks() checks nothing between the cells of a quick succession", async () => {
  await using kernel = bench({ idleMs: 30 });
  for (const key of ["a", "b", "c"]) await kernel.evaluate(`${BAD} // ${key}`, key);
  await kernel.seen("stderr c3");
  const firstCheck = kernel.log.indexOf("check cell 1");
  assertEquals(firstCheck > kernel.log.indexOf("end cell 3"), true);
  const streams = kernel.log.filter((entry) => entry.startsWith("stderr"));
  assertEquals(streams.map((entry) => entry.slice(0, 9)), ["stderr c1", "stderr c2", "stderr c3"]);
});

Deno.test("withTypeChecks() holds a warning back while the next cell runs", async () => {
  const answer = Promise.withResolvers<Diagnosis>();
  const next = Promise.withResolvers<Evaluation>();
  let checkCount = 0;
  await using kernel = bench({
    run: ({ name }) => name === "cell 2" ? next.promise : Promise.resolve(VALUE),
    diagnose: (cell) => checkCount++ === 0 ? answer.promise : Promise.resolve(faultsIn(cell)),
  });
  await kernel.evaluate(BAD, "a");
  await kernel.seen("check cell 1");
  const running = kernel.evaluate("const good = 1", "b");
  answer.resolve(faultsIn({ key: "a", name: "cell 1", code: BAD }));
  await answer.promise;
  next.resolve(VALUE);
  await running;
  await kernel.seen("stderr");
  const told = kernel.log.findIndex((entry) => entry.startsWith("stderr"));
  assertEquals(told > kernel.log.indexOf("end cell 2"), true);
  assertEquals(kernel.log[told], WARNING);
});

Deno.test("withTypeChecks() drops the warning of a cell that is run again before it was told", async () => {
  const answer = Promise.withResolvers<Diagnosis>();
  let checkCount = 0;
  await using kernel = bench({
    diagnose: (cell) => checkCount++ === 0 ? answer.promise : Promise.resolve(faultsIn(cell)),
  });
  await kernel.evaluate(BAD, "a");
  await kernel.seen("check cell 1");
  await kernel.evaluate("const good = 1", "a");
  answer.resolve(faultsIn({ key: "a", name: "cell 1", code: BAD }));
  await kernel.evaluate(`${BAD}//`, "b");
  await kernel.seen("stderr");
  assertEquals(kernel.log.filter((entry) => entry.startsWith("stderr c1")), []);
});

const QUIET: [name: string, script: Script, code: string][] = [
  ["a runner's cells", { isWarning: false }, BAD],
  ["a cell that was stopped", { run: ended({ kind: "interrupted", traceback: [] }) }, BAD],
  ["a cell that lacks a name", { run: ended(thrown("ReferenceError")) }, BAD],
  ["a cell that threw what it made", { run: ended(thrown("Error")) }, BAD],
  ["numbers and texts", {}, "123 + 4 // bad\n'bad'"],
  ["a file that is written", {}, "%%writefile a.ts\nbad"],
  ["a script in Python", {}, "%%python\nbad"],
  ["data of a megabyte", {}, `const bad = ${JSON.stringify("x".repeat(1e6))}`],
];

function ended(evaluation: Evaluation): () => Promise<Evaluation> {
  return () => Promise.resolve(evaluation);
}

function thrown(name: string): Evaluation {
  return { kind: "thrown", name, message: "", traceback: [] };
}

for (const [name, script, code] of QUIET) {
  Deno.test(`withTypeChecks() leaves alone ${name}`, async () => {
    await using kernel = bench(script);
    await kernel.evaluate(code);
    // By the time that another kernel has told its warning, this one would have done so as well.
    await using other = bench();
    await other.evaluate(BAD);
    await other.seen("stderr c1");
    assertEquals(kernel.log.filter((entry) => /^check cell 1$|^stderr c1/.test(entry)), []);
  });
}

Deno.test("withTypeChecks() looks for the cause of a TypeError", async () => {
  await using kernel = bench({ run: ended(thrown("TypeError")) });
  await kernel.evaluate(BAD);
  await kernel.seen("stderr c1");
});

Deno.test("withTypeChecks() tells five faults and how many more there are", async () => {
  const one = faultsIn({ key: "", name: "", code: "bad" });
  await using kernel = bench({
    diagnose: () =>
      Promise.resolve({
        kind: "faults",
        faults: one.kind !== "faults" ? [] : Array.from(
          { length: 12 },
          (_, index) =>
            one.faults.map((fault) => ({ ...fault, startUtf16: index, endUtf16: index + 1 })),
        ).flat(),
      }),
  });
  await kernel.evaluate("const bad = 1, other = 2");
  await kernel.seen("stderr");
  const text = kernel.log.at(-1) ?? "";
  assertEquals(text.match(/Type error/g)?.length, 5);
  assertStringIncludes(text, "\nand 7 more\n");
});

const STRICT: [name: string, script: Script, code: string][] = [
  ["%%check", {}, `%%check\nconst bad: number = 'text';`],
  ["a comment", {}, `// probebook: check\nconst bad: number = 'text';`],
  ["a graded run", { isGraded: true, isWarning: false }, BAD],
];

for (const [name, script, code] of STRICT) {
  Deno.test(`withTypeChecks() keeps a faulty cell from running: ${name}`, async () => {
    await using kernel = bench(script);
    assertEquals(await kernel.evaluate(code), {
      kind: "thrown",
      name: "TypeCheckError",
      message: "Cannot run cell 1: it has a type error",
      traceback: [
        "TypeCheckError: Cannot run cell 1: it has a type error",
        ...WARNING.replace("stderr c1 ", "").trimEnd().split("\n"),
      ],
    });
    assertEquals(kernel.log, ["check cell 1"]);
  });

  Deno.test(`withTypeChecks() runs a clean cell after its check: ${name}`, async () => {
    await using kernel = bench(script);
    assertEquals(await kernel.evaluate(code.replace("bad", "good")), VALUE);
    assertEquals(kernel.log, ["check cell 1", "run cell 1", "end cell 1", "ran cell 1"]);
  });

  Deno.test(`withTypeChecks() stops a check at once: ${name}`, async () => {
    await using kernel = bench({
      ...script,
      diagnose: () => new Promise(() => {}),
      limits: FOREVER,
    });
    const evaluation = kernel.evaluate(code);
    await kernel.seen("check");
    assertEquals(await kernel.checked.interrupt(), { kind: "idle" });
    assertEquals(await evaluation, { kind: "interrupted", traceback: [] });
    assertEquals(kernel.log, ["check cell 1", "interrupt"]);
  });
}

for (const isGraded of [true, false]) {
  Deno.test(`withTypeChecks() starts the compiler ${isGraded ? "at once" : "late"} when isGraded is ${isGraded}`, async () => {
    await using kernel = bench({ isGraded });
    assertEquals(kernel.warmCount(), isGraded ? 1 : 0);
  });
}

/** Longer than any test runs. */
const FOREVER = { firstMs: 1e8, firstGradedMs: 1e8, laterMs: 1e8, silentMs: 1e8 };

const SILENT: [name: string, diagnose: NonNullable<Script["diagnose"]>, reason: string][] = [
  ["hangs", () => new Promise(() => {}), "the compiler did not answer in time"],
  [
    "is switched off",
    () => Promise.resolve({ kind: "unavailable", reason: "PROBEBOOK_LANGUAGE_SERVER is off" }),
    "PROBEBOOK_LANGUAGE_SERVER is off",
  ],
];

for (const [name, diagnose, reason] of SILENT) {
  Deno.test(`withTypeChecks() runs the cell when the compiler ${name}, and says so once`, async () => {
    await using kernel = bench({ isGraded: true, isWarning: false, diagnose });
    for (let count = 0; count < 4; count += 1) {
      assertEquals(await kernel.evaluate(BAD), VALUE);
    }
    assertEquals(kernel.log.filter((entry) => /^std/.test(entry)), [
      `stdout c1 Types were not checked: ${reason}. The cell runs all the same.\n`,
    ]);
  });

  Deno.test(`withTypeChecks() says so each time to who asks when the compiler ${name}`, async () => {
    await using kernel = bench({ diagnose });
    for (let count = 0; count < 2; count += 1) await kernel.evaluate(`%%check\n${BAD}`);
    assertEquals(kernel.log.filter((entry) => /^std/.test(entry)).length, 2);
  });
}

Deno.test("withTypeChecks() waits shortly after two answers that did not come, and longer again after one that did", async () => {
  const waits: (number | undefined)[] = [];
  await using kernel = bench({
    isGraded: true,
    limits: { firstMs: 1e8, firstGradedMs: 40, laterMs: 30, silentMs: 5 },
    diagnose(cell, options) {
      waits.push(options?.deadlineMs);
      return waits.length <= 3 ? new Promise(() => {}) : Promise.resolve(faultsIn(cell));
    },
  });
  for (let count = 0; count < 5; count += 1) await kernel.evaluate("const good = 1");
  assertEquals(waits, [40, 40, 5, 5, 30]);
});

Deno.test("withTypeChecks() tells nothing of a cell whose names have got another meaning since", async () => {
  await using kernel = bench({ idleMs: 20 });
  await kernel.evaluate(BAD, "a");
  await kernel.evaluate("const note = 5", "b");
  await kernel.evaluate("const amount = 5, bad = amount", "c");
  await kernel.seen("stderr c3");
  assertEquals(kernel.log.filter((entry) => entry.startsWith("stderr c1")).length, 1);
  await kernel.evaluate("use(other, bad)", "d");
  await kernel.evaluate("const other = 'bad'", "e");
  await kernel.seen("stderr c5");
  assertEquals(kernel.log.filter((entry) => entry.startsWith("stderr c4")), []);
});

Deno.test("withTypeChecks() tells no warning where the compiler cannot be asked", async () => {
  let count = 0;
  await using kernel = bench({
    diagnose: (cell) =>
      Promise.resolve(count++ === 0 ? { kind: "unavailable", reason: "off" } : faultsIn(cell)),
  });
  await kernel.evaluate(BAD, "a");
  await kernel.evaluate(BAD, "b");
  await kernel.seen("stderr c2");
  assertEquals(kernel.log.filter((entry) => /^std\w+ c1/.test(entry)), []);
});

const GRADED: [environment: Record<string, string>, isGraded: boolean][] = [
  [{}, false],
  [{ NBGRADER_EXECUTION: "autograde" }, true],
  [{ NBGRADER_EXECUTION: "" }, false],
  [{ PROBEBOOK_GRADED: "1" }, true],
  [{ PROBEBOOK_GRADED: "0" }, false],
];

for (const [environment, isGraded] of GRADED) {
  Deno.test(`isGradedRun() reads ${JSON.stringify(environment)}`, () => {
    assertEquals(isGradedRun({ get: (name) => environment[name] }), isGraded);
  });
}
