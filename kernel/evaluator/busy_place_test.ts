import { assertEquals } from "@std/assert";
import { type BusyPlace, placeOf } from "./busy_place.ts";
import type { CallFrame } from "./cdp.ts";

const child = (name: string) => new URL(`./child/${name}.ts`, import.meta.url).href;
const OWN = child("cell_stacks");
const CELL = "f probebook:cell/3";

const CASES: [name: string, frames: string[], place: BusyPlace][] = [
  ["a cell's function", [CELL, "? probebook:cell/3"], "cell"],
  ["a callback that Rust calls", [CELL, "dispatch ext:deno_web/02_event.js"], "cell"],
  ["a microtask of the event loop", [CELL, "? ext:core/01_core.js"], "cell"],
  ["a module of the learner's", ["? file:///home/loop.ts", CELL], "cell"],
  ["an operation that begins", [
    "op_spawn ext:core/00_infra.js",
    "spawn ext:deno_process/40_process.js",
    CELL,
  ], "delicate"],
  ["a module that is loaded", ["? node:dns", "lazyLoad ext:core/01_core.js", CELL], "delicate"],
  [
    "a module that Deno is asked for",
    ["importer file:///home/$deno$stdin.mts", `? ${child("imports")}`, CELL],
    "delicate",
  ],
  [
    "a module of the learner's that Deno was asked for",
    ["? file:///home/loop.ts", "importer file:///home/$deno$stdin.mts", CELL],
    "cell",
  ],
  [
    "an error's stack in an operation",
    [`prepare ${OWN}`, "op_read ext:core/00_infra.js", CELL],
    "delicate",
  ],
  ["an error's stack in a cell", [`prepare ${OWN}`, CELL], "cell"],
  ["a process that is about to be started", [`start ${child("subprocesses")}`, CELL], "delicate"],
  [
    "a process that waits to be started",
    [`wait ${child("hold")}`, `start ${child("subprocesses")}`, CELL],
    "cell",
  ],
  ["what waits behind busy code", [`wait ${child("hold")}`, `hold ${child("hold")}`], "held"],
  ["a microtask's wrapper", ["? ext:core/01_core.js"], "cell"],
  ["a microtask that is queued", ["queueMicrotask ext:core/01_core.js", CELL], "cell"],
  ["the runtime's code", ["get ext:deno_web/00_url.js", CELL], "runtime"],
  ["the evaluator's code alone", [`hold ${OWN}`], "runtime"],
  ["a long text that is made", ["inspect ext:deno_web/01_console.js", `log ${OWN}`, CELL], "text"],
  [
    "a text that waits to be printed",
    [`wait ${child("hold")}`, `text ${child("channel")}`, "log ext:deno_web/01_console.js", CELL],
    "cell",
  ],
  ["a line that is written", ["writeSync ext:deno_io/12_io.js", `write ${OWN}`, CELL], "cell"],
  [
    "a module that a writer needs",
    ["? node:fs", "loadExtScript ext:core/01_core.js", "writeSync node:fs", CELL],
    "delicate",
  ],
];

for (const [name, frames, place] of CASES) {
  Deno.test(`placeOf() tells ${name} by its frames`, () => {
    assertEquals(placeOf(frames.map(frameOf), "microtask"), place);
  });
}

Deno.test("placeOf() calls delicate what cannot be seen through", () => {
  assertEquals(placeOf([frameOf(`prepare ${OWN}`), frameOf(CELL)], "unseen"), "delicate");
});

Deno.test("placeOf() calls delicate what a module of a package does while it is loaded", () => {
  assertEquals(placeOf([frameOf("init file:///npm/zod/core.js")], "module"), "delicate");
});

Deno.test("placeOf() calls all a task that one has called, whatever lies on top", () => {
  for (const [, frames] of CASES) assertEquals(placeOf(frames.map(frameOf), "task"), "task");
});

function frameOf(text: string): CallFrame {
  const [name = "", url = ""] = text.split(" ");
  return { functionName: name === "?" ? "" : name, url, lineNumber: 0, columnNumber: 0 };
}
