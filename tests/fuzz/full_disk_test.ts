/** A kernel that cannot write: its cells run, its history is the session's, nobody else notices. */

import { assertEquals } from "@std/assert";
import { startKernelProcess, type Surroundings } from "./kernel_process.ts";

const SURROUNDINGS: [name: string, surroundings: Surroundings][] = [
  // The log that a server keeps of its kernels lies on the same disk.
  ["its complaints nor its history", {
    shell: "exec 2> /dev/full",
    history: "/dev/null/history.sqlite",
  }],
  // The system then refuses all bytes beyond a small size, as a full disk does.
  ["more than a few bytes into any file", { shell: "trap '' XFSZ\nulimit -f 8" }],
  ["a history that is not a file", { history: "/dev/full" }],
];

for (const [name, surroundings] of SURROUNDINGS) {
  Deno.test(`kernel goes on when it cannot write ${name}`, async () => {
    await using kernel = await startKernelProcess(surroundings);
    for (let line = 1; line <= 30; line++) {
      const reply = await kernel.ask("shell", "execute_request", {
        code: `// ${"long ".repeat(1_000)}\n${line}`,
      });
      assertEquals(reply["status"], "ok");
    }
    const content = { hist_access_type: "range", session: 0, start: 29, stop: 31, raw: true };
    const { history } = await kernel.ask("control", "history_request", content);
    assertEquals(Array.isArray(history) && history.length, 2);
    // Once more, when what waited has been tried to be written.
    const { status } = await kernel.ask("shell", "execute_request", { code: "1" });
    assertEquals([status, await kernel.beats()], ["ok", true]);
  });
}
