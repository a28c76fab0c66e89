/** Tests of the size of folders. */

import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { sizeOf } from "./folder_size.ts";

Deno.test("sizeOf() adds up the files of all folders below, and follows no link", async () => {
  const root = await Deno.makeTempDir();
  await Deno.mkdir(join(root, "a", "b"), { recursive: true });
  await Deno.writeTextFile(join(root, "x"), "12345");
  await Deno.writeTextFile(join(root, "a", "b", "y"), "123");
  const before = await sizeOf(root);
  await Deno.symlink("/", join(root, "a", "everything"));
  const link = (await Deno.lstat(join(root, "a", "everything"))).size;
  assertEquals([before, await sizeOf(root)], [8, 8 + link]);
  await Deno.remove(root, { recursive: true });
});

Deno.test("sizeOf() calls a folder that is not there empty", async () => {
  assertEquals(await sizeOf("/no/such/folder"), 0);
});
