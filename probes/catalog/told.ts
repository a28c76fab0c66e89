/** Reads the tables that probes of memory, the collector and annotations tell beside their values, as typed rows. */

import { z } from "zod";
import type { DataTable } from "../run/event.ts";

/** An arm of a result, or anything else whose processes gave tables. */
export interface WithTables {
  /** The first that gave a table is read. */
  readonly processes: readonly { readonly tables?: readonly DataTable[] | undefined }[];
}

/** What an object weighs. */
export interface ObjectSize {
  /** For example `a list of 10`. */
  readonly object: string;
  /** What `sys.getsizeof()` says. */
  readonly sizeofBytes: number;
  /** What making one more allocates, what it holds included. */
  readonly allocatedBytes: number;
}

/** A moment when a list was full and got more room. */
export interface ListStep {
  /** Its length then. */
  readonly length: number;
  /** The items for which it has room from then on. */
  readonly room: number;
}

/** A moment in the life of some objects. */
export interface DeathStep {
  /** What was done. */
  readonly step: string;
  /** Those that were alive afterwards. */
  readonly alive: readonly string[];
  /** Those that died of it. */
  readonly died: readonly string[];
}

/** A moment when annotations may be evaluated. */
export interface EvaluationMoment {
  /** For example `definition`. */
  readonly moment: string;
  /** Names of the annotations that were evaluated then. */
  readonly notes: readonly string[];
}

/** How much memory a process had at a moment. */
export interface MemoryMoment {
  /** Since its first request, in ms. */
  readonly ms: number;
  /** The whole process. */
  readonly mib: number;
}

/** What a stage of a pipeline took, in one run of it. */
export interface PipelineStage {
  /** For example `parse`. */
  readonly stage: string;
  /** By the clock on the wall. */
  readonly wallMs: number;
  /** Of the processor. */
  readonly cpuMs: number;
  /** Of the processor, in the collector. */
  readonly collectorMs: number;
  /** While another program had the processor; 0 where the system does not tell. */
  readonly queueMs: number;
}

const names = z.string().transform((text) => text === "" ? [] : text.split(", "));
const bytes = z.number().nonnegative();
const sizeRow = z.tuple([z.string(), bytes, bytes]);
const stepRow = z.tuple([z.int().positive(), z.int().positive()]);
const deathRow = z.tuple([z.string(), names, names]);
const noteRow = z.tuple([z.string(), names]);
const amount = z.number().nonnegative();
const memoryRow = z.tuple([amount, amount]);
const stageRow = z.tuple([z.string(), amount, amount, amount, amount]);

/**
 * Gives the sizes that an arm's first process found; none where it was not measured by `object_sizes`.
 *
 * ```ts
 * import { discoverInterpreters, measure, objectSizes } from "probes";
 * import { memoryBars } from "workbook";
 *
 * const { arms } = await measure("object_sizes", { arms: await discoverInterpreters(), rounds: 1 });
 * const rows = arms.slice(0, 2).flatMap((arm) =>
 *   objectSizes(arm).map((row) => ({ label: row.object, bytes: row.allocatedBytes, group: arm.label }))
 * );
 * const text: string = await memoryBars(rows).toText();
 * ```
 */
export function objectSizes(arm: WithTables): readonly ObjectSize[] {
  return rowsOf(arm, { table: "size", row: sizeRow }).map(
    ([object, sizeofBytes, allocatedBytes]) => ({ object, sizeofBytes, allocatedBytes }),
  );
}

/**
 * Gives the moments when a list of an arm's first process grew; none where it was not measured by `list_growth`.
 *
 * ```ts
 * import { discoverInterpreters, listSteps, measure } from "probes";
 *
 * const { arms } = await measure("list_growth", { arms: await discoverInterpreters(), rounds: 1 });
 * const rooms: number[] = arms.flatMap((arm) => listSteps(arm).map(({ room }) => room));
 * ```
 */
export function listSteps(arm: WithTables): readonly ListStep[] {
  return rowsOf(arm, { table: "step", row: stepRow }).map(([length, room]) => ({ length, room }));
}

/**
 * Gives what an arm's first process saw die and when; nothing where it was not measured by `object_deaths`.
 *
 * ```ts
 * import { deathSteps, discoverInterpreters, measure } from "probes";
 *
 * const { arms } = await measure("object_deaths", { arms: await discoverInterpreters(), rounds: 1 });
 * const died: string[] = arms.flatMap((arm) => deathSteps(arm).flatMap(({ died }) => died));
 * ```
 */
export function deathSteps(arm: WithTables): readonly DeathStep[] {
  return rowsOf(arm, { table: "death", row: deathRow }).map(
    ([step, alive, died]) => ({ step, alive, died }),
  );
}

/**
 * Gives when an arm's first process evaluated which annotations; nothing where it was not measured by
 * `annotation_evaluation`.
 *
 * ```ts
 * import { discoverInterpreters, evaluationMoments, measure } from "probes";
 *
 * const arms = await discoverInterpreters();
 * const measured = await measure("annotation_evaluation", { arms, rounds: 1 });
 * const texts: string[] = measured.arms.flatMap((arm) =>
 *   evaluationMoments(arm).map(({ moment, notes }) => `${moment}: ${notes.length}`)
 * );
 * ```
 */
export function evaluationMoments(arm: WithTables): readonly EvaluationMoment[] {
  return rowsOf(arm, { table: "note", row: noteRow }).map(([moment, notes]) => ({ moment, notes }));
}

/**
 * Gives how much memory an arm's first process had while its requests came; nothing where it was not measured by
 * `cyclic_objects`.
 *
 * ```ts
 * import { arms, measure, memoryMoments } from "probes";
 *
 * const measured = await measure("cyclic_objects", { arms: await arms(), rounds: 1 });
 * const most = measured.arms.map((arm) => Math.max(0, ...memoryMoments(arm).map(({ mib }) => mib)));
 * const numbers: number[] = most;
 * ```
 */
export function memoryMoments(arm: WithTables): readonly MemoryMoment[] {
  return rowsOf(arm, { table: "memory", row: memoryRow }).map(([ms, mib]) => ({ ms, mib }));
}

/**
 * Gives what each stage of the pipeline took in an arm's first process; nothing where it was not measured by
 * `file_pipeline`.
 *
 * ```ts
 * import { arms, measure, pipelineStages } from "probes";
 *
 * const measured = await measure("file_pipeline", { arms: await arms(), rounds: 1 });
 * const names: string[] = measured.arms.flatMap((arm) => pipelineStages(arm).map(({ stage }) => stage));
 * ```
 */
export function pipelineStages(arm: WithTables): readonly PipelineStage[] {
  return rowsOf(arm, { table: "stage", row: stageRow }).map(
    ([stage, wallMs, cpuMs, collectorMs, queueMs]) => ({
      stage,
      wallMs,
      cpuMs,
      collectorMs,
      queueMs,
    }),
  );
}

/** A row that is not what is expected is left out: a record can be of another version. */
function rowsOf<Row>(
  { processes }: WithTables,
  { table, row }: { readonly table: string; readonly row: z.ZodType<Row> },
): readonly Row[] {
  const tables = processes.flatMap(({ tables }) => tables ?? []);
  return (tables.find(({ name }) => name === table)?.rows ?? []).flatMap((given) => {
    const parsed = row.safeParse(given);
    return parsed.success ? [parsed.data] : [];
  });
}
