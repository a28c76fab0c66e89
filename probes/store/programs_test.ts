/** Tests of the record with real programs: two at once, one that is killed, one in a folder that it may not write. */
import { assert, assertEquals } from "@std/assert";
import { fakeProbe } from "../../tests/support/fake_interpreters.ts";
import { answering, fakeFacts, fakePrograms } from "../../tests/support/fake_programs.ts";
import { storeFolder } from "../../tests/support/fake_sessions.ts";
import { onlyIn, runOutside } from "../../tests/support/probe_cli.ts";
import { openSession, sessions } from "./sessions.ts";

/** One interpreter whose probes do `first` before they print; `@` in it is the folder's path. */
function onePython(first = "") {
  const place = Deno.makeTempDirSync({ prefix: "probebook_programs_" });
  const body = `${first.replaceAll("@", place)}\n${fakeProbe(5_000_000)}`;
  const programs = fakePrograms({
    "a/bin/python3": answering(fakeFacts("3.14.0", { prefix: "/a" }), body),
  });
  const python = programs.at("a/bin/python3");
  return {
    args: ["probe", "compare", "tight_loop", "--base", python, "--test", python, "--fresh"],
    environment: onlyIn(programs).environment,
    [Symbol.dispose]() {
      programs[Symbol.dispose]();
      Deno.removeSync(place, { recursive: true });
    },
  };
}

Deno.test("the record takes the sessions of programs that begin it at once", async () => {
  using store = storeFolder();
  using python = onePython();
  const environment = { ...python.environment, PROBEBOOK_STORE: store.path };
  const args = [...python.args, "--rounds", "3", "--json"];
  const outcomes = await Promise.all([1, 2, 3].map(() => runOutside(args, environment)));
  for (const { code, out } of outcomes) {
    assertEquals(code, 0);
    const { flags } = JSON.parse(out) as { flags: { kind: string }[] };
    assertEquals(flags.filter(({ kind }) => kind === "not_recorded"), []);
  }
  const list = await sessions({ path: store.path });
  assertEquals(list.map(({ standing, runs }) => `${standing} ${runs}`), [
    "complete 6",
    "complete 6",
    "complete 6",
  ]);
});

Deno.test("the record keeps the rounds of a program that was killed", async () => {
  using store = storeFolder();
  // The first two processes choose how many loops a timing has; the ninth ends the program that started it.
  using python = onePython("echo >> @/count; [ $(wc -l < @/count) -lt 9 ] || kill -9 $PPID");
  const args = [...python.args, "--rounds", "20"];
  const { code } = await runOutside(args, {
    ...python.environment,
    PROBEBOOK_STORE: store.path,
  });
  assertEquals(code, 137);
  const [entry] = await sessions({ path: store.path });
  assertEquals([entry?.standing, entry?.runs], ["cut_off", 6]);
  const { comparison } = await openSession(entry?.id ?? "", { path: store.path });
  assertEquals(comparison?.rounds, 3);
  assert(comparison?.flags.some((flag) => flag.kind === "cut_off"));
});

Deno.test("the command line measures where it may not record, and says so", async () => {
  using python = onePython();
  const { code, out } = await runOutside([...python.args, "--rounds", "2", "--json"], {
    ...python.environment,
    // Nobody can make a folder there, whoever they are.
    PROBEBOOK_STORE: "/proc/probebook/store.sqlite",
  });
  assertEquals(code, 0);
  const { flags, rounds } = JSON.parse(out) as { flags: { kind: string }[]; rounds: number };
  assertEquals(rounds, 2);
  assertEquals(flags.filter(({ kind }) => kind === "not_recorded").length, 1);
});
