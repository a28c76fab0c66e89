/** The learner's copy of the notebooks: renewed where untouched, never overwritten where changed. */

import { dirname, join, relative } from "node:path";
import { fingerprint } from "./fingerprint.ts";

/** What happened to one notebook; those that needed nothing are not mentioned. */
export type CopyEvent =
  | { kind: "copied"; path: string }
  | { kind: "updated"; path: string }
  | { kind: "offered"; path: string; beside: string }
  | { kind: "record_lost" };

/** What was handed out, by path relative to the working copy. */
interface Handout {
  /** Fingerprint of the version that the learner was given. */
  readonly given: string;
  /** Fingerprint of the newest version laid beside a changed notebook. */
  readonly offered: string | null;
}

const RECORD_FORMAT = 1;

/** Folders of `notebooks/` that hold our code and data. */
const SKIPPED_FOLDERS = ["tools", "workbook", "data"];

/** Brings the notebooks of `source` into `work`. */
export async function refreshWorkingCopy(source: string, work: string): Promise<CopyEvent[]> {
  await Deno.mkdir(join(work, ".probebook"), { recursive: true });
  const recordPath = join(work, ".probebook", "copies.json");
  const record = await readRecord(recordPath);
  const events: CopyEvent[] = record === null ? [{ kind: "record_lost" }] : [];
  const handouts = new Map(record ?? []);
  for (const path of await shippedNotebooks(source)) {
    const content = await Deno.readFile(join(source, path));
    const { handout, event } = await bring(content, {
      path,
      work,
      known: handouts.get(path) ?? null,
    });
    handouts.set(path, handout);
    if (event !== null) events.push(event);
    // After each notebook: whatever interrupts the rest, this one is known to be ours.
    if (event !== null) await writeRecord(recordPath, handouts);
  }
  await writeRecord(recordPath, handouts);
  return events;
}

/** Lists the notebooks that learners are given, by their paths below the checkout's `notebooks`. */
export async function shippedNotebooks(source: string): Promise<string[]> {
  return await notebooksBelow(source, SKIPPED_FOLDERS);
}

/** Lists the notebooks below a folder, by relative path, sorted; hidden folders are passed over. */
export async function notebooksBelow(source: string, skipped: string[] = []): Promise<string[]> {
  const found: string[] = [];
  await collect(source, { source, skipped, found });
  return found.sort();
}

async function bring(
  content: Uint8Array<ArrayBuffer>,
  { path, work, known }: { path: string; work: string; known: Handout | null },
): Promise<{ handout: Handout; event: CopyEvent | null }> {
  const fresh = await fingerprint(content);
  const target = join(work, path);
  const present = await fingerprintOf(target);
  if (present === "absent") {
    await replace(target, content);
    return { handout: { given: fresh, offered: null }, event: { kind: "copied", path } };
  }
  if (present === fresh) return { handout: { given: fresh, offered: null }, event: null };
  if (known !== null && present === known.given) {
    await replace(target, content);
    return { handout: { given: fresh, offered: null }, event: { kind: "updated", path } };
  }
  const given = known?.given ?? "";
  // Changed by the learner, and nothing new since it was given or last offered.
  if (known !== null && (known.given === fresh || known.offered === fresh)) {
    return { handout: known, event: null };
  }
  const beside = await freeNameBeside(path, { work, earlierOffer: known?.offered ?? null });
  await replace(join(work, beside), content);
  return { handout: { given, offered: fresh }, event: { kind: "offered", path, beside } };
}

/** `name.new.ipynb`, or the next number if the learner works in that one too. */
async function freeNameBeside(
  path: string,
  { work, earlierOffer }: { work: string; earlierOffer: string | null },
): Promise<string> {
  const stem = path.replace(/\.ipynb$/, "");
  for (let number = 1;; number++) {
    const name = number === 1 ? `${stem}.new.ipynb` : `${stem}.new.${number}.ipynb`;
    const present = await fingerprintOf(join(work, name));
    if (present === "absent" || present === earlierOffer) return name;
  }
}

/** Fingerprint of a plain file; a folder or link in its place belongs to the learner as it is. */
async function fingerprintOf(path: string): Promise<string> {
  try {
    const { isFile } = await Deno.lstat(path);
    return isFile ? await fingerprint(await Deno.readFile(path)) : "not a file";
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "absent";
    throw error;
  }
}

async function replace(path: string, content: Uint8Array): Promise<void> {
  await Deno.mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.unfinished`;
  await Deno.writeFile(unfinished, content);
  await Deno.rename(unfinished, path);
}

async function collect(
  folder: string,
  { source, skipped, found }: { source: string; skipped: string[]; found: string[] },
): Promise<void> {
  for await (const { name, isDirectory, isFile } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isFile && name.endsWith(".ipynb")) found.push(relative(source, path));
    if (!isDirectory || name.startsWith(".")) continue;
    if (folder === source && skipped.includes(name)) continue;
    await collect(path, { source, skipped, found });
  }
}

/** The record; empty when there was none yet, null when it cannot be read. */
async function readRecord(path: string): Promise<Map<string, Handout> | null> {
  let value: unknown;
  try {
    value = JSON.parse(await Deno.readTextFile(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return new Map();
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (typeof value !== "object" || value === null || !("notebooks" in value)) return null;
  const { notebooks } = value;
  if (typeof notebooks !== "object" || notebooks === null) return null;
  const handouts = new Map<string, Handout>();
  for (const [name, entry] of Object.entries(notebooks) as [string, unknown][]) {
    if (typeof entry !== "object" || entry === null) return null;
    const { given, offered } = entry as Record<string, unknown>;
    if (typeof given !== "string") return null;
    handouts.set(name, { given, offered: typeof offered === "string" ? offered : null });
  }
  return handouts;
}

async function writeRecord(path: string, handouts: Map<string, Handout>): Promise<void> {
  const value = { format: RECORD_FORMAT, notebooks: Object.fromEntries([...handouts].sort()) };
  await Deno.writeTextFile(`${path}.unfinished`, `${JSON.stringify(value, null, 2)}\n`);
  await Deno.rename(`${path}.unfinished`, path);
}
