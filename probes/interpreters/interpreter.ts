/** What is known of a CPython on this machine, and why another program is not one. */

/** Where a candidate was found; `frozen`: it is none of this machine's and cannot be started. */
export type InterpreterSource =
  | "named"
  | "pyenv"
  | "uv"
  | "manager"
  | "PATH"
  | "system"
  | "frozen";

/** Who built an interpreter, and how: compare speeds within one family only. */
export interface Build {
  /** A guess from traces that vendors leave. */
  readonly vendor:
    | "debian"
    | "conda"
    | "standalone"
    | "pyenv"
    | "homebrew"
    | "python.org"
    | "xcode"
    | "macports"
    | "nix"
    | "distribution"
    | "other";
  /** For example `GCC 12.2.0`; as the interpreter says it. */
  readonly compiler: string;
  /**
   * Built with profile-guided optimisation, by the record of its build; null where there is no record that would tell.
   * Debian's are built so and do not record it.
   */
  readonly pgo: boolean | null;
  /** Built with optimisation at link time; null as for `pgo`. */
  readonly lto: boolean | null;
  /** Whether most of it lies in a shared libpython, which makes it slower; null where that cannot be told. */
  readonly shared: boolean | null;
  /** Interpreters with the same text come from the same kind of build, for example `pyenv, GCC 12, shared`. */
  readonly family: string;
}

/** A CPython that answered. All facts were asked of it, none is inferred from its version. */
export interface Interpreter {
  /** Short, unique among those found, for example `py3.11.7`. */
  readonly name: string;
  /** The program to start: an absolute path without links. */
  readonly executable: string;
  /** For example `3.15.0rc1`. */
  readonly version: string;
  /** First part of the version. */
  readonly major: number;
  /** Second part of the version. */
  readonly minor: number;
  /** Third part of the version. */
  readonly micro: number;
  /** Whether it is a finished release, not an alpha, beta or candidate. */
  readonly isFinal: boolean;
  /** Other implementations are not listed. */
  readonly implementation: "CPython";
  /** Who built it and how. */
  readonly build: Build;
  /** `always` where the lock cannot be switched off; else its state after a plain start. */
  readonly gil: "always" | "on" | "off";
  /** Built so that it can run without the global interpreter lock. */
  readonly freeThreaded: boolean;
  /** Whether there is a just-in-time compiler, and its state after a plain start. */
  readonly jit: "absent" | "off" | "on";
  /** The garbage collector's kind, told by what it does; a free-threaded build has a third kind. */
  readonly collector: "generational" | "incremental" | "free-threaded" | "unknown";
  /** Whether the interpreter's loop is made of tail calls. */
  readonly tailCalls: boolean;
  /** Whether several interpreters can run in one process from Python. */
  readonly subinterpreters: boolean;
  /** Whether another process may run code in it (`sys.remote_exec`), and whether that is switched off. */
  readonly remoteAttach: "absent" | "off" | "on";
  /** Whether it replaces operations by special ones for the types it meets, and whether that has a switch. */
  readonly specialization: "absent" | "always" | "switchable" | "unknown";
  /** Whether annotations are evaluated only when somebody reads them; null where it was not asked. */
  readonly deferredAnnotations: boolean | null;
  /** Width of its pointers: sizes of objects differ. */
  readonly bits: 32 | 64;
  /** Modules of the standard library that its installation lacks, of those that measuring or the lesson may need. */
  readonly missingModules: readonly string[];
  /** A debug build: good for finding faults, useless for speeds. */
  readonly debug: boolean;
  /** The folder that it is installed in. */
  readonly prefix: string;
  /** Where it was found. */
  readonly source: InterpreterSource;
}

/** Why a candidate is not among the interpreters. */
export type RejectionKind =
  | "not_found"
  | "unreadable"
  | "shim"
  | "stub"
  | "cannot_start"
  | "timed_out"
  | "stopped"
  | "crashed"
  | "incomplete"
  | "noise"
  | "not_cpython"
  | "too_old"
  | "not_allowed"
  | "environment"
  | "duplicate";

/** A program that looked like an interpreter and is not used. */
export interface RejectedCandidate {
  /** Tells it from an accepted one. */
  readonly kind: "rejected";
  /** Where it was found. */
  readonly path: string;
  /** Which search found it. */
  readonly source: InterpreterSource;
  /** The kind of reason. */
  readonly rejection: RejectionKind;
  /** One sentence for a reader. */
  readonly reason: string;
}

/** What became of one candidate. */
export type InspectedCandidate =
  | { kind: "accepted"; path: string; source: InterpreterSource; interpreter: Interpreter }
  | RejectedCandidate;
