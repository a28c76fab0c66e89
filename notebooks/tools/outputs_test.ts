/** Tables for the outputs that messages leave behind. */

import { assertEquals } from "@std/assert";
import { CELL_TEXT_MAX, createOutputRecorder, type OutputMessage } from "./outputs.ts";

/** `cell` says which cell sends: 0 when absent. */
type Sent = OutputMessage & { cell?: number };

const out = (text: string, name = "stdout"): Sent => ({
  messageType: "stream",
  content: { name, text },
});

function display(text: string, id?: string, messageType = "display_data"): Sent {
  return {
    messageType,
    content: {
      data: { "text/plain": text },
      metadata: {},
      transient: id === undefined ? {} : { display_id: id },
    },
  };
}

const clear = (wait: boolean): Sent => ({ messageType: "clear_output", content: { wait } });

/** One word per output of cell 0, then of cell 1. */
function recorded(messages: Sent[]): string {
  const recorder = createOutputRecorder();
  for (const { cell = 0, ...message } of messages) recorder.record(cell, message);
  return [0, 1].map((cell) =>
    recorder.outputsOf(cell).map(({ output_type: type, name, text, data, ename }) =>
      type === "stream" ? `${name}=${text}` : `${type}=${ename ?? JSON.stringify(data)}`
    ).join(" ")
  ).filter((line) => line !== "").join(" | ");
}

const plain = (text: string) => `display_data={"text/plain":"${text}"}`;

const CASES: [name: string, messages: Sent[], expected: string][] = [
  ["text of one stream as one output", [out("a\r"), out("b\n")], "stdout=a\rb\n"],
  [
    "streams in their order",
    [out("a"), out("b", "stderr"), out("c")],
    "stdout=a stderr=b stdout=c",
  ],
  [
    "a display between texts",
    [out("a"), display("d"), out("b")],
    `stdout=a ${plain("d")} stdout=b`,
  ],
  ["an update in place", [
    display("old", "x"),
    out("a"),
    display("new", "x", "update_display_data"),
  ], `${plain("new")} stdout=a`],
  [
    "an update by a later cell",
    [display("old", "x"), { ...display("new", "x", "update_display_data"), cell: 1 }],
    plain("new"),
  ],
  [
    "an update of several displays",
    [display("a", "x"), display("b", "x")],
    `${plain("b")} ${plain("b")}`,
  ],
  ["an update of nothing", [display("a", "x", "update_display_data")], ""],
  ["displays without an id apart", [display("a"), display("b")], `${plain("a")} ${plain("b")}`],
  ["a clear at once", [out("a"), clear(false)], ""],
  ["a clear that waits for text", [out("a"), clear(true), out("b")], "stdout=b"],
  ["a clear that waits in vain", [out("a"), clear(true)], "stdout=a"],
  [
    "a clear that waits once",
    [out("a"), clear(true), display("b"), display("c")],
    `${plain("b")} ${plain("c")}`,
  ],
  ["no update of what was cleared", [
    display("a", "x"),
    clear(false),
    display("b", "x", "update_display_data"),
  ], ""],
  [
    "an error",
    [{ messageType: "error", content: { ename: "E", evalue: "v", traceback: [] } }],
    "error=E",
  ],
  [
    "late text in its own cell",
    [{ ...out("1"), cell: 1 }, out("late"), { ...out("2"), cell: 1 }],
    "stdout=late | stdout=12",
  ],
  ["nothing of other messages", [{ messageType: "execute_input", content: { code: "1" } }, {
    messageType: "comm_open",
    content: {},
  }], ""],
  ["nothing of malformed messages", [{ messageType: "stream", content: { name: "stdout" } }, {
    messageType: "display_data",
    content: {},
  }], ""],
];

for (const [name, messages, expected] of CASES) {
  Deno.test(`record() leaves ${name}`, () => assertEquals(recorded(messages), expected));
}

Deno.test("record() keeps the execution count of a result and drops transient data", () => {
  const recorder = createOutputRecorder();
  recorder.record(0, {
    messageType: "execute_result",
    content: { data: { "text/plain": "1" }, metadata: {}, execution_count: 4, transient: {} },
  });
  assertEquals(recorder.outputsOf(0), [{
    output_type: "execute_result",
    data: { "text/plain": "1" },
    metadata: {},
    execution_count: 4,
  }]);
});

Deno.test("record() leaves out text beyond the limit of a cell and says so", () => {
  const recorder = createOutputRecorder();
  const line = `${"x".repeat(1023)}\n`;
  for (let length = 0; length <= CELL_TEXT_MAX + 10 * line.length; length += line.length) {
    recorder.record(0, out(line));
  }
  const text = String(recorder.outputsOf(0)[0]?.["text"]);
  assertEquals(
    text.slice(CELL_TEXT_MAX + line.length),
    "\n[more text of this cell was left out]\n",
  );
});
