/** The kernel against every line of its requirements, judged over the wire by `driver.py`. */
import { assert, assertEquals } from "@std/assert";
import { describeKernelUnderTest } from "../support/kernel_under_test.ts";
import { findHelperPython, say } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";
import guardedList from "./guarded.json" with { type: "json" };
import { judge, type Row } from "./judge.ts";
import { allRequirements } from "./requirements.ts";

/** Lines below MUST that have passed: an id goes in when it passes and never leaves quietly. */
const guarded: readonly string[] = guardedList;

const python = await findHelperPython();

testUnless(python.missing, {
  name: "kernel meets its requirements",
  async fn(t) {
    await using kernel = await describeKernelUnderTest();
    const rows: Row[] = [];
    const options = {
      python: python.kind === "ready" ? python.python : "",
      ...{ kernelJson: kernel.folder, dialect: "deno" },
    };
    for await (const row of judge(options)) {
      rows.push(row);
      if (isDemanded(row)) {
        await t.step(`${row.level} ${row.id}: ${row.text}`, () => demandPass(row));
      }
    }
    await t.step("every line of the requirements is judged", () => {
      const judged = rows.map(({ id }) => id);
      assertEquals(judged.sort(), allRequirements().map(({ id }) => id).sort());
    });
    report(rows);
  },
});

/** A MUST always; another line once it has passed, so that it is not lost unnoticed. */
function isDemanded({ level, id }: Row): boolean {
  return level === "MUST" || guarded.includes(id);
}

function demandPass({ level, result, detail, id }: Row): void {
  const skippable = level !== "MUST" && result === "skip";
  assert(result === "pass" || skippable, `${id}: ${result}: ${detail}`);
}

function report(rows: Row[]): void {
  for (const level of ["MUST", "SHOULD", "NICE"]) {
    const own = rows.filter((row) => row.level === level);
    const count = (result: Row["result"]) => own.filter((row) => row.result === result).length;
    say(`${level}: ${count("pass")} of ${own.length - count("skip")}, ${count("skip")} skipped`);
  }
  for (const row of rows.filter((row) => row.result !== "pass" && !isDemanded(row))) {
    say(`  ${row.result} ${row.level} ${row.id}: ${row.detail.slice(0, 200)}`);
  }
  const unguarded = rows.filter((row) => row.result === "pass" && !isDemanded(row));
  for (const row of unguarded) say(`  passes now, guard it in guarded.json: ${row.id}`);
}
