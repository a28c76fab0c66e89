/**
 * Assignments for nbgrader: `deno task assign`.
 *
 * Start reading at `assign.ts`; what students get is made in `student_version.ts`.
 *
 * @module
 */

export { assignCommand } from "./assign.ts";
