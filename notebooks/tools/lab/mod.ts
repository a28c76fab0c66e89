/**
 * `deno task lab`: JupyterLab set up inside the checkout and opened on a working copy.
 *
 * Nothing here imports a package or another room, so that it runs whatever Deno's caches hold;
 * the few data of foreign origin are therefore checked by hand. Start reading with `command.ts`,
 * the story; then `setup.ts`, `working_copy.ts` and `server.ts`, its three chapters.
 *
 * @module
 */

export { labCommand, openLabHost } from "./command.ts";
