/** Tests of what the process of cells may take. */

import { assertEquals } from "@std/assert";
import { processShareMib, wantedMib } from "./memory_limits.ts";

const GIB = 1024 ** 3;

const CASES: [name: string, bytes: number, containers: string[], mib: number][] = [
  ["three quarters of a machine", 16 * GIB, ["", ""], 12288],
  ["three quarters of a smaller container", 16 * GIB, [`${4 * GIB}\n`, ""], 3072],
  ["a container without a limit", 16 * GIB, ["max\n", ""], 12288],
  ["an old container's way to say none", 16 * GIB, ["", "9223372036854771712\n"], 12288],
];

for (const [name, bytes, containers, mib] of CASES) {
  Deno.test(`processShareMib() gives ${name}`, () => {
    assertEquals(processShareMib(bytes, containers), mib);
  });
}

const WANTED: [text: string | undefined, mib: number | null][] = [
  ["500", 500],
  ["3", 32],
  ["0", null],
  ["-5", null],
  ["much", null],
  [undefined, null],
];

for (const [text, mib] of WANTED) {
  Deno.test(`wantedMib() takes ${text} for ${mib}, where 32 are the least`, () => {
    assertEquals(wantedMib(text, 32), mib);
  });
}
