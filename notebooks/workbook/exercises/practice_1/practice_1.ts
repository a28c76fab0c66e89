/** The exercises of the first practice. */

import type { ExerciseDefinition } from "../definition.ts";
import { STEP_TO_311 } from "./step_to_311.ts";
import { THE_NUMBER } from "./the_number.ts";

/** In the order of the notebook. */
export const PRACTICE_1: readonly ExerciseDefinition[] = [STEP_TO_311, THE_NUMBER];
