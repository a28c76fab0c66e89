/** Golden files: the text that a test once approved, compared with today's. */
import { assertEquals } from "@std/assert";

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

async function readIfThere(path: URL): Promise<string | null> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
