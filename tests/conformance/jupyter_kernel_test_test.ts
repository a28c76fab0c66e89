/** The kernel under jupyter_kernel_test, the suite that other kernels use as well. */
import { assertEquals, assertGreater } from "@std/assert";
import { z } from "zod";
import { describeKernelUnderTest } from "../support/kernel_under_test.ts";
import { findHelperPython, helperLines, say } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";

/** How one test of the suite came out; `gap` is the reason when it is expected to fail. */
interface SuiteRow {
  name: string;
  result: "pass" | "fail" | "skip";
  detail: string;
  gap: string;
}

const rowSchema: z.ZodType<SuiteRow> = z.object({
  name: z.string(),
  result: z.enum(["pass", "fail", "skip"]),
  detail: z.string(),
  gap: z.string(),
});

const python = await findHelperPython();

testUnless(python.missing, {
  name: "kernel passes jupyter_kernel_test",
  async fn(t) {
    await using kernel = await describeKernelUnderTest();
    const lines = await helperLines(new URL("jkt.py", import.meta.url), {
      python: python.kind === "ready" ? python.python : "",
      args: ["--kernel-json", kernel.folder],
    });
    const rows = lines.map((line) => rowSchema.parse(JSON.parse(line)));
    for (const row of rows.filter(({ gap }) => gap === "")) {
      await t.step(row.name, () => assertEquals([row.result, row.detail], ["pass", ""]));
    }
    const count = (result: SuiteRow["result"]) =>
      rows.filter((row) => row.result === result).length;
    assertGreater(count("pass"), 0);
    say(`jupyter_kernel_test: ${count("pass")} pass, ${count("fail")} fail, ${count("skip")} skip`);
    for (const { name, result, gap } of rows.filter(({ gap }) => gap !== "")) {
      say(`  expected gap, ${result}: ${name}: ${gap}`);
    }
  },
});
