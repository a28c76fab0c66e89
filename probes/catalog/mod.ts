/**
 * What can be measured: each probe with its parameters, its values and what it cannot show.
 *
 * Knows nothing of how a probe is run. Start reading at `catalog.ts`.
 *
 * How to add a probe: one Python file and one entry.
 *
 * 1. `probes/python/NAME.py`, 30 to 80 lines, standard library only, CPython 3.8 and later. It takes what all scripts
 *    share `from harness import ...`: `parameters()`; for the kind `slices` `time_slices(function, argument)`, which
 *    calibrates and takes turns with other processes; for `once` and `exact` `value(key, given)`; for `events`
 *    `events(name, durations)`; `table(name, columns, rows)` beside them for what is no number, such
 *    as a listing; and `skip(reason, remedy)` where the interpreter cannot show it, which makes the result
 *    and its finding "unavailable". Several workloads are one script: `time_slices(WORKLOADS[name], n)` with `name`
 *    a parameter. A function that is timed should run 10 µs or more, as its call is timed with it.
 * 2. Its docstring says what it measures; `Parameters:` by their names in capitals; `Values:` each as
 *    `key (unit, kind)`, without unit `key (kind)`; `Cannot show:`. A test reads it.
 * 3. An entry in the file of its topic, under the name of the script, with `parameters` in the order in which the script
 *    takes them and `values`, the main one first; and its name in `catalog.ts`, where a new topic is one line more.
 *
 * The tests in `probes/python/scripts_test.ts` run every script once at its least parameters, in the oldest and the newest
 * interpreter, and in `deno task test:all` in all of them. What else must be true of a topic is tested in a file beside
 * it, by `testFacts()` of `tests/support/probe_scripts.ts`. By hand:
 * `python probes/python/start.py probes/python/NAME.py LOOPS SLICES PARAMETERS...`.
 *
 * @module
 */

export { type ProbeLike, type ProbeName, PROBES } from "./catalog.ts";
export { type ExecutedBytecode, executedBytecodes } from "./executed.ts";
export { type ImportedModule, importedModules } from "./imported.ts";
export { type BytecodeListing, type ListedBytecode, listedBytecode } from "./listed.ts";
export type {
  ChoiceParameter,
  NumberParameter,
  ParamValue,
  Probe,
  ProbeKind,
  ProbeParameter,
  ProbeValue,
  Statistic,
  ValuesByKey,
  WrongValue,
} from "./probe.ts";
export {
  type AllocatingLine,
  allocatingLines,
  type CallStack,
  callStacks,
  type ProfiledArm,
  type ProfiledFunction,
  profiledFunctions,
} from "./profiled.ts";
export {
  type DeathStep,
  deathSteps,
  type EvaluationMoment,
  evaluationMoments,
  type ListStep,
  listSteps,
  type MemoryMoment,
  memoryMoments,
  type ObjectSize,
  objectSizes,
  type PipelineStage,
  pipelineStages,
  type WithTables,
} from "./told.ts";
export { type WarmupChunk, warmupChunks } from "./warming.ts";
