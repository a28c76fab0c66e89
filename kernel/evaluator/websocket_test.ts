/** The inspector's connection, opened to servers that are none. */

import { assertRejects } from "@std/assert";
import { openTextSocket } from "./websocket.ts";

const SERVERS: [name: string, answer: string, message: string][] = [
  ["leaves at once", "", "it closed the connection"],
  ["refuses", "HTTP/1.1 404 Not Found\r\n\r\n", 'it answered "HTTP/1.1 404 Not Found"'],
  ["speaks something else", "220 mail\r\n\r\n", 'it answered "220 mail"'],
  ["does not come to an end", "HTTP/1.1 101 x\r\n" + "X: y\r\n".repeat(20_000), "does not end"],
];

for (const [name, answer, message] of SERVERS) {
  Deno.test(`openTextSocket() gives up a server that ${name}`, async () => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const served = listener.accept().then(async (connection) => {
      await connection.read(new Uint8Array(4096));
      const bytes = new TextEncoder().encode(answer);
      // The client may leave before it has read all.
      await writeAll(connection, bytes).catch(() => {});
      connection.close();
    });
    const url = new URL(`ws://127.0.0.1:${listener.addr.port}/`);
    await assertRejects(() => openTextSocket(url), Error, message);
    await served;
  });
}

async function writeAll(connection: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
}
