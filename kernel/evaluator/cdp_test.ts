/** The inspector's session ends what runs, whatever was sent to it before. */

import { assertEquals } from "@std/assert";
import { type CallOutcome, type Cdp, openCdp } from "./cdp.ts";
import { within } from "./deadline.ts";

const PROGRAM = "const { port1 } = new MessageChannel(); port1.onmessage = () => {};" +
  "globalThis.begin = () => new Promise((resolve) => setImmediate(resolve));";

/** Naps so that messages are read together, and V8 sees a second one inside the first. */
const BUSY =
  "await begin(); for (;;) { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);" +
  "for (let i = 0; i < 1e6; i += 1); }";

/** In most of them the first termination is lost. */
const ATTEMPTS = 6;

/** A termination that works is answered within 20 ms. */
const LOST_MS = 50;

Deno.test("terminate() ends busy code after a termination that was lost", async () => {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--inspect=127.0.0.1:0", `data:text/javascript,${encodeURIComponent(PROGRAM)}`],
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const reader = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
  const cdp = await openCdp(await inspectorUrl(reader));
  try {
    while (await frameCount(cdp, "begin") === 0) {
      // The program has not yet run.
    }
    const global = await cdp.call("Runtime.evaluate", { expression: "globalThis" });
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      void cdp.call("Runtime.evaluate", { expression: BUSY, replMode: true, awaitPromise: true });
      while (await frameCount(cdp) < 2) {
        // The code has not yet begun.
      }
      const first = cdp.command("Runtime.terminateExecution");
      await cdp.query("Runtime.getProperties", { objectId: objectIdOf(global) });
      await within(LOST_MS, first);
      await cdp.terminate();
      // The open termination may hit one question before it is done with.
      assertEquals(await frameCount(cdp) || await frameCount(cdp), 1);
    }
  } finally {
    cdp.close();
    child.kill("SIGKILL");
    await child.status;
    await reader.cancel();
  }
});

async function inspectorUrl(reader: ReadableStreamDefaultReader<string>): Promise<URL> {
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`Cannot start the program: ${text}`);
    text += value;
    const [, url] = /listening on (ws:\S+)\s/.exec(text) ?? [];
    if (url !== undefined) return new URL(url);
  }
}

/** Frames of what runs, the question's own included; 0 when there is no answer or no such name. */
async function frameCount(cdp: Cdp, name = "undefined"): Promise<number> {
  const outcome = await cdp.call("Runtime.evaluate", {
    expression: `${name}; throw new Error("where")`,
    silent: true,
  });
  if (outcome.kind !== "thrown" || outcome.details.exception?.className !== "Error") return 0;
  return outcome.details.stackTrace?.callFrames.length ?? 0;
}

function objectIdOf(outcome: CallOutcome): string | undefined {
  return outcome.kind === "value" ? outcome.value.objectId : undefined;
}
