/** What the parts of Part 1's check are judged from, and the words that they share. */

import type { LearnerRun, SourceFacts } from "../../../../probes/mod.ts";
import type { OutputLine, Printed } from "./printed.ts";

/** What an A/A comparison on this machine gave: the ratio's interval for one program compared with itself. */
export interface NoiseBand {
  /** Lower end. */
  readonly low: number;
  /** Upper end. */
  readonly high: number;
}

/** One run with what stands in its source and in its output. */
export interface Evidence {
  readonly run: Pick<LearnerRun, "name" | "ending" | "message" | "stdout" | "wallMs">;
  readonly facts: SourceFacts;
  readonly printed: Printed;
  readonly band: NoiseBand | null;
}

/** A line of output in a reason: short enough to read. */
export function quote({ text }: OutputLine): string {
  return `"${text.length > 80 ? `${text.trim().slice(0, 79)}…` : text.trim()}"`;
}

/** `line 3`, or `lines 3 and 9`. */
export function linesText(lines: readonly number[]): string {
  return lines.length === 1 ? `line ${lines[0]}` : `lines ${lines.join(" and ")}`;
}
