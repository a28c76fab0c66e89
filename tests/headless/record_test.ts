/** What a cell measures is found again in the record of its folder, with the real kernel. */

import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { openKernel } from "../../kernel/mod.ts";
import { runCommand } from "../../notebooks/tools/run.ts";
import { openSession, sessions } from "../../probes/mod.ts";
import { fakeProbe } from "../support/fake_interpreters.ts";
import { answering, fakeFacts, type FakeFolder, fakePrograms } from "../support/fake_programs.ts";
import { notebookText } from "../support/notebook_text.ts";

Deno.test("a cell's measurement is found again when its kernel is gone", async () => {
  using programs = fakePrograms({
    "a/bin/python3": answering(fakeFacts("3.14.0", { prefix: "/a" }), fakeProbe(5_000_000)),
  });
  assertEquals(await runCells(programs, [COMPARING]), 0);
  const path = join(programs.path, ".probebook", "store.sqlite");
  const list = await sessions({ path });
  assertEquals(list.map(({ standing, kind, runs }) => ({ standing, kind, runs })), [
    { standing: "complete", kind: "compare", runs: 4 },
  ]);
  const { comparison } = await openSession(list[0]?.id ?? "", { path });
  assertEquals(comparison?.rounds, 2);
});

Deno.test("a cell goes on with a measurement whose kernel was killed", async () => {
  // The first two processes choose how many loops a timing has; the fourth ends the kernel's program that started it.
  const killing = `echo >> "$0.count"\n[ $(wc -l < "$0.count") -ne 4 ] || kill -9 $PPID\n`;
  using programs = fakePrograms({
    "a/bin/python3": answering(fakeFacts("3.14.0"), killing + fakeProbe(5_000_000)),
  });
  assertEquals(await runCells(programs, [COMPARING]), 1);
  const path = join(programs.path, ".probebook", "store.sqlite");
  const [before] = await sessions({ path });
  assertEquals([before?.standing, before?.runs], ["cut_off", 1]);
  const resuming = 'import { resumeSession } from "probes";\nawait resumeSession("latest");';
  assertEquals(await runCells(programs, [resuming]), 0);
  const [after, ...others] = await sessions({ path });
  assertEquals([after?.id, after?.standing, others.length], [before?.id, "complete", 0]);
  const { comparison } = await openSession(after?.id ?? "", { path });
  assertEquals(comparison?.rounds, 2);
});

const COMPARING = 'import { compare, discoverInterpreters } from "probes";\n' +
  "const [python] = await discoverInterpreters();\n" +
  'await compare("tight_loop", { base: python, test: python, rounds: 2 });';

/** Runs cells in a kernel of their own, in the programs' folder; the number is the exit code. */
async function runCells(programs: FakeFolder, cells: readonly string[]): Promise<number> {
  const setting =
    // The gate switches the record off for everything that it starts.
    'Deno.env.delete("PROBEBOOK_STORE");\n' +
    `Deno.env.set("PROBEBOOK_PYTHONS", ${JSON.stringify(programs.path)});\n` +
    'Deno.env.set("PROBEBOOK_PYTHONS_ONLY", "1");';
  const text = notebookText([setting, ...cells]);
  await Deno.writeTextFile(join(programs.path, "a.ipynb"), text);
  return await runCommand(["a.ipynb", "--out", "out"], {
    root: programs.path,
    base: programs.path,
    // Its cells name programs of their own, which no kernel lets them run otherwise.
    openKernel: ({ cwd }) => openKernel({ cwd, permissions: "all" }),
    print: () => {},
    note: () => {},
  });
}
