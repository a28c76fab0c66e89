/** Tests of the commands. */
import { assertEquals } from "@std/assert";
import { type Command, decodeCommand, encodeCommand, encodeError, encodeReady } from "./command.ts";
import { bytesOf, fromHex, toHex } from "./test_peer.ts";

const PING = "04 50 49 4e 47";
const READY = "05 52 45 41 44 59";

const CASES: [name: string, hex: string, expected: string][] = [
  ["an empty body", "", "invalid: a command has no name"],
  ["a name of no length", "00 41", "invalid: a command has no name"],
  ["a name cut short", "05 52 45", "invalid: a command has no name"],
  ["a PING", `${PING} 00 0a`, "ping "],
  ["a PING with context", `${PING} 00 0a 61 62`, "ping ab"],
  ["a PING without time to live", `${PING} 00`, "invalid: a PING has no time to live"],
  [
    "a PING with too much context",
    `${PING} 00 0a ${"61".repeat(17)}`,
    "invalid: the context of a PING is too long",
  ],
  ["a SUBSCRIBE", "09 53 55 42 53 43 52 49 42 45 61 62", "subscribe ab"],
  ["a SUBSCRIBE to everything", "09 53 55 42 53 43 52 49 42 45", "subscribe "],
  ["a CANCEL", "06 43 41 4e 43 45 4c 61", "cancel a"],
  ["an ERROR", "05 45 52 52 4f 52 02 6e 6f", "error no"],
  ["an ERROR cut short", "05 45 52 52 4f 52 09 6e 6f", "error no"],
  ["an unknown command", "03 46 4f 4f 01", "other FOO"],
  ["READY without metadata", READY, "ready"],
  ["READY, names in any case", `${READY} 01 41 00 00 00 01 78`, "ready a=x"],
  ["READY with an empty name", `${READY} 00 00 00 00 00`, "invalid: the metadata is cut short"],
  ["READY cut in a length", `${READY} 01 41 00 00`, "invalid: the metadata is cut short"],
  ["READY cut in a value", `${READY} 01 41 00 00 00 02 78`, "invalid: the metadata is cut short"],
  [
    "READY with a huge length",
    `${READY} 01 41 ff ff ff ff 78`,
    "invalid: the metadata is cut short",
  ],
];

for (const [name, hex, expected] of CASES) {
  Deno.test(`decodeCommand() reads ${name}`, () => {
    assertEquals(summary(decodeCommand(fromHex(hex))), expected);
  });
}

// Sent by libzmq 4.3.5 (through pyzmq 27.3.0) after a greeting of 3.1.
const LIBZMQ_READY: [socketType: "DEALER" | "SUB" | "REQ", identity: string, hex: string][] = [
  [
    "DEALER",
    "me",
    "05 52 45 41 44 59 0b 53 6f 63 6b 65 74 2d 54 79 70 65 00 00 00 06 44 45 41 4c 45 52 " +
    "08 49 64 65 6e 74 69 74 79 00 00 00 02 6d 65",
  ],
  ["SUB", "", "05 52 45 41 44 59 0b 53 6f 63 6b 65 74 2d 54 79 70 65 00 00 00 03 53 55 42"],
  [
    "REQ",
    "",
    "05 52 45 41 44 59 0b 53 6f 63 6b 65 74 2d 54 79 70 65 00 00 00 03 52 45 51 " +
    "08 49 64 65 6e 74 69 74 79 00 00 00 00",
  ],
];

for (const [socketType, identity, hex] of LIBZMQ_READY) {
  Deno.test(`encodeReady() writes the bytes of libzmq for ${socketType}`, () => {
    assertEquals(toHex(encodeReady(socketType, bytesOf(identity))), hex);
  });
}

Deno.test("encodeError() is read back, cut to 255 bytes", () => {
  assertEquals(summary(decodeCommand(encodeError("x".repeat(300)))), `error ${"x".repeat(255)}`);
});

Deno.test("encodeCommand() is read back", () => {
  assertEquals(
    summary(decodeCommand(encodeCommand("SUBSCRIBE", bytesOf("topic")))),
    "subscribe topic",
  );
});

function summary(command: Command): string {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  switch (command.kind) {
    case "ready":
      return ["ready", ...[...command.properties].map(([key, value]) => `${key}=${text(value)}`)]
        .join(" ");
    case "ping":
      return `ping ${text(command.context)}`;
    case "subscribe":
    case "cancel":
      return `${command.kind} ${text(command.topic)}`;
    case "error":
      return `error ${command.reason}`;
    case "other":
      return `other ${command.name}`;
    case "invalid":
      return `invalid: ${command.reason}`;
  }
}
