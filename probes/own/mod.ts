/**
 * Python of a cell: snippets that give a value, and one's own probes, which work like those of the catalogue.
 *
 * Knows nothing of how a probe is measured. Start reading at `probe.ts`; `definition.ts` is what the record keeps.
 *
 * @module
 */

export type { DryRun, DryRunOptions, DryRunSuccess } from "./dry_run.ts";
export { type OwnProbe, type OwnProbeOptions, type OwnValue, probe } from "./probe.ts";
export type { PythonProblem } from "./problem.ts";
export type { ObjectSchema, Schema, SchemaIssue, SchemaResult } from "./schema.ts";
export { python, type Snippet, type SnippetOptions, type SnippetResult } from "./snippet.ts";
