/** Reads a command line against a table of options; what is wrong is said with the option's name. */

import { nearestName } from "../measure/options.ts";

/** One option of a command. */
export interface OptionSpec {
  /** With its dashes, for example `--base`. */
  readonly name: string;
  /** What follows it, for example `PYTHON`; null for a switch. */
  readonly takes: string | null;
  /** One line of the help. */
  readonly meaning: string;
  /** Whether it may be given more than once. */
  readonly isRepeatable?: boolean;
}

/** What a command line said. */
export interface Arguments {
  /** What belongs to no option, in order. */
  readonly words: readonly string[];
  /** Whether a switch was given. */
  has(name: string): boolean;
  /** What an option was given; undefined when it was not. */
  one(name: string): string | undefined;
  /** Everything a repeatable option was given. */
  all(name: string): readonly string[];
}

/** A command line that was read, or what is wrong with it. */
export type ReadArguments =
  | { kind: "read"; options: Arguments }
  | { kind: "wrong"; message: string };

/** Reads arguments; a value may follow its option or be joined to it by `=`. */
export function readArguments(
  args: readonly string[],
  specs: readonly OptionSpec[],
): ReadArguments {
  const words: string[] = [];
  const given = new Map<string, string[]>();
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? "";
    if (!argument.startsWith("-") || argument === "-") {
      words.push(argument);
      continue;
    }
    const [, name = argument, joined] = /^(--[^=]+)=(.*)$/s.exec(argument) ?? [];
    const spec = specs.find((candidate) => candidate.name === name);
    if (spec === undefined) return wrong(unknownOption(name, specs));
    const earlier = given.get(name) ?? [];
    if (earlier.length > 0 && spec.isRepeatable !== true) {
      return wrong(`Cannot use "${name}": it is given twice, and once is meant`);
    }
    const value = spec.takes === null
      ? switchValue(joined)
      : joined ?? valueAt(args, ++index, specs);
    if (value === null) return wrong(missingValue(spec, joined));
    given.set(name, [...earlier, value]);
  }
  return {
    kind: "read",
    options: {
      words,
      has: (name) => given.has(name),
      one: (name) => given.get(name)?.[0],
      all: (name) => given.get(name) ?? [],
    },
  };
}

/** The options of a command for its help, one a line. */
export function optionLines(specs: readonly OptionSpec[]): string {
  const heads = specs.map(({ name, takes }) => takes === null ? name : `${name} ${takes}`);
  const width = Math.max(...heads.map((head) => head.length));
  return specs.map(({ meaning, isRepeatable }, index) =>
    `  ${(heads[index] ?? "").padEnd(width)}  ${meaning}${
      isRepeatable === true ? " (repeatable)" : ""
    }`
  ).join("\n");
}

function wrong(message: string): ReadArguments {
  return { kind: "wrong", message };
}

function switchValue(joined: string | undefined): string | null {
  return joined === undefined ? "" : null;
}

/** Flags of CPython begin with a dash too, so only an option of ours shows that the value is missing. */
function valueAt(
  args: readonly string[],
  index: number,
  specs: readonly OptionSpec[],
): string | null {
  const value = args[index];
  const [head] = value?.split("=") ?? [];
  return value === undefined || specs.some(({ name }) => name === head) ? null : value;
}

function missingValue({ name, takes }: OptionSpec, joined: string | undefined): string {
  return takes === null
    ? `Cannot use "${name}=${joined ?? ""}": it is a switch and takes no value`
    : `Cannot use "${name}": nothing follows it, and ${takes} is needed`;
}

function unknownOption(name: string, specs: readonly OptionSpec[]): string {
  return `Cannot use "${name}": there is no such option, ${
    nearestName(name, specs.map((spec) => spec.name))
  }`;
}
