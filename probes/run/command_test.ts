import { assertEquals, assertThrows } from "@std/assert";
import { fakeInterpreter } from "../../tests/support/fake_interpreters.ts";
import { commandOf } from "./command.ts";

const PYTHON = fakeInterpreter("a");

Deno.test("commandOf() gives what a measurement starts, parameters in the script's order", () => {
  const command = commandOf("tight_loop", { python: PYTHON, params: { n: 1000 }, slices: 3 });
  const args = command?.args.map((word) => word.split("/").at(-1));
  assertEquals(args, ["-s", "-S", "-P", "start.py", "tight_loop.py", "1", "3", "1000"]);
  assertEquals(command?.executable, PYTHON.executable);
  assertEquals(Object.keys(command?.env ?? {}).some((name) => name.startsWith("PYTHON")), false);
});

Deno.test("commandOf() puts an arm's own flags and environment in", () => {
  const command = commandOf("gc_pauses", {
    python: { python: PYTHON, flags: ["-X", "gil=0"], env: { PYTHON_JIT: "1" } },
    params: { garbage: "acyclic", live: 0 },
  });
  assertEquals(command?.args.slice(3, 5), ["-X", "gil=0"]);
  assertEquals(command?.env["PYTHON_JIT"], "1");
});

Deno.test("commandOf() names an option that it does not know, and takes no nothing", () => {
  const typo = { pyton: PYTHON } as never;
  assertThrows(() => commandOf("tight_loop", typo), TypeError, 'the nearest is "python"');
  assertThrows(() => commandOf("tight_loop", undefined as never), TypeError, "the options are");
});

Deno.test("commandOf() gives null without an interpreter", () => {
  assertEquals(commandOf("tight_loop", { python: [PYTHON][1] }), null);
});
