/** Many pipes are read at once, also while most of them are silent. */

import { assertEquals, assertLess, assertThrows } from "@std/assert";
import { openPipeReader } from "./pipe_reader.ts";

const ignore = Deno.build.os !== "linux";
const PIPE_COUNT = 100;

Deno.test(
  "openPipeReader() reads more pipes at once than Deno has threads for",
  { ignore },
  async () => {
    const folder = await Deno.makeTempDir();
    const reader = openPipeReader();
    if (reader === null) throw new TypeError("Cannot read pipes: there is no C library");
    const paths = Array.from({ length: PIPE_COUNT }, (_, index) => `${folder}/${index}`);
    await new Deno.Command("mkfifo", { args: paths }).output();
    const files = paths.map((path) => Deno.openSync(path, { read: true, write: true }));
    const texts = paths.map((path) => new Response(reader.open(path)).text());
    // The last first: each must be heard while all others are silent.
    for (const [index, file] of files.toReversed().entries()) {
      await file.write(new TextEncoder().encode(`${index}`));
      file.close();
      assertEquals(await texts[PIPE_COUNT - 1 - index], `${index}`);
    }
    const long = Deno.openSync(`${folder}/0`, { read: true, write: true });
    const read = new Response(reader.open(`${folder}/0`)).text();
    await long.write(new TextEncoder().encode("x".repeat(60_000)));
    long.close();
    assertEquals((await read).length, 60_000);
    const threads = [...Deno.readDirSync("/proc/self/task")].length;
    assertLess(threads, PIPE_COUNT);
    assertThrows(() => reader.open(`${folder}/none`), Deno.errors.NotFound);
    await Deno.remove(folder, { recursive: true });
  },
);
