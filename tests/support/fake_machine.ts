/** A machine of Debian's family made of shell scripts, for tests of adding: nothing is fetched, all is played. */

import { dirname, join } from "@std/path";
import { fakeFacts, type FakeFolder, fakePrograms } from "./fake_programs.ts";
import { addInterpreters, type AddOutcome } from "../../probes/interpreters/add/add.ts";
import type { Giver } from "../../probes/interpreters/add/added.ts";
import { readWanted } from "../../probes/interpreters/add/wanted.ts";
import { type AddWorld, findProgram } from "../../probes/interpreters/add/tool.ts";

/** A machine with a world to add in, and what it was told. */
export interface FakeMachine extends Disposable {
  readonly folder: FakeFolder;
  readonly world: AddWorld;
  readonly notes: string[];
  /** The starts of its programs, for example `apt-get -q update`. */
  calls(): string[];
  /** The names in the folder of what was added, also those that begin with a dot. */
  kept(): string[];
}

/** What a test may have otherwise. */
export interface FakeMachineOptions {
  /** Bodies of programs by name, instead of those below; null for one that is not there. */
  readonly programs?: Readonly<Record<string, string | null>>;
  readonly sources?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly os?: string;
}

/** A program that answers as a CPython, and runs whatever it is given without a word. */
export function fakePython(
  version: string,
  changes: Readonly<Record<string, unknown>> = {},
  otherwise = "exit 0",
): string {
  const facts = fakeFacts(version, { executable: "@SELF@", ...changes });
  return `case "$*" in\n*facts.py*) sed "s#@SELF@#$0#" <<'END'\n${facts}\nEND\n;;\n*) ${otherwise};;\nesac`;
}

const ARCHIVES = '"$(dirname "$APT_CONFIG")/archives"';

/** What the programs do where a test does not say otherwise; @ is the machine's folder. */
export const PROGRAMS: Readonly<Record<string, string>> = {
  "apt-config": `case "$1" in
shell) echo "LIST='@/etc/sources.list'"; echo "PARTS='@/etc/sources.list.d/'";;
dump) echo 'APT::Architecture "amd64";';;
esac`,
  "apt-get": `case "$*" in
*--download-only*)
  echo "Need to get 2,000 kB of archives."
  echo "dlstatus:1:50.0:Retrieving file 1 of 2"
  for name in libc6_2.43-7 python3.15_3.15.2-1; do : > ${ARCHIVES}/"$name"_amd64.deb; done;;
*install*)
  echo 'Inst libc6 (2.43-7 Debian:unstable [amd64])'
  echo 'Inst python3.15 (3.15.2-1 Debian:unstable [amd64])';;
esac`,
  "apt-cache": "echo python3.13; echo python3.15; echo python3.15-venv",
  "dpkg-deb": `case "$2" in
*/python3*) mkdir -p "$3/usr/bin"; cp "@/payload/python" "$3/usr/bin/python3.15";;
*) mkdir -p "$3/usr/lib/x86_64-linux-gnu"; : > "$3/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2";;
esac`,
  // Beside the program stands what was written into it.
  "patchelf": `for program; do :; done
case "$*" in
*--print-interpreter*) cat "$program.loader" 2> /dev/null || echo /lib64/ld-linux-x86-64.so.2;;
*) while [ "$1" != --set-interpreter ]; do [ "$1" = --set-rpath ] && echo "$2" > "$program.rpath"; shift; done
  echo "$2" > "$program.loader";;
esac`,
};

/** A uv that leaves a free-threaded CPython where uv would, with notes of its own beside it. */
export const FREE_UV: Readonly<Record<string, string>> = {
  uv: `[ "$2" = install ] || exit 3
home="$UV_PYTHON_INSTALL_DIR/cpython-3.14.10+freethreaded-linux-x86_64-gnu"
mkdir -p "$home/bin" "$home/lib/python3.14t" "$UV_PYTHON_INSTALL_DIR/.temp"
cp "@/payload/free" "$home/bin/python3.14t"
echo "build_time_vars = {'prefix': '$home'}" > "$home/lib/python3.14t/_sysconfigdata_t_linux_.py"`,
  "../payload/free": fakePython("3.14.10", { freeThreaded: true, gilEnabled: false }),
};

/** What the bodies use. */
const TOOLS = ["cat", "cp", "dirname", "head", "mkdir", "sleep"];

/** Makes a machine that has CPython 3.13 and 3.15 in its archive. */
export function fakeMachine(options: FakeMachineOptions = {}): FakeMachine {
  const bodies = { ...PROGRAMS, "../payload/python": fakePython("3.15.2"), ...options.programs };
  const folder = fakePrograms({});
  const write = (name: string, text: string, mode = 0o644) => {
    Deno.mkdirSync(dirname(folder.at(name)), { recursive: true });
    Deno.writeTextFileSync(folder.at(name), text.replaceAll("@/", `${folder.path}/`), { mode });
  };
  for (const [name, body] of Object.entries(bodies)) {
    if (body === null) continue;
    const record = name.startsWith("..") ? "" : `echo "${name} $*" >> "@/calls"\n`;
    write(join("bin", name), `#!/bin/sh\n${record}${body}\n`, 0o755);
  }
  write("etc/os-release", "ID=debian\nVERSION_CODENAME=bookworm\n");
  write(
    "etc/sources.list.d/own.list",
    options.sources ?? "deb https://m.example/debian bookworm main",
  );
  write("calls", "");
  Deno.mkdirSync(folder.at("tools"));
  for (const name of TOOLS) {
    // Not the folders that they lie in: those may hold a real uv, or a real apt.
    const tool = findProgram(name, { PATH: "/usr/bin:/bin" });
    if (tool !== null) Deno.symlinkSync(tool, folder.at(`tools/${name}`));
  }
  const notes: string[] = [];
  const names = (path: string) => [...Deno.readDirSync(path)].map(({ name }) => name).sort();
  return {
    folder,
    notes,
    world: {
      environment: {
        PATH: `${folder.at("bin")}:${folder.at("tools")}`,
        HOME: folder.at("home"),
        XDG_CACHE_HOME: folder.at("cache"),
        ...options.environment,
      },
      os: options.os ?? "linux",
      osRelease: folder.at("etc/os-release"),
      pythons: [],
      note: (text) => notes.push(text),
      progress: null,
      signal: options.signal ?? new AbortController().signal,
    },
    calls: () =>
      Deno.readTextFileSync(folder.at("calls")).split("\n").filter((line) => line !== ""),
    kept: () => names(folder.at("cache/probebook/pythons")),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

/** Adds these versions. */
export function add(
  { world }: FakeMachine,
  texts: string,
  from: Giver = "debian",
): Promise<AddOutcome[]> {
  const wanted = texts.split(" ").flatMap((text) => readWanted(text) ?? []);
  return addInterpreters({ wanted, from }, world);
}

/** What became of it in one line. */
export function summary(outcomes: readonly AddOutcome[]): string {
  return outcomes.map((outcome) =>
    outcome.kind === "refused" ? `refused: ${outcome.reason}` : outcome.kind
  ).join("; ");
}
