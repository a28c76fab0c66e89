/** The kernel against every line of its requirements, judged over the wire by `driver.py`. */
import { assert, assertEquals } from "@std/assert";
import { z } from "zod";
import { describeKernelUnderTest } from "../support/kernel_under_test.ts";
import { findHelperPython, runHelper, say } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";
import guardedList from "./guarded.json" with { type: "json" };

/** How one line of the requirements came out. */
interface Row {
  id: string;
  level: "MUST" | "SHOULD" | "NICE";
  section: string;
  text: string;
  result: "pass" | "fail" | "skip";
  detail: string;
  seconds: number;
}

const rowSchema: z.ZodType<Row> = z.object({
  id: z.string(),
  level: z.enum(["MUST", "SHOULD", "NICE"]),
  section: z.string(),
  text: z.string(),
  result: z.enum(["pass", "fail", "skip"]),
  detail: z.string(),
  seconds: z.number(),
});

/** Lines below MUST that have passed: an id goes in when it passes and never leaves quietly. */
const guarded: readonly string[] = guardedList;

const python = await findHelperPython();

testUnless(python.missing, {
  name: "kernel meets its requirements",
  async fn(t) {
    await using kernel = await describeKernelUnderTest();
    const run = runHelper(new URL("driver.py", import.meta.url), {
      python: python.kind === "ready" ? python.python : "",
      args: ["--kernel-json", kernel.folder],
    });
    const rows: Row[] = [];
    for await (const line of run.lines) {
      const row = rowSchema.parse(JSON.parse(line));
      rows.push(row);
      if (isDemanded(row)) {
        await t.step(`${row.level} ${row.section}: ${row.text}`, () => demandPass(row));
      }
    }
    await run.ended;
    await t.step("the guarded lines are lines of the requirements", () => {
      const known = new Set(rows.map(({ id }) => id));
      assertEquals(guarded.filter((id) => !known.has(id)), []);
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
