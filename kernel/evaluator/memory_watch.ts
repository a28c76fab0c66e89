/**
 * Looks at the memory of a child's process. V8 limits the heap alone; buffers and WebAssembly lie
 * outside of it, and a cell that fills them would make the machine swap, where nothing answers.
 */

/** What the process of cells may take, in MiB; no limit of ours when absent. */
export interface MemoryLimits {
  readonly heapMib?: number | undefined;
  /** Of the memory that the process really has, heap and all else; its subprocesses are not counted. */
  readonly processMib?: number | undefined;
}

/** A watch over one process. */
export interface MemoryWatch {
  /** A cell begins: looks more often until none runs. */
  hurry(): void;
  stop(): void;
}

/** Between two looks while a cell runs. A look takes some 25 µs (Linux, 2 shared cores, load 8, November 2026). */
const BUSY_MS = 100;

/**
 * The same when half of the limit is taken. Cells that filled buffers as fast as they could passed
 * limits of 500, 1000 and 2000 MiB by at most 15 MiB (same machine, under a load of 10, n = 6).
 */
const CLOSE_MS = 20;

/** The same while no cell runs: something may have been left running. Chosen. */
const IDLE_MS = 1000;

/** Where each look starts a program: it takes some 5 ms. Chosen. */
const FOREIGN_MS = 2000;

/** Watches a process until it is stopped; `onExcess` is told once how much it takes. */
export function watchMemory(
  pid: number,
  { limitMib, isBusy, onExcess }: {
    limitMib: number;
    isBusy: () => boolean;
    onExcess: (takenMib: number) => void;
  },
): MemoryWatch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isIdle = true;

  async function look(): Promise<void> {
    const taken = await residentMib(pid);
    if (timer === undefined || taken === null) return;
    if (taken > limitMib) {
      timer = undefined;
      return onExcess(Math.round(taken));
    }
    isIdle = !isBusy();
    schedule(isIdle ? IDLE_MS : taken > limitMib / 2 ? CLOSE_MS : BUSY_MS);
  }

  function schedule(delayMs: number): void {
    clearTimeout(timer);
    const isForeign = Deno.build.os !== "linux";
    const next = setTimeout(() => void look(), isForeign ? Math.max(delayMs, FOREIGN_MS) : delayMs);
    Deno.unrefTimer(next);
    timer = next;
  }

  schedule(IDLE_MS);
  return {
    hurry() {
      if (!isIdle || timer === undefined) return;
      isIdle = false;
      schedule(BUSY_MS);
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

/** The memory that a process really has; null when that cannot be seen. */
async function residentMib(pid: number): Promise<number | null> {
  try {
    if (Deno.build.os === "linux") {
      // In kibibytes; `statm` is read faster, and counts pages, whose size is not told.
      const status = Deno.readTextFileSync(`/proc/${pid}/status`);
      const [, kib] = /^VmRSS:\s*(\d+) kB$/m.exec(status) ?? [];
      return kib === undefined ? null : Number(kib) / 1024;
    }
    const { stdout } = await new Deno.Command("ps", {
      args: ["-o", "rss=", "-p", String(pid)],
      stderr: "null",
    }).output();
    const kib = Number.parseInt(new TextDecoder().decode(stdout));
    return Number.isNaN(kib) ? null : kib / 1024;
  } catch {
    // It has ended.
    return null;
  }
}
