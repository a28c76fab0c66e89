/** Tests of telling "it is noise" from "this one is faster". */
import { assertEquals } from "@std/assert";
import { readNoise } from "./said_noise.ts";

const CASES: [text: string, kind: string][] = [
  ["The difference is noise.", "noise"],
  ["ratio 1.012 (noise)", "noise"],
  ["Both run the same code", "noise"],
  ["There is no difference", "noise"],
  ["I cannot tell them apart", "noise"],
  ["1.2 %: within the band", "noise"],
  ["That is chance", "noise"],
  ["Neither loop is faster: it is noise", "noise"],
  ["Nobody can say which is faster, this is noise", "noise"],
  ["Is loop B faster? No, that is noise", "noise"],
  ["The difference is random jitter.", "noise"],
  ["Identical code, so only random variation", "noise"],
  ["This does not mean that loop B is really slower than A: it is only noise", "noise"],
  ["Sometimes A is faster, sometimes B: that is noise", "noise"],
  ["Noise is the better explanation", "noise"],
  ["Loop A looks slower, but it is the same program, so that is noise", "noise"],
  ["Loop A looks slower", "winner"],
  ["Sometimes A is faster", "winner"],
  ["This is not noise: loop B is slower", "winner"],
  ["Loop B is faster because of caching", "winner"],
  ["Loop A wins, but that may be noise", "winner"],
  ["The second loop was quicker by 2 %", "winner"],
  ["The difference is not noise at all", "denied"],
  ["The two loops do not take the same time", "denied"],
  ["The one ended somewhat earlier than the other one did today", "unknown"],
  ["loop A: 2.41 s", "nothing"],
  ["", "nothing"],
];

for (const [text, kind] of CASES) {
  Deno.test(`readNoise() takes "${text}" for ${kind}`, () => {
    assertEquals(readNoise([{ number: 1, text }]).kind, kind);
  });
}

Deno.test("readNoise() lets a winner in one line outweigh noise in another", () => {
  const lines = [{ number: 1, text: "This is noise." }, { number: 2, text: "Loop A is faster." }];
  assertEquals(readNoise(lines).kind, "winner");
});
