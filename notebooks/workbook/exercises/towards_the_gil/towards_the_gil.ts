/** The exercises of the notebook on threads and the lock. */

import type { ExerciseDefinition } from "../definition.ts";
import { SPEEDUPS } from "./speedups.ts";
import { WAITING_THREADS } from "./waiting_threads.ts";

/** In the order of the notebook. */
export const TOWARDS_THE_GIL: readonly ExerciseDefinition[] = [SPEEDUPS, WAITING_THREADS];
