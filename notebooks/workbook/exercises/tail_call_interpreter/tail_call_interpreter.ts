/** The exercises of Section 2. */

import type { ExerciseDefinition } from "../definition.ts";
import { BYTECODE_COUNT } from "./bytecode_count.ts";
import { DOSE } from "./dose.ts";
import { PROGRAMS_GAIN } from "./programs.ts";
import { SPECIALIZATION } from "./specialization.ts";
import { TAIL_CALLS } from "./tail_calls.ts";
import { TIGHT_LOOP } from "./tight_loop.ts";
import { TWO_FEATURES } from "./two_features.ts";

/** In the order of the notebook. */
export const TAIL_CALL_INTERPRETER: readonly ExerciseDefinition[] = [
  BYTECODE_COUNT,
  TIGHT_LOOP,
  SPECIALIZATION,
  TWO_FEATURES,
  TAIL_CALLS,
  DOSE,
  PROGRAMS_GAIN,
];
