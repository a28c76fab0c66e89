/** Which machine this is, without a name in it: whether an earlier answer still holds here. */

/** A machine as the record knows it. */
export interface Machine {
  /** Equal for the same machine; nothing can be read out of it. */
  readonly key: string;
  /** For readers, for example `Linux 6.1 x64, 2 x Some Processor, 4 GB`. */
  readonly text: string;
}

let known: Promise<Machine> | null = null;

/** This machine. Another kernel of the system or another size makes another one: both change speeds. */
export function thisMachine(): Promise<Machine> {
  known ??= readMachine();
  return known;
}

async function readMachine(): Promise<Machine> {
  // Loading it takes some 25 ms, which the first cell of a notebook would wait for.
  const { arch, cpus, hostname, platform, release, totalmem } = await import("node:os");
  const processors = asked(cpus) ?? [];
  const model = processors[0]?.model.trim() ?? "unknown processor";
  const system = `${platform()} ${asked(release) ?? "unknown"} ${arch()}`;
  const memory = `${Math.round((asked(totalmem) ?? 0) / 1024 ** 3)} GB`;
  const text = `${system}, ${processors.length} x ${model}, ${memory}`;
  // The system's id or name goes into the digest only.
  const identity = systemId() ?? asked(hostname) ?? "";
  return { key: await digestOf(`${identity}\n${text}`), text };
}

/** What tells two machines of the same kind apart. */
function systemId(): string | null {
  // macOS and many containers have none.
  const id = asked(() => Deno.readTextFileSync("/etc/machine-id").trim());
  return id === "" ? null : id;
}

/** What a kernel with fewer permissions may not ask is not known. */
function asked<Value>(ask: () => Value): Value | null {
  try {
    return ask();
  } catch {
    return null;
  }
}

/** SHA-256 in hexadecimal digits. */
export async function digestOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(bytes).toHex();
}
