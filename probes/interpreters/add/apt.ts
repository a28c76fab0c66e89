/** apt with a state of its own: no root is needed, and the machine's own apt notices nothing. */

import { join } from "@std/path";
import { type Archive, sourceStanza } from "./sources.ts";
import { type AddWorld, type Failure, failureOf, refusal, runTool } from "./tool.ts";

/** Where the programs of apt and dpkg are. */
export interface AptPrograms {
  readonly aptGet: string;
  readonly aptCache: string;
  readonly aptConfig: string;
  readonly dpkgDeb: string;
}

/** One suite of an archive, as apt sees it through a state of its own. */
export interface AptSuite {
  readonly programs: AptPrograms;
  /** The folder of that state. */
  readonly folder: string;
  readonly world: AddWorld;
}

/** One package file. */
export interface PackageFile {
  readonly name: string;
  readonly version: string;
  /** Where it lies once it was fetched. */
  readonly path: string;
}

/** What a network that does not answer is met with. */
const NETWORK_REMEDY =
  "connect to the network (a proxy stands in apt's own settings) and run the command again; it continues where it stopped";

/** Makes the private state and fetches the lists of one suite; false where the archive has no such suite. */
export async function openSuite(
  { archive, suite, programs, folder, world }: AptSuite & { archive: Archive; suite: string },
): Promise<boolean | Failure> {
  const machine = await runTool({ program: programs.aptConfig, args: ["dump"], cwd: "/" }, world);
  if (machine.kind !== "done") return aptFailure(machine);
  for (const name of ["lists/partial", "archives/partial", "sources", "none"]) {
    await Deno.mkdir(join(folder, name), { recursive: true });
  }
  // Nothing is installed here, so that a package's whole closure comes along.
  await Deno.writeTextFile(join(folder, "status"), "");
  await Deno.writeTextFile(join(folder, "sources/own.sources"), sourceStanza(archive, suite));
  await Deno.writeTextFile(join(folder, "apt.conf"), privateSettings(machine.output, folder));
  const update = await apt({ programs, folder, world }, "aptGet", ["-q", "update"]);
  if (update.kind === "done") return true;
  const hasNoSuite = update.kind === "failed" &&
    /does not have a Release file|404 +Not Found/.test(update.said);
  return hasNoSuite ? false : aptFailure(update);
}

/** The CPythons of a suite, for example `3.14` and `3.14t`. */
export async function offeredVersions(suite: AptSuite): Promise<string[] | Failure> {
  const names = await apt(suite, "aptCache", ["pkgnames", "python3."]);
  if (names.kind !== "done") return aptFailure(names);
  return names.output.split("\n").flatMap((line) => {
    const [, series, nogil] = /^python(3\.\d+)(-nogil)?$/.exec(line.trim()) ?? [];
    return series === undefined ? [] : [nogil === undefined ? series : `${series}t`];
  });
}

/** Fetches a package and all that it needs; what has arrived earlier is not fetched again. */
export async function fetchClosure(
  suite: AptSuite,
  package_: string,
): Promise<PackageFile[] | Failure> {
  const { folder, world } = suite;
  const plan = await apt(suite, "aptGet", ["-q", "-s", "install", package_]);
  if (plan.kind !== "done") return aptFailure(plan);
  const files = readPlan(plan.output, join(folder, "archives"));
  world.note(`Fetching ${files.length} packages`);
  const args = ["-q", "-y", "-o", "APT::Status-Fd=1", "--download-only", "install", package_];
  const fetched = await apt(suite, "aptGet", args, (line) => {
    const [, size] = /^Need to get ([^/]+?)(?:\/.*)? of archives/.exec(line) ?? [];
    if (size !== undefined) {
      world.note(size === "0 B" ? "  they have arrived before" : `  ${size} to fetch`);
    }
    const [, percent] = /^dlstatus:\d+:([\d.]+):/.exec(line) ?? [];
    if (percent !== undefined) world.progress?.(`Fetching packages: ${Math.round(+percent)} %`);
  });
  if (fetched.kind !== "done") return aptFailure(fetched);
  const missing = files.find(({ path }) => !isThere(path));
  return missing === undefined ? files : refusal(
    `apt-get brought no file for ${missing.name} ${missing.version}`,
    "run the command again; the archive may have changed meanwhile",
  );
}

/** Unpacks a package file into a folder, and runs none of its scripts. */
export async function unpack(
  { path, name }: PackageFile,
  { programs, folder, world, into }: AptSuite & { readonly into: string },
): Promise<null | Failure> {
  world.progress?.(`Unpacking ${name}`);
  const args = ["-x", path, into];
  const outcome = await runTool({ program: programs.dpkgDeb, args, cwd: folder }, world);
  return outcome.kind === "done"
    ? null
    : failureOf(outcome, { tool: "dpkg-deb", networkRemedy: NETWORK_REMEDY });
}

/** The files that a simulated installation names, for example `Inst libc6 (2.43-7 Debian:unstable [amd64])`. */
export function readPlan(output: string, folder: string): PackageFile[] {
  const lines = output.matchAll(/^Inst (\S+) (?:\[\S+\] )?\((\S+) .*\[(\w[\w-]*)\]\)/gm);
  return [...lines].map(([, name = "", version = "", architecture = ""]) => {
    // As apt names them: a colon would be taken for a drive or a host.
    const stem = `${name}_${version.replaceAll(":", "%3a")}_${architecture}`;
    return { name, version, path: join(folder, `${stem}.deb`) };
  });
}

/**
 * The settings that lead apt to our folder; how the machine fetches (proxies, certificates) is kept.
 *
 * Hooks are left out: those of container images empty the machine's own package cache.
 */
export function privateSettings(dump: string, folder: string): string {
  const kept = dump.split("\n").filter((line) =>
    /^Acquire::(?!IndexTargets|Languages|Retries)[^"]*"[^"]/.test(line) ||
    /^APT::Architecture/.test(line)
  );
  const own: [name: string, value: string][] = [
    ["Dir::State", folder],
    ["Dir::State::status", join(folder, "status")],
    ["Dir::Cache", folder],
    ["Dir::Cache::srcpkgcache", ""],
    ["Dir::Etc::main", "/dev/null"],
    ["Dir::Etc::parts", join(folder, "none")],
    ["Dir::Etc::sourcelist", "/dev/null"],
    ["Dir::Etc::sourceparts", join(folder, "sources")],
    ["Dir::Etc::preferences", "/dev/null"],
    ["Dir::Etc::preferencesparts", join(folder, "none")],
    ["APT::Install-Recommends", "false"],
    // Another user could not write into a home folder.
    ["APT::Sandbox::User", "root"],
    // Without this a list that could not be fetched is only warned about.
    ["APT::Update::Error-Mode", "any"],
    ["Acquire::Languages", "none"],
    ["Acquire::Retries", "1"],
    ["Debug::NoLocking", "true"],
  ];
  return [...kept, ...own.map(([name, value]) => `${name} "${value}";`), ""].join("\n");
}

function apt(
  { programs, folder, world }: AptSuite,
  program: "aptGet" | "aptCache",
  args: readonly string[],
  onLine: (line: string) => void = () => {},
) {
  return runTool({
    program: programs[program],
    args,
    cwd: folder,
    env: { APT_CONFIG: join(folder, "apt.conf"), DEBIAN_FRONTEND: "noninteractive" },
    onLine,
  }, world);
}

function aptFailure(outcome: Parameters<typeof failureOf>[0]): Failure {
  return failureOf(outcome, { tool: "apt-get", networkRemedy: NETWORK_REMEDY });
}

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
