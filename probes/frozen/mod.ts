/**
 * Frozen data: what the lesson's probes gave on CPythons that a learner may not have, measured before and elsewhere, as
 * NDJSON with a manifest in `notebooks/data`. A result that is read from there looks like one that was measured here and
 * says everywhere that it is none; nothing can be compared with it.
 *
 * Start reading at `frozen.ts`, which reads them; `make.ts` measures what `lesson.ts` lists, for `deno task frozen`.
 *
 * @module
 */

export { FrozenDataError, type FrozenFault } from "./fault.ts";
export { frozen, type FrozenOptions } from "./frozen.ts";
export { LESSON, type LessonSeries } from "./lesson.ts";
export { makeFrozen, type MakeOptions, type Making } from "./make.ts";
export { FROZEN_FOLDER, type FrozenManifest, readManifest } from "./manifest.ts";
