/** The exercises of "Start here". */

import type { ExerciseDefinition } from "../definition.ts";
import { START_FIRST_CELL } from "./start_first_cell.ts";
import { START_STOP } from "./start_stop.ts";
import { START_WORDS } from "./start_words.ts";

/** In the order of the notebook. */
export const START: readonly ExerciseDefinition[] = [START_FIRST_CELL, START_STOP, START_WORDS];
