/**
 * A websocket client just large enough for the V8 inspector on this machine.
 *
 * Deno's own client leaves Nagle's algorithm on and waits for delayed acknowledgements: 35-45 ms an
 * interrupt (measured on Deno 2.9.6, Linux, November 2026; 0.3 ms with what is done here).
 */

/** One open connection. */
export interface TextSocket {
  send(text: string): void;
  /**
   * Calls back for each text message, and resolves when the connection has ended. The callback says
   * whether the peer may send more before it is sent something.
   */
  receive(onText: (text: string) => boolean): Promise<void>;
  close(): void;
}

/** Longest message accepted; the inspector sends values of cells only in pieces by our choice. */
const MESSAGE_BYTES_MAX = 512 * 1024 * 1024;

/** The answer to the opening handshake; the inspector's has some 130 bytes. */
const ANSWER_BYTES_MAX = 64 * 1024;

/** RFC 6455, 5.2: opcodes. */
const OPCODE = { continuation: 0, text: 1, close: 8, ping: 9, pong: 10 } as const;

/** RFC 6455, 5.3: clients mask. With a key of zeros the payload is its own masked form. */
const MASK_KEY_BYTES = 4;
const MASKED = 0x80;
const FINAL = 0x80;

/** How long something else to send is waited for. Chosen: a write costs as much as all else of a short cell. */
const PONG_MS = 1;

/**
 * An unsolicited pong (RFC 6455, 5.5.3). Sent so that the peer's data is acknowledged soon, where
 * it may have more to say: till then its own Nagle's algorithm would keep that back. Whatever else
 * is sent acknowledges it as well.
 */
const EMPTY_PONG = new Uint8Array([FINAL | OPCODE.pong, MASKED, 0, 0, 0, 0]);

/** Connects and shakes hands. */
export async function openTextSocket(url: URL): Promise<TextSocket> {
  const connection = await Deno.connect({ hostname: url.hostname, port: Number(url.port) });
  connection.setNoDelay(true);
  try {
    const rest = await shakeHands(connection, url);
    return createSocket(connection, rest);
  } catch (error) {
    connection.close();
    throw error;
  }
}

async function shakeHands(connection: Deno.TcpConn, url: URL): Promise<Uint8Array> {
  const key = crypto.getRandomValues(new Uint8Array(16)).toBase64();
  const request = [
    `GET ${url.pathname} HTTP/1.1`,
    `Host: ${url.host}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${key}`,
    "\r\n",
  ].join("\r\n");
  await writeAll(connection, encoder.encode(request));
  let received: Uint8Array = new Uint8Array(0);
  const chunk = new Uint8Array(4096);
  for (;;) {
    const count = await connection.read(chunk);
    if (count === null) throw new Error("Cannot open the inspector: it closed the connection");
    received = concatenate(received, chunk.subarray(0, count));
    if (received.length > ANSWER_BYTES_MAX) {
      throw new Error("Cannot open the inspector: its answer does not end");
    }
    const text = latin1.decode(received);
    const end = text.indexOf("\r\n\r\n");
    if (end < 0) continue;
    if (!text.startsWith("HTTP/1.1 101")) {
      throw new Error(`Cannot open the inspector: it answered "${text.split("\r\n")[0]}"`);
    }
    return received.slice(end + 4);
  }
}

function createSocket(connection: Deno.TcpConn, first: Uint8Array): TextSocket {
  let writing: Promise<void> = Promise.resolve();
  let isClosed = false;
  const write = (bytes: Uint8Array) => {
    // A failed write means that the connection has ended, which the reader notices and reports.
    writing = writing.then(() => isClosed ? undefined : writeAll(connection, bytes)).catch(ignore);
  };
  let pong: ReturnType<typeof setTimeout> | undefined;
  const acknowledge = () => {
    pong ??= setTimeout(() => {
      pong = undefined;
      write(EMPTY_PONG);
    }, PONG_MS);
  };
  const close = () => {
    clearTimeout(pong);
    if (isClosed) return;
    isClosed = true;
    connection.close();
  };
  return {
    close,
    send(text) {
      clearTimeout(pong);
      pong = undefined;
      write(frameText(text));
    },
    async receive(onText) {
      const reader = createFrameReader();
      const chunk = new Uint8Array(64 * 1024);
      let bytes: Uint8Array | null = first;
      try {
        while (bytes !== null) {
          for (const text of reader.push(bytes)) {
            if (onText(text)) acknowledge();
          }
          const count: number | null = await connection.read(chunk);
          bytes = count === null ? null : chunk.subarray(0, count);
        }
      } catch {
        // Reset or closed by us: either way the connection has ended, and that is the answer.
      } finally {
        close();
      }
    },
  };
}

function ignore(): void {}

function frameText(text: string): Uint8Array {
  const body = encoder.encode(text);
  const lengthBytes = body.length < 126 ? 0 : body.length < 65536 ? 2 : 8;
  const bodyOffset = 2 + lengthBytes + MASK_KEY_BYTES;
  const frame = new Uint8Array(bodyOffset + body.length);
  const view = new DataView(frame.buffer);
  frame[0] = FINAL | OPCODE.text;
  if (lengthBytes === 0) frame[1] = MASKED | body.length;
  else if (lengthBytes === 2) {
    frame[1] = MASKED | 126;
    view.setUint16(2, body.length);
  } else {
    frame[1] = MASKED | 127;
    view.setBigUint64(2, BigInt(body.length));
  }
  frame.set(body, bodyOffset);
  return frame;
}

/** Cuts the byte stream into text messages; control frames need no answer on this link. */
function createFrameReader() {
  let pending: Uint8Array = new Uint8Array(0);
  let fragments: Uint8Array[] = [];
  let fragmentBytes = 0;
  return {
    *push(bytes: Uint8Array): Generator<string> {
      // The caller reuses its buffer, so what is kept must be a copy; `concatenate()` makes one.
      pending = concatenate(pending, bytes);
      for (;;) {
        const header = readHeader(pending);
        if (header === null || pending.length < header.bodyOffset + header.bodyBytes) return;
        const end = header.bodyOffset + header.bodyBytes;
        const body = pending.subarray(header.bodyOffset, end);
        pending = pending.subarray(end);
        if (header.opcode > OPCODE.text) {
          if (header.opcode === OPCODE.close) throw new Error("Inspector closed the connection");
          continue;
        }
        fragments.push(body);
        fragmentBytes += body.length;
        if (fragmentBytes > MESSAGE_BYTES_MAX) {
          throw new RangeError(`Cannot read from the inspector: over ${fragmentBytes} bytes`);
        }
        if (!header.isFinal) continue;
        yield utf8.decode(fragments.length === 1 ? body : fragments.reduce(concatenate));
        fragments = [];
        fragmentBytes = 0;
      }
    },
  };
}

interface FrameHeader {
  readonly isFinal: boolean;
  readonly opcode: number;
  readonly bodyOffset: number;
  readonly bodyBytes: number;
}

function readHeader(bytes: Uint8Array): FrameHeader | null {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return null;
  const short = second & 0x7f;
  const lengthBytes = short < 126 ? 0 : short === 126 ? 2 : 8;
  if (bytes.length < 2 + lengthBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const bodyBytes = lengthBytes === 0
    ? short
    : lengthBytes === 2
    ? view.getUint16(2)
    : Number(view.getBigUint64(2));
  if (bodyBytes > MESSAGE_BYTES_MAX) {
    throw new RangeError(`Cannot read from the inspector: a message of ${bodyBytes} bytes`);
  }
  return {
    isFinal: (first & FINAL) !== 0,
    opcode: first & 0x0f,
    bodyOffset: 2 + lengthBytes,
    bodyBytes,
  };
}

const encoder = new TextEncoder();
const utf8 = new TextDecoder();
const latin1 = new TextDecoder("latin1");

function concatenate(left: Uint8Array, right: Uint8Array): Uint8Array {
  const joined = new Uint8Array(left.length + right.length);
  joined.set(left);
  joined.set(right, left.length);
  return joined;
}

async function writeAll(connection: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < bytes.length) offset += await connection.write(bytes.subarray(offset));
}
