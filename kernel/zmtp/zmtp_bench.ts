/**
 * The sockets beside libzmq's, in one run: the same pyzmq client talks to ours and to those of a
 * second Python process, in turn.
 *
 * `deno run -A kernel/zmtp/zmtp_bench.ts [rounds]`, with PROBEBOOK_TEST_PYTHON naming a Python
 * that has pyzmq. Prints medians in milliseconds and the paired ratio with its range.
 */
import { fromFileUrl } from "@std/path";
import { type Endpoint, formatEndpoint } from "./endpoint.ts";
import { bindPublisher, type PublisherSocket } from "./publisher.ts";
import { bindReplier } from "./replier.ts";
import { bindRouter, type RouterSocket } from "./router.ts";

const KINDS = ["router", "rep", "xpub"] as const;
type Kind = typeof KINDS[number];

/** One server that is measured. */
interface Server extends AsyncDisposable {
  readonly address: string;
}

/** Milliseconds by what was measured, one value a round. */
type Results = Map<string, number[]>;

const SCRIPT = fromFileUrl(new URL("./zmtp_bench.py", import.meta.url));
const PREPARED = fromFileUrl(new URL("../../.lab/test-python/bin/python", import.meta.url));
const PYTHON = Deno.env.get("PROBEBOOK_TEST_PYTHON") ?? PREPARED;

// As in zmtp_bench.py.
const PUBLISHED_COUNT = 20_000;
const LARGE_COUNT = 10;
const SMALL_BODY = new Uint8Array(300);
const LARGE_BODY = new Uint8Array(10_000_000);

if (import.meta.main) await main(Number(Deno.args[0] ?? 5));

async function main(rounds: number): Promise<void> {
  for (const transport of ["tcp", "ipc"] as const) {
    const ours: Results = new Map();
    const theirs: Results = new Map();
    for (let round = 0; round < rounds; round++) {
      for (const kind of KINDS) {
        const arms = [
          () => measure(bindOurs, { kind, transport, into: ours }),
          () => measure(bindTheirs, { kind, transport, into: theirs }),
        ];
        // Whoever goes first in one round goes second in the next.
        for (const arm of round % 2 === 0 ? arms : arms.reverse()) await arm();
      }
    }
    report(transport, ours, theirs);
  }
}

function endpointIn(folder: string, transport: Endpoint["transport"]): Endpoint {
  return transport === "tcp"
    ? { transport, hostname: "127.0.0.1", port: 0 }
    : { transport, path: `${folder}/socket` };
}

interface Arm {
  readonly kind: Kind;
  readonly transport: Endpoint["transport"];
  readonly into: Results;
}

async function measure(bind: typeof bindOurs, { kind, transport, into }: Arm): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await using server = await bind(kind, endpointIn(folder, transport));
    const client = new Deno.Command(PYTHON, {
      args: [SCRIPT, "measure", kind, server.address],
      stderr: "inherit",
    });
    const text = new TextDecoder().decode((await client.output()).stdout);
    for (const line of text.trim().split("\n")) {
      const [name = "", value = ""] = line.split("\t");
      into.set(name, [...into.get(name) ?? [], Number(value)]);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function bindOurs(kind: Kind, endpoint: Endpoint): Promise<Server> {
  const socket = await bindKind(kind, endpoint);
  const address = formatEndpoint(socket.endpoint);
  return { address, [Symbol.asyncDispose]: () => Promise.resolve(socket[Symbol.asyncDispose]()) };
}

async function bindKind(kind: Kind, endpoint: Endpoint) {
  if (kind === "rep") return await bindReplier(endpoint);
  if (kind === "router") {
    const router = await bindRouter(endpoint);
    void echoAll(router);
    return router;
  }
  const publisher: PublisherSocket = await bindPublisher(endpoint, {
    onSubscribe: (topic) => void publishTo(publisher, topic),
  });
  return publisher;
}

async function publishTo(publisher: PublisherSocket, topic: Uint8Array): Promise<void> {
  const isSmall = new TextDecoder().decode(topic) === "small";
  const frames = [topic, isSmall ? SMALL_BODY : LARGE_BODY];
  const count = isSmall ? PUBLISHED_COUNT : LARGE_COUNT;
  for (let index = 0; index < count; index++) await publisher.publish(frames);
}

async function echoAll(router: RouterSocket): Promise<void> {
  for await (const { routingId, frames } of router.messages) await router.send(routingId, frames);
}

async function bindTheirs(kind: Kind, endpoint: Endpoint): Promise<Server> {
  const address = endpoint.transport === "tcp" ? "tcp://127.0.0.1:*" : formatEndpoint(endpoint);
  const child = new Deno.Command(PYTHON, {
    args: [SCRIPT, "serve", kind, address],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value = "" } = await reader.read();
  return {
    address: value.trim(),
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await reader.cancel();
      await child.status;
    },
  };
}

function report(transport: string, ours: Results, theirs: Results): void {
  const lines = [`${transport}: ms, median (ours, libzmq), and the paired ratio with its range`];
  for (const [name, values] of ours) {
    const others = theirs.get(name) ?? [];
    const ratios = values.map((value, index) => value / (others[index] ?? NaN));
    const range = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
    const columns = [median(values).toFixed(3), median(others).toFixed(3)].map((cell) =>
      cell.padStart(10)
    );
    const ratio = `${median(ratios).toFixed(2)} (${range})`;
    lines.push(`  ${name.padEnd(22)}${columns.join("")}   ${ratio}`);
  }
  Deno.stdout.writeSync(new TextEncoder().encode(`${lines.join("\n")}\n`));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
