/** Every exercise by id. */

import { ASSESSMENT } from "./assessment/assessment.ts";
import type { ExerciseDefinition } from "./definition.ts";
import { DEFERRED_ANNOTATIONS } from "./deferred_annotations/deferred_annotations.ts";
import { AI_WORKLOADS } from "./ai_workloads/ai_workloads.ts";
import { OVERVIEW } from "./overview/overview.ts";
import { GARBAGE_COLLECTION } from "./garbage_collection/garbage_collection.ts";
import { PART_1 } from "./part_1/part_1.ts";
import { PART_2 } from "./part_2/part_2.ts";
import { PART_3 } from "./part_3/part_3.ts";
import { PART_4 } from "./part_4/part_4.ts";
import { PRACTICE_3 } from "./practice_3/practice_3.ts";
import { PRACTICE_4 } from "./practice_4/practice_4.ts";
import { PRACTICE_1 } from "./practice_1/practice_1.ts";
import { PRACTICE_2 } from "./practice_2/practice_2.ts";
import { START } from "./start/start.ts";
import { TAIL_CALL_INTERPRETER } from "./tail_call_interpreter/tail_call_interpreter.ts";
import { TOWARDS_THE_GIL } from "./towards_the_gil/towards_the_gil.ts";

/** In the order of the lesson; one list a notebook. */
export const EXERCISES: readonly ExerciseDefinition[] = [
  ...START,
  ...OVERVIEW,
  ...TAIL_CALL_INTERPRETER,
  ...GARBAGE_COLLECTION,
  ...DEFERRED_ANNOTATIONS,
  ...AI_WORKLOADS,
  ...TOWARDS_THE_GIL,
  ...PART_1,
  ...PART_2,
  ...PART_3,
  ...PART_4,
  ...PRACTICE_1,
  ...PRACTICE_2,
  ...PRACTICE_3,
  ...PRACTICE_4,
  ...ASSESSMENT,
];

/** The exercise of that id; throws a `TypeError` that lists the ids there are. */
export function findExercise(id: string): ExerciseDefinition {
  const wanted = String(id).trim().toLowerCase();
  const found = EXERCISES.find((exercise) => exercise.id.toLowerCase() === wanted);
  if (found !== undefined) return found;
  const ids = EXERCISES.map((exercise) => `"${exercise.id}"`).join(", ");
  throw new TypeError(`Cannot find exercise "${id}": there are ${ids}`);
}
