/** Tests of running a phase: good and bad endings, a hang, a process that dies, an orphan's pipe. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type Phase, type PhaseOutcome, runPhase } from "./phase.ts";

/** Far above what any of these takes; reached only when the runner itself hangs. */
const PLENTY_MS = 60_000;

async function outcomeOf(phase: Partial<Phase>, files: Record<string, string> = {}) {
  const cwd = await Deno.makeTempDir();
  try {
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(`${cwd}/${name}`, text);
    }
    const whole: Phase = { name: "x", kind: "check", args: [], limitMs: PLENTY_MS, ...phase };
    return await runPhase(whole, { cwd, env: {} });
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
}

function counts({ passed, failed, skipped }: PhaseOutcome) {
  return { passed, failed, skipped };
}

const TESTS: Partial<Phase> = { kind: "tests", args: ["test", "-A", "--no-check", "--no-config"] };

Deno.test("runPhase() counts a check by its exit code and keeps its output", async () => {
  const good = await outcomeOf({ args: ["eval", "console.log('fine')"] });
  assertEquals(counts(good), { passed: 1, failed: 0, skipped: [] });
  assertEquals(good.output, "fine\n");
  const bad = await outcomeOf({ args: ["eval", "console.error('no'); Deno.exit(3)"] });
  assertEquals(counts(bad), { passed: 0, failed: 1, skipped: [] });
  assertEquals([bad.output, bad.failures], ["no\n", ["no"]]);
});

Deno.test("runPhase() counts tests one by one and names the skipped", async () => {
  const outcome = await outcomeOf(TESTS, {
    "a_test.js": `console.log("skipped: no moon tonight");
      Deno.test("good", () => {});
      Deno.test("bad", () => { throw new Error("x"); });
      Deno.test.ignore("left out", () => {});`,
    "b_test.js": `throw new Error("cannot even load");`,
  });
  assertEquals(counts(outcome), {
    passed: 1,
    failed: 2,
    skipped: ["left out", "skipped: no moon tonight"],
  });
  const [named, untold] = outcome.failures;
  assertEquals([named, outcome.failures.length], ["bad: Uncaught Error: x", 2]);
  assertStringIncludes(untold ?? "", "Test failed");
});

Deno.test("runPhase() counts a test process that kills itself as failed", async () => {
  const outcome = await outcomeOf(TESTS, {
    "a_test.js": `Deno.test("gone", () => Deno.kill(Deno.pid, "SIGKILL"));`,
  });
  assertEquals(counts(outcome), { passed: 0, failed: 1, skipped: [] });
});

Deno.test("runPhase() stops a hanging phase at its limit and says so", async () => {
  const outcome = await outcomeOf({ args: ["eval", "for (;;);"], limitMs: 300 });
  assertEquals(counts(outcome), { passed: 0, failed: 1, skipped: [] });
  assertStringIncludes(outcome.output, "not finished after 0.3 s");
});

Deno.test("runPhase() does not wait for an orphan that holds the pipe", async () => {
  const source = `
    const child = new Deno.Command(Deno.execPath(), {
      args: ["eval", "setTimeout(() => {}, 20000)"],
      stdin: "null",
      detached: true,
    }).spawn();
    console.log(child.pid);
    Deno.exit(0);`;
  const outcome = await outcomeOf({ args: ["eval", source] });
  Deno.kill(Number(outcome.output), "SIGKILL");
  assertEquals(counts(outcome), { passed: 1, failed: 0, skipped: [] });
  assert(outcome.elapsedMs < 15_000, `took ${outcome.elapsedMs} ms`);
});
