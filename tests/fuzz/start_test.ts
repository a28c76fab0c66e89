/** A kernel that cannot start as it is told says why, and ends; it never hangs or listens anyhow. */

import { assertEquals, assertMatch } from "@std/assert";
import { fromFileUrl } from "@std/path";

/** A port for each socket that nobody listens at just now. */
function freePorts(): Record<string, number> {
  const names = ["shell_port", "control_port", "stdin_port", "iopub_port", "hb_port"];
  const listeners = names.map(() => Deno.listen({ hostname: "127.0.0.1", port: 0 }));
  const ports = listeners.map(({ addr }, index) => [names[index], addr.port]);
  for (const listener of listeners) listener.close();
  return Object.fromEntries(ports);
}

interface Ended {
  readonly code: number;
  readonly said: string;
}

/** Time to start and to end on a loaded machine; what hangs is ended then, with another code. */
const ENDS_MS_MAX = 20_000;

async function runKernel(folder: string, content: string | Uint8Array | null): Promise<Ended> {
  const file = await Deno.makeTempFile({ dir: folder, suffix: ".json" });
  if (content === null) await Deno.remove(file);
  else if (typeof content === "string") await Deno.writeTextFile(file, content);
  else await Deno.writeFile(file, content);
  const main = fromFileUrl(new URL("../../kernel/main.ts", import.meta.url));
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", main, "run", "--connection-file", file],
    cwd: folder,
    env: { PROBEBOOK_HISTORY: "off" },
    stdin: "null",
    stdout: "null",
    signal: AbortSignal.timeout(ENDS_MS_MAX),
  }).output();
  return { code, said: new TextDecoder().decode(stderr) };
}

function fileWith(fields: Record<string, unknown>): string {
  const rest = { transport: "tcp", ip: "127.0.0.1", key: "k", signature_scheme: "hmac-sha256" };
  return JSON.stringify({ ...freePorts(), ...rest, ...fields });
}

const WRONG: [name: string, content: () => string | Uint8Array | null, said: RegExp][] = [
  ["that is missing", () => null, /^Cannot read the connection file ".*": .*No such file/],
  ["that is empty", () => "", /^Cannot use the connection file ".*": it is not JSON/],
  ["cut short", () => fileWith({}).slice(0, 80), /it is not JSON/],
  ["of bytes", () => new Uint8Array(1000).fill(0xff), /Cannot use the connection file/],
  ["without a key", () => fileWith({ key: undefined }), /at key/],
  ["with a port as text", () => fileWith({ hb_port: "5555" }), /at hb_port/],
  ["with one port twice", () => {
    const ports = freePorts();
    return fileWith({ ...ports, shell_port: ports["hb_port"] });
  }, /^Cannot bind tcp:.*: the port is in use/],
  ["with an address of another machine", () => fileWith({ ip: "192.0.2.1" }), /no such address/],
  ["with a name for no machine", () => fileWith({ ip: "no machine" }), /^Cannot bind tcp:/],
  [
    "with a path that is none",
    () => fileWith({ transport: "ipc", ip: "/dev/null/k" }),
    /^Cannot bind ipc:/,
  ],
  [
    "with a path that is too long",
    () => fileWith({ transport: "ipc", ip: `/tmp/${"k".repeat(200)}` }),
    /^Cannot bind ipc:/,
  ],
  [
    "with keys that are no pair",
    () => fileWith({ curve_publickey: "k".repeat(40), curve_secretkey: "s".repeat(40) }),
    /^Cannot encrypt:/,
  ],
];

for (const [name, content, said] of WRONG) {
  Deno.test(`kernel ends and says why when given a connection file ${name}`, async () => {
    const folder = await Deno.makeTempDir({ prefix: "probebook-start-" });
    const ended = await runKernel(folder, content());
    await Deno.remove(folder, { recursive: true });
    assertMatch(ended.said, said);
    assertEquals(ended.code, 1);
    // A stack would say that nobody had thought of it.
    assertEquals(/^ +at /m.test(ended.said), false, ended.said);
  });
}

for (const name of Object.keys(freePorts())) {
  Deno.test(`kernel ends and names the port when its ${name} is taken`, async () => {
    const folder = await Deno.makeTempDir({ prefix: "probebook-start-" });
    using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const ended = await runKernel(folder, fileWith({ [name]: taken.addr.port }));
    await Deno.remove(folder, { recursive: true });
    const said = `Cannot bind tcp://127.0.0.1:${taken.addr.port}: the port is in use\n`;
    assertEquals(ended, { code: 1, said });
  });
}
