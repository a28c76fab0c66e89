/**
 * For `death_test.ts`: owns a busy evaluator with a subprocess in its group and one in a group of its
 * own, prints their numbers, and is killed.
 */

import { startEvaluator } from "./evaluator.ts";

const port = startEvaluator({
  cwd: Deno.cwd(),
  onOutput: async (event) => {
    if (event.kind !== "stream") return;
    await Deno.stdout.write(new TextEncoder().encode(event.text));
  },
});

await port.evaluate({
  cellId: "busy",
  code: "import process from 'node:process';" +
    "const start = (detached) => new Deno.Command('sleep', { args: ['600'], detached }).spawn().pid;" +
    "console.log(process.pid, start(false), start(true)); while (true) {}",
  name: "cell 1",
  allowStdin: false,
});
