/** A real evaluator in a folder with a few modules, for the tests of this room. */

import { startFixture } from "./evaluator_fixture.ts";
import type { Evaluation } from "./port.ts";

/** The modules that lie in the folder. */
const FILES: Readonly<Record<string, string>> = {
  "neighbour.ts": `export default class Named {}
export const value: number = 7;
export type Shape = { side: number };
export let count = 0;
export function fail(what: string): never {
  throw new Error("fails: " + what);
}
`,
  "effect.ts": "Object.assign(globalThis, { effectRan: true });\n",
  "data.json": '{ "answer": 42 }',
};

/** An ending in short: a value's text, "-" for nothing, `!` before an error. */
export function shown(ending: Evaluation): string {
  switch (ending.kind) {
    case "value":
      return ending.bundle === null ? "-" : String(ending.bundle.data["text/plain"]);
    case "thrown":
      return `!${ending.name}: ${ending.message}`;
    case "interrupted":
    case "died":
      return ending.kind;
  }
}

/** Calls `use` with a way to run cells, and with the folder they run in. */
export async function inEvaluator(
  use: (run: (code: string) => Promise<Evaluation>, directory: string) => Promise<void>,
): Promise<void> {
  await using fixture = await startFixture({ files: FILES });
  await use((code) => fixture.run(code), fixture.folder);
}
