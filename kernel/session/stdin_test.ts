/** Questions of cells: asked of whoever ran the cell, answered once, never by somebody who is late. */

import { assertEquals } from "@std/assert";
import type { OutputEvent } from "../evaluator/port.ts";
import type { Header } from "../messaging/mod.ts";
import { type Bench, bench, VALUE } from "./session_fixture.ts";

const question = (cellId: string, password = false): OutputEvent => ({
  kind: "input_request",
  cellId,
  prompt: "who? ",
  password,
});

/** A kernel whose first cell asks; it ends when it is told to. */
async function asking(allowStdin: boolean, password = false) {
  let end = () => {};
  const kernel = bench((request, emit) => {
    void emit(question(request.cellId, password));
    return new Promise((resolve) => end = () => resolve(VALUE));
  });
  const cell = kernel.ask("execute_request", { code: "prompt()", allow_stdin: allowStdin });
  await kernel.idle(kernel.ask("kernel_info_request", {}, "control"));
  return { kernel, cell, end: () => end() };
}

function questions({ sent }: Bench): Record<string, unknown>[] {
  return sent.filter(({ channel }) => channel === "stdin").map(({ message }) => message.content);
}

function questionHeader({ sent }: Bench): Header {
  const asked = sent.find(({ channel }) => channel === "stdin");
  if (asked === undefined) throw new Error("Cannot answer: nothing was asked");
  return asked.message.header;
}

for (const password of [false, true]) {
  Deno.test(`createSession() asks for ${password ? "a password" : "a line"}`, async () => {
    const { kernel } = await asking(true, password);
    assertEquals(questions(kernel), [{ prompt: "who? ", password }]);
  });
}

Deno.test("createSession() asks nobody when input is not allowed", async () => {
  const { kernel } = await asking(false);
  assertEquals(questions(kernel), []);
  assertEquals(kernel.answers, [""]);
});

const ANSWERS: [name: string, parentOf: (kernel: Bench) => Header | undefined, taken: string[]][] =
  [
    ["an answer to it", questionHeader, ["me"]],
    ["an answer that names no question", () => undefined, ["me"]],
    ["an answer to another question", (kernel) => ({ ...questionHeader(kernel), msg_id: "x" }), []],
  ];

for (const [name, parentOf, taken] of ANSWERS) {
  Deno.test(`createSession() takes ${name}: ${taken.length > 0}`, async () => {
    const { kernel } = await asking(true);
    const parentHeader = parentOf(kernel);
    const extra = parentHeader === undefined ? {} : { parentHeader };
    kernel.ask("input_reply", { value: "me" }, "stdin", extra);
    kernel.ask("input_reply", { value: "again" }, "stdin", extra);
    assertEquals(kernel.answers, taken);
  });
}

Deno.test("createSession() takes no answer after the end of the cell that asked", async () => {
  const { kernel, cell, end } = await asking(true);
  const parentHeader = questionHeader(kernel);
  end();
  await kernel.idle(cell);
  kernel.ask("input_reply", { value: "late" }, "stdin", { parentHeader });
  kernel.ask("input_reply", { value: "late" }, "stdin");
  assertEquals(kernel.answers, []);
});
