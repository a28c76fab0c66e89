/** Floods of output: all of it arrives, in few events, in bounded memory, and can be stopped. */

import { assert, assertEquals, assertLess } from "@std/assert";
import { startEvaluator } from "./evaluator.ts";
import type { EvaluatorPort, OutputEvent } from "./port.ts";

const LINES = 1_000_000;

/**
 * What the kernel's own process may grow by while a million lines pass through it, in MiB: 100
 * with a fast client and 44 with a slow one were measured (Linux, 2 cores, November 2026).
 */
const GROWTH_MIB_MAX = 300;

/** A client that needs so long for each message. */
const SLOW_MS = 20;

/** What came of a flood. */
interface Flood {
  lines: number;
  events: number;
  /** Lines that were not the next of their row. */
  misplaced: number;
  peakMib: number;
}

for (const slowMs of [0, SLOW_MS]) {
  Deno.test(`a flood of ${LINES} lines arrives whole when a client takes ${slowMs} ms a message`, async () => {
    const flood: Flood = { lines: 0, events: 0, misplaced: 0, peakMib: 0 };
    await using kernel = await startKernel((event) => count(flood, event, slowMs));
    await run(kernel.port, "1");
    const before = memoryMib();
    const ending = await run(
      kernel.port,
      `for (let i = 0; i < ${LINES}; i++) console.log("line " + i + " of many")`,
    );
    assertEquals(ending.kind, "value");
    assertEquals([flood.lines, flood.misplaced], [LINES, 0]);
    assertLess(flood.events, LINES / 1000);
    assertLess(flood.peakMib - before, GROWTH_MIB_MAX);
  });
}

Deno.test("a flood that nobody takes holds the cell back, and can be stopped", async () => {
  let taken = 0;
  const first = Promise.withResolvers<void>();
  const open = Promise.withResolvers<void>();
  await using kernel = await startKernel(async () => {
    taken += 1;
    first.resolve();
    await open.promise;
  });
  const flood = run(
    kernel.port,
    "let printed = 0; for (;;) { console.log('x'.repeat(1000)); printed += 1 }",
  );
  await first.promise;
  const stopping = kernel.port.interrupt();
  assertEquals(taken, 1);
  open.resolve();
  await stopping;
  assertEquals((await flood).kind, "interrupted");
  const ending = await run(kernel.port, "printed");
  const printed = ending.kind === "value" ? Number(ending.bundle?.data["text/plain"]) : NaN;
  assert(printed > 0, "nothing was printed");
  // What fits into the pipe, and what the kernel reads ahead; a cell that runs on prints millions.
  assertLess(printed, 10_000);
});

function count(flood: Flood, event: OutputEvent, slowMs: number): Promise<void> {
  if (event.kind === "stream") {
    flood.events += 1;
    for (const line of event.text.split("\n").slice(0, -1)) {
      if (line !== `line ${flood.lines} of many`) flood.misplaced += 1;
      flood.lines += 1;
    }
    flood.peakMib = Math.max(flood.peakMib, memoryMib());
  }
  return slowMs === 0 ? Promise.resolve() : new Promise((done) => setTimeout(done, slowMs));
}

async function startKernel(onOutput: (event: OutputEvent) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  const port = startEvaluator({ cwd: folder, onOutput });
  return {
    port,
    async [Symbol.asyncDispose]() {
      await port[Symbol.asyncDispose]();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

function run(port: EvaluatorPort, code: string) {
  return port.evaluate({ cellId: "c", code, name: "cell", allowStdin: false });
}

/** Of this thread alone: other tests may run beside it. */
function memoryMib(): number {
  const { heapTotal, external } = Deno.memoryUsage();
  return (heapTotal + external) / 2 ** 20;
}
