/**
 * A CPython out of the distribution's own packages: fetched by apt, unpacked into a folder, and tied to
 * the C library that came with it, which may be newer than the machine's.
 */

import { basename, dirname, join, relative } from "@std/path";
import {
  type AptPrograms,
  type AptSuite,
  fetchClosure,
  offeredVersions,
  openSuite,
  type PackageFile,
  unpack,
} from "./apt.ts";
import type { MakeTask } from "./make.ts";
import { namesIn } from "./files.ts";
import { findPatchelf } from "./patchelf.ts";
import { type Archive, chooseArchive, readSources, readSystem } from "./sources.ts";
import { type AddWorld, type Failure, failureOf, findProgram, refusal, runTool } from "./tool.ts";

const OTHER_WAY = "leave --from debian out: uv knows every system";

/** Packages of the closure that hold nothing an interpreter reads: scripts of maintainers, rare encodings. */
const SKIPPED = /^(?:debconf|readline-common|netbase|libc-gconv-modules-extra|gcc-\d+-base)$/;

/** Makes the interpreter in `task.staging`; gives its program. */
export async function makeFromDebian(task: MakeTask): Promise<string | Failure> {
  const { wanted, world } = task;
  if (wanted.isExact) {
    return refusal(
      `the distribution has one release of each series, and "${wanted.text}" names one`,
      `ask for ${wanted.series}, or leave --from debian out`,
    );
  }
  const programs = aptPrograms(world);
  if ("kind" in programs) return programs;
  const archive = await findArchive(programs, world);
  if ("kind" in archive) return archive;
  const suite = await findSuite(task, { programs, archive });
  if ("kind" in suite) return suite;
  const name = `python${wanted.series}${wanted.freeThreaded ? "-nogil" : ""}`;
  const files = await fetchClosure(suite, name);
  if (!Array.isArray(files)) return files;
  return await unpackAll(files, { suite, task }) ?? await tieToLibrary(task);
}

/** Lets the program, which was made in `staging`, start in `final`. */
export async function moveLoader(
  program: string,
  { staging, final, downloads, world }: MakeTask,
): Promise<null | Failure> {
  const patchelf = await findPatchelf(join(downloads, "patchelf"), world);
  if (typeof patchelf !== "string") return patchelf;
  const now = await patch(patchelf, ["--print-interpreter", program], world);
  if (typeof now !== "string") return now;
  const loader = join(final, relative(staging, now.trim()));
  const outcome = await patch(patchelf, ["--set-interpreter", loader, program], world);
  return typeof outcome === "string" ? null : outcome;
}

function aptPrograms({ environment, os }: AddWorld): AptPrograms | Failure {
  const [aptGet, aptCache, aptConfig, dpkgDeb] = ["apt-get", "apt-cache", "apt-config", "dpkg-deb"]
    .map((name) => findProgram(name, environment));
  if (os !== "linux" || !aptGet || !aptCache || !aptConfig || !dpkgDeb) {
    return refusal(
      "this system has no apt-get and dpkg-deb, it is not of Debian's family",
      OTHER_WAY,
    );
  }
  return { aptGet, aptCache, aptConfig, dpkgDeb };
}

async function findArchive(
  { aptConfig }: AptPrograms,
  world: AddWorld,
): Promise<Archive | Failure> {
  const system = readSystem(await Deno.readTextFile(world.osRelease).catch(() => ""));
  const args = ["shell", "LIST", "Dir::Etc::sourcelist/f", "PARTS", "Dir::Etc::sourceparts/d"];
  const places = await runTool({ program: aptConfig, args, cwd: "/" }, world);
  if (places.kind !== "done") {
    return failureOf(places, { tool: "apt-config", networkRemedy: OTHER_WAY });
  }
  const place = (name: string) =>
    new RegExp(`^${name}='(.*)'$`, "m").exec(places.output)?.[1] ?? "";
  const parts = (await namesIn(place("PARTS"))).map((name) => join(place("PARTS"), name));
  const files = [place("LIST"), ...parts].filter((path) => /\.(?:list|sources)$/.test(path));
  const texts = await Promise.all(files.map((path) => Deno.readTextFile(path).catch(() => "")));
  const entries = texts.flatMap((text, index) => readSources(text, basename(files[index] ?? "")));
  return chooseArchive(entries, system) ?? refusal(
    "apt's sources name no archive of this system's release",
    OTHER_WAY,
  );
}

/** The first suite that has the series; each one's lists are fetched only when those before it lack it. */
async function findSuite(
  { wanted, downloads, world }: MakeTask,
  { programs, archive }: { programs: AptPrograms; archive: Archive },
): Promise<AptSuite | Failure> {
  const offered: string[] = [];
  for (const name of archive.suites) {
    world.note(`Reading which packages ${name} has (${archive.entry.uris[0]})`);
    const suite = { programs, folder: join(downloads, `apt-${name}`), world };
    const isOpen = await openSuite({ ...suite, archive, suite: name });
    if (isOpen === false) continue;
    if (isOpen !== true) return isOpen;
    const versions = await offeredVersions(suite);
    if (!Array.isArray(versions)) return versions;
    if (versions.includes(`${wanted.series}${wanted.freeThreaded ? "t" : ""}`)) return suite;
    offered.push(...versions);
  }
  const there = [...new Set(offered)].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  return refusal(
    `the distribution has no CPython ${wanted.text}, it has ${there.join(", ") || "none at all"}`,
    "ask for one of these, or leave --from debian out",
  );
}

async function unpackAll(
  files: readonly PackageFile[],
  { suite, task }: { suite: AptSuite; task: MakeTask },
): Promise<null | Failure> {
  task.world.note("Unpacking them");
  for (const file of files) {
    if (SKIPPED.test(file.name)) continue;
    const failure = await unpack(file, { ...suite, into: task.staging });
    if (failure !== null) return failure;
  }
  return null;
}

/**
 * Writes the loader and the places of the libraries into the program.
 *
 * Better than starting it through its loader: then `sys.executable` would name the loader, and nothing
 * that starts itself again (multiprocessing, venv) would work.
 */
async function tieToLibrary(
  { wanted, staging, downloads, world }: MakeTask,
): Promise<string | Failure> {
  const program = join(
    staging,
    "usr/bin",
    `python${wanted.series}${wanted.freeThreaded ? "t" : ""}`,
  );
  const patchelf = await findPatchelf(join(downloads, "patchelf"), world);
  if (typeof patchelf !== "string") return patchelf;
  const usual = await patch(patchelf, ["--print-interpreter", program], world);
  if (typeof usual !== "string") return usual;
  const folders = await libraryFolders(staging);
  const loader = await firstFile(folders.map((folder) => join(folder, basename(usual.trim()))));
  if (loader === null) {
    return refusal(`the packages hold no ${basename(usual.trim())}`, OTHER_WAY);
  }
  const paths = folders.map((folder) => `$ORIGIN/${relative(dirname(program), folder)}`);
  // RPATH and not RUNPATH: only that one also serves the libraries of modules that are loaded later.
  const args = ["--force-rpath", "--set-rpath", paths.join(":"), "--set-interpreter", loader];
  const outcome = await patch(patchelf, [...args, program], world);
  return typeof outcome === "string" ? program : outcome;
}

/** Folders that libraries were unpacked into, for example `usr/lib/x86_64-linux-gnu`. */
async function libraryFolders(root: string): Promise<string[]> {
  const found: string[] = [];
  for (const parent of ["usr/lib", "lib"]) {
    for (const name of await namesIn(join(root, parent))) {
      if (/-linux-(?:gnu|musl)/.test(name)) found.push(join(root, parent, name));
    }
  }
  return found;
}

/** No link counts: an absolute one leads out of the folder, to the machine's own loader. */
async function firstFile(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    const isFile = await Deno.lstat(path).then((stat) => stat.isFile, () => false);
    if (isFile) return path;
  }
  return null;
}

async function patch(
  program: string,
  args: readonly string[],
  world: AddWorld,
): Promise<string | Failure> {
  const outcome = await runTool({ program, args, cwd: "/" }, world);
  if (outcome.kind === "done") return outcome.output;
  return failureOf(outcome, { tool: "patchelf", networkRemedy: OTHER_WAY });
}
