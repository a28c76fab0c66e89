import { assertEquals } from "@std/assert";
import { fromHex } from "./test_peer.ts";
import { decodeZ85, encodeZ85 } from "./z85.ts";

const CASES: [name: string, text: string, hex: string | null][] = [
  ["the example of RFC 32", "HelloWorld", "86 4f d2 6f b5 59 f7 5b"],
  // libzmq's manual, zmq_curve(7): the server's public key.
  [
    "a key of libzmq's manual",
    "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7",
    "54 fc ba 24 e9 32 49 96 93 16 fb 61 7c 87 2b b0 c1 d1 ff 14 80 04 27 c5 94 cb fa cf 1b c2 d6 52",
  ],
  ["nothing", "", ""],
  ["a length that five does not divide", "Hello!", null],
  ["a character that is no digit", 'Hell"', null],
  ["a group above four bytes", "#####", null],
];

for (const [name, text, hex] of CASES) {
  Deno.test(`decodeZ85() reads ${name}`, () => {
    assertEquals(decodeZ85(text), hex === null ? null : fromHex(hex));
    if (hex !== null) assertEquals(encodeZ85(fromHex(hex)), text);
  });
}
