import { assertEquals } from "@std/assert";
import { createReplayGuard } from "./replay_guard.ts";

const CASES: [name: string, signatures: string[], expected: boolean[]][] = [
  ["a repeated signature once", ["a", "b", "a"], [true, true, false]],
  ["unsigned messages always", ["", ""], [true, true]],
  ["only as many as it may keep", ["a", "b", "c", "a"], [true, true, true, true]],
];

for (const [name, signatures, expected] of CASES) {
  Deno.test(`createReplayGuard() lets through ${name}`, () => {
    const guard = createReplayGuard(2);
    assertEquals(signatures.map((signature) => guard.isNew(signature)), expected);
  });
}
