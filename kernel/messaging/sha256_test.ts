/** Our SHA-256 against node:crypto's. */
import { assertEquals } from "@std/assert";
import { createHash } from "node:crypto";
import { Sha256 } from "./sha256.ts";

/** Around the ends of a block and around the place of the length in it. */
const LENGTHS = [0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 1000, 100_000];

for (const length of LENGTHS) {
  Deno.test(`Sha256 hashes ${length} bytes like everybody else`, () => {
    const bytes = Uint8Array.from({ length }, (_, index) => index * 7 + (index >> 8));
    const expected = createHash("sha256").update(bytes).digest("hex");
    const start = new Sha256().update(bytes.subarray(0, 5));
    const copy = start.copy();
    start.update(bytes);
    assertEquals(copy.update(bytes.subarray(5)).digest().toHex(), expected);
  });
}
