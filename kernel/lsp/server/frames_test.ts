/** Frames of the Language Server Protocol, whole, in pieces and broken. */

import { assertEquals } from "@std/assert";
import { createFrameDecoder, encodeFrame } from "./frames.ts";

function read(...pieces: (string | Uint8Array)[]): string {
  const decode = createFrameDecoder();
  const seen: string[] = [];
  for (const piece of pieces) {
    const bytes = typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
    const decoded = decode(bytes);
    if (decoded.kind === "garbage") return [...seen, decoded.reason].join(" ");
    seen.push(...decoded.messages.map((message) => JSON.stringify(message)));
  }
  return seen.join(" ");
}

const CASES: [name: string, pieces: (string | Uint8Array)[], expected: string][] = [
  ["one message", ["Content-Length: 2\r\n\r\n{}"], "{}"],
  ["two in one piece", ["Content-Length: 2\r\n\r\n{}Content-Length: 1\r\n\r\n3"], "{} 3"],
  ["one in pieces", ["Content-", "Length: 2\r\n", "\r\n{", "}"], "{}"],
  ["other headers", ["Content-Type: x\r\ncontent-length: 2\r\n\r\n{}"], "{}"],
  ["half a message", ["Content-Length: 5\r\n\r\n[1"], ""],
  ["what encodeFrame() writes", [encodeFrame({ a: "é😀" })], '{"a":"é😀"}'],
  ["no JSON", ["Content-Length: 2\r\n\r\n{]"], "it wrote a message that is no JSON"],
  ["no length", ["Length: 2\r\n\r\n{}"], "it wrote a message without a length"],
  ["a huge length", [`Content-Length: 99999999999\r\n\r\n`], "it wrote a message without a length"],
  ["garbage", ["x".repeat(5000)], "it wrote something that is no message"],
];

for (const [name, pieces, expected] of CASES) {
  Deno.test(`createFrameDecoder() reads ${name}`, () => assertEquals(read(...pieces), expected));
}
