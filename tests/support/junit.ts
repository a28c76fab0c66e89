/** Reads what `deno test` says about a run: its JUnit file, and its closing line as a cross-check. */

/** How many tests of a run passed and failed, and the names of the skipped ones. */
export interface TestCounts {
  passed: number;
  failed: number;
  skipped: string[];
  /** Names of the failed tests, each with the beginning of what it said; a death leaves none. */
  failures: string[];
}

/** What is known about a test process that has ended. */
export interface TestRun {
  /** The text of the JUnit file, or null when the process did not get as far as writing one. */
  readonly junit: string | null;
  readonly output: string;
  readonly exitCode: number;
}

/**
 * Counts a run so that no failure gets lost.
 *
 * Measured with Deno 2.9.6: a module that throws while it loads fails the run and stands in the
 * closing line, but not in the JUnit file; a process that dies writes neither.
 */
export function countTests({ junit, output, exitCode }: TestRun): TestCounts {
  const { failedTestCount, ...counts } = junit === null
    ? { passed: 0, failed: 0, skipped: [], failures: [], failedTestCount: 0 }
    : countCases(readCases(junit));
  counts.failed += Math.max(0, closingFailures(output) - failedTestCount);
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

interface Case {
  readonly name: string;
  readonly result: "passed" | "failed" | "skipped";
  /** The beginning of what a failed test said. */
  readonly message: string;
  /** A step repeats the name of its test in front of its own. */
  isStep: boolean;
  stepCount: number;
  failedStepCount: number;
}

function readCases(junit: string): Case[] {
  const found = junit.matchAll(/<testcase name="([^"]*)"[^>]*>(.*?)<\/testcase>/gs);
  const cases = [...found].map(([, name = "", body = ""]): Case => ({
    name: unescapeXml(name),
    result: resultOf(body),
    message: messageOf(body),
    isStep: false,
    stepCount: 0,
    failedStepCount: 0,
  }));
  // By name alone: a test that a helper registers stands under the helper's file, its steps do not.
  const byName = new Map(cases.map((one) => [one.name, one]));
  for (const one of cases) {
    const parent = parentOf(one.name, byName);
    if (parent === null) continue;
    one.isStep = true;
    parent.stepCount++;
    if (one.result === "failed") parent.failedStepCount++;
  }
  return cases;
}

function resultOf(body: string): Case["result"] {
  if (body.includes("<skipped")) return "skipped";
  return /<(?:failure|error)\b/.test(body) ? "failed" : "passed";
}

/** Enough for what was expected and what came, on one line. */
const MESSAGE_LENGTH_MAX = 300;

function messageOf(body: string): string {
  const [, message = ""] = /<(?:failure|error)\b[^>]*message="([^"]*)"/.exec(body) ?? [];
  return plainText(unescapeXml(message)).replaceAll(/\s+/g, " ").trim().slice(
    0,
    MESSAGE_LENGTH_MAX,
  );
}

const STEP_MARK = " > ";

function parentOf(name: string, byName: Map<string, Case>): Case | null {
  for (
    let end = name.lastIndexOf(STEP_MARK);
    end > 0;
    end = name.lastIndexOf(STEP_MARK, end - 1)
  ) {
    const parent = byName.get(name.slice(0, end));
    if (parent !== undefined) return parent;
  }
  return null;
}

/** Steps count in place of their test, which counts only when it failed by itself. */
function countCases(cases: Case[]): TestCounts & { failedTestCount: number } {
  const counts = {
    passed: 0,
    failed: 0,
    skipped: [] as string[],
    failures: [] as string[],
    failedTestCount: 0,
  };
  for (const { name, result, message, isStep, stepCount, failedStepCount } of cases) {
    if (!isStep && result === "failed") counts.failedTestCount++;
    const isCountedByItsSteps = stepCount > 0 && !(result === "failed" && failedStepCount === 0);
    if (isCountedByItsSteps) continue;
    if (result === "skipped") counts.skipped.push(name);
    else counts[result]++;
    if (result === "failed") counts.failures.push(`${name}: ${message}`);
  }
  return counts;
}

/** The number of failures in the last closing line, as in `FAILED | 2 passed (1 step) | 3 failed`. */
function closingFailures(output: string): number {
  const lines = plainText(output).matchAll(/^(?:ok|FAILED) \| \d+ passed[^|\n]*\| (\d+) failed/gm);
  return Number([...lines].at(-1)?.[1] ?? 0);
}

/** Without colours. */
function plainText(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replaceAll(/\x1b\[[0-9;]*m/g, "");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
  "&amp;": "&",
};

function unescapeXml(text: string): string {
  return text.replaceAll(/&(?:lt|gt|quot|apos|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}
