/**
 * Adding CPythons: fetched by uv, or unpacked from the distribution's own packages, into the user's
 * cache folder, without root. Knows nothing of probes and of the command line. Start reading at `add.ts`.
 *
 * @module
 */

export { addInterpreters, type AddOutcome, type AddRequest } from "./add.ts";
export { type AddedInterpreter, type Giver, listAdded, pythonsFolder } from "./added.ts";
export { megabytes } from "./files.ts";
export { removeInterpreter, type RemoveOutcome } from "./remove.ts";
export type { AddWorld, Failure } from "./tool.ts";
export { readWanted, type WantedVersion } from "./wanted.ts";
