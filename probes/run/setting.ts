/** The settings of CPython that an arm may name: those that nobody knows are a slip, and would do nothing. */

import { isSlip, nearestName, shown } from "../measure/options.ts";

/** `-X` options, each with the minor version of CPython 3 that was the first to know it (its documentation, "Command line"). */
export const OPTIONS_SINCE: Readonly<Record<string, number>> = {
  "faulthandler": 3,
  "showrefcount": 4,
  "tracemalloc": 4,
  "dev": 7,
  "importtime": 7,
  "utf8": 7,
  "pycache_prefix": 8,
  // Brought to 3.8 to 3.10 later, as a matter of security.
  "int_max_str_digits": 8,
  "warn_default_encoding": 10,
  "frozen_modules": 11,
  "no_debug_ranges": 11,
  "perf": 12,
  "cpu_count": 13,
  "gil": 13,
  "perf_jit": 13,
  "presite": 13,
  "context_aware_warnings": 14,
  "disable-remote-debug": 14,
  "disable_remote_debug": 14,
  "thread_inherit_context": 14,
  "tlbc": 14,
  "lazy_imports": 15,
  "pathconfig_warnings": 15,
};

/** Variables that some CPython reads (`python --help-env` of 3.8 to 3.15). */
const VARIABLES: readonly string[] = [
  ...["ASYNCIODEBUG", "BREAKPOINT", "CASEOK", "COERCECLOCALE", "DEBUG", "DEVMODE"],
  ...["DONTWRITEBYTECODE", "DUMPREFS", "DUMPREFSFILE", "EXECUTABLE", "FAULTHANDLER", "HASHSEED"],
  ...["HOME", "INTMAXSTRDIGITS", "IOENCODING", "LEGACYWINDOWSFSENCODING", "LEGACYWINDOWSSTDIO"],
  ...["MALLOC", "MALLOCSTATS", "NODEBUGRANGES", "NOUSERSITE", "OPTIMIZE", "PATH", "PERFSUPPORT"],
  ...["PLATLIBDIR", "PROFILEIMPORTTIME", "PYCACHEPREFIX", "SAFEPATH", "SHOWALLOCCOUNT"],
  ...["SHOWREFCOUNT", "STARTUP", "THREADDEBUG", "TRACEMALLOC", "UNBUFFERED", "USERBASE", "UTF8"],
  ...["VERBOSE", "WARNDEFAULTENCODING", "WARNINGS", "_BASIC_REPL", "_COLORS"],
  ...["_CONTEXT_AWARE_WARNINGS", "_CPU_COUNT", "_DISABLE_REMOTE_DEBUG", "_FROZEN_MODULES", "_GIL"],
  ...["_HISTORY", "_JIT", "_LAZY_IMPORTS", "_PATHCONFIG_WARNINGS", "_PERF_JIT_SUPPORT", "_PRESITE"],
  ...["_SPECIALIZATION_OFF", "_THREAD_INHERIT_CONTEXT", "_TLBC"],
  // When the compiler begins; in no documentation, found in the program of 3.15.2.
  ...["_JIT_JUMP_BACKWARD_INITIAL_VALUE", "_JIT_JUMP_BACKWARD_INITIAL_BACKOFF"],
  ...["_JIT_RESUME_INITIAL_VALUE", "_JIT_RESUME_INITIAL_BACKOFF"],
  ...["_JIT_SIDE_EXIT_INITIAL_VALUE", "_JIT_SIDE_EXIT_INITIAL_BACKOFF"],
].map((end) => `PYTHON${end}`);

/** Whether a variable sets when the just-in-time compiler begins. */
export function isCompilerThreshold(name: string): boolean {
  return name.startsWith("PYTHON_JIT_") && name.includes("_INITIAL_");
}

/** Tells any probe's process what to tell its collector: `off`, or thresholds such as `5000` or `5000,10,10`. */
export const GC_VARIABLE = "PROBEBOOK_GC";

/** Why an arm cannot have this variable, in words that go on after its name; null where it can. */
export function variableFault(name: string, value: string): string | null {
  if (name === "PYTHONINSPECT") return "with it CPython would wait for input";
  if (name === GC_VARIABLE) {
    return readGcSetting(value) === null
      ? `which is ${shown(value)}, "off" or thresholds such as "5000,10,10" are needed`
      : null;
  }
  if (name.startsWith("PROBEBOOK_")) return `which is ours, only ${GC_VARIABLE} is for arms`;
  if (VARIABLES.includes(name)) return null;
  // Other programs' variables are nobody's slip; they may be what a learner wants to vary.
  if (!name.startsWith("PYTHON") && !isSlip(name, [...VARIABLES, GC_VARIABLE])) return null;
  return `which no CPython knows, ${nearestName(name, VARIABLES)}`;
}

/** What `-X` sets, by name, the last one of each: `-X name=value`, `-Xname=value`, `-X name`. */
export function optionsOf(flags: readonly string[]): Map<string, string | null> {
  const texts = flags.flatMap((flag, index) =>
    flags[index - 1] === "-X" ? [flag] : /^-X./.test(flag) ? [flag.slice(2)] : []
  );
  return new Map(texts.map((text) => {
    const [name = text, ...value] = text.split("=");
    return [name, value.length === 0 ? null : value.join("=")];
  }));
}

/** Why an arm cannot have the `-X` option of that name, in words that go on after it; null where it can. */
export function optionFault(name: string): string | null {
  if (Object.hasOwn(OPTIONS_SINCE, name)) return null;
  // The compiler has a variable only, and is the first that one looks for here.
  if (name === "jit") return 'which no CPython knows, env { PYTHON_JIT: "1" } is what is meant';
  return `which no CPython knows, ${nearestName(name, Object.keys(OPTIONS_SINCE))}`;
}

/** Reads what the collector is to be told; null where it makes no sense. */
export function readGcSetting(text: string): "off" | readonly number[] | null {
  if (text === "off") return "off";
  return /^\d{1,9}(,\d{1,9}){0,2}$/.test(text) ? text.split(",").map(Number) : null;
}

/** Whether CPython takes a variable of its own as switched on: anything but nothing and 0. */
export function isSwitchedOn(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0";
}
