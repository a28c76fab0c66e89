/** The process of cells is ended when it takes too much, before the machine suffers from it. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { type FixtureOptions, startFixture, streamText } from "./evaluator_fixture.ts";

/** Small enough for a test; the process takes some 100 MiB when it has done nothing. */
const LIMITS: FixtureOptions = { heapMib: 128, processMib: 500 };

const EXCESSES: [name: string, code: string, expected: RegExp][] = [
  [
    "buffers",
    "const kept = []; for (;;) { kept.push(new Uint8Array(100e6).fill(1)); await 0 }",
    /: its process took \d+ MiB, and the limit is 500 MiB\./,
  ],
  [
    "buffers without any pause",
    "const kept = []; for (;;) kept.push(new Uint8Array(10e6).fill(1));",
    /: its process took \d+ MiB, and the limit is 500 MiB\./,
  ],
  [
    "WebAssembly",
    "const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536 }); for (;;) { memory.grow(160); new Uint8Array(memory.buffer).fill(1) }",
    /: its process took \d+ MiB, and the limit is 500 MiB\./,
  ],
  [
    "values",
    "const kept = []; for (;;) kept.push([...Array(1000).keys()]);",
    /: its values filled the heap of 128 MiB\./,
  ],
];

for (const [name, code, expected] of EXCESSES) {
  Deno.test(`a cell that fills the memory with ${name} is ended, and told both limits`, async () => {
    await using fixture = await startFixture(LIMITS);
    const ending = await fixture.run(code);
    if (ending.kind !== "died") throw new Error(JSON.stringify(ending));
    assertEquals(ending.reason, "out_of_memory");
    assertMatch(ending.message, expected);
    assertMatch(
      ending.message,
      /Remedy: .*heap 128 MiB \(PROBEBOOK_HEAP_MIB\), process 500 MiB \(PROBEBOOK_RSS_MIB\)/,
    );
    // It is not swapped: what it took stays near the limit.
    const [, taken = "0"] = /took (\d+) MiB/.exec(ending.message) ?? [];
    assert(Number(taken) < 2 * 500, ending.message);
    assertEquals(await fixture.ending("1 + 1"), "text/plain: 2");
  });
}

Deno.test("what a cell has left running is ended when it fills the memory", async () => {
  await using fixture = await startFixture(LIMITS);
  await fixture.run(
    "const kept = []; setInterval(() => kept.push(new Uint8Array(20e6).fill(1)), 1); 0",
  );
  const event = await fixture.event(({ kind }) => kind === "restarted");
  assert(event.kind === "restarted" && event.reason === "out_of_memory");
});

Deno.test(
  "what subprocesses take does not count",
  { ignore: Deno.build.os !== "linux" },
  async () => {
    await using fixture = await startFixture({ ...LIMITS, permissions: "default" });
    const ending = await fixture.ending(
      "new Deno.Command('python3', { args: ['-c', 'import time; kept = bytearray(b\"1\") * 600_000_000; time.sleep(0.5); print(len(kept))'], stdout: 'inherit' }).outputSync().code",
    );
    assertEquals(ending, "text/plain: 0");
    assertEquals(streamText(fixture.events, "stdout"), "600000000\n");
  },
);
