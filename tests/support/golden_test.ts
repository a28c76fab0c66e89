import { assertEquals, assertRejects } from "@std/assert";
import { toFileUrl } from "@std/path";
import { compareGolden } from "./golden.ts";

Deno.test("compareGolden() writes what differs beside the file, and clears it when all is well", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const golden = toFileUrl(`${folder}/deep/one.json`);
    const changed = new URL(`${golden.href}.changed`);
    await assertRejects(() => compareGolden(golden, "new"));
    assertEquals(await Deno.readTextFile(changed), "new");
    await Deno.rename(changed, golden);
    await compareGolden(golden, "new");
    await assertRejects(() => compareGolden(golden, "other"));
    await compareGolden(golden, "new");
    await assertRejects(() => Deno.stat(changed), Deno.errors.NotFound);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
