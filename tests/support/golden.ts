/** Golden files: the text that a test once approved, compared with today's. */
import { assertEquals } from "@std/assert";
import { readIfThere } from "./read_if_there.ts";

/** Compares with the golden file; what differs is written beside it as `name.changed`, for the eye. */
export async function compareGolden(golden: URL, actual: string): Promise<void> {
  const changed = new URL(`${golden.href}.changed`);
  const expected = await readIfThere(golden);
  if (expected === actual) {
    // Nothing left to look at.
    await Deno.remove(changed).catch(() => {});
    return;
  }
  await Deno.mkdir(new URL(".", golden), { recursive: true });
  await Deno.writeTextFile(changed, actual);
  assertEquals(actual, expected ?? "", `differs from ${golden.pathname}; see ${changed.pathname}`);
}
