/** Between the last question and the termination the event loop does not turn. */

import { assertEquals } from "@std/assert";
import { runInThisContext } from "node:vm";
import { type Below, lookBelow } from "./child/hold.ts";
import { folderUrl } from "./folder_url.ts";
import { findModules } from "./import_map.ts";
import { type Child, startChild } from "./process.ts";

/** Busy behind a task until `mayEnd` is set. What comes then shows whether it goes on. */
const busyUntil = (then: string) => `
var state = "", mayEnd = false, kept = 1;
__probebook.begin(1, false).then(() => {
  state = "busy";
  while (!mayEnd);
  state = "ended";
  ${then}
}); 0`;

const THENS: [name: string, then: string, ended: string][] = [
  // The task has been there before the termination, which ends microtasks alone. It is none of the timers
  // that a question clears.
  ["ends", "AbortSignal.timeout(1).onabort = () => state = 'turned';", "turned"],
  // A termination that meets a loop of prints on its way is lost now and then, and V8 takes no second one.
  ["comes to a print", "console.log(1); state = 'turned';", "ended"],
  ["comes to a write", "Deno.stdout.writeSync(new Uint8Array([10])); state = 'turned';", "ended"],
  ["comes to a subprocess", "new Deno.Command('true').outputSync(); state = 'turned';", "ended"],
];

const HOWS: [name: string, decide: (child: Child) => Promise<unknown>][] = [
  ["goes on when it is let go", (child) => ask(child, "__probebook.letGo()")],
  ["survives a termination that comes late", (child) => child.cdp.terminate(1000)],
];

const CASES = THENS.flatMap(([thenName, then, ended]) =>
  HOWS.map(([howName, decide], index) => ({
    name: `${thenName} behind the last question waits, and ${howName}`,
    ...{ then, decide, state: index === 0 ? "turned" : ended },
  }))
);

for (const { name, then, decide, state } of CASES) {
  Deno.test(`a process whose busy code ${name}`, async () => {
    const child = await startIn(await Deno.makeTempDir());
    await ask(child, busyUntil(then));
    await becomes(child, "busy");
    // They throw always: what they say is in the stack.
    for (const isLast of [false, true]) {
      assertEquals(await ask(child, `__probebook.interrupt(false, ${isLast})`), null);
    }
    await ask(child, "mayEnd = true");
    await becomes(child, "ended");
    for (let i = 0; i < 10; i += 1) assertEquals(await ask(child, "state"), "ended");
    // A question behind the last one renews the wait and does not end it.
    assertEquals(await ask(child, "__probebook.interrupt(false, true)"), null);
    for (let i = 0; i < 10; i += 1) assertEquals(await ask(child, "state"), "ended");
    await decide(child);
    const kept = "__probebook.turn().then(() => kept)";
    assertEquals(await ask(child, kept, { awaitPromise: true }), 1);
    await becomes(child, state);
    child.kill("shutdown");
    await child.ended;
  });
}

/** Evaluates, and gives what is primitive; null when it threw or the process has gone. */
async function ask(child: Child, expression: string, options = {}): Promise<unknown> {
  const outcome = await child.cdp.call("Runtime.evaluate", { expression, ...options });
  return outcome.kind === "value" ? outcome.value.value : null;
}

/** Asks until the state is as told: each question takes the time of an answer. */
async function becomes(child: Child, state: string): Promise<void> {
  for (let i = 0; i < QUESTIONS_MAX; i += 1) if (await ask(child, "state") === state) return;
  throw new Error(`Waited for ${QUESTIONS_MAX} answers: the state is not "${state}"`);
}

/** Far more than are needed: an answer takes a millisecond. */
const QUESTIONS_MAX = 5000;

async function startIn(cwd: string): Promise<Child> {
  const start = await startChild({
    cwd,
    heapMib: undefined,
    permissions: "all",
    limits: {},
    modules: await findModules(folderUrl(cwd)),
    listener: {
      cellIdOf: () => "",
      currentCellId: () => "",
      onOutput: () => Promise.resolve(),
      onDeclare() {},
      onResult() {},
      onEnd() {},
      describeLateError: () => ({ name: "", message: "", traceback: [] }),
    },
    onSpawn() {},
  });
  if (start.kind === "failed") throw new Error(start.message);
  return start.child;
}

const BODIES: [url: string, caller: string][] = [
  ["../../probes/mod.ts", "module"],
  ["../../notebooks/workbook/mod.ts", "module"],
  ["../cell_text/command.ts", "module"],
  ["child/foreign/run.ts", "module"],
  ["file:///cache/npm/zod/core.js", "module"],
  ["file:///notebooks/own.ts", "microtask"],
];

for (const [url, caller] of BODIES) {
  Deno.test(`lookBelow() in the body of ${url} tells of a ${caller}`, async () => {
    const filename = decodeURIComponent(new URL(url, import.meta.url).pathname);
    // Like that of a module, its outermost frame has no name.
    const script = "(look) => () => look()";
    const body: (look: () => Below) => () => Below = runInThisContext(script, { filename });
    const below = await Promise.resolve().then(body(function look() {
      return lookBelow(look);
    }));
    assertEquals(below, { placeCount: 1, caller });
  });
}
