/** Tests of closing the network. */
import { assert, assertEquals } from "@std/assert";
import { lockNetwork } from "./network.ts";

Deno.test("lockNetwork() says why the network stays open, and tries an interpreter once", async () => {
  const python = { executable: "/nonexistent/python3", major: 3, minor: 14 };
  const trial = lockNetwork(python);
  assertEquals(lockNetwork(python), trial);
  const lock = await trial;
  assert(lock.kind === "open" && lock.reason !== "", lock.kind);
});
