/** The exercises of Part 3. */

import type { ExerciseDefinition } from "../definition.ts";
import { BENCHMARKS } from "./benchmarks.ts";
import { BOTTLENECK } from "./bottlenecks.ts";
import { C_SHARE } from "./c_share.ts";

/** In the order of the notebook. */
export const PART_3: readonly ExerciseDefinition[] = [BENCHMARKS, C_SHARE, BOTTLENECK];
