/** `deno task assign`: from notebooks to a course for nbgrader, without solutions. */

import { fromFileUrl, join, relative } from "@std/path";
import { KERNELSPEC } from "../canonical_form.ts";
import { shippedNotebooks } from "../lab/working_copy.ts";
import type { Notebook } from "../nbformat.ts";
import { writeNotebook } from "../nbformat_write.ts";
import { matchKernel, readNotebookFile } from "../notebook_file.ts";
import { typedFrom } from "../run_options.ts";
import { writeConfig, writeVersion, type WrittenFile } from "./course.ts";
import { stubsOf } from "./grading.ts";
import { type AssignFile, type AssignPlan, readAssignArguments } from "./options.ts";
import { type AssignmentSummary, makeAssignment } from "./student_version.ts";
import { noteLine, printLine } from "../lines.ts";

/** What the command needs of the world; tests bring their own. */
export interface AssignSurroundings {
  /** The checkout. */
  readonly root: string;
  /** Where relative names start. */
  readonly base: string;
  /** Takes the lines of the result. */
  readonly print: (line: string) => void;
  /** Takes what went wrong. */
  readonly note: (line: string) => void;
}

const GOOD = 0;
const FAILED = 1;
const MISUSED = 2;

/** Runs the command; the number is the exit code. */
export async function assignCommand(
  args: string[],
  changes: Partial<AssignSurroundings> = {},
): Promise<number> {
  const root = changes.root ??
    fromFileUrl(new URL("../../../", import.meta.url)).replace(/\/$/, "");
  const base = changes.base ?? typedFrom(root);
  const { print = printLine, note = noteLine } = changes;
  const request = readAssignArguments(args, base);
  switch (request.kind) {
    case "help":
      print(request.text);
      return GOOD;
    case "wrong":
      note(request.message);
      return MISUSED;
    case "assign":
      return await assignAll(request.plan, { root, base, print, note });
  }
}

async function assignAll(plan: AssignPlan, surroundings: AssignSurroundings): Promise<number> {
  const { print, note, root, base } = surroundings;
  const stubs = await shippedStubs(join(root, "notebooks"));
  const written: string[] = [];
  let failures = 0;
  for (const file of plan.files) {
    const made = await assign(file, { plan, stubs, surroundings });
    if (made) written.push(file.assignment);
    else failures += 1;
  }
  if (written.length > 0) {
    if (!report(await writeConfig(plan.out), surroundings)) failures += 1;
    print(`\nNext, where nbgrader is installed and "deno task kernel install" was run:`);
    for (const name of written) {
      print(`  (cd ${shown(plan.out, base)} && nbgrader generate_assignment ${name})`);
    }
  }
  if (failures > 0) note(`${failures} of ${plan.files.length + 1} could not be written as asked`);
  return failures === 0 ? GOOD : FAILED;
}

interface AssignContext {
  readonly plan: AssignPlan;
  readonly stubs: ReadonlyMap<string, string>;
  readonly surroundings: AssignSurroundings;
}

/** Writes one assignment; whether all of it was written. */
async function assign(
  { name, path, assignment }: AssignFile,
  { plan, stubs, surroundings }: AssignContext,
): Promise<boolean> {
  const { print, note } = surroundings;
  const read = await readNotebookFile(path, name);
  if (read.kind === "refused") {
    note(read.message);
    return false;
  }
  const match = matchKernel(read.notebook, name);
  if (match.kind === "foreign") {
    note(match.message.replace(/^Cannot run/, "Cannot assign"));
    return false;
  }
  const made = makeAssignment(forOurKernel(read.notebook), stubs);
  if (made.kind === "refused") {
    for (const reason of made.reasons) note(`Cannot assign "${name}": ${reason}`);
    return false;
  }
  print(`${assignment}: ${summaryText(made.summary)}`);
  const versions = [
    [join(plan.out, "source", assignment, `${assignment}.ipynb`), made.source],
    [join(plan.out, "student", `${assignment}.ipynb`), made.student],
  ] as const;
  let isWhole = true;
  for (const [target, notebook] of versions) {
    const ending = await writeVersion(target, {
      text: writeNotebook(notebook),
      isForced: plan.isForced,
    });
    isWhole = report(ending, surroundings) && isWhole;
  }
  return isWhole;
}

/** Says what became of a file; whether it is as it should be. */
function report(file: WrittenFile, { base, print, note }: AssignSurroundings): boolean {
  const name = shown(file.path, base);
  switch (file.kind) {
    case "written":
      print(`  written: ${name}`);
      return true;
    case "unchanged":
      print(`  as before: ${name}`);
      return true;
    case "kept":
      note(`  not replaced: ${name}: ${file.reason}`);
      return false;
    case "failed":
      note(`Cannot write "${name}": ${file.reason}; choose another folder with --out`);
      return false;
  }
}

/** A path as somebody who stands in `base` would type it. */
function shown(path: string, base: string): string {
  const way = relative(base, path);
  return way === "" ? "." : way.startsWith("..") ? path : way;
}

function summaryText(
  { points, checkCount, answerCount, replaced }: AssignmentSummary,
): string {
  const sums =
    `${points} points in ${cellsText(checkCount, "that is graded", "that are graded")}, ` +
    `${answerCount} answer cell${answerCount === 1 ? "" : "s"}`;
  const none = checkCount === 0 ? "; no cell gives points yet" : "";
  return replaced.length === 0
    ? `${sums}${none}`
    : `${sums}${none}; without a region, so emptied as a whole: ${replaced.join(", ")}`;
}

function cellsText(count: number, one: string, several: string): string {
  return count === 1 ? `1 cell ${one}` : `${count} cells ${several}`;
}

/** nbgrader takes a notebook that names no language for Python. */
function forOurKernel(notebook: Notebook): Notebook {
  return { ...notebook, metadata: { ...notebook.metadata, kernelspec: KERNELSPEC } };
}

async function shippedStubs(folder: string): Promise<Map<string, string>> {
  const stubs = new Map<string, string>();
  for (const path of await shippedNotebooks(folder)) {
    const read = await readNotebookFile(join(folder, path), path);
    if (read.kind === "refused") continue;
    for (const [id, source] of stubsOf(read.notebook.cells)) stubs.set(id, source);
  }
  return stubs;
}
