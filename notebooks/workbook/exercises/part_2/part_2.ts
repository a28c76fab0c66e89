/** The exercises of the second challenge's Part 2. */

import type { ExerciseDefinition } from "../definition.ts";
import { AUDITED_ANSWER } from "./audited_answer.ts";
import { PARAGRAPH } from "./paragraph.ts";
import { TWO_WORKLOADS } from "./two_workloads.ts";

/** In the order of the notebook. */
export const PART_2: readonly ExerciseDefinition[] = [AUDITED_ANSWER, TWO_WORKLOADS, PARAGRAPH];
