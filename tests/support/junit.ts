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
  const counts = junit === null ? { passed: 0, failed: 0, skipped: [] } : countCases(junit);
  counts.failed = Math.max(counts.failed, closingFailures(output));
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

function countCases(junit: string): TestCounts {
  const counts: TestCounts = { passed: 0, failed: 0, skipped: [] };
  const names = new Set<string>();
  const cases = junit.matchAll(
    /<testcase name="([^"]*)" classname="([^"]*)"[^>]*>(.*?)<\/testcase>/gs,
  );
  for (const [, name = "", file = "", body = ""] of cases) {
    names.add(`${file} ${name}`);
    if (isStep({ name, file, names })) continue;
    if (body.includes("<skipped")) counts.skipped.push(`${file}: ${unescapeXml(name)}`);
    else if (/<(?:failure|error)\b/.test(body)) counts.failed++;
    else counts.passed++;
  }
  return counts;
}

/** A step follows its test in the file and carries the test's name in front of its own. */
function isStep(
  { name, file, names }: { name: string; file: string; names: Set<string> },
): boolean {
  const parts = name.split(" &gt; ");
  return parts.some((_, index) =>
    index > 0 && names.has(`${file} ${parts.slice(0, index).join(" &gt; ")}`)
  );
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
