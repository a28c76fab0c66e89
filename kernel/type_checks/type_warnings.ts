/** Warnings about types under cells that ran, told while nothing runs. */

import type { KnownCell } from "../lsp/type_service.ts";
import type { TypeChecker } from "./type_checker.ts";

/** Tells warnings at the right time. */
export interface TypeWarnings extends Disposable {
  /** Something has begun to run; a cell that ran before by that key is told nothing more. */
  began(key?: string): void;
  /** It has ended. */
  ended(): void;
  /** A cell is to be checked when nothing runs. */
  add(warned: WarnedCell): void;
}

/** A cell that ran, and where its warnings belong. */
export interface WarnedCell {
  readonly cellId: string;
  readonly cell: KnownCell;
}

/** What warnings need. */
export interface TypeWarningsOptions {
  readonly checker: TypeChecker;
  readonly tell: (cellId: string, text: string) => void;
  /** How long nothing must have run. */
  readonly idleMs?: number;
}

/** Chosen: "Run All" leaves shorter gaps between cells, and so does who steps through them quickly. */
const IDLE_MS = 400;

/** Cells that may wait; the oldest are dropped. More than a notebook has. Chosen. */
const WAITING_MAX = 500;

/** Makes the warnings of one kernel. */
export function createTypeWarnings(
  { checker, tell, idleMs = IDLE_MS }: TypeWarningsOptions,
): TypeWarnings {
  /** By the cells' keys, in the order they ran. */
  const waiting = new Map<string, WarnedCell>();
  let runningCount = 0;
  let idleSinceMs = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isWorking = false;
  let isDisposed = false;

  function arm(): void {
    if (timer !== null || isWorking || isDisposed || waiting.size === 0 || runningCount > 0) return;
    // One timer for many cells: it looks when it rings whether it rings too early.
    timer = setTimeout(ring, Math.max(1, idleSinceMs + idleMs - performance.now()));
  }

  function ring(): void {
    timer = null;
    if (runningCount === 0 && performance.now() - idleSinceMs >= idleMs) void work();
    else arm();
  }

  async function work(): Promise<void> {
    isWorking = true;
    for (const [key, warned] of waiting) {
      if (!isWorthChecking(warned.cell.code)) {
        waiting.delete(key);
        continue;
      }
      const verdict = await checker.check(warned.cell, "ran");
      // A cell began meanwhile: this one is asked about again when that has ended.
      if (runningCount > 0 || isDisposed) break;
      if (waiting.get(key) !== warned) continue;
      waiting.delete(key);
      if (verdict.kind === "faulty") tell(warned.cellId, verdict.warning);
    }
    isWorking = false;
    arm();
  }

  return {
    began(key) {
      if (key !== undefined) waiting.delete(key);
      runningCount += 1;
    },
    ended() {
      runningCount -= 1;
      idleSinceMs = performance.now();
      arm();
    },
    add(warned) {
      if (warned.cell.code.length > CODE_LENGTH_MAX) return;
      waiting.set(warned.cell.key, warned);
      const [oldest] = waiting.keys();
      if (waiting.size > WAITING_MAX && oldest !== undefined) waiting.delete(oldest);
    },
    [Symbol.dispose]() {
      isDisposed = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** A longer cell is data, and the compiler would take seconds: checked only when asked. Chosen. */
const CODE_LENGTH_MAX = 200_000;

/** Whether the compiler, which takes memory, is worth starting: numbers and texts have no types to get wrong. */
function isWorthChecking(code: string): boolean {
  return /[\p{ID_Start}$_]/u.test(code.replace(/\/\/.*|(["'])(?:\\.|(?!\1).)*\1/g, ""));
}
