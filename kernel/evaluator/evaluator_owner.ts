/** For `death_test.ts`: owns a busy evaluator, prints the number of its process, and is killed. */

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
  code: "import process from 'node:process'; console.log(process.pid); while (true) {}",
  name: "cell 1",
  allowStdin: false,
});
