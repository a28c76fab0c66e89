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
    remoteAttach: facts.remoteAttach,
    specialization: facts.specialization,
    deferredAnnotations: facts.deferredAnnotations,
    bits: facts.bits,
    missingModules: facts.missingModules,
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
  const { pgo, lto, shared } = facts;
  const compiler = /\[([^\]]+)\]\s*$/.exec(facts.banner)?.[1] ?? "unknown compiler";
  const vendor = vendorOf(facts, executable);
  return { vendor, compiler, pgo, lto, shared, family: familyOf(facts, { vendor, compiler }) };
}

/** Everything of a build that moved speeds by more than a version did, and nothing else. */
function familyOf(
  { pgo, lto, shared, debug, bits }: Facts,
  { vendor, compiler }: Pick<Build, "vendor" | "compiler">,
): string {
  // Only the compiler's name and first number: its patch releases make the same code.
  const compilerKind = /^[^\d]*\d+/.exec(compiler)?.[0] ?? compiler;
  const optimisations = [pgo === true ? "PGO" : "", lto === true ? "LTO" : ""].filter(Boolean);
  const parts = [
    vendor,
    compilerKind,
    optimisations.join("+"),
    shared === true ? "shared" : "",
    debug ? "debug" : "",
    bits === 32 ? "32-bit" : "",
  ];
  return parts.filter(Boolean).join(", ");
}

/** By the folders that vendors install into; of two that fit the first counts. */
const VENDOR_PLACES: readonly (readonly [vendor: Build["vendor"], place: RegExp])[] = [
  ["standalone", /\/cpython-\d[^/]*-[^/]*-[^/]*\//],
  ["homebrew", /\/(?:Cellar|\.?linuxbrew|homebrew\/opt)\//],
  ["python.org", /^\/Library\/Frameworks\/PythonT?\.framework\//],
  ["xcode", /\/Python3\.framework\//],
  ["macports", /^\/opt\/local\//],
  ["nix", /^\/(?:nix|gnu)\/store\//],
  // asdf builds with pyenv's recipes.
  ["pyenv", /\/(?:versions|installs\/python)\/[^/]+\/bin\//],
  ["distribution", /^\/usr\/bin\//],
];

function vendorOf(facts: Facts, executable: string): Build["vendor"] {
  if (facts.conda || facts.banner.includes("conda")) return "conda";
  if (facts.debian) return "debian";
  if (facts.standalone) return "standalone";
  return VENDOR_PLACES.find(([, place]) => place.test(executable))?.[0] ?? "other";
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
