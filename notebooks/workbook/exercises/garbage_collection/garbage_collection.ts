/** The exercises of the notebook on garbage collection. */

import type { ExerciseDefinition } from "../definition.ts";
import { BUDGET } from "./budget.ts";
import { COLLECTOR_TOOLS } from "./collector_tools.ts";
import { COUNTS } from "./counts.ts";
import { PAUSES } from "./pauses.ts";
import { REQUEST } from "./request.ts";
import { SETTINGS } from "./settings.ts";
import { SHAPES } from "./shapes.ts";

/** In the order of the notebook. */
export const GARBAGE_COLLECTION: readonly ExerciseDefinition[] = [
  COUNTS,
  PAUSES,
  SHAPES,
  REQUEST,
  BUDGET,
  SETTINGS,
  COLLECTOR_TOOLS,
];
