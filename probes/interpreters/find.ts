/** From what somebody typed to an interpreter: a path, or a name of the list. */

import { resolve } from "@std/path";
import { nameInterpreters } from "./describe.ts";
import { discoverInterpreters, type DiscoverOptions, inspectProgram } from "./discover.ts";
import type { Interpreter } from "./interpreter.ts";

/** What became of one text. */
export type FoundPython =
  | { kind: "found"; interpreter: Interpreter }
  /** There is nothing at that path that could be measured. */
  | { kind: "rejected"; path: string; reason: string }
  /** No interpreter has that name. */
  | { kind: "unknown"; name: string; known: readonly string[] };

/** What the search may be told. */
export interface FindOptions extends DiscoverOptions {
  /** Where relative paths start. */
  readonly base: string;
}

/**
 * Finds the interpreters meant by these texts, one each.
 *
 * A path is asked alone: the whole machine is searched only where a name is given, which takes ten times as long.
 */
export async function findPythons(
  texts: readonly string[],
  { base, ...options }: FindOptions,
): Promise<FoundPython[]> {
  const isNameGiven = texts.some((text) => !isPath(text));
  const listed: readonly Interpreter[] = isNameGiven ? await discoverInterpreters(options) : [];
  const found: FoundPython[] = [];
  for (const text of texts) {
    found.push(
      isPath(text)
        ? await findAt(resolve(base, text), { listed, options })
        : findNamed(text, listed),
    );
  }
  return withUniqueNames(found, listed);
}

function isPath(text: string): boolean {
  return text.includes("/");
}

async function findAt(
  path: string,
  { listed, options }: { listed: readonly Interpreter[]; options: DiscoverOptions },
): Promise<FoundPython> {
  const entry = await inspectProgram(path, options);
  if (entry.kind === "rejected") return { kind: "rejected", path, reason: entry.reason };
  const { executable } = entry.interpreter;
  const known = listed.find((interpreter) => interpreter.executable === executable);
  return { kind: "found", interpreter: known ?? entry.interpreter };
}

function findNamed(name: string, listed: readonly Interpreter[]): FoundPython {
  const interpreter = listed.find((candidate) => candidate.name === name);
  return interpreter === undefined
    ? { kind: "unknown", name, known: listed.map((candidate) => candidate.name) }
    : { kind: "found", interpreter };
}

/** Each path was asked alone, so that two builds of one version have got the same name. */
function withUniqueNames(
  found: readonly FoundPython[],
  listed: readonly Interpreter[],
): FoundPython[] {
  const byExecutable = new Map(listed.map((interpreter) => [interpreter.executable, interpreter]));
  for (const entry of found) {
    if (entry.kind === "found") byExecutable.set(entry.interpreter.executable, entry.interpreter);
  }
  const unnamed = [...byExecutable.values()].map(({ name: _, ...rest }) => rest);
  const renamed = nameInterpreters(unnamed);
  return found.map((entry) => {
    if (entry.kind !== "found" || listed.includes(entry.interpreter)) return entry;
    const { executable } = entry.interpreter;
    const name = renamed.find((other) => other.executable === executable)?.name;
    return name === undefined
      ? entry
      : { kind: "found", interpreter: { ...entry.interpreter, name } };
  });
}
