/** A child that is spawned before there is an evaluator is the one that its first cells run in. */

import { assert, assertEquals } from "@std/assert";
import { assertGone } from "../../tests/support/processes.ts";
import { startEvaluator } from "./evaluator.ts";
import { takeHeadStart } from "./spawn.ts";

Deno.test("takeHeadStart() spawns the process that the first cell runs in", async () => {
  const cwd = await Deno.makeTempDir({ prefix: "probebook-spawn-" });
  const headStart = await takeHeadStart({ cwd, heapMib: undefined, permissions: "all" });
  const evaluator = startEvaluator({ cwd, headStart, onOutput: () => {} });
  const evaluation = await evaluator.evaluate({
    cellId: "first",
    code: "Deno.pid",
    name: "cell 1",
    allowStdin: false,
  });
  const bundle = evaluation.kind === "value" ? evaluation.bundle : null;
  const pid = headStart?.spawned.process.pid;
  assertEquals(bundle?.data, { "text/plain": String(pid) });
  await evaluator[Symbol.asyncDispose]();
  await assertGone(String(pid));
  await Deno.remove(cwd, { recursive: true });
});

Deno.test("takeHeadStart() spawns a process with the permissions that it is told", async () => {
  const cwd = await Deno.makeTempDir({ prefix: "probebook-spawn-" });
  const headStart = await takeHeadStart({ cwd, heapMib: undefined, permissions: "default" });
  // The evaluator itself would allow everything.
  const evaluator = startEvaluator({ cwd, headStart, onOutput: () => {} });
  const evaluation = await evaluator.evaluate({
    cellId: "first",
    code: "Deno.readTextFileSync('/etc/passwd')",
    name: "cell 1",
    allowStdin: false,
  });
  await evaluator[Symbol.asyncDispose]();
  await Deno.remove(cwd, { recursive: true });
  assertEquals(evaluation.kind === "thrown" ? evaluation.name : evaluation.kind, "NotCapable");
});

Deno.test("takeHeadStart() leaves nothing behind when its own process ends at once", async () => {
  const spawn = new URL("spawn.ts", import.meta.url).href;
  const program = `import { takeHeadStart } from ${JSON.stringify(spawn)};
const headStart = await takeHeadStart({ cwd: Deno.cwd(), heapMib: undefined, permissions: "all" });
await Deno.stdout.write(new TextEncoder().encode(String(headStart.spawned.process.pid)));
Deno.kill(Deno.pid, "SIGKILL");`;
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--ext=ts", "--no-lock", program],
    stdin: "null",
    stderr: "null",
  }).output();
  const pid = new TextDecoder().decode(stdout);
  assert(Number(pid) > 1);
  await assertGone(pid);
});

Deno.test("takeHeadStart() gives null for a folder that is not there", async () => {
  assertEquals(
    await takeHeadStart({ cwd: "/none/such", heapMib: undefined, permissions: "all" }),
    null,
  );
});
