/** `deno task report`: the learner's report of a working copy, as `report()` makes it in a cell. */

import { fromFileUrl, join, resolve } from "@std/path";
import { report } from "../workbook/mod.ts";
import { splitArguments } from "./arguments.ts";
import { typedFrom } from "./run_options.ts";

const ROOT = fromFileUrl(new URL("../../", import.meta.url)).replace(/\/$/, "");

/** What the command works on; tests hand in their own. */
export interface ReportHost {
  /** Relative names start here. */
  readonly base: string;
  /** The working copy that `deno task lab` makes. */
  readonly workingCopy: string;
  readonly write: (text: string) => void;
}

const USAGE = `Usage: deno task report [--dir DIR] [--out DIR]

Writes report.html and report.json: guesses, answers with their points, findings and pictures of all
notebooks, without names of people, machines and home folders.

  --dir DIR   folder of the notebooks (default: .work)
  --out DIR   folder for the two files (default: that of the notebooks)
`;

/** Writes the report; the answer is the exit code. */
export function reportCommand(args: string[], host = openReportHost()): number {
  const { values, unknownFlags } = splitArguments(args, { texts: ["dir", "out"], switches: [] });
  const names: unknown = values["_"];
  const stranger = unknownFlags[0] ?? (Array.isArray(names) ? names[0] : undefined);
  if (stranger !== undefined) {
    host.write(`Cannot understand "${stranger}": no such option\n${USAGE}`);
    return 2;
  }
  if (values["help"] === true) {
    host.write(USAGE);
    return 0;
  }
  const given = (name: "dir" | "out") => {
    const folder = values[name];
    return typeof folder === "string" && folder !== "" ? resolve(host.base, folder) : null;
  };
  const folder = given("dir") ?? host.workingCopy;
  if (!isFolder(folder)) {
    host.write(
      `Cannot report: there is no folder "${folder}"\n` +
        "Remedy: start the lab once, or name the folder of your notebooks with --dir\n",
    );
    return 1;
  }
  const out = given("out") ?? folder;
  const { data, files, notes } = report({ folder, out });
  for (const note of notes) host.write(`${note}\n`);
  const { earned, max } = data.points;
  for (const name of files) host.write(`Written: ${join(out, name)}\n`);
  host.write(`${earned} of ${max} points, ${data.notebooks.length} notebooks\n`);
  return files.length === 2 ? 0 : 1;
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    // Not there, or not to be seen: either way there is nothing to report.
    return false;
  }
}

function openReportHost(): ReportHost {
  return {
    base: typedFrom(ROOT),
    workingCopy: join(ROOT, ".work"),
    write: (text) => Deno.stderr.writeSync(new TextEncoder().encode(text)),
  };
}
