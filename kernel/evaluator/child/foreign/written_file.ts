/** `%%writefile PATH`: the rest of the cell as a file. */

import type { WriteFileText } from "../../../cell_text/mod.ts";
import { homePath } from "./home_path.ts";
import { Deno, Error, String, Uint8Array } from "../../primordials.ts";

/** Writes it, with the folders above it, and says so. Every byte is the cell's. */
export function writeFile({ path, text, isAppending }: WriteFileText, say: (text: string) => void) {
  const file = homePath(path);
  try {
    const before = stateOf(file);
    if (before.kind === "folder" || file.endsWith("/")) {
      throw new Error("there is a folder of that name");
    }
    // What is added begins on a line of its own.
    const start = isAppending && before.kind === "text" && !before.endsLine ? "\n" : "";
    writeWithFolders(file, { text: start + text, append: isAppending });
    say(`${doneText({ path, text, isAppending }, before.kind !== "none")}\n`);
  } catch (error) {
    // A refusal says itself how it is lifted.
    if (error instanceof Deno.errors.NotCapable) throw error;
    throw new Error(`Cannot write ${path}: ${reasonOf(error)}`);
  }
}

function writeWithFolders(
  file: string,
  { text, append }: { readonly text: string; readonly append: boolean },
): void {
  try {
    Deno.writeTextFileSync(file, text, { append });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    if (isLink(file)) throw new Error("it is a link to a file that there is not");
    const [folder = ""] = /^.*(?=\/)/.exec(file) ?? [];
    if (folder === "") throw error;
    Deno.mkdirSync(folder, { recursive: true });
    Deno.writeTextFileSync(file, text, { append });
  }
}

function isLink(path: string): boolean {
  try {
    return Deno.lstatSync(path).isSymlink;
  } catch {
    // Nothing of that name, as almost always.
    return false;
  }
}

type FileState =
  | { readonly kind: "none" | "folder" | "empty" }
  | { readonly kind: "text"; readonly endsLine: boolean };

function stateOf(path: string): FileState {
  let file: Deno.FsFile;
  try {
    const { isDirectory, isFifo } = Deno.statSync(path);
    if (isDirectory) return { kind: "folder" };
    // To open it would wait, and nobody could stop that.
    if (isFifo === true) throw new Error("it is a pipe, whose writer waits for a reader");
    file = Deno.openSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { kind: "none" };
    // What may not be read may be written, or the writing says better why not.
    if (isRefusal(error)) return { kind: "empty" };
    throw error;
  }
  try {
    const { size } = file.statSync();
    if (size === 0) return { kind: "empty" };
    file.seekSync(-1, Deno.SeekMode.End);
    const last = new Uint8Array(1);
    file.readSync(last);
    return { kind: "text", endsLine: last[0] === 10 };
  } catch {
    // A pipe or a device has no end to look at.
    return { kind: "text", endsLine: true };
  } finally {
    file.close();
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable;
}

function doneText(
  { path, text, isAppending }: Pick<WriteFileText, "path" | "text" | "isAppending">,
  wasThere: boolean,
): string {
  const count = text === "" ? 0 : text.replace(/\r?\n$/, "").split("\n").length;
  const lines = `${count.toLocaleString("en")} line${count === 1 ? "" : "s"}`;
  if (!wasThere) return `Wrote ${lines} to ${path}`;
  return isAppending ? `Added ${lines} to ${path}` : `Overwrote ${path} with ${lines}`;
}

/** The system's words without its number and ours. */
function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.NotADirectory || error instanceof Deno.errors.AlreadyExists) {
    return "a part of its path is a file, not a folder";
  }
  if (error instanceof Deno.errors.IsADirectory) return "there is a folder of that name";
  if (error instanceof Deno.errors.PermissionDenied) return "this user may not write there";
  if (error instanceof Error) return error.message.replace(/ \(os error \d+\).*$/, "");
  return String(error);
}
