/** `deno task interpreters add`: fetches a CPython into the user's cache, where all commands find it. */

import { fromFileUrl } from "@std/path";
import {
  addInterpreters,
  type AddOutcome,
  type AddWorld,
  type Giver,
  megabytes,
  readWanted,
  type WantedVersion,
} from "../interpreters/add/mod.ts";
import { discoverInterpreters, type Interpreter } from "../interpreters/mod.ts";
import { allowCells } from "./allow_cells.ts";
import { optionLines, type OptionSpec } from "./arguments.ts";
import { type Command, HELP } from "./command.ts";
import { UsageError } from "./probe_options.ts";
import { EXIT, type Surroundings } from "./surroundings.ts";

const OPTIONS: readonly OptionSpec[] = [
  { name: "--from", takes: "uv|debian", meaning: "who gives it; uv when not given" },
  HELP,
];

/** `deno task interpreters add`. */
export const ADD: Command = {
  options: OPTIONS,
  usage: `Usage: deno task interpreters add VERSION... [--from uv|debian]

Fetches CPythons: 3.14, 3.14.4, or 3.14t for the one that runs without the lock. All commands and cells
find them from then on; "deno task interpreters remove NAME" removes one.

${optionLines(OPTIONS)}

From uv there is every version. From debian, on Debian, Ubuntu and their relatives, come the packages of
the archive that apt uses here, also of newer releases than the installed one: unpacked, not installed,
together with the C library that they need. No root is needed, and the system is left as it is.

They lie in probebook/pythons of the user's cache folder (XDG_CACHE_HOME, else ~/.cache), Debian's with
some 65 MB each; "deno task clean" leaves them. What was interrupted or lost its network goes on when
started again.

Exit codes: 0 done; 1 it cannot be had; 2 wrong usage; 130 stopped by Ctrl-C.`,
  async run(options, surroundings) {
    const wanted = options.words.map(wantedOf);
    if (wanted.length === 0) {
      throw new UsageError("Cannot add a CPython: no version is named, such as 3.14 or 3.14t");
    }
    const from = giverOf(options.one("--from"));
    const outcomes = await addInterpreters({ wanted, from }, addWorld(surroundings));
    for (const [index, outcome] of outcomes.entries()) {
      await report(outcome, { surroundings, text: wanted[index]?.text ?? "a CPython" });
    }
    if (outcomes.some(({ kind }) => kind === "added")) await allowCells(surroundings);
    const last = outcomes.at(-1);
    if (last?.kind === "stopped") return EXIT.stopped;
    return last?.kind === "refused" ? EXIT.nothing : EXIT.done;
  },
};

/** What adding and removing need of the world. */
export function addWorld(surroundings: Surroundings): AddWorld {
  const { environment, note, progress, signal } = surroundings;
  return {
    environment,
    note,
    progress,
    signal,
    os: Deno.build.os,
    osRelease: "/etc/os-release",
    // The lab's own, which has pip unless uv made it.
    pythons: [fromFileUrl(new URL("../../.lab/python/bin/python", import.meta.url))],
  };
}

function wantedOf(text: string): WantedVersion {
  const wanted = readWanted(text);
  if (wanted !== null) return wanted;
  throw new UsageError(
    `Cannot add "${text}": a version from 3.8 on is needed, such as 3.14, 3.14.4 or 3.14t`,
  );
}

function giverOf(text = "uv"): Giver {
  if (text === "uv" || text === "debian") return text;
  throw new UsageError(`Cannot use --from "${text}": there are "uv" and "debian"`);
}

async function report(
  outcome: AddOutcome,
  { surroundings, text }: { surroundings: Surroundings; text: string },
): Promise<void> {
  const { environment, print, note } = surroundings;
  switch (outcome.kind) {
    case "added": {
      const { added: { name, bytes, program }, interpreter, seconds } = outcome;
      // Its short name depends on the others that there are.
      const listed = (await discoverInterpreters({ environment }))
        .find(({ executable }) => executable === interpreter.executable);
      print(`Added ${name} in ${seconds.toFixed(0)} s, ${megabytes(bytes)}: ${program}`);
      print(`  CPython ${interpreter.version}, built as ${interpreter.build.family}`);
      print(`  It shows: ${abilities(interpreter)}`);
      print(`  --python takes it as ${listed?.name ?? program}`);
      print("  Cells find it after a restart of their kernel");
      return;
    }
    case "there":
      print(
        `${outcome.added.name} is there: CPython ${outcome.added.version}, ${outcome.added.program}`,
      );
      return;
    case "refused":
      note(`Cannot add ${text}: ${outcome.reason}\nRemedy: ${outcome.remedy}`);
      return;
    case "stopped":
      note(`Stopped: ${text} is not added; what has arrived is used by the next try`);
  }
}

function abilities(python: Omit<Interpreter, "name">): string {
  const { collector, gil, jit, tailCalls, subinterpreters, debug } = python;
  return [
    `${article(collector)} collector`,
    gil === "always" ? "no way to switch the lock off" : `running without the lock (now ${gil})`,
    jit === "absent" ? "no JIT" : `a JIT (now ${jit})`,
    ...(tailCalls ? ["a loop of tail calls"] : []),
    ...(subinterpreters ? ["subinterpreters"] : []),
    ...(debug ? ["a debug build, useless for speeds"] : []),
  ].join(", ");
}

function article(collector: Interpreter["collector"]): string {
  return `${/^[iu]/.test(collector) ? "an" : "a"} ${collector}`;
}
