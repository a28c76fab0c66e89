/** The exercises of the overview. */

import type { ExerciseDefinition } from "../definition.ts";
import { OVERVIEW_BILLION } from "./billion.ts";
import { OVERVIEW_EXPERIMENTAL } from "./experimental.ts";
import { OVERVIEW_KINDS } from "./kinds.ts";
import { OVERVIEW_METRICS } from "./metrics.ts";
import { OVERVIEW_ORDER } from "./order.ts";
import { OVERVIEW_RATIOS } from "./ratios.ts";

/** In the order of the notebook. */
export const OVERVIEW: readonly ExerciseDefinition[] = [
  OVERVIEW_EXPERIMENTAL,
  OVERVIEW_ORDER,
  OVERVIEW_RATIOS,
  OVERVIEW_KINDS,
  OVERVIEW_METRICS,
  OVERVIEW_BILLION,
];
