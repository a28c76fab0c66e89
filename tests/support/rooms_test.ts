/** Tests of the table of rooms: the allowed ways pass and each kind of forbidden way is named. */
import { assertEquals } from "@std/assert";
import { directionFault, roomOf } from "./rooms.ts";

type Case = [from: string, to: string, fault: string | null];

const VALUE_CASES: Case[] = [
  ["kernel/zmtp/socket.ts", "kernel/zmtp/frame.ts", null],
  ["kernel/zmtp/socket.ts", "node:net", null],
  ["kernel/main.ts", "kernel/session/mod.ts", null],
  ["kernel/session/session.ts", "kernel/messaging/wire.ts", null],
  ["probes/runner.ts", "probes/stats/mod.ts", null],
  ["probes/runner.ts", "zod", null],
  ["notebooks/workbook/drawing/chart.ts", "probes/mod.ts", null],
  ["notebooks/tools/main.ts", "kernel/mod.ts", null],
  ["kernel/zmtp/frame_test.ts", "@std/assert", null],
  ["kernel/messaging/wire_test.ts", "tests/support/clock.ts", null],
  ["tests/protocol/zmq_test.ts", "kernel/zmtp/frame.ts", null],
  [
    "kernel/zmtp/frame.ts",
    "kernel/messaging/wire.ts",
    "kernel/zmtp may not import kernel/messaging",
  ],
  [
    "kernel/session/session.ts",
    "kernel/evaluator/process.ts",
    "kernel/session may import only types of kernel/evaluator",
  ],
  ["probes/stats/bootstrap.ts", "probes/runner.ts", "probes/stats may not import probes"],
  [
    "notebooks/workbook/drawing/chart.ts",
    "kernel/mod.ts",
    "notebooks/workbook/drawing may not import kernel",
  ],
  [
    "notebooks/workbook/drawing/chart.ts",
    "notebooks/workbook/charts/slices.ts",
    "notebooks/workbook/drawing may not import notebooks/workbook/charts",
  ],
  [
    "notebooks/tools/run.ts",
    "kernel/session/session.ts",
    "notebooks/tools may not import kernel/session",
  ],
  ["kernel/main.ts", "tests/support/clock.ts", "kernel may not import tests"],
  ["kernel/messaging/wire.ts", "acorn", 'kernel/messaging may not use "acorn"'],
  ["probes/stats/bootstrap.ts", "@std/assert", 'probes/stats may not use "@std/assert"'],
];

for (const [from, to, fault] of VALUE_CASES) {
  Deno.test(`directionFault() judges ${from} importing ${to}`, () => {
    assertEquals(directionFault({ from, to, isTypeOnly: false }), fault);
  });
}

Deno.test("directionFault() lets the session use the evaluator's types", () => {
  const from = "kernel/session/session.ts";
  assertEquals(
    directionFault({ from, to: "kernel/evaluator/port.ts", isTypeOnly: true }),
    null,
  );
});

Deno.test("roomOf() finds the deepest room, and none for a file at the top", () => {
  assertEquals(roomOf("probes/stats/mean.ts")?.folder, "probes/stats");
  assertEquals(roomOf("kernel/serve.ts")?.folder, "kernel");
  assertEquals(roomOf("deno.json"), null);
});
