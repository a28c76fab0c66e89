/** Tests of the greeting. */
import { assertEquals } from "@std/assert";
import { decodeGreeting, encodeGreeting } from "./greeting.ts";
import { fromHex } from "./test_peer.ts";

const SIGNATURE = "ff 00 00 00 00 00 00 00 01 7f";
const NULL_FIELD = "4e 55 4c 4c" + "00".repeat(16);
const PLAIN_FIELD = "50 4c 41 49 4e" + "00".repeat(15);
const NULL_WITH_TAIL = "4e 55 4c 4c 00 41" + "00".repeat(14);
const REST = "00".repeat(32);

const CASES: [name: string, hex: string, expected: string][] = [
  ["nothing yet", "", "need 64"],
  ["a signature", SIGNATURE, "need 54"],
  ["libzmq 4.3.5", `${SIGNATURE} 03 01 ${NULL_FIELD} ${REST}`, "3.1"],
  ["version 3.0", `${SIGNATURE} 03 00 ${NULL_FIELD} ${REST}`, "3.0"],
  ["a later major version", `${SIGNATURE} 04 02 ${NULL_FIELD} ${REST}`, "4.2"],
  ["any padding", `ff 01 02 03 04 05 06 07 08 7f 03 00 ${NULL_FIELD} ${REST}`, "3.0"],
  ["all but the last byte", `${SIGNATURE} 03 01 ${NULL_FIELD} ${"00".repeat(31)}`, "need 1"],
  ["another protocol at its first byte", "47", "the greeting has no signature"],
  [
    "a wrong end of the signature",
    "ff 00 00 00 00 00 00 00 01 7e",
    "the greeting has no signature",
  ],
  ["ZMTP 2.0 at its version", `${SIGNATURE} 01`, "the peer speaks ZMTP 2, not 3"],
  ["ZMTP 1.0 with a long length", `${SIGNATURE} 00`, "the peer speaks ZMTP 1, not 3"],
  ["PLAIN", `${SIGNATURE} 03 00 ${PLAIN_FIELD} ${REST}`, 'the mechanism is "PLAIN", not "NULL"'],
  [
    "a mechanism with a tail",
    `${SIGNATURE} 03 00 ${NULL_WITH_TAIL} ${REST}`,
    'the mechanism is "NULL?", not "NULL"',
  ],
];

for (const [name, hex, expected] of CASES) {
  Deno.test(`decodeGreeting() reads ${name}`, () => {
    const greeting = decodeGreeting(fromHex(hex));
    if (greeting.kind === "greeting") assertEquals(`${greeting.major}.${greeting.minor}`, expected);
    else if (greeting.kind === "need") assertEquals(`need ${greeting.bytes}`, expected);
    else assertEquals(greeting.reason, expected);
  });
}

Deno.test("encodeGreeting() is a greeting of 3.1", () => {
  assertEquals(decodeGreeting(encodeGreeting()), { kind: "greeting", major: 3, minor: 1 });
});
