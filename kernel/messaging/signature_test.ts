/** Signatures against node:crypto's own HMAC, for keys of every length that matters. */
import { assert, assertEquals } from "@std/assert";
import { createHmac } from "node:crypto";
import { createSigner } from "./signature.ts";

const encoder = new TextEncoder();
const PARTS = ["{}", "", "ü".repeat(5000), "{}"].map((part) => encoder.encode(part));

/** Around the block lengths of both hashes, 64 and 128 bytes. */
const KEY_LENGTHS = [1, 36, 63, 64, 65, 127, 128, 129, 1000];

for (const [scheme, algorithm] of [["hmac-sha256", "sha256"], ["hmac-sha512", "sha512"]] as const) {
  Deno.test(`createSigner() signs by ${scheme} like everybody else`, () => {
    for (const length of KEY_LENGTHS) {
      const key = "k".repeat(length);
      const hmac = createHmac(algorithm, key);
      for (const part of PARTS) hmac.update(part);
      const expected = hmac.digest("hex");
      const signer = createSigner(key, scheme);
      for (const _hash of ["ours", "Node's"]) {
        // Twice: a signature must not change the next one.
        assertEquals([signer.sign(PARTS), signer.sign(PARTS)], [expected, expected], `${length}`);
        assert(signer.verify(PARTS, encoder.encode(expected)));
        for (const wrong of [`0${expected.slice(1)}x`, expected.slice(1), `${expected}0`, ""]) {
          assert(!signer.verify(PARTS, encoder.encode(wrong)), wrong);
        }
        signer.accelerate();
      }
    }
  });
}
