/** Signs and words of findings. */

import type { FrozenSource } from "../../../probes/mod.ts";
import type { FindingKind } from "./outcome.ts";

/** Sign and word of each finding: the sign alone, or colour, would not be read by everybody. */
export const FINDING_GLYPHS: Readonly<Record<FindingKind, string>> = {
  supported: "✓",
  contradicted: "✗",
  inconclusive: "?",
  unavailable: "–",
};

/** The word beside the sign. */
export function findingWord(
  { kind, frozen }: { readonly kind: FindingKind; readonly frozen: FrozenSource | null },
): string {
  return frozen === null ? kind : `${kind} (frozen)`;
}
