/** Frames are found in any mixture with raw bytes, however the pipe cuts them. */

import { assertEquals } from "@std/assert";
import { createFrameDecoder, type PipeItem } from "./frame_decoder.ts";
import { FRAME_TYPE, HEADER_BYTES, MARKER_BYTES } from "./wire.ts";

const MARKER = new Uint8Array(MARKER_BYTES).map((_, index) => index === 0 ? 0x1e : 200 + index);

function frame(cell: number, text: string): number[] {
  const bytes = new Uint8Array(HEADER_BYTES + text.length);
  bytes.set(MARKER);
  bytes[MARKER_BYTES] = FRAME_TYPE.stdout;
  const view = new DataView(bytes.buffer, MARKER_BYTES);
  view.setUint32(1, cell);
  view.setUint16(5, text.length);
  bytes.set(new TextEncoder().encode(text), HEADER_BYTES);
  return [...bytes];
}

function raw(text: string): number[] {
  return [...new TextEncoder().encode(text)];
}

/** Neighbouring raw pieces joined, because where they are cut does not matter. */
function summary(items: readonly PipeItem[]): string {
  const text = new TextDecoder();
  return items.map((item) =>
    item.kind === "raw" ? text.decode(item.bytes) : `<${item.cell} ${text.decode(item.payload)}>`
  ).join("");
}

const CASES: [name: string, bytes: number[], expected: string][] = [
  ["nothing but raw bytes", raw("abc\n"), "abc\n"],
  ["one frame", frame(3, "hi"), "<3 hi>"],
  ["an empty frame", frame(70_000, ""), "<70000 >"],
  [
    "frames among raw bytes",
    [...raw("a"), ...frame(1, "x"), ...raw("b"), ...frame(2, "y")],
    "a<1 x>b<2 y>",
  ],
  [
    "a raw record separator",
    [...raw("a\x1eb"), ...frame(1, "x"), ...raw("\x1e\x1e"), ...frame(1, "y")],
    "a\x1eb<1 x>\x1e\x1e<1 y>",
  ],
  ["a marker inside a payload", frame(1, "\x1e\x1e"), "<1 \x1e\x1e>"],
  ["half a frame at the end", [...frame(1, "x"), ...frame(2, "never").slice(0, 20)], "<1 x>"],
];

for (const [name, bytes, expected] of CASES) {
  Deno.test(`createFrameDecoder() reads ${name}`, () => {
    assertEquals(summary(createFrameDecoder(MARKER).push(new Uint8Array(bytes))), expected);
  });

  Deno.test(`createFrameDecoder() reads ${name} byte by byte`, () => {
    const decoder = createFrameDecoder(MARKER);
    assertEquals(summary(bytes.flatMap((byte) => decoder.push(new Uint8Array([byte])))), expected);
  });
}
