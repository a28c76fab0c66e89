/** The items of the assessment. */

import type { ExerciseDefinition } from "../definition.ts";
import { ANNOTATIONS } from "./annotations.ts";
import { GAINS, LIBRARY, TOKENS } from "./arithmetic.ts";
import { COLLECTORS } from "./collectors.ts";
import { DETECTOR } from "./detector.ts";
import { DISPATCH } from "./dispatch.ts";
import { FOREST } from "./forest.ts";
import { IMPROVEMENTS } from "./improvements.ts";
import { LISTINGS } from "./listings.ts";
import { MEASURED } from "./measured.ts";
import { PROGRAMS } from "./programs.ts";
import { SENTENCES } from "./sentences.ts";
import { SERVICES } from "./services.ts";

/** In the order of the notebook. */
export const ASSESSMENT: readonly ExerciseDefinition[] = [
  IMPROVEMENTS,
  DISPATCH,
  PROGRAMS,
  LISTINGS,
  COLLECTORS,
  DETECTOR,
  SERVICES,
  ANNOTATIONS,
  TOKENS,
  GAINS,
  LIBRARY,
  FOREST,
  MEASURED,
  SENTENCES,
];
