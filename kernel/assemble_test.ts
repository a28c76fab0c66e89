import { assertEquals } from "@std/assert";
import { KERNEL_VERSION } from "./assemble.ts";

Deno.test("KERNEL_VERSION is the version of deno.json", async () => {
  const text = await Deno.readTextFile(new URL("../deno.json", import.meta.url));
  assertEquals(JSON.parse(text).version, KERNEL_VERSION);
});
