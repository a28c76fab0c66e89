/** The measured processes that the kernels of a lab have started. */
import { processesBelow, type SeenProcess } from "../support/process_tree.ts";

/** Far above how long a running measurement shows no process: between two it draws for some 0.1 s. */
const SEEN_MS_MAX = 60_000;

/** Measured processes below the lab: not the one that stands beside the cells, which measures nothing and goes with them. */
export async function probesBelow(labPid: number): Promise<SeenProcess[]> {
  return (await processesBelow(labPid)).filter(({ command }) =>
    /probes\/python\/(?!attendant)\w+\.py/.test(command)
  );
}

/** Looks until a probe is seen: between two of them there is none for a moment. */
export async function seeProbe(labPid: number): Promise<SeenProcess[]> {
  const deadlineMs = performance.now() + SEEN_MS_MAX;
  while (performance.now() < deadlineMs) {
    const seen = await probesBelow(labPid);
    if (seen.length > 0) return seen;
  }
  throw new Error("Cannot see a measured process: none was started");
}
