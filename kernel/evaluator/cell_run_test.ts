/** How cells end: what their last statement shows, and that they end once, well or badly. */

import { assertEquals, assertMatch } from "@std/assert";
import { CellRun } from "./cell_run.ts";
import { JSX_DEFAULT } from "./jsx.ts";
import type { CallOutcome } from "./cdp.ts";
import { ofKind, startFixture, streamText } from "./evaluator_fixture.ts";
import type { Child } from "./process.ts";
import { scriptUrl } from "./runtime_contract.ts";
import type { TracedCell } from "./source/mod.ts";

const SHOWS = "{ [Symbol.for('Jupyter.display')]";

/** Of a value that cannot show itself the error is told beside. */
const SHOWN_AS_TEXT = "text/plain: { Symbol(Jupyter.display): [Function: [Jupyter.display]] }";

const ENDINGS: [name: string, code: string, ending: string][] = [
  ["an expression", "1", "text/plain: 1"],
  ["an expression, its semicolon and a comment", "1; // one", "text/plain: 1"],
  ["a semicolon in a line of its own", "1 // one\n;", "text/plain: 1"],
  ["empty statements", "1;;;", "text/plain: 1"],
  ["brackets and a comma", "(1, 2), 3", "text/plain: 3"],
  [
    "an expression behind one without semicolon",
    "const a = 1 // one\n/* two */ a",
    "text/plain: 1",
  ],
  ["an expression in the line of the one before", "let b = 1; b += 1; b", "text/plain: 2"],
  ["a call behind a loop", "for (const x of [1]) x\nString(2)", 'text/plain: "2"'],
  ["an expression behind `if`", "if (false) 1; else 2\n3", "text/plain: 3"],
  ["an assignment", "let c; c = 5", "text/plain: 5"],
  ["a wait", "await Promise.resolve(4)", "text/plain: 4"],
  ["an object", "{ a: 1 }", "text/plain: { a: 1 }"],
  ["a string that looks like a directive", "'use strict'", 'text/plain: "use strict"'],
  ["an arrow function", "() => 1", "text/plain: [Function (anonymous)]"],
  ["a hoisted function behind it", "f()\nfunction f() { return 6 }", "nothing"],
  [
    "an expression behind a hoisted function",
    "g(); function g() { return 7 } g()",
    "text/plain: 7",
  ],
  ["a `var` used before it stands", "v; var v = 8; v", "text/plain: 8"],
  ["a declaration", "1; let d = 2", "nothing"],
  ["a call without value", "1; void 0", "nothing"],
  ["a loop", "for (const x of [1, 2]) x", "text/plain: 2"],
  ["a block", "1; { 2; }", "text/plain: 2"],
  ["a conditional statement", "if (true) 9", "text/plain: 9"],
  ["an exported expression", "export default 10", "text/plain: 10"],
  ["only a comment", "// nothing", "nothing"],
  ["an enum and a call", "enum E { A }\nE.A", "text/plain: 0"],
  ["a namespace", "namespace N { export const a = 1 }", "nothing"],
  ["a promise", "Promise.resolve(11)", "text/plain: 11"],
  ["a promise that is rejected", "Promise.reject(new TypeError('no'))", "TypeError: no"],
  [
    "a value that shows itself later",
    `(${SHOWS}: async () => { await 1; return { 'a/b': 'c' } } })`,
    "a/b: c",
  ],
  [
    "a value that fails to show itself",
    `(${SHOWS}() { throw new TypeError('no') } })`,
    SHOWN_AS_TEXT,
  ],
  [
    "a bundle that is no JSON",
    `(${SHOWS}: () => ({ 'a/b': 1n }) })`,
    SHOWN_AS_TEXT,
  ],
  [
    "something disposed of",
    "const log = []; using u = { [Symbol.dispose]() { log.push('gone') } }; log",
    'text/plain: [ "gone" ]',
  ],
  [
    "something that fails to be disposed of",
    "using w = { [Symbol.dispose]() { throw new TypeError('no') } }; 12",
    "TypeError: no",
  ],
  ["nothing, although the cell before had a value", "let after", "nothing"],
];

Deno.test("CellRun ends a cell with", async (test) => {
  await using fixture = await startFixture();
  for (const [name, code, ending] of ENDINGS) {
    await test.step(name, async () => assertEquals(await fixture.ending(code), ending));
  }
  await test.step("the answers to expressions", async () => {
    const ending = await fixture.run("const q = 20; q + 1", {
      userExpressions: { x: "q + 2", y: "q.z.z" },
    });
    if (ending.kind !== "value") throw new Error(`The cell ended as ${ending.kind}`);
    assertEquals(ending.bundle?.data, { "text/plain": "21" });
    const { x, y } = ending.expressions;
    assertEquals([x?.kind, y?.kind], ["value", "thrown"]);
  });
  await test.step("no error that nobody waits for, but those of what cannot show itself", () => {
    const late = fixture.events.filter(({ kind }) => kind === "late_error");
    assertEquals(late.map((event) => ofKind(event, "late_error").message), [
      "no",
      "Do not know how to serialize a BigInt",
    ]);
  });
});

for (
  const [name, hook] of [
    ["waits for ever", "async () => { console.log('started'); await new Promise(() => {}) }"],
    ["is busy for ever", "() => { console.log('started'); while (true) {} }"],
  ]
) {
  Deno.test(`CellRun can be stopped while a value that shows itself ${name}`, async () => {
    await using fixture = await startFixture();
    await fixture.run("let kept = 13");
    for (const statement of ["", "if (true) "]) {
      const seen = fixture.events.length;
      const ending = fixture.ending(`${statement}(${SHOWS}: ${hook} })`);
      await fixture.event((event) => event.kind === "stream" && fixture.events.length > seen);
      assertEquals((await fixture.port.interrupt()).kind, "stopped");
      assertEquals(await ending, "interrupted");
      assertEquals(await fixture.ending("kept"), "text/plain: 13");
    }
  });
}

Deno.test("CellRun ends well when the process dies right behind it", async () => {
  await using fixture = await startFixture();
  const code = "queueMicrotask(() => Deno.kill(Deno.pid, 'SIGKILL')); 14";
  // The kill may overtake the reply on its way through the inspector: then the cell's own ending says it.
  const ending = await fixture.ending(code);
  if (ending !== "died: crash") {
    assertEquals(ending, "text/plain: 14");
    const restarted = ofKind(await fixture.event(({ kind }) => kind === "restarted"), "restarted");
    assertEquals(restarted.cellId, "c1");
  }
  assertEquals(await fixture.ending("15"), "text/plain: 15");
});

Deno.test("CellRun counts a Stop behind the cell's end as idle", async () => {
  await using fixture = await startFixture();
  for (let round = 0; round < 50; round += 1) {
    assertEquals(await fixture.ending("16"), "text/plain: 16");
    assertEquals((await fixture.port.interrupt()).kind, "idle");
  }
  assertEquals(streamText(fixture.events, "stderr"), "");
});

Deno.test("CellRun ends a cell also when a call to the child throws by a mistake of ours", async () => {
  const evaluation = await createRun().execute(brokenChild());
  assertEquals(evaluation.kind === "thrown" && [evaluation.name, evaluation.message], [
    "RangeError",
    "ours",
  ]);
});

Deno.test("CellRun names the busy line also when an answer comes before it is told that it was stopped", async () => {
  const run = createRun();
  run.expectStop([{ functionName: "", url: scriptUrl("1"), lineNumber: 1, columnNumber: 0 }]);
  const evaluation = await run.execute(brokenChild());
  if (evaluation.kind !== "interrupted") throw new Error(`The cell ended as ${evaluation.kind}`);
  assertMatch(evaluation.traceback.join("\n"), /cell 1:1:1/);
});

/** A cell that is not yet sent. */
function createRun(): CellRun {
  let known: TracedCell | undefined;
  return new CellRun({
    request: { cellId: "c1", code: "1", name: "cell 1", allowStdin: false },
    cell: 1,
    directory: "/",
    cellOf: () => known,
    onScript: (traced) => known = traced,
    say: () => {},
  });
}

/** The first call rejects, all others fail, and its process has gone. */
function brokenChild(): Child {
  const failed: CallOutcome = { kind: "failed", message: "gone" };
  let callCount = 0;
  return {
    pid: 0,
    runtimeId: "",
    jsx: JSX_DEFAULT,
    ended: Promise.resolve({ reason: "crash", message: "" }),
    kill: () => {},
    cdp: {
      call: () =>
        callCount++ === 0 ? Promise.reject(new RangeError("ours")) : Promise.resolve(failed),
      command: () => Promise.resolve(),
      query: () => Promise.resolve(null),
      terminate: () => Promise.resolve(true),
      closed: Promise.resolve(),
      close: () => {},
    },
  };
}
