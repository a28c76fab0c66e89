/**
 * The rules of the house beyond single lines: pure functions from what the tree holds to faults.
 *
 * `tests/architecture_test.ts` reads the tree and shows for each rule that it can fail.
 */
import { directionFault, type Import, roomOf } from "./rooms.ts";

/** One text file of the repository. */
export interface SourceFile {
  /** Relative to the repository's top folder, with slashes. */
  readonly path: string;
  readonly text: string;
}

const TOP_LEVEL = ["README.md", "deno.json", "kernel", "notebooks", "probes", "tests"];

/** Lines above which a file has to say why it is one piece (house style, section 2). */
const LINE_COUNT_MAX = 400;

/** Joined here, so that this file does not break the rule itself. */
const HOSTS = [
  ["registry", "npmjs", "org"],
  ["registry", "yarnpkg", "com"],
  ["pypi", "org"],
  ["files", "pythonhosted", "org"],
  ["jsr", "io"],
  ["esm", "sh"],
  ["deno", "land/x"],
  ["deb", "debian", "org"],
  ["crates", "io"],
  ["proxy", "golang", "org"],
  ["repo1", "maven", "org"],
].map((parts) => parts.join("."));

/** Folders of the machines that this was written on; a path of them works nowhere else. */
const MACHINE_PATHS = [["", "root", ""], ["", "work", "main"], ["", "work", "shared"], [
  "",
  "opt",
  "jl",
], ["", "opt", "dn"]]
  .map((parts) => parts.join("/"));

/** Imports that lead in a forbidden direction. */
export function directionFaults(imports: readonly Import[]): string[] {
  return imports.flatMap((one) => {
    const fault = directionFault(one);
    return fault === null ? [] : [`${one.from}: ${fault}`];
  });
}

/** Rings of rooms that import each other, types included; tests beside the source do not count. */
export function roomCycles(imports: readonly Import[]): string[] {
  const edges = new Map<string, Set<string>>();
  for (const { from, to } of imports) {
    const [source, target] = [roomOf(from)?.folder, roomOf(to)?.folder];
    if (source === undefined || target === undefined || source === target) continue;
    if (/_(?:test|bench)\.ts$/.test(from)) continue;
    edges.set(source, (edges.get(source) ?? new Set()).add(target));
  }
  const cycles = new Set<string>();
  function follow(room: string, path: string[]): void {
    const start = path.indexOf(room);
    if (start >= 0) cycles.add([...path.slice(start), room].join(" -> "));
    else edges.get(room)?.forEach((next) => follow(next, [...path, room]));
  }
  for (const room of edges.keys()) follow(room, []);
  // A ring is found once from each of its rooms: one of them is enough.
  return [...cycles].filter((ring) => ring.split(" -> ").toSorted()[0] === ring.split(" -> ")[0]);
}

/** Imports of packages that cannot be had everywhere: JSR, or a bare address. */
export function originFaults(imports: readonly Import[]): string[] {
  return imports
    .filter(({ to }) => /^(?:jsr|https?):/.test(to))
    .map(({ from, to }) => `${from}: may not import "${to}"`);
}

/** Names at the top that do not belong there, or that are missing. */
export function topLevelFaults(paths: readonly string[]): string[] {
  const names = new Set(paths.map((path) => path.split("/")[0] ?? ""));
  const strangers = [...names].filter((name) => !name.startsWith(".") && !TOP_LEVEL.includes(name));
  const absent = TOP_LEVEL.filter((name) => !names.has(name));
  return [
    ...strangers.map((name) => `${name} does not belong at the top`),
    ...absent.map((name) => `${name} is missing at the top`),
  ];
}

/** Files that are too long without a reason at their top, or that do not say what they are for. */
export function fileFaults({ path, text }: SourceFile): string[] {
  if (!path.endsWith(".ts")) return [];
  const faults: string[] = [];
  const lines = text.split("\n");
  const top = lines.slice(0, 25).join("\n");
  if (lines.length > LINE_COUNT_MAX && !/\bone (?:piece|file)\b/i.test(top)) {
    faults.push(`${path}: ${lines.length} lines, and no word at its top why it is one piece`);
  }
  // The name of a test file and of its tests say it already.
  if (!path.endsWith("_test.ts") && !/^(?:#!.*\n)?\s*\/\*\*/.test(text)) {
    faults.push(`${path}: does not start with a doc comment`);
  }
  if (path.endsWith("/mod.ts") && hasLogic(text)) {
    faults.push(`${path}: holds more than documentation and re-exports`);
  }
  return faults;
}

function hasLogic(text: string): boolean {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
  const rest = code.replaceAll(
    /export\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s+from\s+"[^"]*";/g,
    "",
  );
  return rest.trim() !== "";
}

/** Names of package registries and of folders of one machine. */
export function placeFaults({ path, text }: SourceFile): string[] {
  return [...HOSTS, ...MACHINE_PATHS]
    .filter((place) => text.includes(place))
    .map((place) => `${path}: mentions ${place}`);
}
