/** The exercises of the notebook that profiles a pipeline. */

import type { ExerciseDefinition } from "../definition.ts";
import { REMEDY } from "./remedy.ts";
import { SHARES } from "./shares.ts";

/** In the order of the notebook. */
export const PRACTICE_4: readonly ExerciseDefinition[] = [SHARES, REMEDY];
