/** Lines of a program's output: one of a kind is read, or said to be missing, or the one that comes near is quoted. */

/** Something that was found in the output, or the sentence that says what is missing or wrong. */
export type Reading<Value> = { kind: "found"; value: Value } | { kind: "fault"; reason: string };

/** A value that was found. */
export function found<Value>(value: Value): Reading<Value> {
  return { kind: "found", value };
}

/** What is missing or wrong. */
export function fault(reason: string): { kind: "fault"; reason: string } {
  return { kind: "fault", reason };
}

/** A line that must stand there once. */
export interface LineSpec<Value> {
  /** Lines that are meant to be it. */
  readonly begins: RegExp;
  readonly form: RegExp;
  readonly what: string;
  readonly example: string;
  readonly read: (match: RegExpExecArray) => Reading<Value>;
  /** Lines that may be meant to be it, where none begins so. */
  readonly near: RegExp;
  /** What is wrong with a line that has another form; null for nothing special. */
  readonly explain?: (line: string) => string | null;
}

/** Reads such a line, or says what is wrong with it, or which one comes near. */
export function readOne<Value>(
  lines: readonly string[],
  { begins, form, what, example, read, near, explain = () => null }: LineSpec<Value>,
): Reading<Value> {
  const meant = lines.filter((line) => begins.test(line));
  const [line] = meant;
  if (line === undefined) {
    const close = lines.find((each) => near.test(each) && !isLabelled(each));
    return fault(`There is no ${what}, such as ${example}${nearText(close)}`);
  }
  if (meant.length > 1) return fault(`${quoted(line)} is one of ${meant.length}: one ${what}`);
  const match = form.exec(line);
  if (match !== null) return read(match);
  return fault(explain(line) ?? `${quoted(line)} does not have the form of ${example}`);
}

/** The line that may have been meant, behind a sentence. */
export function nearText(line: string | undefined): string {
  return line === undefined ? "" : `; ${quoted(line)} is not in that form`;
}

/** A line of output in a reason: short enough to read. */
export function quoted(line: string): string {
  const text = line.trim();
  return `"${text.length > 80 ? `${text.slice(0, 79)}…` : text}"`;
}

/** Whether a line has one of the known labels: then it is not meant to be another line. */
export function isLabelled(line: string): boolean {
  return LABELLED.test(line);
}

const LABELLED = new RegExp(
  `^(?:time|mean|average|baseline|first call|gc share|gc pause times|verdict|hypothesis)\\b`,
  "i",
);
