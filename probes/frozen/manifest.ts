/** The manifest of frozen data: which machine and CPythons, and what is in which file. */

import { z } from "zod";
import { FrozenDataError } from "./fault.ts";
import type { ParamValue } from "../catalog/probe.ts";

/** Where the frozen data of this checkout lie. */
export const FROZEN_FOLDER: URL = new URL("../../notebooks/data/", import.meta.url);

/** Name of the manifest in its folder. */
export const MANIFEST_FILE = "manifest.json";

/** A version that readers do not know is refused by them. */
export const MANIFEST_SCHEMA = "probebook-frozen/1";

/** The form by whatever version. */
const ANY_SCHEMA = /^probebook-frozen\/\d+$/;

/** All frozen data together: a checkout has to stay small. */
export const FROZEN_BYTES_MAX = 10 * 1000 * 1000;

/** What is frozen, and how it came about. */
export interface FrozenManifest {
  readonly schema: typeof MANIFEST_SCHEMA;
  /** The machine's class; null is what it did not tell. */
  readonly machine: FrozenMachine;
  /** Every CPython that was measured. */
  readonly builds: readonly FrozenBuild[];
  /** What was left out of all files, in words. */
  readonly leftOut: readonly string[];
  /** One a file. */
  readonly series: readonly FrozenSeries[];
  /** What none of the CPythons could show, or what was not reached. */
  readonly missing: readonly FrozenLack[];
}

/** A class of machines, not one of them. */
export interface FrozenMachine {
  readonly processor: string | null;
  readonly usableProcessorCount: number | null;
  readonly memoryMib: number | null;
  readonly system: string;
  readonly release: string;
  readonly architecture: string;
  readonly isVirtual: boolean | null;
}

/** A CPython by what it is, not by where it lies. */
export interface FrozenBuild {
  readonly name: string;
  readonly version: string;
  readonly vendor: string;
  readonly family: string;
  readonly compiler: string;
  readonly pgo: boolean | null;
  readonly lto: boolean | null;
  readonly shared: boolean | null;
  readonly collector: string;
  readonly gil: string;
  readonly jit: string;
  readonly tailCalls: boolean;
  /** How to get it, or what is nearest to it. */
  readonly remedy: string;
}

/** One measurement. */
export interface FrozenSeries {
  readonly name: string;
  readonly probe: string;
  readonly file: string;
  readonly bytes: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
  /** Digest of what was asked and of the probe's program: another one is measured anew. */
  readonly question: string;
  /** ISO date and time of its begin. */
  readonly measuredAt: string;
  readonly seconds: number;
  readonly budget: string;
  readonly rounds: number;
  /** Timings a process; 0 for a probe without them. */
  readonly slices: number;
  /** Programs that wanted a processor meanwhile; null where the machine does not tell. */
  readonly load: { readonly median: number; readonly max: number } | null;
  /** Keys of its values. */
  readonly values: readonly string[];
  readonly arms: readonly FrozenArm[];
}

/** What was compared in it. */
export interface FrozenArm {
  readonly label: string;
  /** Name of the build. */
  readonly python: string;
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly env: Readonly<Record<string, string>>;
  readonly flags: readonly string[];
  /** Processes that completed. */
  readonly processes: number;
  /** Why it has none, and what would help; null where it has some. */
  readonly unavailable: { readonly reason: string; readonly remedy: string | null } | null;
}

/** What there is no file of. */
export interface FrozenLack {
  readonly name: string;
  readonly probe: string;
  readonly reason: string;
  readonly remedy: string | null;
}

const machine: z.ZodType<FrozenMachine> = z.object({
  processor: z.string().nullable(),
  usableProcessorCount: z.number().positive().nullable(),
  memoryMib: z.number().positive().nullable(),
  system: z.string(),
  release: z.string(),
  architecture: z.string(),
  isVirtual: z.boolean().nullable(),
});

const build: z.ZodType<FrozenBuild> = z.object({
  name: z.string(),
  version: z.string(),
  vendor: z.string(),
  family: z.string(),
  compiler: z.string(),
  pgo: z.boolean().nullable(),
  lto: z.boolean().nullable(),
  shared: z.boolean().nullable(),
  collector: z.string(),
  gil: z.string(),
  jit: z.string(),
  tailCalls: z.boolean(),
  remedy: z.string(),
});

const arm: z.ZodType<FrozenArm> = z.object({
  label: z.string(),
  python: z.string(),
  params: z.record(z.string(), z.union([z.number(), z.string()])),
  env: z.record(z.string(), z.string()),
  flags: z.array(z.string()),
  processes: z.int().nonnegative(),
  unavailable: z.object({ reason: z.string(), remedy: z.string().nullable() }).nullable(),
});

const digest = z.string().regex(/^[0-9a-f]{64}$/);

const series: z.ZodType<FrozenSeries> = z.object({
  name: z.string(),
  probe: z.string(),
  // A name, not a path: nothing outside of the folder is read.
  file: z.string().regex(/^[\w-]+\.ndjson$/),
  bytes: z.int().positive(),
  sha256: digest,
  question: digest,
  measuredAt: z.iso.datetime(),
  seconds: z.number().nonnegative(),
  budget: z.string(),
  rounds: z.int().positive(),
  slices: z.int().nonnegative(),
  load: z.object({ median: z.number().nonnegative(), max: z.number().nonnegative() }).nullable(),
  values: z.array(z.string()),
  arms: z.array(arm),
});

const lack: z.ZodType<FrozenLack> = z.object({
  name: z.string(),
  probe: z.string(),
  reason: z.string(),
  remedy: z.string().nullable(),
});

const manifest: z.ZodType<FrozenManifest> = z.object({
  schema: z.literal(MANIFEST_SCHEMA),
  machine,
  builds: z.array(build),
  leftOut: z.array(z.string()),
  series: z.array(series),
  missing: z.array(lack),
});

/** Whatever else stands in it: that is another version's affair. */
const anyVersion = z.looseObject({ schema: z.string().regex(ANY_SCHEMA) });

/** Reads the manifest of a folder; throws a `FrozenDataError`. */
export async function readManifest(folder: URL = FROZEN_FOLDER): Promise<FrozenManifest> {
  const text = await readFrozenText(new URL(MANIFEST_FILE, folder));
  try {
    const data: unknown = JSON.parse(text);
    const { data: told } = anyVersion.safeParse(data);
    if (told !== undefined && told.schema !== MANIFEST_SCHEMA) throw otherVersion(told.schema);
    return manifest.parse(data);
  } catch (error) {
    if (error instanceof FrozenDataError) throw error;
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : `${error}`;
    throw new FrozenDataError(
      "damaged",
      `Cannot read frozen data: the manifest is damaged (${reason})`,
      { cause: error },
    );
  }
}

function otherVersion(schema: string): FrozenDataError {
  return new FrozenDataError(
    "other_version",
    `Cannot read frozen data: the manifest has the form "${schema}", and "${MANIFEST_SCHEMA}" is ` +
      "what this checkout reads; one of the same version has fitting data",
  );
}

/** The text of a file of frozen data; throws a `FrozenDataError` where there is none. */
export async function readFrozenText(place: URL): Promise<string> {
  try {
    return await Deno.readTextFile(place);
  } catch (error) {
    const name = place.pathname.split("/").at(-1);
    const isMissing = error instanceof Deno.errors.NotFound;
    throw new FrozenDataError(
      isMissing ? "missing" : "damaged",
      `Cannot read frozen data: ${name} ${
        isMissing ? "is missing" : "cannot be read"
      }; a fresh checkout has it, and "deno task frozen" measures it anew`,
      { cause: error },
    );
  }
}

/** The digest by which a file is known. */
export async function digestOf(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}
