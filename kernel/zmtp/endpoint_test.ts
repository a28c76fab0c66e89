/** Tests of binding and connecting: what stands in the way, and whose file it is. */
import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { bindEndpoint, connectEndpoint, type Endpoint, formatEndpoint } from "./endpoint.ts";
import { ANY_PORT } from "./test_peer.ts";

const FORMATS: [endpoint: Endpoint, text: string][] = [
  [{ transport: "tcp", hostname: "127.0.0.1", port: 5555 }, "tcp://127.0.0.1:5555"],
  [{ transport: "tcp", hostname: "::1", port: 1 }, "tcp://[::1]:1"],
  [{ transport: "ipc", path: "/tmp/kernel-1" }, "ipc:///tmp/kernel-1"],
];

for (const [endpoint, text] of FORMATS) {
  Deno.test(`formatEndpoint() writes ${text}`, () => assertEquals(formatEndpoint(endpoint), text));
}

Deno.test("bindEndpoint() tells the real port", async () => {
  const bound = await bindEndpoint(ANY_PORT);
  if (bound.endpoint.transport === "tcp") assertEquals(bound.endpoint.port > 0, true);
  bound.close();
});

Deno.test("bindEndpoint() names a port that is in use", async () => {
  const bound = await bindEndpoint(ANY_PORT);
  const text = formatEndpoint(bound.endpoint);
  const message = `Cannot bind ${text}: the port is in use`;
  await assertRejects(() => bindEndpoint(bound.endpoint), Deno.errors.AddrInUse, message);
  bound.close();
});

Deno.test("bindEndpoint() names an address of another machine", async () => {
  // TEST-NET-1 (RFC 5737) belongs to nobody.
  const endpoint: Endpoint = { transport: "tcp", hostname: "192.0.2.1", port: 0 };
  const message = "Cannot bind tcp://192.0.2.1:0: this machine has no such address";
  await assertRejects(() => bindEndpoint(endpoint), Deno.errors.AddrNotAvailable, message);
});

Deno.test("bindEndpoint() binds a port again right after its last connection ended", async () => {
  // Another program may be given the port in between, but hardly three times.
  for (let triesLeft = 3;; triesLeft -= 1) {
    try {
      return await rebind();
    } catch (error) {
      if (triesLeft === 1) throw error;
    }
  }
});

async function rebind(): Promise<void> {
  const first = await bindEndpoint(ANY_PORT);
  const [near, far] = await Promise.all([first.accept(), connectEndpoint(first.endpoint)]);
  // The side that closes first keeps the port in TIME_WAIT; a restarted kernel must get it back.
  near.close();
  first.close();
  far.close();
  const second = await bindEndpoint(first.endpoint);
  assertEquals(second.endpoint, first.endpoint);
  second.close();
}

Deno.test("connectEndpoint() says that nobody listens", async () => {
  const bound = await bindEndpoint(ANY_PORT);
  bound.close();
  const message = `Cannot connect to ${formatEndpoint(bound.endpoint)}: nobody listens there`;
  const call = () => connectEndpoint(bound.endpoint);
  await assertRejects(call, Deno.errors.ConnectionRefused, message);
});

testIpc("bindEndpoint() makes an ipc file and removes it", async (path) => {
  const bound = await bindEndpoint({ transport: "ipc", path });
  assertEquals((await Deno.lstat(path)).isSocket, true);
  bound.close();
  await assertRejects(() => Deno.lstat(path), Deno.errors.NotFound);
});

testIpc("bindEndpoint() replaces an ipc file that nobody listens at", async (path) => {
  // Moved away while its listener closes: what a killed kernel leaves behind.
  const killed = Deno.listen({ transport: "unix", path });
  await Deno.rename(path, `${path}.kept`);
  killed.close();
  await Deno.rename(`${path}.kept`, path);
  assertEquals((await Deno.lstat(path)).isSocket, true);
  const bound = await bindEndpoint({ transport: "ipc", path });
  (await connectEndpoint(bound.endpoint)).close();
  bound.close();
});

testIpc("bindEndpoint() leaves an ipc file that somebody listens at", async (path) => {
  const bound = await bindEndpoint({ transport: "ipc", path });
  const message = `Cannot bind ipc://${path}: the path is in use`;
  await assertRejects(() => bindEndpoint(bound.endpoint), Deno.errors.AddrInUse, message);
  (await connectEndpoint(bound.endpoint)).close();
  bound.close();
});

testIpc("bindEndpoint() leaves a file of another kind", async (path) => {
  await Deno.writeTextFile(path, "mine");
  const call = () => bindEndpoint({ transport: "ipc", path });
  await assertRejects(call, Deno.errors.AddrInUse, "the path is in use");
  assertEquals(await Deno.readTextFile(path), "mine");
});

testIpc("bindEndpoint() names a folder that is missing", async (path) => {
  const call = () => bindEndpoint({ transport: "ipc", path: join(path, "deeper") });
  await assertRejects(call, Deno.errors.NotFound, "there is no such folder or file");
});

function testIpc(name: string, run: (path: string) => Promise<void>): void {
  Deno.test(name, async () => {
    const folder = await Deno.makeTempDir();
    try {
      await run(join(folder, "socket"));
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}
