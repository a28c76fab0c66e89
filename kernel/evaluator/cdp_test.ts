/** The inspector's session ends what runs, whatever V8 says to the first attempt. */

import { assertEquals } from "@std/assert";
import { openCdp } from "./cdp.ts";

/** An inspector by script: what it answers to each method, and what it was asked. */
interface FakeInspector extends AsyncDisposable {
  readonly url: URL;
  readonly asked: string[];
}

/** Methods that it refuses, and how often. */
type Refusals = Readonly<Record<string, number>>;

function startInspector(refusals: Refusals): FakeInspector {
  const asked: string[] = [];
  const left = new Map(Object.entries(refusals));
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const { socket, response } = Deno.upgradeWebSocket(request);
    socket.onmessage = ({ data }) => {
      const { id, method, params } = JSON.parse(data);
      asked.push([method, ...Object.keys(params)].join(" "));
      const refusalCount = left.get(method) ?? 0;
      left.set(method, refusalCount - 1);
      const outcome = refusalCount > 0 ? { error: { message: "refused" } } : { result: {} };
      socket.send(JSON.stringify({ id, ...outcome }));
    };
    return response;
  });
  return {
    url: new URL(`ws://127.0.0.1:${server.addr.port}/session`),
    asked,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

const AT_ONCE = [
  "Runtime.terminateExecution",
  "Runtime.addBinding name",
  "Runtime.removeBinding name",
];

const BY_DEBUGGER = [
  ...AT_ONCE,
  "Debugger.enable",
  "Debugger.pause",
  "Debugger.stepInto",
  "Debugger.resume terminateOnResume",
  "Debugger.disable",
];

const CASES: [name: string, refusals: Refusals, asked: string[]][] = [
  ["at the first word", {}, AT_ONCE],
  // V8 refuses every termination while an earlier one is open: seen under floods of output.
  ["by the debugger when V8 refuses", { "Runtime.terminateExecution": 1 }, BY_DEBUGGER],
  [
    "by the debugger once the code has come to its pause",
    { "Runtime.terminateExecution": 1, "Debugger.stepInto": 1, "Debugger.resume": 2 },
    BY_DEBUGGER.toSpliced(
      5,
      2,
      ...Array(2).fill("Debugger.stepInto"),
      ...Array(3).fill("Debugger.resume terminateOnResume"),
    ),
  ],
];

for (const [name, refusals, asked] of CASES) {
  Deno.test(`terminate() ends what runs ${name}`, async () => {
    await using inspector = startInspector(refusals);
    const cdp = await openCdp(inspector.url);
    assertEquals(await cdp.terminate(1000), true);
    assertEquals(inspector.asked, asked);
    cdp.close();
    await cdp.closed;
  });
}

Deno.test("terminate() uses the debugger once where two ask for it at the same time", async () => {
  await using inspector = startInspector({
    "Runtime.terminateExecution": 2,
    "Debugger.stepInto": 9,
  });
  const cdp = await openCdp(inspector.url);
  assertEquals(await Promise.all([cdp.terminate(1000), cdp.terminate(1000)]), [true, true]);
  const count = inspector.asked.filter((method) => method === "Debugger.enable").length;
  assertEquals(count, 1);
  cdp.close();
  await cdp.closed;
});

Deno.test("call() waits while something is being terminated, which it would be hit by", async () => {
  await using inspector = startInspector({ "Runtime.terminateExecution": 1 });
  const cdp = await openCdp(inspector.url);
  const terminated = cdp.terminate(1000);
  const called = cdp.call("Runtime.evaluate", { expression: "1" });
  await Promise.all([terminated, called]);
  assertEquals(inspector.asked, [...BY_DEBUGGER, "Runtime.evaluate expression"]);
  cdp.close();
  await cdp.closed;
});

Deno.test("call() fails and does not hang when the process has gone", async () => {
  const inspector = startInspector({});
  const cdp = await openCdp(inspector.url);
  cdp.close();
  await cdp.closed;
  const outcome = await cdp.call("Runtime.evaluate", { expression: "1" });
  assertEquals(outcome, { kind: "failed", message: "The process has gone" });
  assertEquals(await cdp.terminate(1000), false);
  await inspector[Symbol.asyncDispose]();
});
