/** The probe of what a release took away: names of the standard library, and what a program gets without asking. */

import { exact, type ProbeEntry } from "./entry.ts";

/** Compatibility by name of the probe. */
export const COMPATIBILITY = {
  removed_names: {
    title: "Compatibility: names of CPython 3.10 that are gone, and other defaults",
    summary:
      "Asks for ten modules and functions that CPython 3.10 has, and for three defaults. It cannot " +
      "show whether anybody used a name, and counts what a distribution left out as gone.",
    values: [
      exact("gone", "names of 3.10 that are gone", { lowerIsBetter: true }),
      exact("binhex", "binhex"),
      exact("getargspec", "inspect.getargspec"),
      exact("distutils", "distutils"),
      exact("imp", "imp"),
      exact("asyncore", "asyncore"),
      exact("cgi", "cgi"),
      exact("telnetlib", "telnetlib"),
      exact("findLoader", "pkgutil.find_loader"),
      exact("num", "ast.Num"),
      exact("noTypeCheckDecorator", "typing.no_type_check_decorator"),
      exact("tomllib", "tomllib, which is new"),
      exact("startMethod", "how processes are started"),
      exact("encoding", "text without an encoding is read as"),
      exact("eventLoop", "an event loop that nobody made"),
    ],
  },
} as const satisfies Readonly<Record<string, ProbeEntry>>;
