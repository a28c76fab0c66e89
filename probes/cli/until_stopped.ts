/** Ctrl-C ends a measurement, and what it gave until then is printed. */

import type { Running } from "../measure/running.ts";
import type { Surroundings } from "./surroundings.ts";

/** Waits for a measurement, which the surroundings may stop. */
export async function untilStopped<Result>(
  running: Running<Result>,
  { signal }: Surroundings,
): Promise<Result> {
  const stop = () => void running.stop();
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  try {
    return await running;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
