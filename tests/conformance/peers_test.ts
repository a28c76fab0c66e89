/** The kernels that people use, under the same checks: where they are installed, in the matrix only. */
import { assertEquals, assertGreater } from "@std/assert";
import { findHelperPython, isMatrix, say } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";
import { judge, type Row } from "./judge.ts";
import { allRequirements } from "./requirements.ts";
import { parseResults, verdictOf } from "./results.ts";
import { PEER_PATIENCE_S, type Subject, SUBJECTS } from "./subjects.ts";

const results = parseResults(await Deno.readTextFile(new URL("results.json", import.meta.url)));
const helper = await findHelperPython();
const python = helper.kind === "ready" ? helper.python : "";

for (const subject of SUBJECTS.filter(({ name }) => name !== "probebook")) {
  testUnless(await missingFor(subject), {
    name: `${subject.title} is judged by every line of the requirements`,
    async fn() {
      await using found = await subject.describe(python);
      if (found.kind === "missing") throw new Error(`Cannot judge ${subject.title}: it has gone`);
      const options = { python, kernelJson: found.kernelJson, dialect: subject.dialect };
      const rows = await Array.fromAsync(judge({ ...options, patienceS: PEER_PATIENCE_S }));
      assertEquals(rows.map(({ id }) => id).sort(), allRequirements().map(({ id }) => id).sort());
      for (const result of ["pass", "fail"]) {
        assertGreater(rows.filter((row) => row.result === result).length, 0, `no ${result}`);
      }
      reportChanges(subject, rows);
    },
  });
}

async function missingFor(subject: Subject): Promise<string | null> {
  if (!isMatrix()) return "deno task test:all runs it";
  if (helper.kind === "missing") return helper.missing;
  await using found = await subject.describe(python);
  return found.kind === "missing" ? found.missing : null;
}

/** Said and not demanded: what another kernel loses under load changes from run to run. */
function reportChanges({ name, title }: Subject, rows: readonly Row[]): void {
  const recorded = results[name]?.outcomes ?? {};
  const words = { pass: "pass", fail: "fail", skip: "not judged" };
  for (const { id, result } of rows) {
    const outcome = recorded[id];
    const before = outcome === undefined ? "no result" : verdictOf(outcome).kind;
    if (before !== words[result]) say(`${title} ${id}: ${words[result]}, in the table ${before}`);
  }
}
