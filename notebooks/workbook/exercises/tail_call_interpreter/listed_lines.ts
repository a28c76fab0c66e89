/** Reads a listing of bytecode as somebody has pasted it, and finds it again in what a CPython prints. */

/** One instruction without its place, line and number: what is the same wherever it is printed. */
export interface ListedLine {
  readonly name: string;
  /** What stands in brackets behind it, without the places of jumps and of memory. */
  readonly argument: string;
}

/** An opcode's name, at the first place of a line where one can be; labels such as `L1:` and `>>` stand before it. */
const OPCODE = /^[\s\d>*-]*(?:None\s+)?(?:L\d+:\s+)?([A-Z][A-Z0-9_]{2,})(?:\s|$)(.*)$/;

/** Reads every line that lists an instruction; headings and empty lines are left out. */
export function listedLines(text: string): ListedLine[] {
  return text.split("\n").flatMap((line) => {
    const [, name, rest = ""] = OPCODE.exec(line.trimEnd()) ?? [];
    if (name === undefined) return [];
    const inBrackets = /\((.*)\)\s*$/.exec(rest)?.[1] ?? "";
    const argument = inBrackets.replace(/^to \S+$/, "").replaceAll(/\b0x[0-9a-f]+/gi, "")
      // The file that a source was compiled under is nobody's business.
      .replaceAll(/, file "[^"]*"/g, "").replaceAll(/\s+/g, " ").trim();
    return [{ name, argument }];
  });
}

/** How a listing compares with the one that is expected. */
export type ListingMatch =
  | { kind: "same" }
  /** The same instructions, with other names or numbers. */
  | { kind: "other_arguments"; given: ListedLine; expected: ListedLine }
  /** They differ from that instruction on, counted from 1; null where the expected listing has ended. */
  | { kind: "differs"; index: number; given: ListedLine; expected: ListedLine | null };

/** Looks for a listing, or for a part of it, in an expected one: somebody may list the function alone. */
export function matchListing(
  given: readonly ListedLine[],
  expected: readonly ListedLine[],
): ListingMatch {
  const starts = expected.map((_, index) => index);
  const lengths = starts.map((start) => commonLength(given, expected.slice(start)));
  const longest = Math.max(0, ...lengths);
  const best = expected.slice(lengths.indexOf(longest));
  const [first] = given;
  if (first === undefined) throw new RangeError("Cannot compare listings: the given one is empty");
  if (longest < given.length) {
    return {
      kind: "differs",
      index: longest + 1,
      given: given[longest] ?? first,
      expected: best[longest] ?? null,
    };
  }
  const matching = starts.filter((start) => lengths[start] === longest);
  if (matching.some((start) => otherArgument(given, expected.slice(start)) === null)) {
    return { kind: "same" };
  }
  const at = otherArgument(given, best) ?? 0;
  return { kind: "other_arguments", given: given[at] ?? first, expected: best[at] ?? first };
}

function commonLength(given: readonly ListedLine[], expected: readonly ListedLine[]): number {
  const differing = given.findIndex(({ name }, index) => name !== expected[index]?.name);
  return differing === -1 ? given.length : differing;
}

/** The place of the first instruction with another argument; null where all are the same. */
function otherArgument(
  given: readonly ListedLine[],
  expected: readonly ListedLine[],
): number | null {
  const index = given.findIndex(({ argument }, at) => argument !== expected[at]?.argument);
  return index === -1 ? null : index;
}
