/** Nothing that a process has started is left when it is ended. */

import { assert, assertEquals } from "@std/assert";
import { assertGone } from "../../tests/support/processes.ts";
import { ofKind, startFixture } from "./evaluator_fixture.ts";
import { descendantsOf, type ProcessEntry } from "./process_table.ts";
import { killTree } from "./process_tree.ts";

type ProcessLink = Pick<ProcessEntry, "pid" | "parent">;

function links(...pairs: [pid: number, parent: number][]): ProcessLink[] {
  return pairs.map(([pid, parent]) => ({ pid, parent }));
}

const TREES: [name: string, table: ProcessLink[], expected: number[]][] = [
  ["no process", [], []],
  ["a process without children", links([5, 1], [6, 1]), []],
  ["children and theirs", links([5, 1], [6, 5], [7, 6], [8, 1]), [6, 7]],
  ["a child that stands before its parent", links([3, 4], [4, 5], [5, 1]), [3, 4]],
  ["a table that leads in a circle", links([5, 6], [6, 5]), [6]],
];

for (const [name, table, expected] of TREES) {
  Deno.test(`descendantsOf() finds ${name}`, () => {
    assertEquals(descendantsOf(5, table).sort(), expected);
  });
}

/** A shell in a group of its own that starts another one in a group of its own, and that a third. */
const NESTED = `
const inner = "sleep 600 & echo $! $$; wait";
const child = new Deno.Command("sh", { args: ["-c", inner], detached: true, stdout: "inherit" }).spawn();
await child.status;`;

Deno.test("killTree() ends what leads a group of its own, and what that started", async () => {
  const leader = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "--no-config", "--no-lock", "-"],
    stdin: "piped",
    stdout: "piped",
    detached: true,
  }).spawn();
  const writer = leader.stdin.getWriter();
  await writer.write(new TextEncoder().encode(NESTED));
  await writer.close();
  const reader = leader.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const pids = ((await reader.read()).value ?? "").trim().split(" ");
  assertEquals(pids.length, 2);
  killTree(leader.pid);
  assertEquals((await leader.status).signal, "SIGKILL");
  await reader.cancel();
  for (const pid of pids) await assertGone(pid);
});

/** What a measurement does: the process that it starts leads a group of its own. */
const DETACHED_CELL = "const p = new Deno.Command('sleep', { args: ['600'], detached: true })" +
  ".spawn(); console.log(p.pid);";

const ENDS: [name: string, code: string][] = [
  ["a kernel that is shut down while the cell waits", "await p.status"],
  ["a kernel that is shut down while the cell is busy", "while (true) {}"],
  ["a kernel that is shut down between cells", ""],
];

for (const [name, code] of ENDS) {
  Deno.test(`dispose leaves no detached subprocess: ${name}`, async () => {
    const fixture = await startFixture();
    const running = fixture.run(`${DETACHED_CELL}\n${code}`);
    const event = ofKind(await fixture.event(({ kind }) => kind === "stream"), "stream");
    if (code === "") await running;
    const begun = performance.now();
    await fixture[Symbol.asyncDispose]();
    assert(performance.now() - begun < 2000);
    await running;
    await assertGone(event.text.trim());
  });
}

Deno.test("Deno.exit() in a cell leaves no detached subprocess", async () => {
  await using fixture = await startFixture();
  await fixture.run(`${DETACHED_CELL}\nDeno.exit(1)`);
  const event = ofKind(await fixture.event(({ kind }) => kind === "stream"), "stream");
  await assertGone(event.text.trim());
});
