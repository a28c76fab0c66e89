/** How code learns that it is to stop: a kernel's Stop, or Ctrl-C in a terminal. */

/** What is done at a Stop. */
export interface StopCallbacks {
  /** Called at each Stop. */
  readonly atOnce?: () => void;
  /** Called once, `laterMs` after the last Stop; whatever ended at the Stop has ended by then. */
  readonly later: () => void;
  /** In milliseconds. */
  readonly laterMs: number;
}

/**
 * Calls back when the cell that runs is stopped, or the program interrupted; until what it returns is called.
 *
 * A kernel's Stop ends whatever code is busy for good, and drops the timers of the cell: what must be done in any case,
 * such as drawing a last picture, is done `later()`, by nothing that was there before.
 *
 * ```ts
 * import { onStop } from "probes";
 *
 * const ignore = onStop({ later: () => console.log("stopped"), laterMs: 1000 });
 * ignore();
 * ```
 */
export function onStop({ atOnce = () => {}, later, laterMs }: StopCallbacks): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onInterrupt = () => {
    atOnce();
    // Anew each time: a second Stop drops the timer of the first.
    clearTimeout(timer);
    timer = setTimeout(later, laterMs);
  };
  Deno.addSignalListener("SIGINT", onInterrupt);
  return () => {
    clearTimeout(timer);
    Deno.removeSignalListener("SIGINT", onInterrupt);
  };
}
