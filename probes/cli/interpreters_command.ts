/** `deno task interpreters`: which CPythons there are, and why the rest is not used. */

import {
  discoverInterpreters,
  INSTALL_HINT,
  type Interpreter,
  lessonNeeds,
} from "../interpreters/mod.ts";
import { addedText } from "./added_text.ts";
import { allowCells, listAllowed } from "./allow_cells.ts";
import { optionLines, type OptionSpec } from "./arguments.ts";
import { type Command, HELP } from "./command.ts";
import { interpretersText, partsText } from "./interpreters_text.ts";
import { refuseWords } from "./probe_options.ts";
import { EXIT } from "./surroundings.ts";

const OPTIONS: readonly OptionSpec[] = [
  { name: "--json", takes: null, meaning: "print an array, one object a CPython" },
  {
    name: "--parts",
    takes: null,
    meaning: "print only what the parts of the lesson need, and whether it is here",
  },
  {
    name: "--allowed",
    takes: null,
    meaning: "print what cells may run, as their kernels read it",
  },
  HELP,
];

/** `deno task interpreters`. */
export const INTERPRETERS: Command = {
  options: OPTIONS,
  usage: `Usage: deno task interpreters [--parts] [--json] | --allowed
       deno task interpreters add VERSION... [--from uv|debian]
       deno task interpreters remove NAME

Lists the CPythons of this machine, oldest first, with facts that each of them was asked for, and which
parts of the lesson need which of them.

${optionLines(OPTIONS)}

Searched are PROBEBOOK_PYTHONS (programs, or folders searched three levels deep, joined by ":"), the
folders of pyenv, uv, asdf, mise, conda, pixi, Homebrew, MacPorts and python.org, PATH, /usr/local/bin and
/usr/bin, and what "add" fetched. With PROBEBOOK_PYTHONS_ONLY=1 only the first of these counts. What they
answered is remembered beside the record until the program changes. "add --help" says how to get more.
Kernels let their cells run what is found; they read it at their start, from .lab/cpythons.json.

Exit codes: 0 done, also when there is none; 2 wrong usage; 130 stopped by Ctrl-C.`,
  async run(options, surroundings) {
    const { environment, signal, print, note } = surroundings;
    refuseWords(options, "list interpreters");
    if (options.has("--allowed")) {
      print(JSON.stringify(await listAllowed(surroundings), null, 1));
      return signal.aborted ? EXIT.stopped : EXIT.done;
    }
    const found = await discoverInterpreters({ environment });
    const isParts = options.has("--parts");
    if (options.has("--json")) {
      const answer = isParts ? lessonNeeds(found) : listJson(found);
      print(JSON.stringify(answer, null, 2));
      if (found.length === 0) note(INSTALL_HINT);
    } else {
      print(isParts ? partsText(found) : interpretersText(found, found.rejected));
      const added = isParts ? "" : addedText(environment);
      if (added !== "") print(`\n${added}`);
    }
    await allowCells(surroundings);
    return signal.aborted ? EXIT.stopped : EXIT.done;
  },
};

/** What others read of an interpreter; names and meanings stay. */
export interface InterpreterJson {
  readonly name: string;
  /** The program to start. */
  readonly path: string;
  readonly version: string;
  readonly vendor: string;
  /** What it can do, asked of it and not told from its version. */
  readonly features: {
    readonly gil: string;
    readonly freeThreaded: boolean;
    readonly jit: string;
    readonly collector: string;
    readonly tailCalls: boolean;
    readonly subinterpreters: boolean;
    readonly remoteAttach: string;
    readonly specialization: string;
    readonly deferredAnnotations: boolean | null;
    readonly debug: boolean;
    readonly bits: number;
    /** Null: not on record. */
    readonly pgo: boolean | null;
    readonly lto: boolean | null;
    readonly shared: boolean | null;
    readonly missingModules: readonly string[];
  };
  /** Compare speeds within one family only. */
  readonly family: string;
  readonly compiler: string;
  readonly isFinal: boolean;
  readonly prefix: string;
  readonly source: string;
  /** What of the lesson it can show, alone or with others of the list: names as in `--parts --json`. */
  readonly shows: readonly string[];
}

/** Describes the interpreters of a list. */
function listJson(found: readonly Interpreter[]): InterpreterJson[] {
  const needs = lessonNeeds(found);
  return found.map((python) => {
    const shown = needs.filter(({ shownBy }) => shownBy.includes(python.name));
    const shows = [...new Set(shown.map(({ need }) => need))];
    return { ...interpreterJson(python), shows };
  });
}

/** Describes an interpreter for others. */
function interpreterJson(python: Interpreter): Omit<InterpreterJson, "shows"> {
  const { build, gil, freeThreaded, jit, collector, tailCalls } = python;
  return {
    name: python.name,
    path: python.executable,
    version: python.version,
    vendor: build.vendor,
    features: {
      gil,
      freeThreaded,
      jit,
      collector,
      tailCalls,
      subinterpreters: python.subinterpreters,
      remoteAttach: python.remoteAttach,
      specialization: python.specialization,
      deferredAnnotations: python.deferredAnnotations,
      debug: python.debug,
      bits: python.bits,
      pgo: build.pgo,
      lto: build.lto,
      shared: build.shared,
      missingModules: python.missingModules,
    },
    family: build.family,
    compiler: build.compiler,
    isFinal: python.isFinal,
    prefix: python.prefix,
    source: python.source,
  };
}
