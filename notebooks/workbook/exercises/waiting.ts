/** Says below a cell that something still runs: a learner's program may take a minute, and an empty output looks dead. */

import { type LiveDisplay, openLiveDisplay } from "../../../probes/mod.ts";

/** What waiting needs of its surroundings; a test brings its own. */
export interface WaitingPlace {
  /** Null outside of a kernel, where nobody looks. */
  readonly openDisplay: () => LiveDisplay | null;
  /** How often the line is written anew. */
  readonly everyMs: number;
}

/** What takes no longer than this shows nothing: a line that comes and goes is no help. */
const EVERY_MS = 1000;

/** Waits for work; while it runs, a line says what it is and how long it has taken so far. */
export async function whileWaiting<Result>(
  what: string,
  work: Promise<Result>,
  { openDisplay = openLiveDisplay, everyMs = EVERY_MS }: Partial<WaitingPlace> = {},
): Promise<Result> {
  const startMs = performance.now();
  const seconds = () => Math.round((performance.now() - startMs) / 1000);
  let display: LiveDisplay | null = null;
  // One after the other: the last line must not be overtaken by one before it.
  let shown = Promise.resolve();
  const say = (text: string) => {
    shown = shown.then(() => display?.show({ "text/plain": text })).catch(ignore);
  };
  const timer = setInterval(() => {
    display ??= openDisplay();
    say(`${what}: ${seconds()} s so far. Stop ends it.`);
  }, everyMs);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    if (display !== null) say(`${what}: ${seconds()} s.`);
    await shown;
  }
}

function ignore(): void {
  // The line is a courtesy; what it speaks of has its own output.
}
