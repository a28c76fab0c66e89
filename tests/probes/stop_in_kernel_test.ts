/**
 * Stop in the kernel during a measurement, at any moment: the measured process is gone at once, what had been
 * measured stays in `latest`, and the next cell runs.
 */
import { assertEquals, assertMatch } from "@std/assert";
import {
  endingText,
  type Fixture,
  startFixture,
} from "../../kernel/evaluator/evaluator_fixture.ts";
import { demandWithin } from "../support/elapsed.ts";
import { fakeProbe } from "../support/fake_interpreters.ts";
import { answering, fakeFacts, type FakeFolder, fakePrograms } from "../support/fake_programs.ts";
import { assertGone, pidWritten, textWritten } from "../support/processes.ts";

/** From Stop to the end of the process; it takes 30 to 60 ms on an idle machine. */
const GONE_MS_MAX = 3000;

/**
 * The base's seventh start waits for ever, so that Stop always finds a process running and some rounds measured: one
 * start at least went into calibration.
 */
function programs(): FakeFolder {
  const hangs = `echo x >> "$0.starts"\n` +
    `[ $(wc -l < "$0.starts") -ge 7 ] && { echo $$ > "$0.pid"; exec sleep 600; }`;
  const good = fakeProbe(5_000_000);
  return fakePrograms({
    "a/bin/python3": answering(fakeFacts("3.14.0", { prefix: "/a" }), `${hangs}\n${good}`),
    "b/bin/python3": answering(fakeFacts("3.14.0", { prefix: "/b" }), good),
  });
}

/** Finds the programs; `running` is a comparison that has not begun. */
function prepare(folder: FakeFolder): string {
  return `import { compare, discoverInterpreters } from "probes";
Deno.env.set("PROBEBOOK_PYTHONS", ${JSON.stringify(folder.path)});
Deno.env.set("PROBEBOOK_PYTHONS_ONLY", "1");
const [base, test] = await discoverInterpreters();
const running = compare("tight_loop", { base, test, slices: 2, rounds: 90 });
const pidFile = ${JSON.stringify(folder.at("a/bin/python3.pid"))};
const isHanging = () => { try { return Deno.readTextFileSync(pidFile).endsWith("\\n"); } catch { return false; } };
const untilItHangs = async () => { while (!isHanging()) await new Promise((r) => setTimeout(r, 2)); };
base.executable`;
}

const CELLS: [name: string, code: string, ending: string][] = [
  ["an awaited comparison", "await running", "interrupted"],
  ["a comparison that is iterated", "for await (const partial of running);", "interrupted"],
  ["a comparison that is the cell's value", "running", "interrupted"],
  [
    "a busy loop beside a comparison that nobody awaits",
    "void running.then(() => {}); await untilItHangs(); while (true) {}",
    "interrupted",
  ],
  [
    "a wait for something else",
    "void running.then(() => {}); await new Promise(() => {})",
    "interrupted",
  ],
  [
    "a comparison that nobody awaits, after its cell",
    "void running.then(() => {}); 0",
    "text/plain: 0",
  ],
];

for (const [name, code, expected] of CELLS) {
  Deno.test(`Stop ends ${name} and keeps what was measured`, async () => {
    using folder = programs();
    await using fixture = await startFixture();
    assertMatch(await fixture.ending(prepare(folder)), /a\/bin\/python3/);
    const cell = fixture.run(code);
    const pid = await pidWritten(folder.at("a/bin/python3.pid"));
    const begunMs = performance.now();
    await fixture.port.interrupt();
    await assertGone(pid);
    const elapsedMs = performance.now() - begunMs;
    assertEquals(endingText(await cell), expected);
    demandWithin(GONE_MS_MAX, { what: "the end of the measured process", elapsedMs });
    const kept = await fixture.ending(
      "await running; `${running.latest.ending.kind} ${running.latest.rounds >= 3}`",
    );
    assertEquals(kept, 'text/plain: "stopped true"');
    await assertStillMeasures(fixture);
  });
}

const BUSY: [name: string, code: string][] = [
  ["draws in watch()", "running.watch(() => { hangOnce() }); await running"],
  [
    "draws in watch() later on",
    "running.watch(async () => { await 0; hangOnce() }); await running",
  ],
  ["works in onProgress", "running = again(() => { hangOnce() }); await running"],
];

for (const [name, code] of BUSY) {
  Deno.test(`Stop ends a measurement that ${name}, and the next one runs`, async () => {
    using folder = programs();
    await using fixture = await startFixture();
    await fixture.ending(prepare(folder).replace("const running", "let running"));
    const flag = folder.at("begun");
    await fixture.ending(
      `let hasHung = false;
const hangOnce = () => {
  if (hasHung) return;
  hasHung = true;
  Deno.writeTextFileSync(${JSON.stringify(flag)}, "yes\\n");
  while (true) {}
};
const again = (onProgress) => compare("tight_loop", { base, test, slices: 2, rounds: 90, onProgress }); 0`,
    );
    const cell = fixture.run(code);
    await textWritten(flag);
    await fixture.port.interrupt();
    assertEquals(endingText(await cell), "interrupted");
    assertEquals(
      await fixture.ending("await running; running.latest.ending.kind"),
      'text/plain: "stopped"',
    );
    await assertStillMeasures(fixture);
  });
}

/** A stopped measurement must not hold up the next one. */
async function assertStillMeasures(fixture: Fixture): Promise<void> {
  const code =
    "(await compare('tight_loop', { base: test, test, slices: 2, rounds: 1 })).ending.kind";
  assertEquals(await fixture.ending(code), 'text/plain: "complete"');
}
