import { assertEquals } from "@std/assert";
import { processesBelow } from "./process_tree.ts";

Deno.test("processesBelow() finds children and their children, and none when they have ended", async () => {
  const child = new Deno.Command("sh", {
    // In the background standard input is empty, unless it is handed over by another number.
    args: ["-c", "exec 3<&0; cat <&3 & echo started; wait"],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.getReader();
  await reader.read();
  const below = await processesBelow(Deno.pid);
  assertEquals(below.some(({ pid }) => pid === child.pid), true);
  // The shell in the background is the child's child.
  assertEquals((await processesBelow(child.pid)).length, 1);
  await child.stdin.close();
  await reader.cancel();
  await child.status;
  assertEquals(await processesBelow(child.pid), []);
});
