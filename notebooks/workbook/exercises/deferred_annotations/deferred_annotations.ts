/** The exercises of the notebook on deferred annotations. */

import type { ExerciseDefinition } from "../definition.ts";
import { KEPT } from "./kept.ts";
import { PRICE } from "./price.ts";
import { SHARE } from "./share.ts";
import { TODAY } from "./today.ts";
import { WHERE } from "./where.ts";

/** In the order of the notebook. */
export const DEFERRED_ANNOTATIONS: readonly ExerciseDefinition[] = [
  KEPT,
  PRICE,
  SHARE,
  WHERE,
  TODAY,
];
