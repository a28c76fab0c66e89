/**
 * `deno task lab`: JupyterLab set up inside the checkout and opened on a working copy.
 *
 * Nothing here imports a package or another room: the first start must be able to say that there
 * is no network or no Python before Deno tries to download anything. Data of foreign origin is
 * therefore checked by hand. Start reading with `command.ts`, the story; then `setup.ts`,
 * `working_copy.ts` and `server.ts`, its three chapters.
 *
 * @module
 */

export { labCommand, openLabHost } from "./command.ts";
