/** What is declared for cells is there, and the example of its documentation runs. */

import { assertEquals } from "@std/assert";
import { ofKind, startFixture, streamText } from "./evaluator_fixture.ts";

Deno.test("Deno.jupyter.comms does what the example of its declaration says", async () => {
  const source = await Deno.readTextFile(new URL("./cell_globals.ts", import.meta.url));
  const [, fenced] = /```ts ignore\n([^]*?)```/.exec(source) ?? [];
  const example = (fenced ?? "").replaceAll(/^ \* ?/gm, "");
  await using fixture = await startFixture();
  assertEquals(await fixture.ending(example), "text/plain: true");
  const messages = fixture.events.filter(({ kind }) => kind === "message");
  assertEquals(
    messages.map((event) => event.kind === "message" ? event.messageType : ""),
    ["comm_open", "comm_msg"],
  );
  const opened = ofKind(messages[0], "message");
  await fixture.port.deliver({
    type: "comm_msg",
    cellId: "moved",
    commId: String(opened.content["comm_id"]),
    targetName: "",
    data: { value: 5 },
    metadata: {},
    buffers: [],
  });
  assertEquals(streamText(fixture.events, "stdout", "moved"), "moved to { value: 5 }\n");
});
