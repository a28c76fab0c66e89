/**
 * What is known of sentences about CPython's speed: patterns for each record of the lesson, section by section.
 *
 * @module
 */

export { ANNOTATION_PATTERNS } from "./annotations.ts";
export { CHALLENGE_PATTERNS } from "./challenge.ts";
export { COLLECTOR_PATTERNS } from "./collector.ts";
export { INTERPRETER_PATTERNS } from "./interpreter.ts";
export { OVERVIEW_PATTERNS } from "./overview.ts";
export { WORKLOAD_PATTERNS } from "./workloads.ts";
