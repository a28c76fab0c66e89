/** A kernel as Jupyter starts it, in a process of its own, and a client that keeps to the rules. */

import { fromFileUrl } from "@std/path";
import {
  connectDealer,
  connectRequester,
  connectSubscriber,
  type DealerSocket,
  type Endpoint,
} from "../../kernel/zmtp/mod.ts";
import { createSigner, decodeWire } from "../../kernel/messaging/mod.ts";
import { KEY, signedMessage } from "./signed.ts";
import type { JsonObject } from "./spoil_json.ts";

/** The five sockets of a kernel. */
export const SOCKETS = ["shell", "control", "stdin", "iopub", "hb"] as const;
export type SocketName = typeof SOCKETS[number];

/** A kernel that runs, and its good client. */
export interface KernelProcess extends AsyncDisposable {
  readonly endpoints: Readonly<Record<SocketName, Endpoint>>;
  /** Sends frames and resolves with the reply's content, when it and the idle have come. */
  exchange(channel: "shell" | "control", message: Sent): Promise<Record<string, unknown>>;
  ask(
    channel: "shell" | "control",
    type: string,
    content?: JsonObject,
  ): Promise<Record<string, unknown>>;
  /** Whether a heartbeat comes back. */
  beats(): Promise<boolean>;
  /** Resident memory of the kernel itself, without the process of the cells. */
  rssMib(): Promise<number>;
  /** What it wrote on standard error so far. */
  complaints(): string;
}

/** Frames, and what their answer is known by. */
export interface Sent {
  readonly frames: readonly Uint8Array[];
  readonly messageId: string;
  /** Messages on comms have no reply. */
  readonly hasReply: boolean;
}

/** What is hard about the kernel's surroundings. */
export interface Surroundings {
  /** Lines of a shell that run before the kernel takes its place. */
  readonly shell?: string;
  /** A module that runs in the kernel before its own first one. */
  readonly preload?: URL;
  /** Where its history is; a file in a folder of its own when not given. */
  readonly history?: string;
}

/** Starts both. */
export async function startKernelProcess(
  { shell = "", history, preload }: Surroundings = {},
): Promise<KernelProcess> {
  const folder = await Deno.makeTempDir({ prefix: "probebook-fuzz-" });
  const endpoints = await freeEndpoints();
  const file = `${folder}/connection.json`;
  await Deno.writeTextFile(file, connectionFile(endpoints));
  const main = fromFileUrl(new URL("../../kernel/main.ts", import.meta.url));
  const options = preload === undefined ? [] : [`--preload=${preload.href}`];
  const command = [Deno.execPath(), "run", "-A", "--no-check", ...options, main, "run"];
  const process = new Deno.Command("sh", {
    args: ["-c", `${shell}\nexec "$@"`, "sh", ...command, "--connection-file", file],
    cwd: folder,
    env: { PROBEBOOK_HISTORY: history ?? `${folder}/history.sqlite` },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  let isGone = false;
  void process.status.then(() => isGone = true);
  let complaints = "";
  const reading = process.stderr.pipeThrough(new TextDecoderStream())
    .pipeTo(new WritableStream({ write: (text) => void (complaints += text) }));
  await using opened = new AsyncDisposableStack();
  opened.defer(async () => {
    if (!isGone) process.kill("SIGKILL");
    await process.status;
    await reading;
    await Deno.remove(folder, { recursive: true });
  });
  const client = opened.use(await openClient(endpoints));
  const kept = opened.move();
  return {
    endpoints,
    exchange: client.exchange,
    ask: client.ask,
    beats: client.beats,
    rssMib: () => rssMib(process.pid),
    complaints: () => complaints,
    async [Symbol.asyncDispose]() {
      // In order first, so that the process of the cells ends as well.
      if (!isGone) await client.ask("control", "shutdown_request", { restart: false });
      await process.status;
      await kept[Symbol.asyncDispose]();
    },
  };
}

interface Client extends AsyncDisposable {
  readonly exchange: KernelProcess["exchange"];
  readonly ask: KernelProcess["ask"];
  readonly beats: KernelProcess["beats"];
}

/** A message that was sent and not answered yet. */
interface Waiting {
  reply(content: Record<string, unknown>): void;
  idle(): void;
}

async function openClient(endpoints: KernelProcess["endpoints"]): Promise<Client> {
  const opened = new AsyncDisposableStack();
  const shell = opened.use(await patiently(() => connectDealer(endpoints.shell)));
  const control = opened.use(await patiently(() => connectDealer(endpoints.control)));
  const iopub = opened.use(
    await patiently(() => connectSubscriber(endpoints.iopub, [new Uint8Array()])),
  );
  const heart = opened.use(await patiently(() => connectRequester(endpoints.hb)));
  const dealers: Record<"shell" | "control", DealerSocket> = { shell, control };
  const waiting = new Map<string, Waiting>();
  const signer = createSigner(KEY);
  const listen = async (messages: AsyncIterable<Uint8Array[]>, isReplies: boolean) => {
    for await (const frames of messages) {
      const decoded = decodeWire(frames, signer);
      if (decoded.kind === "rejected") continue;
      const { parentHeader, content } = decoded.message;
      const asked = waiting.get(String(parentHeader["msg_id"]));
      if (isReplies) asked?.reply(content);
      else if (content["execution_state"] === "idle") asked?.idle();
    }
  };
  const ears = [listen(shell.messages, true), listen(control.messages, true)];
  ears.push(listen(iopub.messages, false));
  opened.defer(() => Promise.all(ears).then(() => {}));

  const exchange: Client["exchange"] = async (channel, { frames, messageId, hasReply }) => {
    const reply = Promise.withResolvers<Record<string, unknown>>();
    const idle = Promise.withResolvers<void>();
    waiting.set(messageId, { reply: reply.resolve, idle: idle.resolve });
    await dealers[channel].send(frames);
    await idle.promise;
    const content = hasReply ? await reply.promise : {};
    waiting.delete(messageId);
    return content;
  };
  return {
    exchange,
    ask(channel, type, content = {}) {
      const messageId = crypto.randomUUID();
      const header = { msg_id: messageId, msg_type: type, session: "good client" };
      const frames = signedMessage([header, {}, {}, content]);
      return exchange(channel, { frames, messageId, hasReply: true });
    },
    async beats() {
      const beat = crypto.getRandomValues(new Uint8Array(4));
      const echoed = await heart.request([beat]);
      return echoed?.length === 1 && echoed[0]?.toString() === beat.toString();
    },
    async [Symbol.asyncDispose]() {
      for (const socket of [shell, control, iopub, heart]) await socket[Symbol.asyncDispose]();
      await opened.disposeAsync();
    },
  };
}

/** A kernel needs some time until it listens. */
const START_MS_MAX = 20_000;

async function patiently<Socket>(connect: () => Promise<Socket>): Promise<Socket> {
  const endMs = performance.now() + START_MS_MAX;
  for (;;) {
    try {
      return await connect();
    } catch (error) {
      if (performance.now() > endMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

function freeEndpoints(): Promise<KernelProcess["endpoints"]> {
  const listeners = SOCKETS.map(() => Deno.listen({ hostname: "127.0.0.1", port: 0 }));
  const ports = listeners.map(({ addr }) => addr.port);
  for (const listener of listeners) listener.close();
  const at = (index: number): Endpoint => (
    { transport: "tcp", hostname: "127.0.0.1", port: ports[index] ?? 0 }
  );
  return Promise.resolve({ shell: at(0), control: at(1), stdin: at(2), iopub: at(3), hb: at(4) });
}

function connectionFile(endpoints: KernelProcess["endpoints"]): string {
  const ports = SOCKETS.map((name) => {
    const endpoint = endpoints[name];
    return [`${name}_port`, endpoint.transport === "tcp" ? endpoint.port : 0];
  });
  const rest = { transport: "tcp", ip: "127.0.0.1", key: KEY, signature_scheme: "hmac-sha256" };
  return JSON.stringify({ ...Object.fromEntries(ports), ...rest });
}

async function rssMib(pid: number): Promise<number> {
  const args = ["-o", "rss=", "-p", String(pid)];
  const { stdout } = await new Deno.Command("ps", { args }).output();
  return Number(new TextDecoder().decode(stdout).trim()) / 1024;
}
