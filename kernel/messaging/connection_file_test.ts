/** Connection files as clients write them, and each field gone wrong. */

import { assertEquals, assertStringIncludes } from "@std/assert";
import { parseConnectionFile } from "./connection_file.ts";

const WHOLE = {
  transport: "tcp",
  ip: "127.0.0.1",
  shell_port: 1,
  control_port: 2,
  stdin_port: 3,
  iopub_port: 4,
  hb_port: 5,
  key: "k",
  signature_scheme: "hmac-sha256",
  kernel_name: "probebook",
};

Deno.test("parseConnectionFile() reads a file with fields we do not know", () => {
  const parsed = parseConnectionFile(JSON.stringify(WHOLE));
  const { kernel_name: _, ...connection } = WHOLE;
  assertEquals<unknown>(parsed, { kind: "connection", connection });
});

const WRONG: [name: string, text: string, mention: string][] = [
  ["text that is not JSON", "{", "not JSON"],
  ["a missing port", JSON.stringify({ ...WHOLE, shell_port: undefined }), "shell_port"],
  ["a port out of range", JSON.stringify({ ...WHOLE, hb_port: 70000 }), "hb_port"],
  ["nothing at all", "", "not JSON"],
  ["a list", "[]", "expected object"],
  ["null", "null", "expected object"],
  ["an unknown transport", JSON.stringify({ ...WHOLE, transport: "udp" }), "transport"],
  ["a lost key", JSON.stringify({ ...WHOLE, curve_publickey: "k".repeat(40) }), "belong together"],
  [
    "a short key",
    JSON.stringify({ ...WHOLE, curve_publickey: "k".repeat(40), curve_secretkey: "k" }),
    "curve_secretkey",
  ],
  ["an unknown scheme", JSON.stringify({ ...WHOLE, signature_scheme: "md5" }), "hmac-sha256"],
];

for (const [name, text, mention] of WRONG) {
  Deno.test(`parseConnectionFile() names what is wrong with ${name}`, () => {
    const parsed = parseConnectionFile(text);
    if (parsed.kind !== "invalid") throw new Error("It was accepted");
    assertStringIncludes(parsed.reason, mention);
  });
}

/** Values that a field must not have; `undefined` is a field that is missing. */
const PORTS_WRONG = [undefined, null, 0, -1, 65536, 1.5, 1e300, "1", [], {}];
const FIELDS_WRONG: [field: string, values: unknown[]][] = [
  ["transport", [null, "", "TCP", "inproc", 1, []]],
  ["ip", [undefined, null, "", 127, ["127.0.0.1"]]],
  ["shell_port", PORTS_WRONG],
  ["control_port", PORTS_WRONG],
  ["stdin_port", PORTS_WRONG],
  ["iopub_port", PORTS_WRONG],
  ["hb_port", PORTS_WRONG],
  ["key", [undefined, null, 1, {}]],
  ["signature_scheme", [null, "", "hmac-md5", "HMAC-SHA256", "sha256", "__proto__", 256]],
  ["curve_publickey", [null, "", "k".repeat(39), 40]],
  ["curve_secretkey", [null, "", "k".repeat(41), true]],
];

for (const [field, values] of FIELDS_WRONG) {
  Deno.test(`parseConnectionFile() names the field ${field} when it is wrong`, () => {
    for (const value of values) {
      const parsed = parseConnectionFile(JSON.stringify({ ...WHOLE, [field]: value }));
      if (parsed.kind !== "invalid") throw new Error(`${JSON.stringify(value)} was accepted`);
      assertStringIncludes(parsed.reason, field);
    }
  });
}
