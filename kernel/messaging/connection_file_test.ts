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
