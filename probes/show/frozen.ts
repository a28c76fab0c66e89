/** Where data come from that were not measured here and now. */

import type { Interpreter } from "../interpreters/mod.ts";

/** Where frozen data were measured: on another machine, before. */
export interface FrozenSource {
  /** The day, for example `2026-11-21`. */
  readonly date: string;
  /** The machine in a few words, for example `2 shared cores, Linux`. */
  readonly machine: string;
  /** The CPythons with the families of their builds. */
  readonly builds: string;
}

/** CPythons with the families of their builds, each once. */
export function buildsText(
  arms: readonly { readonly python: Pick<Interpreter, "name" | "build"> }[],
): string {
  const builds = arms.map(({ python }) => `${python.name} (${python.build.family})`);
  return [...new Set(builds)].join("; ");
}

/** A source as a sentence, without its end. */
export function frozenText({ date, machine, builds }: FrozenSource): string {
  return `Frozen, not measured here: ${date}, ${machine}, ${builds}`;
}
