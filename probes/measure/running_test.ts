/** Tests of watching a measurement that runs. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { fakeInterpreter, fakeProbe } from "../../tests/support/fake_interpreters.ts";
import { type FakeFolder, fakePrograms } from "../../tests/support/fake_programs.ts";
import { measure } from "./measure.ts";

/** Writes when a process begins and ends, so that overlaps show. */
const LOGGING = `echo begin >> "$0.log"\n${fakeProbe(5_000_000)}\necho end >> "$0.log"`;

function start(folder: FakeFolder, rounds = 4) {
  const arms = [fakeInterpreter("a", folder)];
  return measure("tight_loop", { arms, rounds, slices: 2 });
}

Deno.test("watch() is told at once and at the end", async () => {
  using folder = fakePrograms({ a: LOGGING });
  const running = start(folder);
  const seen: string[] = [];
  running.watch((partial) => {
    seen.push(`${partial.ending.kind} ${partial.runs.length}`);
  });
  await running;
  assertEquals([seen[0], seen.at(-1)], ["running 0", "complete 4"]);
});

Deno.test("watch() holds the next process back until its callback is done", async () => {
  using folder = fakePrograms({ a: LOGGING });
  const running = start(folder, 3);
  running.watch(async () => {
    Deno.writeTextFileSync(folder.at("a.log"), "drawing\n", { append: true });
    // Long enough for a process to begin if nothing held it back.
    await new Deno.Command("sleep", { args: ["0.1"] }).output();
    Deno.writeTextFileSync(folder.at("a.log"), "drawn\n", { append: true });
  });
  await running;
  const lines = Deno.readTextFileSync(folder.at("a.log")).trim().split("\n");
  for (const [index, line] of lines.entries()) {
    if (line === "drawing") assertEquals(lines[index + 1], "drawn");
    if (line === "begin") assertEquals(lines[index + 1], "end");
  }
  assert(lines.includes("drawing"));
});

Deno.test("watch() leaves out partial results that come too fast", async () => {
  using folder = fakePrograms({ a: fakeProbe(5_000_000) });
  const running = start(folder, 30);
  let count = 0;
  running.watch(() => {
    count += 1;
  });
  const { seconds } = await running;
  assert(count <= 2 + Math.ceil(seconds / 0.5), `${count} calls in ${seconds} s`);
});

Deno.test("watch() can be ended", async () => {
  using folder = fakePrograms({ a: fakeProbe(5_000_000) });
  const running = start(folder);
  let count = 0;
  const end = running.watch(() => {
    count += 1;
    end();
  });
  await running;
  assertEquals(count, 1);
});

Deno.test("watch() hands on what its callback throws; what was measured is kept", async () => {
  using folder = fakePrograms({ a: fakeProbe(5_000_000) });
  const running = start(folder);
  running.watch((partial) => {
    if (partial.ending.kind === "complete") throw new TypeError("from the callback");
  });
  await assertRejects(async () => await running, TypeError, "from the callback");
  assertEquals(running.latest?.runs.length, 4);
});

Deno.test("measurements that run side by side take turns", async () => {
  using folder = fakePrograms({ a: LOGGING });
  await Promise.all([start(folder), start(folder), start(folder)]);
  const lines = Deno.readTextFileSync(folder.at("a.log")).trim().split("\n");
  assertEquals(lines, Array.from({ length: 15 }, () => ["begin", "end"]).flat());
});

Deno.test("measurements that run side by side keep the processes of a round together", async () => {
  const log = (name: string) => `echo ${name} >> "$(dirname "$0")/log"\n${fakeProbe(5_000_000)}`;
  using folder = fakePrograms({ a: log("a"), b: log("b"), c: log("c"), d: log("d") });
  const both = [["a", "b"], ["c", "d"]].map((names) =>
    measure("tight_loop", {
      arms: names.map((name) => fakeInterpreter(name, folder)),
      rounds: 4,
      slices: 2,
    })
  );
  await Promise.all(both);
  const names = Deno.readTextFileSync(folder.at("log")).trim().split("\n");
  // What was started before the first rounds is the calibration.
  const rounds = names.slice(-16).join("").match(/../g)?.map((pair) => [...pair].sort().join(""));
  assertEquals(rounds, ["ab", "cd", "ab", "cd", "ab", "cd", "ab", "cd"]);
});

Deno.test("a measurement that waits for its turn can be stopped", async () => {
  using folder = fakePrograms({ a: LOGGING, b: `touch "$0.there"; exec sleep 600` });
  const hanging = measure("tight_loop", { arms: [fakeInterpreter("b", folder)], rounds: 1 });
  const hung = hanging.then((result) => result.ending.kind);
  const waiting = start(folder);
  assertEquals((await waiting.stop()).ending, { kind: "stopped" });
  await hanging.stop();
  assertEquals(await hung, "stopped");
});
