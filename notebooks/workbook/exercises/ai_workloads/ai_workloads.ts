/** The exercises of the notebook about AI workloads. */

import type { ExerciseDefinition } from "../definition.ts";
import { AGENT_LOOP } from "./agent_loop.ts";
import { AGENT_SHARE } from "./agent_share.ts";
import { BENCHMARKS } from "./benchmarks.ts";
import { FIVE_PERCENT, THREE_TIMES } from "./five_percent.ts";
import { MILLION_STEPS } from "./million_steps.ts";
import { PIPELINE } from "./pipeline.ts";
import { REQUEST } from "./request.ts";
import { TOKENS } from "./tokens.ts";
import { USERS } from "./users.ts";
import { WHAT_HELPS } from "./what_helps.ts";

/** In the order of the notebook. */
export const AI_WORKLOADS: readonly ExerciseDefinition[] = [
  AGENT_LOOP,
  AGENT_SHARE,
  FIVE_PERCENT,
  THREE_TIMES,
  MILLION_STEPS,
  PIPELINE,
  WHAT_HELPS,
  REQUEST,
  USERS,
  TOKENS,
  BENCHMARKS,
];
