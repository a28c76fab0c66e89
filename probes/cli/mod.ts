/**
 * The commands of `deno task interpreters`, `deno task probe` and `deno task stats`: from words to calls of `measure()`,
 * `compare()` and the statistics, and from their results to text or JSON. Knows nothing of how anything is measured.
 *
 * Start reading at `dispatch.ts`; one file a command.
 *
 * @module
 */

export { type ComparisonJson } from "./comparison_json.ts";
export { dispatch } from "./dispatch.ts";
export { type InterpreterJson } from "./interpreters_command.ts";
export { EXIT, openSurroundings, type Surroundings } from "./surroundings.ts";
