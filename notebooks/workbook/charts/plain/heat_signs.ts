/** How each state of a heat map's cell is seen: by its sign, in words, and by its colour. */

import { COLOURS } from "../../drawing/theme.ts";

/** What a cell says: of a comparison, of exact values, or of what an interpreter has. */
export type HeatState =
  | "faster"
  | "slower"
  | "same"
  | "unclear"
  | "equal"
  | "different"
  | "yes"
  | "partly"
  | "no"
  | "unavailable";

/** All states, in the order of a legend. */
export const HEAT_NAMES: readonly HeatState[] = [
  "faster",
  "slower",
  "same",
  "unclear",
  "equal",
  "different",
  "yes",
  "partly",
  "no",
  "unavailable",
];

/** One look. */
export interface HeatLook {
  readonly sign: string;
  readonly words: string;
  readonly colour: string;
  /** Cells without a tint: there is nothing to be seen. */
  readonly isBlank?: true;
}

/** The looks; signs and colours of verdicts are those of the ratio forest and of a matrix's table. */
export const HEAT_SIGNS: Readonly<Record<HeatState, HeatLook>> = {
  faster: { sign: "▲", words: "faster", colour: COLOURS.green },
  slower: { sign: "▼", words: "slower", colour: COLOURS.orange },
  same: { sign: "=", words: "the same", colour: COLOURS.blue },
  unclear: { sign: "?", words: "unclear", colour: COLOURS.violet },
  equal: { sign: "≡", words: "exactly equal", colour: COLOURS.blue },
  different: { sign: "≠", words: "different", colour: COLOURS.pink },
  yes: { sign: "●", words: "yes", colour: COLOURS.green },
  partly: { sign: "◐", words: "partly", colour: COLOURS.blue },
  no: { sign: "○", words: "no", colour: COLOURS.grey, isBlank: true },
  unavailable: { sign: "–", words: "unavailable", colour: COLOURS.grey, isBlank: true },
};
