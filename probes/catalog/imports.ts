/** Probes of imports: what one takes, what it brings along, and where its time goes. */

import { exact, type ProbeEntry, time } from "./entry.ts";
import type { ProbeParameter } from "./probe.ts";

/**
 * Modules of the standard library. The first 22 are those whose import What's New in Python 3.14 calls faster
 * ("Optimizations"); the next four are imported by many programs. The last three are what programs begin with that find
 * plug-ins, run tests, or wait for a line.
 */
export const IMPORTABLE_MODULES = [
  ...["annotationlib", "ast", "asyncio", "base64", "cmd", "csv", "gettext", "importlib.util"],
  ...["locale", "mimetypes", "optparse", "pickle", "pprint", "pstats", "shlex", "socket", "string"],
  ...["subprocess", "threading", "tomllib", "types", "zipfile"],
  ...["dataclasses", "getpass", "typing", "uuid"],
  ...["importlib.metadata", "unittest", "code"],
] as const;

const MODULE: ProbeParameter = {
  kind: "choice",
  name: "module",
  meaning: "what is imported",
  // It shows most: 78 modules on 3.13, 50 on 3.14 (measured, Debian's builds, November 2026).
  default: "pprint",
  choices: IMPORTABLE_MODULES,
};

/** Imports by name of the probe. */
export const IMPORTS = {
  import_time: {
    title: "Import: its time and the modules that come along",
    summary:
      "Times one import in a fresh process, from cached bytecode, and counts the modules that it " +
      "brings along, and the functions that those define. Counts are exact: believe them first. It " +
      "says nothing about a first start, nor about modules that a program would have imported anyway.",
    parameters: [MODULE],
    values: [
      time("import", "import time", { kind: "once", unit: "ms CPU" }),
      time("wall", "import time by the clock", { kind: "once" }),
      exact("added", "modules that it brings along", { lowerIsBetter: true }),
      exact("modules", "modules loaded afterwards", { lowerIsBetter: true }),
      exact("functions", "functions that these define"),
      exact("annotated", "functions with annotations among them"),
    ],
    usesFolder: true,
  },
  import_tree: {
    title: "Import tree: which module imports which, and for how long",
    summary:
      "Takes apart one import by -X importtime of a fresh process, from cached bytecode. Telling " +
      "takes time itself, so its times are greater than those of an import that nobody watches.",
    parameters: [MODULE],
    values: [
      time("total", "all imports together", { kind: "once" }),
      time("own", "the module itself", { kind: "once" }),
      exact("imports", "modules imported", { lowerIsBetter: true }),
      exact("depth", "longest chain of imports"),
    ],
    usesFolder: true,
  },
} as const satisfies Readonly<Record<string, ProbeEntry>>;
