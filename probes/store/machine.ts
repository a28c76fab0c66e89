/** Which machine this is, without a name in it: whether an earlier answer still holds here. */

import { createHash } from "node:crypto";
import { arch, cpus, hostname, platform, release, totalmem } from "node:os";

/** A machine as the record knows it. */
export interface Machine {
  /** Equal for the same machine; nothing can be read out of it. */
  readonly key: string;
  /** For readers, for example `Linux 6.1 x64, 2 x Some Processor, 4 GB`. */
  readonly text: string;
}

let known: Machine | null = null;

/** This machine. Another kernel of the system or another size makes another one: both change speeds. */
export function thisMachine(): Machine {
  known ??= readMachine();
  return known;
}

function readMachine(): Machine {
  const processors = asked(cpus) ?? [];
  const model = processors[0]?.model.trim() ?? "unknown processor";
  const system = `${platform()} ${asked(release) ?? "unknown"} ${arch()}`;
  const memory = `${Math.round((asked(totalmem) ?? 0) / 1024 ** 3)} GB`;
  const text = `${system}, ${processors.length} x ${model}, ${memory}`;
  // The system's id or name goes into the digest only.
  return { key: digestOf(`${identity()}\n${text}`), text };
}

/** What tells two machines of the same kind apart. */
function identity(): string {
  try {
    const id = Deno.readTextFileSync("/etc/machine-id").trim();
    if (id !== "") return id;
  } catch {
    // macOS and many containers have none.
  }
  return asked(hostname) ?? "";
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
export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
