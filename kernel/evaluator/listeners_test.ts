/** What listens ends with the cell that started it when that is stopped, and only then. */

import { assertEquals } from "@std/assert";
import { type Fixture, startFixture, streamText } from "./evaluator_fixture.ts";

const NEVER = "await new Promise(() => {})";
const STARTED = "const port = s.address().port; console.log('started', port);";

/** Each starts a listener at a port and prints that. */
const LISTENERS: [name: string, start: (port: number) => string][] = [
  [
    "Deno.listen()",
    (port) =>
      `const s = Deno.listen({ port: ${port}, hostname: '127.0.0.1' }); console.log('started', s.addr.port);`,
  ],
  [
    "Deno.listen() of a cell that accepts",
    (port) =>
      `const s = Deno.listen({ port: ${port}, hostname: '127.0.0.1' });` +
      "(async () => { for await (const c of s) c.close() })(); console.log('started', s.addr.port);",
  ],
  [
    "node:net",
    (port) =>
      `import net from 'node:net'; const s = net.createServer((c) => c.end()); s.listen(${port}, '127.0.0.1'); await new Promise((r) => s.once('listening', r)); ${STARTED}`,
  ],
  [
    "node:http",
    (port) =>
      `import { createServer } from 'node:http'; const s = createServer((_, r) => r.end('on')); s.listen(${port}); await new Promise((r) => s.once('listening', r)); ${STARTED}`,
  ],
  [
    "node:http2",
    (port) =>
      `import { createServer } from 'node:http2'; const s = createServer(); await new Promise((r) => s.listen(${port}, '127.0.0.1', r)); ${STARTED}`,
  ],
];

for (const [name, start] of LISTENERS) {
  Deno.test(`interrupt() ends what listens by ${name}, and its port is free again`, async () => {
    await using fixture = await startFixture();
    let port = 0;
    for (const rest of [NEVER, "await new Promise((r) => setTimeout(r, 1)); for (;;);"]) {
      const seen = fixture.events.length;
      const ending = fixture.ending(`{ ${inBlock(start(port))} ${rest} }`);
      port = await startedPort(fixture, seen);
      await fixture.port.interrupt();
      assertEquals(await ending, "interrupted");
      // A socket that waits for connections goes when the event loop has turned.
      assertEquals(await fixture.ending("1"), "text/plain: 1");
      assertEquals(await accepts(port), false);
      assertEquals(streamText(fixture.events, "stderr"), "");
    }
  });

  Deno.test(`a listener by ${name} outlives its cell, and the Stop of a later one`, async () => {
    await using fixture = await startFixture();
    await fixture.run(`{ ${inBlock(start(0))} }`);
    const port = await startedPort(fixture, 0);
    const seen = fixture.events.length;
    const ending = fixture.ending(`console.log('started', 1); ${NEVER}`);
    await startedPort(fixture, seen);
    await fixture.port.interrupt();
    assertEquals(await ending, "interrupted");
    assertEquals(await accepts(port), true);
  });
}

/** A static import stands in no block. */
function inBlock(code: string): string {
  return code.replace(
    /import (\S+|\{.*?\}) from ('[^']+');/,
    (_, names: string, from: string) =>
      `const ${names.startsWith("{") ? names : `{ default: ${names} }`} = await import(${from});`,
  );
}

async function startedPort(fixture: Fixture, from: number): Promise<number> {
  const find = () => /started (\d+)\n/.exec(streamText(fixture.events.slice(from), "stdout"))?.[1];
  await fixture.event(() => find() !== undefined);
  return Number(find());
}

async function accepts(port: number): Promise<boolean> {
  try {
    (await Deno.connect({ hostname: "127.0.0.1", port })).close();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.ConnectionRefused) return false;
    throw error;
  }
}
