/**
 * What is known of CPython's releases: which changes came when, and which of them a build at hand has.
 *
 * The former is written down, with sources; the latter is asked of the build. Start reading at `changes.ts`.
 *
 * @module
 */

export { CPYTHON_CHANGES, CPYTHON_RELEASES, type CPythonChange } from "./changes.ts";
export { featureCells, releasedOn } from "./features.ts";
