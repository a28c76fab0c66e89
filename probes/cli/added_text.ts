/** What `deno task interpreters` says of those that were added, so that whoever needs the room finds their names. */

import { listAdded, megabytes } from "../interpreters/add/mod.ts";

/** The added CPythons, one a line; empty where there is none that counts. */
export function addedText(environment: Readonly<Record<string, string>>): string {
  const added = environment["PROBEBOOK_PYTHONS_ONLY"] === "1" ? [] : listAdded(environment);
  if (added.length === 0) return "";
  const width = Math.max(...added.map(({ name }) => name.length));
  const lines = added.map(({ name, version, bytes }) =>
    `  ${name.padEnd(width)}  CPython ${version}, ${megabytes(bytes)}`
  );
  return ['Added; "deno task interpreters remove NAME" removes one:', ...lines].join("\n");
}
