/** Reads what `deno test` says about a run: its JUnit file, and its closing line as a cross-check. */

/** How many tests of a run passed and failed, and the names of the skipped ones. */
export interface TestCounts {
  passed: number;
  failed: number;
  skipped: string[];
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
    ? { passed: 0, failed: 0, skipped: [], failedTestCount: 0 }
    : countCases(readCases(junit));
  counts.failed += Math.max(0, closingFailures(output) - failedTestCount);
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

interface Case {
  readonly file: string;
  readonly name: string;
  readonly result: "passed" | "failed" | "skipped";
  /** The test or step that this is a step of; a step follows it and repeats its name. */
  readonly parent: Case | null;
  stepCount: number;
  failedStepCount: number;
}

function readCases(junit: string): Case[] {
  const cases = new Map<string, Case>();
  const found = junit.matchAll(
    /<testcase name="([^"]*)" classname="([^"]*)"[^>]*>(.*?)<\/testcase>/gs,
  );
  let count = 0;
  for (const [, name = "", file = "", body = ""] of found) {
    const parent = parentOf(`${file} ${name}`, cases);
    const result = body.includes("<skipped")
      ? "skipped"
      : /<(?:failure|error)\b/.test(body)
      ? "failed"
      : "passed";
    if (parent !== null) parent.stepCount++;
    if (parent !== null && result === "failed") parent.failedStepCount++;
    const one: Case = {
      file,
      name: unescapeXml(name),
      result,
      parent,
      stepCount: 0,
      failedStepCount: 0,
    };
    const key = `${file} ${name}`;
    // The same name twice is two tests.
    cases.set(cases.has(key) ? `${key} ${count++}` : key, one);
  }
  return [...cases.values()];
}

function parentOf(key: string, cases: Map<string, Case>): Case | null {
  for (let end = key.lastIndexOf(" &gt; "); end > 0; end = key.lastIndexOf(" &gt; ", end - 1)) {
    const parent = cases.get(key.slice(0, end));
    if (parent !== undefined) return parent;
  }
  return null;
}

/** Steps count in place of their test, which counts only when it failed by itself. */
function countCases(cases: Case[]): TestCounts & { failedTestCount: number } {
  const counts = { passed: 0, failed: 0, skipped: [] as string[], failedTestCount: 0 };
  for (const { file, name, result, parent, stepCount, failedStepCount } of cases) {
    if (parent === null && result === "failed") counts.failedTestCount++;
    const isCountedByItsSteps = stepCount > 0 && !(result === "failed" && failedStepCount === 0);
    if (isCountedByItsSteps) continue;
    if (result === "skipped") counts.skipped.push(`${file}: ${name}`);
    else counts[result]++;
  }
  return counts;
}

/** The number of failures in the last closing line, as in `FAILED | 2 passed (1 step) | 3 failed`. */
function closingFailures(output: string): number {
  // deno-lint-ignore no-control-regex
  const plain = output.replaceAll(/\x1b\[[0-9;]*m/g, "");
  const lines = plain.matchAll(/^(?:ok|FAILED) \| \d+ passed[^|\n]*\| (\d+) failed/gm);
  return Number([...lines].at(-1)?.[1] ?? 0);
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
