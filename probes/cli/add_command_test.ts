/** Tests of `interpreters add` and `remove`, with programs that play uv and the CPython that it fetches. */
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type FakeMachine, fakeMachine, FREE_UV } from "../../tests/support/fake_machine.ts";
import { type CliOutcome, runInside } from "../../tests/support/probe_cli.ts";

async function interpreters(
  { world: { environment, signal } }: FakeMachine,
  ...args: string[]
): Promise<CliOutcome> {
  return await runInside(["interpreters", ...args], { environment, signal });
}

Deno.test("interpreters add reports what came, and what it can show", async () => {
  using machine = fakeMachine({ programs: FREE_UV });
  const { code, out, err } = await interpreters(machine, "add", "3.14t");
  const program = "cpython-3.14.10+freethreaded-linux-x86_64-gnu/bin/python3.14t";
  assertStringIncludes(
    out,
    `MB: ${machine.folder.at(`cache/probebook/pythons/uv-3.14t/${program}`)}\n`,
  );
  assertMatch(out, /^Added uv-3\.14t in \d+ s, 1 MB: [^]*\n {2}CPython 3\.14\.10, built as \S/);
  assertMatch(out, /It shows: a generational collector, running without the lock \(now off\)/);
  assertMatch(out, /--python takes it as py3\.14\.10t/);
  assertEquals([code, err.split("\n")[0]], [0, "Fetching it with uv"]);
});

Deno.test("interpreters add says so when it is there already", async () => {
  using machine = fakeMachine({ programs: FREE_UV });
  await interpreters(machine, "add", "3.14t");
  const { code, out, err } = await interpreters(machine, "add", "3.14t");
  assertEquals([code, err], [0, ""]);
  assertMatch(out, /^uv-3\.14t is there: CPython 3\.14\.10, \//);
});

Deno.test("interpreters lists what was added, by the names that remove takes", async () => {
  using machine = fakeMachine({ programs: FREE_UV });
  await interpreters(machine, "add", "3.14t");
  const { out } = await interpreters(machine);
  assertMatch(out, /py3\.14\.10t/);
  assertMatch(
    out,
    /interpreters remove NAME" removes one:\n {2}uv-3\.14t {2}CPython 3\.14\.10, 1 MB$/,
  );
});

for (const name of ["uv-3.14t", "py3.14.10t"]) {
  Deno.test(`interpreters remove takes ${name}, and then it is gone`, async () => {
    using machine = fakeMachine({ programs: FREE_UV });
    await interpreters(machine, "add", "3.14t");
    const { code, out } = await interpreters(machine, "remove", name);
    assertEquals([code, out, machine.kept()], [0, "Removed uv-3.14t (1 MB)", [".lock"]]);
  });
}

Deno.test("interpreters add that cannot be carried out ends with exit code 1, reason and remedy", async () => {
  using machine = fakeMachine({ programs: { uv: "echo 'error: dns error' >&2; exit 1" } });
  const { code, out, err } = await interpreters(machine, "add", "3.14t");
  assertEquals([code, out], [1, ""]);
  assertMatch(err, /\nCannot add 3\.14t: uv cannot reach [^]*\nRemedy: connect to the network/);
});

Deno.test("interpreters add that is stopped ends with exit code 130", async () => {
  using machine = fakeMachine({ programs: FREE_UV, signal: AbortSignal.abort() });
  const { code, err } = await interpreters(machine, "add", "3.14t");
  assertEquals([code, machine.kept()], [130, [".lock"]]);
  assertStringIncludes(err, "Stopped: 3.14t is not added");
});

const WRONG: [name: string, args: string[], message: string][] = [
  ["no version", ["add"], "no version is named"],
  ["what is no version", ["add", "python"], 'Cannot add "python": a version from 3.8 on'],
  ["a version that is too old", ["add", "2.7"], 'Cannot add "2.7"'],
  ["a giver that there is not", ["add", "3.14", "--from", "conda"], 'there are "uv" and "debian"'],
  ["nothing to remove", ["remove"], "one name is needed; nothing was added so far"],
  ["two to remove", ["remove", "a", "b"], "one name is needed"],
  ["a name that was not added", ["remove", "py3.1"], "nothing of that name was added"],
  ["a path out of the folder", ["remove", "../.."], "nothing of that name was added"],
];

for (const [name, args, message] of WRONG) {
  Deno.test(`interpreters ${args[0]} refuses ${name} with exit code 2`, async () => {
    using machine = fakeMachine();
    const { code, out, err } = await interpreters(machine, ...args);
    assertStringIncludes(err, message);
    assertMatch(err, /\n\nUsage: deno task interpreters (add|remove)/);
    assertEquals([code, out], [2, ""]);
  });
}

Deno.test("interpreters remove tells a CPython of others from one that was added", async () => {
  using machine = fakeMachine({ programs: FREE_UV });
  await interpreters(machine, "add", "3.14t");
  const { world: { environment }, folder } = machine;
  const named = { ...environment, PROBEBOOK_PYTHONS: folder.at("payload/python") };
  const { err } = await runInside(["interpreters", "remove", "py3.15.2"], { environment: named });
  assertStringIncludes(err, 'was not added by this command; added were "uv-3.14t"');
});

for (const name of ["add", "remove"]) {
  Deno.test(`interpreters ${name} --help documents options and exit codes`, async () => {
    const { code, out, err } = await runInside(["interpreters", name, "--help"]);
    assertEquals([code, err], [0, ""]);
    assertMatch(out, /^Usage: deno task interpreters [^]*Exit codes: 0 done/);
  });
}
