import { assertEquals } from "@std/assert";
import type { Message } from "./message.ts";
import { createSigner } from "./signature.ts";
import { decodeWire, encodeWire, writeMessage } from "./wire.ts";

const encoder = new TextEncoder();
const KEY = "a0436f6c-1916-498b-8eb9-e81ab9368e84";

const MESSAGE: Message = {
  header: {
    msg_id: "1",
    msg_type: "execute_request",
    session: "s",
    username: "u",
    date: "2026-11-21T00:00:00Z",
    version: "5.5",
  },
  parentHeader: {},
  metadata: { a: [1] },
  content: { code: "1 + 1 // ü 🐍" },
  buffers: [new Uint8Array([0, 255])],
};

/** Frames after the signature, signed with the test's key. */
function signed(parts: string[]): Uint8Array[] {
  const bytes = parts.map((part) => encoder.encode(part));
  const signature = createSigner(KEY).sign(bytes);
  return [encoder.encode("<IDS|MSG>"), encoder.encode(signature), ...bytes];
}

function summary(frames: Uint8Array[]): string {
  const decoded = decodeWire(frames, createSigner(KEY));
  return decoded.kind === "message" ? decoded.message.header.msg_type : decoded.kind;
}

Deno.test("decodeWire() reads what encodeWire() wrote, with routing and buffers", () => {
  const signer = createSigner(KEY);
  const identity = new Uint8Array([0, 1, 2]);
  const decoded = decodeWire(encodeWire([identity], writeMessage(MESSAGE), signer), signer);
  if (decoded.kind !== "message") throw new Error(decoded.reason);
  assertEquals(decoded.identities, [identity]);
  assertEquals(decoded.message, MESSAGE);
});

Deno.test("encodeWire() takes a content that is there already as it is", () => {
  const contentBytes = new TextEncoder().encode('{ "code": "\u20ac" }');
  const signer = createSigner(KEY);
  const written = writeMessage({ ...MESSAGE, content: {}, contentBytes });
  const decoded = decodeWire(encodeWire([], written, signer), signer);
  if (decoded.kind !== "message") throw new Error(decoded.reason);
  assertEquals(decoded.message, { ...MESSAGE, content: { code: "\u20ac" } });
});

const HEADER = JSON.stringify(MESSAGE.header);
const CASES: [name: string, frames: Uint8Array[], expected: string][] = [
  ["a whole message", signed([HEADER, "{}", "{}", "{}"]), "execute_request"],
  [
    "unknown header fields and a null user",
    signed([
      '{"msg_id":"1","msg_type":"x","session":"s","username":null,"new":1}',
      "{}",
      "{}",
      "{}",
    ]),
    "x",
  ],
  [
    "numbers in fields that mean nothing here",
    signed([
      '{"msg_id":"1","msg_type":"x","session":"s","username":0,"date":1,"version":5.4}',
      "{}",
      "{}",
      "{}",
    ]),
    "x",
  ],
  [
    "a header too deep to be written back",
    signed([
      HEADER.replace("{", `{"a":${'{"0":'.repeat(9_000)}1${"}".repeat(9_000)},`),
      "{}",
      "{}",
      "{}",
    ]),
    "rejected",
  ],
  ["no frames", [], "rejected"],
  ["no delimiter", signed([HEADER, "{}", "{}", "{}"]).slice(1), "rejected"],
  ["a missing part", signed([HEADER, "{}", "{}"]), "rejected"],
  ["a header that is no object", signed(["[]", "{}", "{}", "{}"]), "rejected"],
  [
    "a header without a type",
    signed(['{"msg_id":"1","session":"s"}', "{}", "{}", "{}"]),
    "rejected",
  ],
  ["content that is a list", signed([HEADER, "{}", "{}", "[]"]), "rejected"],
  ["broken JSON", signed([HEADER, "{}", "{}", "{"]), "rejected"],
  [
    "a changed byte",
    signed([HEADER, "{}", "{}", "{}"]).with(5, encoder.encode('{"code":"x"}')),
    "rejected",
  ],
  [
    "a signature of another length",
    signed([HEADER, "{}", "{}", "{}"]).with(1, encoder.encode("00")),
    "rejected",
  ],
  [
    "bytes that are not UTF-8",
    [encoder.encode("<IDS|MSG>"), encoder.encode("00"), ...Array(4).fill(new Uint8Array([0xff]))],
    "rejected",
  ],
];

for (const [name, frames, expected] of CASES) {
  Deno.test(`decodeWire() answers ${name} with ${expected}`, () => {
    assertEquals(summary(frames), expected);
  });
}

Deno.test("createSigner() with an empty key signs nothing and accepts everything", () => {
  const signer = createSigner("");
  // A client that signs nevertheless may do so with the same bytes each time: no replay.
  const frames = encodeWire([], writeMessage(MESSAGE), signer).with(1, encoder.encode("constant"));
  const decoded = decodeWire(frames, signer);
  assertEquals(decoded.kind === "message" && decoded.signature, "");
});

Deno.test("createSigner() gives the digest of RFC 4231, test case 2", () => {
  const signature = createSigner("Jefe").sign([
    encoder.encode("what do ya want "),
    encoder.encode("for nothing?"),
  ]);
  assertEquals(signature, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
});
