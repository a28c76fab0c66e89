/** The exercises of Part 1. */

import type { ExerciseDefinition } from "../definition.ts";
import { PART_1_NOISE } from "./part_1_noise.ts";
import { PART_1_PROGRAM } from "./part_1_program.ts";
import { PART_1_QUESTIONS } from "./part_1_questions.ts";
import { PART_1_SETTINGS } from "./part_1_settings.ts";

/** In the order of the notebook. */
export const PART_1: readonly ExerciseDefinition[] = [
  PART_1_NOISE,
  PART_1_SETTINGS,
  PART_1_PROGRAM,
  PART_1_QUESTIONS,
];
