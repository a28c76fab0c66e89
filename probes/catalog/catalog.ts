/** The probes that exist, by name: each topic has a file with its entries. */

import { ANNOTATIONS } from "./annotations.ts";
import { ATTACH } from "./attach.ts";
import { BYTECODE } from "./bytecode.ts";
import { COMPATIBILITY } from "./compatibility.ts";
import { DISPATCH } from "./dispatch.ts";
import { probesOf } from "./entry.ts";
import { COLLECTOR } from "./gc.ts";
import { IMPORTS } from "./imports.ts";
import { COMPILER } from "./jit.ts";
import { LOOPS } from "./loops.ts";
import { shown } from "../measure/options.ts";
import { MEMORY } from "./memory.ts";
import type { Probe, ProbeValue } from "./probe.ts";
import { PROFILE } from "./profile.ts";
import { THREADS } from "./threads.ts";
import { STARTUP } from "./startup.ts";
import { STDLIB } from "./stdlib.ts";
import { WORKLOADS } from "./workloads.ts";

/**
 * The names of the catalogue, a line a topic. Written out, so that readers of the documentation see them; a name that
 * stands here alone, or in an entry alone, does not compile.
 */
export type ProbeName =
  | "tight_loop"
  | "numeric_loop"
  | "fibonacci"
  | "calls"
  | "attributes"
  | "met_kinds"
  | "comprehension"
  | "strings"
  | "containers"
  | "dispatch"
  | "dose"
  | "time_shares"
  | "tail_calls"
  | "specialization"
  | "bytecode_files"
  | "made_frames"
  | "removed_names"
  | "jit_state"
  | "jit_warmup"
  | "import_time"
  | "import_tree"
  | "cold_start"
  | "gc_pauses"
  | "request_latency"
  | "cyclic_objects"
  | "gc_state"
  | "garbage_counts"
  | "object_deaths"
  | "gc_thread"
  | "full_collection"
  | "annotations_import"
  | "annotation_evaluation"
  | "annotation_formats"
  | "records"
  | "record_memory"
  | "object_sizes"
  | "string_growth"
  | "list_growth"
  | "base64_coding"
  | "uuid_making"
  | "thread_scaling"
  | "single_thread"
  | "gil_wait"
  | "workers"
  | "remote_attach"
  | "attach_cost"
  | "profile_pipeline"
  | "file_pipeline";

const ENTRIES = {
  ...LOOPS,
  ...WORKLOADS,
  ...DISPATCH,
  ...BYTECODE,
  ...COMPATIBILITY,
  ...COMPILER,
  ...IMPORTS,
  ...STARTUP,
  ...COLLECTOR,
  ...ANNOTATIONS,
  ...MEMORY,
  ...STDLIB,
  ...THREADS,
  ...ATTACH,
  ...PROFILE,
} as const;

/** All probes of the catalogue, by name. */
export const PROBES: Readonly<Record<ProbeName, Probe>> = probesOf<keyof typeof ENTRIES>(ENTRIES);

/** A probe by its name in the catalogue, or one of your own as `probe()` makes it. */
export type ProbeLike = ProbeName | Probe;

/** The probe that is meant; throws a `TypeError` that lists the names there are. */
export function findProbe(given: string | Probe): Probe {
  if (isProbe(given)) return given;
  if (isProbeName(given)) return PROBES[given];
  const names = Object.keys(PROBES).map((known) => `"${known}"`).join(", ");
  throw new TypeError(
    typeof given === "string"
      ? `Cannot find probe "${given}": there are ${names}`
      : `Cannot find a probe: ${shown(given)} is none; there are ${names}, and what probe() makes`,
  );
}

/** Cells are not held to their types. */
function isProbe(given: unknown): given is Probe {
  return typeof given === "object" && given !== null && "values" in given &&
    "parameters" in given && "reduce" in given;
}

/** Whether the catalogue has a probe of that name. */
export function isProbeName(name: unknown): name is ProbeName {
  return typeof name === "string" && Object.hasOwn(PROBES, name);
}

/** The value of that key, the main one when none is named; throws a `TypeError` that lists the keys there are. */
export function findValue(
  probe: { readonly name: string; readonly values: Probe["values"] },
  key?: string,
): ProbeValue {
  const value = key === undefined
    ? probe.values[0]
    : probe.values.find((candidate) => candidate.key === key);
  if (value !== undefined) return value;
  const keys = probe.values.map((known) => `"${known.key}"`).join(", ");
  throw new TypeError(`Cannot find value "${key}" of "${probe.name}": there are ${keys}`);
}
