/** How much the values of cells may take. */

import type { MemoryLimits } from "./evaluator/mod.ts";

/**
 * Heap of the evaluator when nobody says otherwise. V8's own limit (4 GiB on this kind of machine)
 * lets a cell that holds on to everything run for most of a minute before it ends; chosen so that
 * a table of ten million numbers still fits.
 */
const HEAP_MIB_DEFAULT = 2048;

/** Set another limit of the heap, and of the whole process, in MiB. */
const HEAP_VARIABLE = "PROBEBOOK_HEAP_MIB";
const PROCESS_VARIABLE = "PROBEBOOK_RSS_MIB";

/**
 * Less than these is taken for these: a process without any cell takes some 52 MiB, and one that
 * lists CPythons runs out of a heap of 16 (Linux, Deno 2.9.6, November 2026). Below, it would be
 * ended and started anew for ever.
 */
const HEAP_MIB_MIN = 32;
const PROCESS_MIB_MIN = 128;

/**
 * Of the machine's memory, for the process of cells: buffers and WebAssembly are no heap. Chosen:
 * what is left is enough for a browser and JupyterLab, and time to notice before the machine swaps.
 */
const PROCESS_SHARE = 0.75;

/** What Linux lets a container have: of version 2 and of version 1 of control groups. */
const CONTAINER_FILES = [
  "/sys/fs/cgroup/memory.max",
  "/sys/fs/cgroup/memory/memory.limit_in_bytes",
];

const MIB = 1024 * 1024;

/** The heap limit of this kernel, in MiB. */
export function heapLimitMib(): number {
  return wantedMib(Deno.env.get(HEAP_VARIABLE), HEAP_MIB_MIN) ?? HEAP_MIB_DEFAULT;
}

/** The limits of this kernel. */
export function memoryLimits(): Required<MemoryLimits> {
  return {
    heapMib: heapLimitMib(),
    processMib: wantedMib(Deno.env.get(PROCESS_VARIABLE), PROCESS_MIB_MIN) ??
      processShareMib(Deno.systemMemoryInfo().total, CONTAINER_FILES.map(textOf)),
  };
}

/** Of what a machine has in bytes, or its container; a text that holds no number is no limit. */
export function processShareMib(machineBytes: number, containerTexts: readonly string[]): number {
  const limits = containerTexts.map((text) => Number.parseInt(text)).filter((bytes) => bytes > 0);
  return Math.floor(Math.min(machineBytes, ...limits) * PROCESS_SHARE / MIB);
}

/** What a variable asks for; null where it holds no number of MiB. */
export function wantedMib(text: string | undefined, leastMib: number): number | null {
  const mib = Number(text ?? NaN);
  return Number.isSafeInteger(mib) && mib > 0 ? Math.max(mib, leastMib) : null;
}

function textOf(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    // No container, or another system.
    return "";
  }
}
