/** Tests of what adding refuses, on machines made of shell scripts: each says why and what to do, and leaves nothing. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  add,
  fakeMachine,
  fakePython,
  PROGRAMS,
  summary,
} from "../../../tests/support/fake_machine.ts";
import type { Giver } from "./added.ts";

const UV_LIST = JSON.stringify([
  { version: "3.15.2", implementation: "cpython", variant: "default" },
  { version: "3.15.2", implementation: "cpython", variant: "freethreaded" },
  { version: "3.11.13", implementation: "pypy", variant: "default" },
]);

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
