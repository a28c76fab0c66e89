/** Notebooks under nbclient, which drops whatever a kernel publishes after idle. */
import { assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { z } from "zod";
import { notebooksBelow } from "../../notebooks/tools/lab/working_copy.ts";
import { describeKernelUnderTest } from "../support/kernel_under_test.ts";
import { findHelperPython, helperLines, isMatrix, say } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";

const rowSchema = z.object({
  name: z.string(),
  result: z.enum(["pass", "fail"]),
  detail: z.string(),
  seconds: z.number(),
});

/** Fresh kernels: Deno's own kernel lost outputs in 18 of 58 such runs (November 2026). */
const FRESH_KERNELS = isMatrix() ? 200 : 20;
const LONG_RUNS = isMatrix() ? 20 : 2;

const helper = await findHelperPython();
const python = helper.kind === "ready" ? helper.python : "";
const NOTEBOOKS = fromFileUrl(new URL("../../notebooks/", import.meta.url));

testUnless(helper.missing, {
  name: `nbclient keeps every output of ten cells in ${FRESH_KERNELS} fresh kernels`,
  fn: () => demandRuns("ten", String(FRESH_KERNELS)),
});

testUnless(helper.missing, {
  name: "nbclient keeps every output of 150 cells run back to back",
  fn: () => demandRuns("long", String(LONG_RUNS)),
});

for (const name of await notebooksBelow(NOTEBOOKS, ["tools", "workbook", "data"])) {
  testUnless(helper.missing, {
    name: `nbclient runs ${name} without an error`,
    // The shortest measurements that exercise everything.
    fn: () => demandRuns("file", join(NOTEBOOKS, name), { PROBEBOOK_BUDGET: "smoke" }),
  });
}

async function demandRuns(
  kind: string,
  argument: string,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  await using kernel = await describeKernelUnderTest();
  const lines = await helperLines(new URL("notebooks.py", import.meta.url), {
    python,
    args: [kind, kernel.folder, argument],
    env,
  });
  const rows = lines.map((line) => rowSchema.parse(JSON.parse(line)));
  const failed = rows.filter(({ result }) => result === "fail");
  const seconds = rows.reduce((sum, row) => sum + row.seconds, 0);
  say(`${kind}: ${rows.length - failed.length} of ${rows.length} whole, ${seconds.toFixed(1)} s`);
  const wanted = kind === "file" ? 1 : Number(argument);
  assertEquals({ runs: rows.length, failed }, { runs: wanted, failed: [] });
}
