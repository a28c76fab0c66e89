/** The line on the terminal that says how far a measurement is. */

import type { Progress } from "../measure/plan.ts";
import { progressText } from "../show/progress_line.ts";
import type { Surroundings } from "./surroundings.ts";

/** Shows the first line at once; gives what is called after each process. */
export function showProgress(
  probe: string,
  { progress }: Pick<Surroundings, "progress">,
): (state: Progress) => void {
  if (progress === null) return () => {};
  progress(`${probe}: preparing`);
  return (state) => progress(progressText(probe, state));
}
