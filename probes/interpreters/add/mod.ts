/**
 * Adding CPythons: fetched by uv, or unpacked from the distribution's own packages, into the user's
 * cache folder, without root. Start reading at `added.ts`, which says what is there.
 *
 * @module
 */

export { type AddedInterpreter, type Giver, listAdded } from "./added.ts";
