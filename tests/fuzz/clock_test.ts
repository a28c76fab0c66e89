/** Clocks that are wrong: the kernel's own, which jumps while it runs, and its clients'. */

import { assertEquals } from "@std/assert";
import { type KernelProcess, startKernelProcess } from "./kernel_process.ts";
import { signedMessage } from "./signed.ts";
import type { Json } from "./spoil_json.ts";

Deno.test("kernel serves cells, questions and Stop while its clock jumps by years", async () => {
  const preload = new URL("./jumping_clock.ts", import.meta.url);
  await using kernel = await startKernelProcess({ preload });
  for (let cell = 0; cell < 20; cell++) {
    assertEquals(await statusOf(kernel, "await new Promise((go) => setTimeout(go, 5)); 1"), "ok");
  }
  const { matches } = await kernel.ask("shell", "complete_request", { code: "Mat", cursor_pos: 3 });
  assertEquals(matches, ["Math"]);
  const tail = { hist_access_type: "tail", n: 2, raw: true, output: false };
  const { history } = await kernel.ask("control", "history_request", tail);
  assertEquals(Array.isArray(history) && history.length, 2);
  const looping = statusOf(kernel, "for (;;);");
  // Once this is answered, the cell runs.
  await kernel.ask("control", "kernel_info_request");
  await kernel.ask("control", "interrupt_request");
  assertEquals(await looping, "error");
  assertEquals(await statusOf(kernel, "1"), "ok");
  assertEquals(kernel.complaints(), "");
});

const DATES: Json[] = [
  "1969-12-31T23:59:59Z",
  "+275760-09-13T00:00:00.001Z",
  "2026-02-30T25:61:61",
  "yesterday",
  "",
  0,
  null,
];

Deno.test("kernel serves clients whose dates are wrong or run backwards", async () => {
  await using kernel = await startKernelProcess();
  for (const [index, date] of DATES.entries()) {
    const messageId = `dated ${index}`;
    const header = { msg_id: messageId, msg_type: "execute_request", session: "s", date };
    const frames = signedMessage([header, {}, {}, { code: "1" }]);
    const { status } = await kernel.exchange("shell", { frames, messageId, hasReply: true });
    assertEquals(status, "ok", `${date}`);
  }
});

async function statusOf(kernel: KernelProcess, code: string): Promise<unknown> {
  return (await kernel.ask("shell", "execute_request", { code }))["status"];
}
