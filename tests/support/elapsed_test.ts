import { assertThrows } from "@std/assert";
import { demandWithin } from "./elapsed.ts";

Deno.test("demandWithin() holds a time to its limit on a quiet machine", () => {
  demandWithin(1000, { what: "a test", elapsedMs: 999, load: 0 });
  assertThrows(
    () => demandWithin(1000, { what: "a test", elapsedMs: 1000, load: 0 }),
    Error,
    "a test took 1.00 s of at most 1 s",
  );
});

Deno.test("demandWithin() judges nothing on a busy machine", () => {
  demandWithin(1000, { what: "a test", elapsedMs: 5000, load: 1000 });
});
