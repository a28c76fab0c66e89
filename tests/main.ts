/**
 * The gate's command line: `ok`, `test` or `all`, and names of phases to run only those.
 *
 * Runs each phase in a process of its own, shows the whole output of those that failed, lists
 * what was skipped, names once more what failed and ends with the line `N passed, N failed`.
 */
import { fromFileUrl } from "@std/path";
import { endGroup, type Phase, type PhaseOutcome, runPhase } from "./support/phase.ts";
import { planPhases, type Scope, TOTAL_LIMITS_MS } from "./support/plan.ts";
import {
  prepareTestPython,
  PYTHON_MISSING_VARIABLE,
  PYTHON_VARIABLE,
} from "./support/test_python.ts";

const ROOT = fromFileUrl(new URL("../", import.meta.url));
const USAGE = "Usage: deno run -A tests/main.ts ok | test | all [PHASE...]";

interface Totals {
  passed: number;
  failed: number;
  skipped: string[];
  failures: string[];
}

if (import.meta.main) Deno.exit(await main(Deno.args));

async function main(args: string[]): Promise<number> {
  const [scope, ...names] = args;
  if (!isScope(scope)) {
    say(USAGE);
    return 2;
  }
  const endMs = performance.now() + TOTAL_LIMITS_MS[scope];
  const plan = await planPhases(scope, ROOT);
  const phases = names.length === 0 ? plan : plan.filter(({ name }) => names.includes(name));
  const env = {
    // What tests measure must not stand in the record of this checkout, nor answer one another.
    PROBEBOOK_STORE: "off",
    ...(scope === "ok" ? {} : await prepareEnvironment(scope)),
  };
  const totals = await runAll(phases, { env, endMs });
  if (totals.skipped.length > 0) say("", "Skipped:", ...totals.skipped.map((name) => `  ${name}`));
  // At the end, where it is still seen when the output of a long run is cut.
  if (totals.failures.length > 0) say("", "Failed:", ...totals.failures.map((one) => `  ${one}`));
  say("", `${totals.passed} passed, ${totals.failed} failed`);
  return totals.failed === 0 && totals.passed > 0 ? 0 : 1;
}

async function runAll(
  phases: Phase[],
  { env, endMs }: { env: Record<string, string>; endMs: number },
): Promise<Totals> {
  const totals: Totals = { passed: 0, failed: 0, skipped: [], failures: [] };
  /** What runs now; a phase that has ended takes its group with it. */
  const groups = new Map<Phase, number>();
  // Each phase leads a process group of its own, so the terminal's Ctrl-C does not reach it.
  const stop = () => {
    for (const group of groups.values()) endGroup(group);
    Deno.exit(130);
  };
  Deno.addSignalListener("SIGINT", stop);
  Deno.addSignalListener("SIGTERM", stop);
  const runInTurns = async (turns: readonly Phase[]) => {
    for (const phase of turns) {
      const onStart = (groupId: number) => void groups.set(phase, groupId);
      const limitMs = Math.max(0, Math.min(phase.limitMs, endMs - performance.now()));
      const outcome = await runPhase({ ...phase, limitMs }, {
        cwd: ROOT,
        env: { ...env, ...phase.env },
        onStart,
      });
      groups.delete(phase);
      say(`${phase.name} ... ${summary(outcome)}`);
      if (outcome.failed > 0) say(outcome.output.trimEnd(), "");
      totals.passed += outcome.passed;
      totals.failed += outcome.failed;
      totals.skipped.push(...outcome.skipped.map((name) => `${phase.name}: ${name}`));
      totals.failures.push(...outcome.failures.map((one) => `${phase.name}: ${one}`));
    }
  };
  const inLane = (wanted: Phase["lane"]) =>
    runInTurns(phases.filter(({ lane }) => lane === wanted));
  await inLane(undefined);
  await Promise.all([inLane("busy"), inLane("waiting")]);
  return totals;
}

function summary({ passed, failed, skipped, elapsedMs }: PhaseOutcome): string {
  const parts = [`${passed} passed`];
  if (failed > 0) parts.push(`${failed} FAILED`);
  if (skipped.length > 0) parts.push(`${skipped.length} skipped`);
  return `${parts.join(", ")} (${(elapsedMs / 1000).toFixed(1)} s)`;
}

async function prepareEnvironment(scope: Scope): Promise<Record<string, string>> {
  const matrix: Record<string, string> = scope === "all" ? { PROBEBOOK_TEST_MATRIX: "all" } : {};
  write("Python for the tests ... ");
  const python = await prepareTestPython({ root: ROOT });
  if (python.kind === "missing") {
    say(`missing: ${python.reason}`);
    return { ...matrix, [PYTHON_MISSING_VARIABLE]: python.reason };
  }
  say(python.isNew ? "made" : "there");
  return { ...matrix, [PYTHON_VARIABLE]: python.python };
}

function isScope(text: string | undefined): text is Scope {
  return text === "ok" || text === "test" || text === "all";
}

function say(...lines: string[]): void {
  write(lines.map((line) => `${line}\n`).join(""));
}

function write(text: string): void {
  const bytes = new TextEncoder().encode(text);
  for (let sent = 0; sent < bytes.length;) sent += Deno.stdout.writeSync(bytes.subarray(sent));
}
