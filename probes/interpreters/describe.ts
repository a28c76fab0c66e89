/** From the facts of an interpreter to its description: family, kind of lock, and a short unique name. */

import type { Facts } from "./ask.ts";
import type { Build, Interpreter, InterpreterSource } from "./interpreter.ts";

/** An interpreter that has no name yet. */
export type UnnamedInterpreter = Omit<Interpreter, "name">;

/** Describes one interpreter. */
export function describeInterpreter(
  facts: Facts,
  place: { readonly executable: string; readonly source: InterpreterSource },
): UnnamedInterpreter {
  const [major, minor, micro] = facts.versionInfo;
  return {
    executable: place.executable,
    version: facts.version,
    major,
    minor,
    micro,
    isFinal: facts.releaseLevel === "final",
    implementation: "CPython",
    build: describeBuild(facts, place.executable),
    gil: !facts.freeThreaded ? "always" : facts.gilEnabled ? "on" : "off",
    freeThreaded: facts.freeThreaded,
    jit: facts.jit,
    collector: facts.collector,
    tailCalls: facts.tailCalls,
    subinterpreters: facts.subinterpreters,
    debug: facts.debug,
    prefix: facts.prefix,
    source: place.source,
  };
}

/** Sorts by version, then by path, and gives each a short name that no other has. */
export function nameInterpreters(unnamed: readonly UnnamedInterpreter[]): Interpreter[] {
  const sorted = [...unnamed].sort(byVersion);
  const short = sorted.map(shortName);
  const withVendor = sorted.map((interpreter, index) =>
    countOf(short, short[index]) === 1
      ? short[index] ?? ""
      : `${short[index]}-${interpreter.build.vendor}`
  );
  return sorted.map((interpreter, index) => {
    const name = withVendor[index] ?? "";
    const earlierCount = countOf(withVendor.slice(0, index), name);
    return { name: earlierCount === 0 ? name : `${name}-${earlierCount + 1}`, ...interpreter };
  });
}

function describeBuild(facts: Facts, executable: string): Build {
  const compiler = /\[([^\]]+)\]\s*$/.exec(facts.banner)?.[1] ?? "unknown compiler";
  const vendor = vendorOf(facts, executable);
  // Only the compiler's name and first number: its patch releases make the same code.
  const compilerKind = /^[^\d]*\d+/.exec(compiler)?.[0] ?? compiler;
  return {
    vendor,
    compiler,
    pgo: facts.pgo ? true : null,
    family: `${vendor}, ${compilerKind}${facts.pgo ? ", PGO" : ""}`,
  };
}

function vendorOf(facts: Facts, executable: string): Build["vendor"] {
  if (facts.conda || facts.banner.includes("conda")) return "conda";
  if (facts.debianSchemes) return "debian";
  if (facts.standalone || /\/cpython-\d[^/]*-[^/]*-[^/]*\//.test(executable)) return "standalone";
  if (/\/(?:Cellar|linuxbrew)\//.test(executable)) return "homebrew";
  if (/\/PythonT?\.framework\//.test(executable)) return "python.org";
  if (/\/versions\/[^/]+\/bin\//.test(executable)) return "pyenv";
  return "other";
}

function shortName({ version, freeThreaded, debug }: UnnamedInterpreter): string {
  return `py${version.replace("+", "")}${freeThreaded ? "t" : ""}${debug ? "d" : ""}`;
}

function byVersion(left: UnnamedInterpreter, right: UnnamedInterpreter): number {
  return left.major - right.major || left.minor - right.minor || left.micro - right.micro ||
    left.version.localeCompare(right.version) ||
    Number(left.freeThreaded) - Number(right.freeThreaded) ||
    (left.executable < right.executable ? -1 : 1);
}

function countOf(names: readonly string[], wanted: string | undefined): number {
  return names.filter((name) => name === wanted).length;
}
