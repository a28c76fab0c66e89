/** The exercises of Part 4. */

import type { ExerciseDefinition } from "../definition.ts";
import { PART_4_DECISIONS } from "./part_4_decisions.ts";
import { PART_4_PROGRAM } from "./part_4_program.ts";
import { PART_4_SAMPLE } from "./part_4_sample.ts";

/** In the order of the notebook. */
export const PART_4: readonly ExerciseDefinition[] = [
  PART_4_SAMPLE,
  PART_4_PROGRAM,
  PART_4_DECISIONS,
];
