/** Regions of a cell that students do not get: solutions, hidden tests, mark schemes; marked as nbgrader marks them. */

/** The words that begin and end a region; what stands before them, such as `///` or `#`, is free. */
interface RegionMarks {
  readonly begin: string;
  readonly end: string;
}

/** nbgrader's own words, so that notebooks made for it need no change. */
const SOLUTION: RegionMarks = { begin: "BEGIN SOLUTION", end: "END SOLUTION" };
const HIDDEN: readonly RegionMarks[] = [
  { begin: "BEGIN HIDDEN TESTS", end: "END HIDDEN TESTS" },
  { begin: "BEGIN MARK SCHEME", end: "END MARK SCHEME" },
];

/** What regions become in one version of a cell: nothing, a stub in their place, or their empty frame. */
export type RegionForm =
  | { readonly kind: "removed" }
  | { readonly kind: "stub"; readonly stub: string }
  | { readonly kind: "frame" };

/** A cell's text without what was in its regions, or what is wrong with their marks. */
export type RegionReading =
  | { readonly kind: "text"; readonly text: string; readonly count: number }
  | { readonly kind: "faulty"; readonly reason: string };

/** Takes the solutions out of a cell. */
export function withoutSolutions(source: string, form: RegionForm): RegionReading {
  return withoutRegions(source, { marks: SOLUTION, form });
}

/** Takes hidden tests and mark schemes out of a cell. */
export function withoutHidden(source: string): RegionReading {
  let text = source;
  let count = 0;
  for (const marks of HIDDEN) {
    const reading = withoutRegions(text, { marks, form: { kind: "removed" } });
    if (reading.kind === "faulty") return reading;
    text = reading.text;
    count += reading.count;
  }
  return { kind: "text", text, count };
}

/** A region with nothing in it: nbgrader puts its stub there and leaves the rest of the cell as it is. */
export const EMPTY_SOLUTION = `/// ${SOLUTION.begin}\n/// ${SOLUTION.end}`;

function withoutRegions(
  source: string,
  { marks, form }: { marks: RegionMarks; form: RegionForm },
): RegionReading {
  const kept: string[] = [];
  let open: string | null = null;
  let count = 0;
  for (const line of source.split("\n")) {
    if (line.includes(marks.begin)) {
      if (open !== null) {
        return { kind: "faulty", reason: `"${marks.begin}" stands in another one` };
      }
      open = line;
      count += 1;
      if (form.kind === "frame") kept.push(line);
      if (form.kind === "stub") kept.push(`${/^\s*/.exec(line)?.[0] ?? ""}${form.stub}`);
    } else if (line.includes(marks.end)) {
      if (open === null) return { kind: "faulty", reason: `"${marks.end}" ends nothing` };
      open = null;
      if (form.kind === "frame") kept.push(line);
    } else if (open === null) kept.push(line);
  }
  if (open !== null) return { kind: "faulty", reason: `"${marks.begin}" has no "${marks.end}"` };
  return { kind: "text", text: kept.join("\n"), count };
}
