/** A Stop ends the subprocesses of its cell, whoever their parents are by then, and no others. */

import { assertEquals, assertLess } from "@std/assert";
import { assertGone } from "../../tests/support/processes.ts";
import { type Fixture, startFixture, streamText } from "./evaluator_fixture.ts";
import { listMembers, signalMembers } from "./process_group.ts";
import {
  earlierOf,
  isSince,
  type Moment,
  presentMoment,
  type ProcessEntry,
  readTable,
  readTableSince,
} from "./process_table.ts";

/** A shell has the jobs that it starts by `&` ignore SIGINT, and dies of it itself. */
const JOBS: [name: string, start: string][] = [
  [
    "a quiet job of a shell, while the cell waits",
    shell("sleep 600 >/dev/null & echo started $!; sleep 600") + "await p.status",
  ],
  [
    "a job that floods the cell",
    shell("yes zz & echo started $!; yes zz") + "await new Promise(() => {})",
  ],
  [
    "a quiet job of a shell, while the cell is busy",
    shell("sleep 600 >/dev/null & echo started $!; sleep 600") +
    "await new Promise((resolve) => setTimeout(resolve, 1)); for (;;);",
  ],
  [
    "a job whose shell ended before the Stop",
    shell("sleep 600 >/dev/null 2>&1 & echo started $!") + "await p.status; for (;;);",
  ],
  [
    "a job that a synchronous call waits for",
    "new Deno.Command('sh', { args: ['-c', 'sleep 600 & echo started $! >&2; sleep 600']," +
    " stdout: 'piped', stderr: 'inherit' }).outputSync()",
  ],
];

for (const [name, code] of JOBS) {
  Deno.test(`interrupt() ends ${name}`, async () => {
    await using fixture = await startFixture();
    const running = fixture.run(code);
    const pid = await startedPid(fixture);
    await fixture.port.interrupt();
    assertEquals((await running).kind, "interrupted");
    await assertGone(pid);
    assertEquals(await fixture.ending("1"), "text/plain: 1");
  });
}

const SERVERS: [name: string, code: string][] = [
  ["a shell's job", shell("sleep 600 >/dev/null 2>&1 & echo started $!") + "await p.status"],
  [
    "a process that leads a group of its own",
    "var p = new Deno.Command('sleep', { args: ['600'], detached: true }).spawn();" +
    "console.log('started', p.pid)",
  ],
];

for (const [name, code] of SERVERS) {
  Deno.test(`interrupt() of a later cell leaves ${name} of a cell that has ended`, async () => {
    await using fixture = await startFixture();
    const [, pid = ""] = await Promise.all([fixture.run(code), startedPid(fixture)]);
    const seen = fixture.events.length;
    const own = shell("trap '' INT; echo started $$; while :; do sleep 0.1; done");
    const running = fixture.run(own + "await p.status");
    const stubborn = await startedPid(fixture, seen);
    await fixture.port.interrupt();
    await running;
    // It goes last: whatever else the Stop was to end has had its signals by then.
    await assertGone(stubborn);
    assertEquals((await readTable()).some((entry) => entry.pid === Number(pid)), true);
    Deno.kill(Number(pid), "SIGKILL");
  });
}

Deno.test("isSince() tells what ran before a moment from what was started after it", async () => {
  const moment = presentMoment();
  const child = new Deno.Command("sleep", { args: ["600"] }).spawn();
  const afterwards = presentMoment();
  const known = (await readTable()).filter(({ pid }) => pid === child.pid || pid === 1);
  const since = (from: Moment) =>
    known.filter((entry) => isSince(entry, from)).map(({ pid }) => pid);
  assertEquals(known.length, 2);
  assertEquals(since(moment), [child.pid]);
  // Where the clock's tick is the same, the process number tells (Linux only).
  assertEquals(since(afterwards), Deno.build.os === "linux" ? [] : [child.pid]);
  assertEquals(since(earlierOf(moment, afterwards)), [child.pid]);
  child.kill("SIGKILL");
  await child.status;
});

Deno.test("readTableSince() has what was started since, with all that it descends from", async () => {
  const moment = presentMoment();
  const child = new Deno.Command("sh", {
    args: ["-c", "sleep 600 & echo $!; wait"],
    stdout: "piped",
    detached: true,
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const pid = Number((await reader.read()).value);
  const parentsOf = (table: readonly ProcessEntry[]) => {
    const parents: number[] = [];
    for (let at = pid; at > 1;) parents.push(at = table.find((one) => one.pid === at)?.parent ?? 0);
    return parents;
  };
  const whole = await readTable();
  const parents = parentsOf(whole);
  assertEquals(parents.slice(0, 2), [child.pid, Deno.pid]);
  const recent = await readTableSince(moment);
  assertEquals(parentsOf(recent), parents);
  // Elsewhere a moment has no number, and all are read.
  if (Deno.build.os === "linux") assertLess(recent.length, whole.length);
  const long = { ...moment, time: moment.time - 100_000 };
  assertEquals(parentsOf(await readTableSince(long)), parents);
  Deno.kill(-child.pid, "SIGKILL");
  await child.status;
  await reader.cancel();
});

Deno.test("listMembers() and signalMembers() reach a group whose leader's child has gone", async () => {
  const moment = presentMoment();
  // The inner shell ends at once; its job stays in the group of the outer one.
  const leader = new Deno.Command("sh", {
    args: ["-c", "sh -c 'sleep 600 >/dev/null 2>&1 & echo $!'; read line"],
    stdin: "piped",
    stdout: "piped",
    detached: true,
  }).spawn();
  const reader = leader.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const pid = Number((await reader.read()).value);
  const members = await listMembers(leader.pid, moment);
  assertEquals(members.some((member) => member.pid === pid), true);
  assertEquals(await listMembers(leader.pid, presentMoment()), []);
  await signalMembers(members.filter((member) => member.pid === pid), "SIGKILL");
  await assertGone(String(pid));
  await leader.stdin.close();
  await leader.status;
  await reader.cancel();
});

function shell(script: string): string {
  return `var p = new Deno.Command("sh", { args: ["-c", ${
    JSON.stringify(script)
  }], stdout: "inherit" }).spawn();`;
}

/** The number behind the word "started". */
async function startedPid(fixture: Fixture, from = 0): Promise<string> {
  const find = () =>
    /started (\d+)\n/.exec(
      streamText(fixture.events.slice(from), "stdout") +
        streamText(fixture.events.slice(from), "stderr"),
    )?.[1];
  await fixture.event(() => find() !== undefined);
  return find() ?? "";
}
