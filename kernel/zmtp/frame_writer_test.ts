/** Tests of the sending side: what shares a write, what is dropped, who waits. */
import { assert, assertEquals } from "@std/assert";
import { type ByteSink, FrameWriter } from "./frame_writer.ts";
import { soon, toHex } from "./test_peer.ts";

Deno.test("FrameWriter.sendMessage() puts the messages of one turn into one write", async () => {
  const sink = new RecordingSink();
  const writer = new FrameWriter(sink);
  writer.sendMessage([Uint8Array.of(1), new Uint8Array()]);
  writer.sendMessage([Uint8Array.of(2)]);
  await writer.flushed();
  assertEquals(sink.writes.map(toHex), ["01 01 01 00 00 00 01 02"]);
});

Deno.test("FrameWriter.sendMessage() hands over a long body without a copy", async () => {
  const sink = new RecordingSink();
  const writer = new FrameWriter(sink);
  const body = new Uint8Array(10_000);
  writer.sendMessage([body]);
  await writer.flushed();
  assertEquals(sink.writes.length, 2);
  assert(sink.seen[1]?.buffer === body.buffer);
});

Deno.test("FrameWriter.sendMessage() never writes into a caller's body, whatever its size", async () => {
  const sink = new RecordingSink();
  const writer = new FrameWriter(sink);
  // As large as the writer's own buffers, which it uses again.
  const body = new Uint8Array(64 * 1024).fill(7);
  for (let count = 0; count < 3; count++) {
    writer.sendMessage([body]);
    writer.sendMessage([Uint8Array.of(1)]);
    await writer.flushed();
  }
  assert(body.every((byte) => byte === 7));
});

Deno.test("FrameWriter keeps order and bytes through many sizes and short writes", async () => {
  const sink = new RecordingSink(1_000);
  const writer = new FrameWriter(sink);
  let expectedBytes = 0;
  for (const size of [0, 1, 255, 256, 8_192, 8_193, 65_527, 65_536, 100_000]) {
    writer.sendMessage([new Uint8Array(size).fill(size & 0xff)]);
    expectedBytes += size + (size > 255 ? 9 : 2);
  }
  await writer.flushed();
  const total = sink.writes.reduce((sum, bytes) => sum + bytes.length, 0);
  assertEquals(total, expectedBytes);
});

Deno.test("FrameWriter.drained() waits for nothing while the backlog is short", () => {
  const writer = new FrameWriter(new BlockedSink());
  writer.sendMessage([new Uint8Array(1_000)]);
  assertEquals(writer.drained(), undefined);
  writer.close();
});

Deno.test("FrameWriter.drained() waits until the peer has caught up", async () => {
  const sink = new BlockedSink();
  const writer = new FrameWriter(sink);
  writer.sendMessage([new Uint8Array(1_000_000)]);
  const drained = writer.drained();
  await sink.take(9);
  await sink.take(800_000);
  await soon(drained, "drain");
  assertEquals(writer.isSlow, false);
  writer.close();
});

Deno.test("FrameWriter marks a peer without progress slow, then drops whole messages", async () => {
  const sink = new BlockedSink();
  const writer = new FrameWriter(sink, { slowAfterMs: 5, backlogBytesMax: 1_000_000 });
  assertEquals(writer.sendMessage([new Uint8Array(1_000_001)]), true);
  await soon(writer.drained(), "slow mark");
  assertEquals(writer.isSlow, true);
  assertEquals(writer.drained(), undefined);
  assertEquals(writer.sendMessage([new Uint8Array(1), new Uint8Array(1)]), false);
  // Once it takes bytes again it is as good as any.
  await sink.take(9);
  await sink.take(900_000);
  assertEquals(writer.isSlow, false);
  assertEquals(writer.sendMessage([new Uint8Array(1)]), true);
  writer.close();
});

Deno.test("FrameWriter takes a few bytes at a time for no progress", async () => {
  const sink = new BlockedSink();
  const writer = new FrameWriter(sink, { slowAfterMs: 5 });
  writer.sendMessage([new Uint8Array(1_000_000)]);
  const drained = writer.drained();
  await sink.take(9);
  await sink.take(10);
  await soon(drained, "slow mark");
  assertEquals(writer.isSlow, true);
  writer.close();
});

Deno.test("FrameWriter.close() releases all who wait", async () => {
  const writer = new FrameWriter(new BlockedSink());
  writer.sendMessage([new Uint8Array(1_000_000)]);
  const waits = Promise.all([writer.drained(), writer.flushed()]);
  writer.close();
  await soon(waits, "release");
  assertEquals(writer.sendMessage([new Uint8Array(1)]), false);
});

Deno.test("FrameWriter tells of a broken stream once and accepts nothing after it", async () => {
  const errors: unknown[] = [];
  const failure = new Error("broken pipe");
  const sink = { write: () => Promise.reject(failure) };
  const writer = new FrameWriter(sink, { onBroken: (error) => errors.push(error) });
  writer.sendMessage([new Uint8Array(1)]);
  await writer.flushed();
  assertEquals(errors, [failure]);
  assertEquals(writer.sendMessage([new Uint8Array(1)]), false);
});

/** Takes everything, at most `writeBytesMax` at once. */
class RecordingSink implements ByteSink {
  /** Copies, because the writer uses its buffers again. */
  readonly writes: Uint8Array[] = [];
  readonly seen: Uint8Array[] = [];

  constructor(readonly writeBytesMax = Infinity) {}

  write(bytes: Uint8Array): Promise<number> {
    const count = Math.min(bytes.length, this.writeBytesMax);
    this.writes.push(bytes.slice(0, count));
    this.seen.push(bytes);
    return Promise.resolve(count);
  }
}

/** Takes bytes only when told to. */
class BlockedSink implements ByteSink {
  #pending = Promise.withResolvers<(count: number) => void>();

  write(bytes: Uint8Array): Promise<number> {
    return new Promise((resolve) => {
      this.#pending.resolve((count) => resolve(Math.min(count, bytes.length)));
    });
  }

  /** Ends the write under way with `count` bytes and waits until the writer has seen that. */
  async take(count: number): Promise<void> {
    const finish = await this.#pending.promise;
    this.#pending = Promise.withResolvers();
    finish(count);
    await this.#pending.promise;
  }
}
