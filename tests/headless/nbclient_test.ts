/** The executed copy of our headless run beside the one that nbclient makes with the same kernel. */

import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { runCommand } from "../../notebooks/tools/run.ts";
import { type CellText, notebookText } from "../support/notebook_text.ts";
import { findHelperPython } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";
import { runWithNbclient } from "./with_nbclient.ts";

/** A message that displays `text` under the id `x`, or changes what stands there. */
function shown(text: string, messageType = "display_data"): string {
  return `await Deno.jupyter.broadcast("${messageType}", {
    data: { "text/plain": "${text}" }, metadata: { m: 1 }, transient: { display_id: "x" } })`;
}

const cleared = (wait: boolean) =>
  `await Deno.jupyter.broadcast("clear_output", { wait: ${wait} })`;

/** Each cell is one rule by which messages become outputs. */
const CELLS: CellText[] = [
  "1",
  shown("old"),
  `${shown("second")}; console.log("after")`,
  shown("new", "update_display_data"),
  `console.log("gone"); ${cleared(true)}; console.log("stays"); undefined`,
  `console.log("gone"); ${cleared(false)}; undefined`,
  `console.log("stays"); ${cleared(true)}; undefined`,
  'Deno.stdout.writeSync(new TextEncoder().encode("10%\\r20%\\r\\n")); ({ a: 1, b: [1, 2] })',
  "Deno.jupyter.html`<p>\\n</p>`",
  "null",
  "undefined",
  "",
  "({ [Symbol.for('Jupyter.display')]: () => ({ 'application/json': { x: [1e21, 1e-7, 3, 1.5] } }) })",
  ["throw new Error('first\\nsecond')", "raises-exception"],
  "console.error('x'); console.log('y'); 3n",
];

const PYTHON = await findHelperPython();

testUnless(PYTHON.missing, {
  name: "runCommand() writes the bytes that nbclient and nbformat write",
  async fn() {
    if (PYTHON.kind === "missing") return;
    const folder = await Deno.makeTempDir({ prefix: "probebook-headless-" });
    try {
      const source = join(folder, "a.ipynb");
      await Deno.writeTextFile(source, notebookText(CELLS));
      const code = await runCommand([source, "--out", join(folder, "ours")], {
        print: () => {},
        note: () => {},
      });
      assertEquals(code, 0);
      const theirs = join(folder, "theirs.ipynb");
      await runWithNbclient(source, { target: theirs, python: PYTHON.python });
      assertEquals(
        await Deno.readTextFile(join(folder, "ours", "a.ipynb")),
        await Deno.readTextFile(theirs),
      );
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
