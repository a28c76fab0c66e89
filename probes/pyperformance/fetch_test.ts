/** Tests of fetching pyperformance, on machines made of shell scripts: once, whole or not at all, and what is refused. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { dirname } from "@std/path";
import { type FakeMachine, fakeMachine } from "../../tests/support/fake_machine.ts";
import { fetchSuite, PACKAGES, suiteFolder } from "./fetch.ts";

/** Leaves a file where the packages would be. */
const GIVING = `while [ "$1" != --target ]; do shift; done\nmkdir -p "$2/pyperf"`;

const failing = (message: string) => `echo "${message}" >&2; exit 2`;

/** What lies in the folder of packages, but for the lock. */
function left({ world }: FakeMachine): string[] {
  const folder = dirname(suiteFolder(world.environment) ?? "");
  return [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) => name !== ".lock");
}

Deno.test("fetchSuite() fetches by name and version, once", async () => {
  using machine = fakeMachine({ programs: { uv: GIVING } });
  const folder = suiteFolder(machine.world.environment);
  for (const _ of [1, 2]) assertEquals(await fetchSuite(machine.world), { kind: "there", folder });
  const [call = "", ...others] = machine.calls();
  assertEquals(others, []);
  assertStringIncludes(call, `--no-deps --only-binary :all: ${PACKAGES.join(" ")}`);
  assertEquals([...Deno.readDirSync(folder ?? "")].map(({ name }) => name), ["pyperf"]);
});

Deno.test("fetchSuite() asked twice at the same time fetches once", async () => {
  using machine = fakeMachine({ programs: { uv: `sleep 0.3\n${GIVING}` } });
  const outcomes = await Promise.all([fetchSuite(machine.world), fetchSuite(machine.world)]);
  assertEquals(outcomes.map(({ kind }) => kind), ["there", "there"]);
  assertEquals(machine.calls().length, 1);
});

Deno.test("fetchSuite() takes pip where uv fails", async () => {
  using machine = fakeMachine({ programs: { uv: failing("no such option"), python3: GIVING } });
  assertEquals((await fetchSuite(machine.world)).kind, "there");
});

Deno.test("fetchSuite() removes what one that was killed has left", async () => {
  using machine = fakeMachine({ programs: { uv: GIVING } });
  const folder = suiteFolder(machine.world.environment) ?? "";
  await Deno.mkdir(`${dirname(folder)}/.making-pyperformance/half`, { recursive: true });
  assertEquals((await fetchSuite(machine.world)).kind, "there");
  assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), ["pyperf"]);
});

const REFUSALS: [
  name: string,
  machine: Parameters<typeof fakeMachine>[0],
  reason: string,
  remedy: string,
][] = [
  [
    "no network",
    { programs: { uv: failing("error sending request: dns error") } },
    "uv cannot reach what it fetches from",
    "connect to the network",
  ],
  [
    "no network for pip",
    { programs: { python3: failing("Failed to establish a new connection") } },
    "pip cannot reach what it fetches from",
    "connect to the network",
  ],
  ["a full disk", { programs: { uv: failing("No space left on device") } }, "disk is full", "free"],
  ["neither uv nor Python", {}, "neither uv nor a Python", "install uv"],
  [
    "versions that nobody has",
    { programs: { uv: failing("no such version") } },
    "uv failed",
    "again",
  ],
];

for (const [name, given, reason, remedy] of REFUSALS) {
  Deno.test(`fetchSuite() refuses ${name}, and leaves nothing`, async () => {
    using machine = fakeMachine(given);
    const outcome = await fetchSuite(machine.world);
    if (outcome.kind !== "refused") throw new TypeError(`Cannot test: it is ${outcome.kind}`);
    assertStringIncludes(outcome.reason, reason);
    assertStringIncludes(outcome.remedy, remedy);
    assertEquals(left(machine), []);
  });
}

Deno.test("fetchSuite() refuses a machine without a home", async () => {
  using machine = fakeMachine({ environment: { HOME: "", XDG_CACHE_HOME: "" } });
  const outcome = await fetchSuite(machine.world);
  assertEquals(outcome.kind === "refused" ? outcome.reason : "", "there is no home folder");
});

Deno.test("fetchSuite() ends with its program when it is stopped, and leaves nothing", async () => {
  const stopping = new AbortController();
  using machine = fakeMachine({
    programs: { uv: `echo begun > "@/begun"\nexec sleep 600` },
    signal: stopping.signal,
  });
  const watcher = Deno.watchFs(machine.folder.path, { recursive: false });
  const fetching = fetchSuite(machine.world);
  for await (const { paths } of watcher) if (paths.some((path) => path.endsWith("begun"))) break;
  stopping.abort();
  assertEquals(await fetching, { kind: "stopped" });
  assertEquals(left(machine), []);
});
