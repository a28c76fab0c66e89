/**
 * What the process of cells may do, and what it is told when it may not.
 *
 * Start reading with `grants.ts` (the rules), then `scene.ts` (what they are applied to), `flags.ts`
 * (what Deno is told), `narrowing.ts` (what the folder's configuration takes away) and `wording.ts`
 * (what a cell reads of a refusal).
 *
 * @module
 */

export {
  type ChildPermissions,
  childPermissions,
  type PermissionChoice,
} from "./child_permissions.ts";
export { KNOWN_PYTHONS_FILE, type KnownPython, parseKnownPythons } from "./known_pythons.ts";
