/** The exercises of the notebook on a million objects in cycles. */

import type { ExerciseDefinition } from "../definition.ts";
import { MATTERS } from "./matters.ts";
import { REPORT } from "./report.ts";

/** In the order of the notebook. */
export const PRACTICE_3: readonly ExerciseDefinition[] = [REPORT, MATTERS];
