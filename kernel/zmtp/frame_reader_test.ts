/** Tests of reading frames from a stream that comes in pieces. */
import { assert, assertEquals } from "@std/assert";
import { BODY_BYTES_MAX, encodeFrame } from "./frame.ts";
import { FrameReader } from "./frame_reader.ts";
import { fromHex } from "./test_peer.ts";

const SIZES = [0, 1, 254, 255, 256, 65_526, 65_527, 65_528, 70_000, 17_000_000];

for (const pieceBytes of [1, 7, 4_096, 1_000_000]) {
  Deno.test(`FrameReader.take() gives every frame whole, in pieces of ${pieceBytes}`, async () => {
    // A byte at a time through megabytes would only take long.
    const sizes = pieceBytes < 100 ? SIZES.filter((size) => size < 1_000) : SIZES;
    const stream = joined(sizes.map((size, index) => encodeFrame(pattern(size, index))));
    const bodies = await allBodies(stream, pieceBytes);
    assertEquals(bodies.map((body) => body.length), sizes);
    for (const [index, body] of bodies.entries()) {
      assert(equal(body, pattern(body.length, index)), `frame ${index} arrived changed`);
    }
  });
}

Deno.test("FrameReader.take() gives bodies that later reads leave alone", async () => {
  const stream = joined([encodeFrame(Uint8Array.of(1, 2)), encodeFrame(Uint8Array.of(3, 4))]);
  const [first] = await allBodies(stream, 4);
  assertEquals(first, Uint8Array.of(1, 2));
});

Deno.test("FrameReader.take() reports a length above what is accepted now", async () => {
  const reader = new FrameReader(sourceOf(fromHex("00 06 00"), 3));
  reader.bodyBytesMax = 5;
  await reader.fill();
  assertEquals(reader.take(), {
    kind: "invalid",
    reason: "a body of 6 bytes is above the limit of 5",
  });
});

Deno.test("FrameReader.fill() says when the stream has ended inside a frame", async () => {
  const reader = new FrameReader(sourceOf(fromHex("00 06 00"), 3));
  assertEquals(await reader.fill(), true);
  assertEquals(reader.take(), undefined);
  assertEquals(await reader.fill(), false);
  assertEquals(reader.isInsideFrame, true);
});

async function allBodies(stream: Uint8Array, pieceBytes: number): Promise<Uint8Array[]> {
  const reader = new FrameReader(sourceOf(stream, pieceBytes));
  reader.bodyBytesMax = BODY_BYTES_MAX;
  const bodies: Uint8Array[] = [];
  do {
    let frame;
    while ((frame = reader.take()) !== undefined) {
      if (frame.kind === "invalid") throw new Error(frame.reason);
      bodies.push(frame.body);
    }
  } while (await reader.fill());
  assertEquals(reader.isInsideFrame, false);
  return bodies;
}

function sourceOf(stream: Uint8Array, pieceBytes: number) {
  let at = 0;
  return {
    read(target: Uint8Array): Promise<number | null> {
      if (at === stream.length) return Promise.resolve(null);
      const piece = stream.subarray(at, at + Math.min(pieceBytes, target.length));
      target.set(piece);
      at += piece.length;
      return Promise.resolve(piece.length);
    },
  };
}

function pattern(size: number, seed: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => (index * 31 + seed) & 0xff);
}

// Comparing megabytes element by element with a report of differences takes seconds.
function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
