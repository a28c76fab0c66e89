/** `deno task probe export`: a recorded session, or a file, in another format. */

import { isAbsolute, join, relative, resolve } from "@std/path";
import { DISPLAY } from "../show/display.ts";
import {
  type Exportable,
  openMeasurements,
  type RowKind,
  toCsv,
  toHyperfine,
  toNdjson,
  toParquet,
  toPyperf,
} from "../exchange/mod.ts";
import { openSession, sessions } from "../store/mod.ts";
import { type Arguments, optionLines, type OptionSpec } from "./arguments.ts";
import { type Command, HELP } from "./command.ts";
import { numberOf, UsageError } from "./probe_options.ts";
import { EXIT, type Surroundings } from "./surroundings.ts";

const FORMATS = ["ndjson", "pyperf", "hyperfine", "csv", "parquet"] as const;

type Format = typeof FORMATS[number];

const OPTIONS: readonly OptionSpec[] = [
  { name: "--to", takes: "FORMAT", meaning: `${FORMATS.join(", ")} (default: ndjson)` },
  {
    name: "--out",
    takes: "PATH",
    meaning: "a new file; for pyperf a folder, which gets a file an arm (default: print)",
  },
  { name: "--value", takes: "KEY", meaning: "for pyperf and hyperfine: which value" },
  {
    name: "--merge-ms",
    takes: "MS",
    meaning: "for pyperf: join timings until each has that length",
  },
  {
    name: "--rows",
    takes: "KIND",
    meaning: "for csv and parquet: processes, slices or events",
  },
  HELP,
];

/** As many sessions as fit on a screen. */
const SESSIONS_SHOWN = 20;

/** `deno task probe export`. */
export const EXPORT: Command = {
  options: OPTIONS,
  usage: `Usage: deno task probe export [SOURCE] [options]

Writes a measurement in a format that others read. SOURCE is the id of a recorded session, "latest",
or a file that "probe import" reads; without it the newest sessions are listed. Names of people and
machines and paths of home folders are taken out.

${optionLines(OPTIONS)}

Exit codes: 0 done; 1 there is nothing to export, or it cannot be read or written; 2 wrong usage.`,
  async run(options, surroundings) {
    const [source, extra] = options.words;
    if (extra !== undefined) {
      throw new UsageError(`Cannot export: "${extra}" belongs to no option, remove it`);
    }
    const request = requestOf(options);
    const path = storeOf(surroundings);
    if (source === undefined) return await listSessions(path, surroundings);
    return await orNothing(surroundings, async () => {
      const result = await findSource(source, { path, surroundings });
      await write(await filesOf(result, request), options.one("--out"), surroundings);
    });
  },
};

/** Data that cannot be used is no wrong usage: its message is printed, and the exit code says that nothing came out. */
export async function orNothing(
  { note }: Surroundings,
  act: () => Promise<void>,
): Promise<number> {
  try {
    await act();
    return EXIT.done;
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error)) throw error;
    note(error.message);
    return EXIT.nothing;
  }
}

interface ExportRequest {
  readonly format: Format;
  readonly value: { readonly value?: string };
  readonly merge: { readonly mergeMs?: number };
  readonly rows: { readonly rows?: RowKind };
}

function requestOf(options: Arguments): ExportRequest {
  const text = options.one("--to") ?? "ndjson";
  const format = FORMATS.find((name) => name === text);
  if (format === undefined) {
    throw new UsageError(`Cannot use --to "${text}": one of ${FORMATS.join(", ")} is needed`);
  }
  if (format === "parquet" && options.one("--out") === undefined) {
    throw new UsageError("Cannot print Parquet: --out PATH is missing");
  }
  const value = options.one("--value");
  const mergeMs = numberOf(options, { name: "--merge-ms", min: 0, max: 1000 });
  const rows = options.one("--rows");
  const kind = (["processes", "slices", "events"] as const).find((name) => name === rows);
  if (rows !== undefined && kind === undefined) {
    throw new UsageError(`Cannot use --rows "${rows}": one of processes, slices, events is needed`);
  }
  return {
    format,
    value: value === undefined ? {} : { value },
    merge: mergeMs === undefined ? {} : { mergeMs },
    rows: kind === undefined ? {} : { rows: kind },
  };
}

/** Tests and people may keep their record elsewhere; the default is the project's. */
function storeOf({ environment }: Surroundings): { readonly path?: string } {
  const given = environment["PROBEBOOK_STORE"];
  return given === undefined || given === "" || given === "off" ? {} : { path: given };
}

async function listSessions(
  path: { readonly path?: string },
  surroundings: Surroundings,
): Promise<number> {
  return await orNothing(surroundings, async () => {
    const list = await sessions({ ...path, count: SESSIONS_SHOWN });
    surroundings.print((await list[DISPLAY]())["text/plain"] ?? "");
  });
}

async function findSource(
  source: string,
  { path, surroundings }: {
    readonly path: { readonly path?: string };
    readonly surroundings: Surroundings;
  },
): Promise<Exportable> {
  const file = resolve(surroundings.base, source);
  if (await isFile(file)) return await onlyMeasurement(file);
  if (source.includes("/")) throw new Error(`Cannot export ${source}: there is no such file`);
  const id = source === "latest" ? (await sessions({ ...path, count: 1 }))[0]?.id : source;
  if (id === undefined) {
    throw new Error("Cannot export the latest session: nothing is recorded yet");
  }
  const { comparison, measurement } = await openSession(id, path);
  return comparison ?? measurement;
}

async function onlyMeasurement(file: string): Promise<Exportable> {
  const { measurements: [first, ...others] } = await openMeasurements(file);
  if (first !== undefined && others.length === 0) return first;
  throw new Error(
    `Cannot export ${file}: it holds ${others.length + 1} measurements, and one is meant`,
  );
}

interface ExportFile {
  /** Within the folder that is named; null for a single file. */
  readonly name: string | null;
  readonly content: string | Uint8Array;
}

async function filesOf(result: Exportable, request: ExportRequest): Promise<ExportFile[]> {
  switch (request.format) {
    case "ndjson":
      return [{ name: null, content: toNdjson(result) }];
    case "hyperfine":
      return [{ name: null, content: toHyperfine(result, request.value) }];
    case "csv":
      return [{ name: null, content: toCsv(result, request.rows) }];
    case "parquet":
      return [{ name: null, content: await toParquet(result, request.rows) }];
    case "pyperf":
      return toPyperf(result, { ...request.value, ...request.merge }).map(({ fileName, text }) => ({
        name: fileName,
        content: text,
      }));
  }
}

async function write(
  files: readonly ExportFile[],
  out: string | undefined,
  { base, print, note }: Surroundings,
): Promise<void> {
  if (out === undefined) {
    const [first, ...others] = files;
    if (others.length > 0) {
      throw new UsageError("Cannot print several pyperf files: --out FOLDER is missing");
    }
    return print(`${first?.content ?? ""}`.trimEnd());
  }
  const target = resolve(base, out);
  for (const { name, content } of files) {
    const path = name === null ? target : join(target, name);
    if (name !== null) await makeFolder(target);
    await writeNew(path, content);
    note(`Written: ${shortened(path, base)}`);
  }
}

/** A file of somebody else is not written over; half a file is not left behind. */
async function writeNew(path: string, content: string | Uint8Array): Promise<void> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  let isOurs = false;
  try {
    await using file = await openNew(path);
    isOurs = true;
    for (let sent = 0; sent < bytes.length;) sent += await file.write(bytes.subarray(sent));
  } catch (error) {
    if (isOurs) await Deno.remove(path);
    const isThere = error instanceof Deno.errors.AlreadyExists;
    const reason = isThere ? "it is there already, name another one" : systemsWords(error);
    throw new Error(`Cannot write ${path}: ${reason}`, { cause: error });
  }
}

async function makeFolder(path: string): Promise<void> {
  try {
    await Deno.mkdir(path, { recursive: true });
  } catch (error) {
    throw new Error(`Cannot write ${path}: ${systemsWords(error)}`, { cause: error });
  }
}

/** Without what Deno adds to them, the path that was named already. */
function systemsWords(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/: \w+ '.*'$/s, "");
}

async function openNew(path: string) {
  const file = await Deno.open(path, { write: true, createNew: true });
  return {
    write: (bytes: Uint8Array) => file.write(bytes),
    [Symbol.asyncDispose]: () => Promise.resolve(file.close()),
  };
}

function shortened(path: string, base: string): string {
  const way = relative(base, path);
  return way.startsWith("..") || isAbsolute(way) ? path : way;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    // Not there, or not to be seen: then it may be the id of a session.
    return false;
  }
}
