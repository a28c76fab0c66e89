/** The exercises of the second practice. */

import type { ExerciseDefinition } from "../definition.ts";
import { THREE_WAYS } from "./three_ways.ts";

/** In the order of the notebook. */
export const PRACTICE_2: readonly ExerciseDefinition[] = [THREE_WAYS];
