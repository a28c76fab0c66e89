/**
 * The processes of a round: how one is started, what its lines say, how it ended, and how several take turns.
 *
 * Knows nothing of what a measurement is for. Start reading at `round.ts`; `run.ts` runs one process over `process.ts`.
 *
 * @module
 */

export { commandOf, type CommandOptions, type ProbeCommand } from "./command.ts";
export type { DataField, DataTable, EventSeries, ProbeState, RawRun, Slice } from "./event.ts";
export type { ProbeRun, RunEnding, RunPlace, Unavailable } from "./run.ts";
export type { WrongState } from "./treatment.ts";
