/** Notebook files: what is in them, and how they are read. */

import { createHash } from "node:crypto";
import { z } from "zod";
import { parseJson } from "./json.ts";

/** A JSON object whose fields are not ours to know. */
export type Fields = Readonly<Record<string, unknown>>;

/** One output of a code cell, in the spelling of nbformat; fields depend on `output_type`. */
export interface Output {
  readonly output_type: string;
  readonly [field: string]: unknown;
}

/** A cell that can be run. */
export interface CodeCell {
  readonly cell_type: "code";
  readonly id: string;
  readonly source: string;
  readonly metadata: Fields;
  readonly execution_count: number | null;
  readonly outputs: readonly Output[];
  readonly [field: string]: unknown;
}

/** A cell to be read: markdown, raw, or a type that a later minor version adds. */
export interface TextCell {
  readonly cell_type: string;
  readonly id: string;
  readonly source: string;
  readonly metadata: Fields;
  readonly [field: string]: unknown;
}

/** Any cell. */
export type Cell = CodeCell | TextCell;

/** A notebook of format 4.5 or a later 4.x, with texts joined and an id in every cell. */
export interface Notebook {
  readonly nbformat: 4;
  readonly nbformat_minor: number;
  readonly metadata: Fields;
  readonly cells: readonly Cell[];
  readonly [field: string]: unknown;
}

/** A notebook that was read, or why it was not. */
export type ReadNotebook =
  | { kind: "notebook"; notebook: Notebook }
  | { kind: "refused"; message: string };

/** The minor version whose rules we know; older ones are brought to it, as nbformat 5.11 does. */
export const NBFORMAT_MINOR = 5;

/** The rule of nbformat 4.5 for cell ids. */
const CELL_ID = /^[a-zA-Z0-9_-]{1,64}$/;

/** Whether a cell can be run. */
export function isCodeCell(cell: Cell): cell is CodeCell {
  return cell.cell_type === "code";
}

/** The tags of a cell; anything that is not a list of strings counts as no tags. */
export function tagsOf(cell: Cell): readonly string[] {
  return tags.parse(cell.metadata["tags"]);
}

/** Reads a notebook file's text. `name` is how messages call the file. */
export function readNotebook(text: string, name: string): ReadNotebook {
  const refuse = (state: string): ReadNotebook => ({
    kind: "refused",
    message: `Cannot read "${name}": ${state}`,
  });
  const json = parseJson(text.replace(/^\uFEFF/, ""));
  if (json.kind === "broken") {
    return refuse(`line ${json.line}, column ${json.column} is not JSON: ${json.reason}`);
  }
  const version = fileVersion.safeParse(json.value);
  if (!version.success) return refuse('it is JSON but not a notebook: field "nbformat" is missing');
  const wrongVersion = versionProblem(version.data, name);
  if (wrongVersion !== null) return refuse(wrongVersion);
  const parsed = fileNotebook.safeParse(json.value);
  return parsed.success
    ? { kind: "notebook", notebook: upgrade(parsed.data) }
    : refuse(`it is not a notebook of format 4: ${issuesOf(parsed.error)}`);
}

function versionProblem({ nbformat, nbformat_minor }: FileVersion, name: string): string | null {
  const found = nbformat_minor === undefined ? `${nbformat}` : `${nbformat}.${nbformat_minor}`;
  if (nbformat < 4) {
    return `it has the older notebook format ${found}, and format 4 is needed; convert it with ` +
      `jupyter nbconvert --to notebook --nbformat 4 --inplace "${name}"`;
  }
  if (nbformat > 4) {
    return `it has the newer notebook format ${found}, and format 4 is needed; save it as format 4 ` +
      "in the program that wrote it, or use a Probebook that knows this format";
  }
  return null;
}

/** Gives every cell an id that is its own, and drops what nbformat never stores. */
function upgrade(file: Notebook): Notebook {
  const taken = new Set<string>();
  const { orig_nbformat: _, orig_nbformat_minor: __, signature: ___, ...metadata } = file.metadata;
  const cells = file.cells.map((cell) => {
    const { trusted: _, ...cellMetadata } = cell.metadata;
    const isUsable = CELL_ID.test(cell.id) && !taken.has(cell.id);
    const id = isUsable ? cell.id : derivedId(cell, taken);
    taken.add(id);
    return { ...cell, id, metadata: cellMetadata };
  });
  return {
    ...file,
    nbformat_minor: Math.max(file.nbformat_minor, NBFORMAT_MINOR),
    metadata,
    cells,
  };
}

/** Made from the cell's text, so that the same file gives the same ids each time it is read. */
function derivedId(cell: Cell, taken: ReadonlySet<string>): string {
  for (let attempt = 0;; attempt++) {
    const hash = createHash("sha256").update(`${attempt} ${cell.cell_type} ${cell.source}`);
    // Eight characters, as nbformat's own ids have.
    const id = hash.digest("hex").slice(0, 8);
    if (!taken.has(id)) return id;
  }
}

function issuesOf(error: z.ZodError): string {
  // One problem is enough to act on.
  const issue = error.issues[0];
  if (issue === undefined) return "its fields are wrong";
  const path = issue.path.map(String).join(".");
  return `field "${path}": ${issue.message.toLowerCase().replace(/^invalid input: /, "")}`;
}

interface FileVersion {
  readonly nbformat: number;
  readonly nbformat_minor?: number | undefined;
}

const tags: z.ZodType<string[]> = z.array(z.string()).catch([]);
const fields: z.ZodType<Fields> = z.record(z.string(), z.unknown());
const text: z.ZodType<string> = z.union([z.string(), z.array(z.string())], {
  error: "expected a string or a list of strings",
}).transform((lines) => typeof lines === "string" ? lines : lines.join(""));

const fileVersion: z.ZodType<FileVersion> = z.object({
  nbformat: z.int(),
  nbformat_minor: z.int().optional(),
});

const output: z.ZodType<Output> = z.looseObject({ output_type: z.string() }).transform(joinOutput);

const cell: z.ZodType<Cell> = z.looseObject({
  cell_type: z.string(),
  // Missing before 4.5; what is missing or wrong is replaced by `upgrade()`.
  id: z.string().catch(""),
  source: text,
  metadata: fields.default({}),
  attachments: z.record(z.string(), fields.transform(joinBundle)).optional(),
  execution_count: z.int().nullable().optional(),
  outputs: z.array(output).optional(),
}).transform((value): Cell => {
  if (value.cell_type !== "code") return value;
  // Files of other programs leave these out although the format wants them.
  const { execution_count: count = null, outputs = [] } = value;
  return { ...value, cell_type: "code", execution_count: count, outputs };
});

const fileNotebook: z.ZodType<Notebook> = z.looseObject({
  nbformat: z.literal(4),
  nbformat_minor: z.int().nonnegative(),
  metadata: fields.default({}),
  cells: z.array(cell),
});

function joinOutput(value: Output): Output {
  if (value.output_type === "display_data" || value.output_type === "execute_result") {
    const data = fields.safeParse(value["data"]);
    return data.success ? { ...value, data: joinBundle(data.data) } : value;
  }
  const joined = text.safeParse(value["text"]);
  return joined.success ? { ...value, text: joined.data } : value;
}

/** A JSON type may hold a list of strings that is a list and not a text. */
function joinBundle(bundle: Fields): Fields {
  return Object.fromEntries(
    Object.entries(bundle).map(([mime, value]) => {
      const joined = isJsonMime(mime) ? null : text.safeParse(value);
      return [mime, joined?.success ? joined.data : value];
    }),
  );
}

function isJsonMime(mime: string): boolean {
  return mime === "application/json" || /^application\/.*\+json$/s.test(mime);
}
