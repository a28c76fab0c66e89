/** Tests of the frame codec. */
import { assertEquals } from "@std/assert";
import { BODY_BYTES_MAX, decodeFrameHeader, encodeFrame, encodeFrameHeader } from "./frame.ts";
import { fromHex, toHex } from "./test_peer.ts";

const CASES: [name: string, hex: string, expected: string][] = [
  ["nothing", "", "need 2"],
  ["one byte", "00", "need 1"],
  ["short, last", "00 05", "frame 5"],
  ["short, more", "01 05", "frame 5 more"],
  ["an empty body", "01 00", "frame 0 more"],
  ["the longest short body", "00 ff", "frame 255"],
  ["a command", "04 0c", "frame 12 command"],
  ["half a long header", "02 00 00", "need 6"],
  ["long, last", "02 00 00 00 00 00 00 01 00", "frame 256"],
  ["long, more", "03 00 00 00 00 00 01 00 00", "frame 65536 more"],
  // ZMTP 3.1 says "more than 255", libzmq accepts it all the same.
  ["long form of a short body", "02 00 00 00 00 00 00 00 05", "frame 5"],
  ["the longest body", "02 00 00 00 00 04 00 00 00", `frame ${BODY_BYTES_MAX}`],
  ["one byte above", "02 00 00 00 00 04 00 00 01", "invalid"],
  ["length above the limit", "02 00 00 00 01 00 00 00 00", "invalid"],
  ["the largest length", "02 ff ff ff ff ff ff ff ff", "invalid"],
  ["a command above its limit", "06 00 00 00 00 00 01 00 01", "invalid"],
  ["a command with more", "05 05", "invalid"],
  ["reserved bit set", "08 05", "invalid"],
  ["a greeting instead", "ff 00 00 00 00 00 00 00 01 7f", "invalid"],
  ["text instead", "47 45 54 20", "invalid"],
];

for (const [name, hex, expected] of CASES) {
  Deno.test(`decodeFrameHeader() reads ${name}`, () => {
    assertEquals(summary(fromHex(hex)), expected);
  });
}

Deno.test("decodeFrameHeader() reads between start and end only", () => {
  const bytes = fromHex("ff ff 01 05 00");
  const header = decodeFrameHeader(bytes, { start: 2, end: 3 });
  assertEquals(header, { kind: "need", bytes: 1 });
});

const BODY_SIZES: [bodyBytes: number, header: string][] = [
  [0, "00 00"],
  [255, "00 ff"],
  [256, "02 00 00 00 00 00 00 01 00"],
  [2 ** 32 + 7, "02 00 00 00 01 00 00 00 07"],
];

for (const [bodyBytes, expected] of BODY_SIZES) {
  Deno.test(`encodeFrameHeader() writes a length of ${bodyBytes}`, () => {
    const target = new Uint8Array(12);
    const end = encodeFrameHeader(target, bodyBytes, { start: 1 });
    assertEquals(toHex(target.subarray(1, end)), expected);
  });
}

Deno.test("encodeFrame() is read back with its flags", () => {
  for (const flags of [{}, { hasMore: true }, { isCommand: true }]) {
    const frame = encodeFrame(new Uint8Array(300), flags);
    const header = decodeFrameHeader(frame);
    const expected = { isCommand: false, hasMore: false, ...flags };
    assertEquals(header, { kind: "frame", headerBytes: 9, bodyBytes: 300, ...expected });
  }
});

function summary(bytes: Uint8Array): string {
  const header = decodeFrameHeader(bytes);
  if (header.kind === "need") return `need ${header.bytes}`;
  if (header.kind === "invalid") return "invalid";
  const flags = `${header.isCommand ? " command" : ""}${header.hasMore ? " more" : ""}`;
  return `frame ${header.bodyBytes}${flags}`;
}
