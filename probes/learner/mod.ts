/**
 * Runs a learner's Python program as a stranger's: in a temporary folder, under limits, without a network where that
 * can be had; and reads what stands in it by the parser of the CPython that runs it.
 *
 * Knows nothing of exercises or points. It keeps accidents in, not attackers. Start reading at `run_script.ts`;
 * `repeat_script.ts` runs a program several times, `read_source.ts` and `read_rules.ts` say what stands in it.
 *
 * @module
 */

export type { LearnerEnding } from "./ending.ts";
export type { FolderChange } from "./folder_watch.ts";
export { type NamedModule, readRules, type RulesProblem, type SourceRules } from "./read_rules.ts";
export {
  type NamedLine,
  readSource,
  type SameLoops,
  type SourceFacts,
  type SourceProblem,
} from "./read_source.ts";
export { type RepeatedRuns, repeatLearnerScript, type RepeatOptions } from "./repeat_script.ts";
export { type LearnerOptions, type LearnerRun, runLearnerScript } from "./run_script.ts";
export type { AskingProblem } from "./ask_source.ts";
export type { StartablePython } from "./sandbox.ts";
export type { FileProblem, LearnerSource } from "./source_file.ts";
