import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { bindEndpoint } from "./endpoint.ts";
import { holdPorts, listenTcp } from "./held_ports.ts";

const HOST = "127.0.0.1";

/** The text of a connection file whose five ports were free a moment ago. */
function connectionFile(): { text: string; ports: number[] } {
  const listeners = [0, 0, 0, 0, 0].map((port) => listenTcp(HOST, port));
  const ports = listeners.map(({ addr }) => addr.port);
  for (const listener of listeners) listener.close();
  const [shell_port, control_port, stdin_port, iopub_port, hb_port] = ports;
  const text = JSON.stringify({
    ip: HOST,
    transport: "tcp",
    ...{ shell_port, control_port, stdin_port, iopub_port, hb_port },
  });
  return { text, ports };
}

Deno.test("holdPorts() keeps a client that connects before the socket is bound", async () => {
  const { text, ports: [port = 0] } = connectionFile();
  const held = holdPorts(text);
  const early = await Deno.connect({ hostname: HOST, port });
  await early.write(new Uint8Array([7]));
  const bound = await bindEndpoint({ transport: "tcp", hostname: HOST, port }, held);
  const accepted = await bound.accept();
  const bytes = new Uint8Array(8);
  assertEquals(await accepted.read(bytes), 1);
  assertEquals(bytes[0], 7);
  for (const one of [early, accepted, bound, held]) one.close();
});

Deno.test("holdPorts() listens at all five ports until they are given up", async () => {
  const { text, ports } = connectionFile();
  const held = holdPorts(text);
  for (const port of ports) assertThrows(() => listenTcp(HOST, port), Deno.errors.AddrInUse);
  held.close();
  for (const port of ports) {
    const endpoint = { transport: "tcp", hostname: HOST, port } as const;
    const bound = await bindEndpoint(endpoint, held);
    assertEquals(bound.endpoint, endpoint);
    bound.close();
  }
});

Deno.test("holdPorts() leaves a port that is in use to bindEndpoint(), which says so", async () => {
  const { text, ports: [port = 0] } = connectionFile();
  const other = listenTcp(HOST, port);
  const held = holdPorts(text);
  await assertRejects(
    () => bindEndpoint({ transport: "tcp", hostname: HOST, port }, held),
    Deno.errors.AddrInUse,
    `Cannot bind tcp://${HOST}:${port}: the port is in use`,
  );
  for (const one of [held, other]) one.close();
});

const UNUSABLE: [string, string][] = [
  ["nothing", ""],
  ["no JSON", "{"],
  ["null", "null"],
  ["a list", "[1, 2]"],
  ["a port that is a text", '{ "ip": "127.0.0.1", "shell_port": "80" }'],
  ["a port out of range", '{ "ip": "127.0.0.1", "shell_port": 70000, "hb_port": -1 }'],
  ["a port that the system would choose", '{ "ip": "127.0.0.1", "shell_port": 0 }'],
  ["an address of another machine", '{ "ip": "192.0.2.1", "shell_port": 45678 }'],
  ["another transport", '{ "ip": "/tmp/none", "transport": "ipc", "shell_port": 45678 }'],
];

for (const [name, text] of UNUSABLE) {
  Deno.test(`holdPorts() holds nothing for ${name}`, () => {
    const held = holdPorts(text);
    for (const port of [80, 0, 45678]) {
      assertEquals(held.take("127.0.0.1", port) ?? held.take("192.0.2.1", port), null);
    }
    held.close();
  });
}
