/** Questions and answers over two streams in memory. */

import { assertEquals } from "@std/assert";
import { type Answer, connect, type Connection } from "./connection.ts";
import { createFrameDecoder, encodeFrame } from "./frames.ts";

/** A connection, what it has written, and a way to write to it. */
function open(): {
  connection: Connection;
  written: string[];
  say(message: unknown): Promise<void>;
  end(): Promise<void>;
} {
  const written: string[] = [];
  const decode = createFrameDecoder();
  const input = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(piece) {
      const decoded = decode(piece);
      const messages = decoded.kind === "messages" ? decoded.messages : [decoded.reason];
      written.push(...messages.map((message) => JSON.stringify(message)));
    },
  });
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>>();
  const server = writable.getWriter();
  const connection = connect(
    { input, output: readable },
    (method) => method === "known" ? "ours" : null,
  );
  return {
    connection,
    written,
    say: (message) => server.write(encodeFrame(message)),
    end: () => server.close(),
  };
}

const PATIENCE = { deadlineMs: 60_000, hangMs: 60_000 };

function textOf(answer: Answer): string {
  switch (answer.kind) {
    case "result":
      return JSON.stringify(answer.value);
    case "failed":
      return answer.reason;
    case "late":
    case "closed":
      return answer.kind;
  }
}

Deno.test("Connection.ask() gives each question its answer, in any order", async () => {
  const { connection, say, end } = open();
  const first = connection.ask("a", {}, PATIENCE);
  const second = connection.ask("b", {}, PATIENCE);
  await say({ id: 99, result: "nobody asked" });
  await say({ id: 2, result: "second" });
  await say({ id: 1, error: { code: 1, message: "first failed" } });
  assertEquals([textOf(await first), textOf(await second)], ["first failed", '"second"']);
  await end();
  assertEquals(await connection.closed, "it ended");
});

Deno.test("Connection.ask() gives up at its deadline and takes no later answer", async () => {
  const { connection, written, say, end } = open();
  assertEquals(textOf(await connection.ask("a", {}, { ...PATIENCE, deadlineMs: 1 })), "late");
  await say({ id: 1, result: "too late" });
  await say({ id: 7, method: "known" });
  await end();
  await connection.closed;
  assertEquals(written.slice(1), ['{"jsonrpc":"2.0","id":7,"result":"ours"}']);
});

Deno.test("Connection.ask() gives up when told to, and tells the server", async () => {
  const { connection, written, end } = open();
  const latest = new AbortController();
  const answer = connection.ask("a", {}, { ...PATIENCE, signal: latest.signal });
  latest.abort();
  assertEquals(textOf(await answer), "late");
  const again = connection.ask("a", {}, { ...PATIENCE, signal: latest.signal });
  assertEquals(textOf(await again), "late");
  assertEquals(written.slice(1), [
    '{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}',
  ]);
  await end();
  await connection.closed;
});

Deno.test("Connection.ask() of a server that owes an answer for too long closes it", async () => {
  const { connection } = open();
  const answer = connection.ask("a", {}, { deadlineMs: 1, hangMs: 5 });
  assertEquals(textOf(await answer), "late");
  assertEquals(await connection.closed, "it did not answer");
  assertEquals(textOf(await connection.ask("b", {}, PATIENCE)), "closed");
});

Deno.test("Connection.close() answers what waits", async () => {
  const { connection } = open();
  const answer = connection.ask("a", {}, PATIENCE);
  connection.close("enough");
  connection.close("again");
  assertEquals([textOf(await answer), await connection.closed], ["closed", "enough"]);
});

Deno.test("connect() answers what it does not know with nothing", async () => {
  const { connection, written, say, end } = open();
  await say({ id: "s", method: "unknown", params: [1] });
  await end();
  await connection.closed;
  assertEquals(written, ['{"jsonrpc":"2.0","id":"s","result":null}']);
});
