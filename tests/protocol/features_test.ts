/** History, comms, input, subshells, welcome and encryption over real libzmq sockets. */
import { assertEquals, assertGreater } from "@std/assert";
import { z } from "zod";
import { describeKernelUnderTest } from "../support/kernel_under_test.ts";
import { findHelperPython, runHelper } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";

const caseSchema = z.object({
  name: z.string(),
  result: z.enum(["pass", "fail"]),
  detail: z.string(),
});

/** Fewer lines than this mean that the list was cut short, by whatever accident. */
const CASES_MIN = 8;

const helper = await findHelperPython();

testUnless(helper.missing, {
  name: "kernel offers over the wire that",
  async fn(t) {
    await using kernel = await describeKernelUnderTest();
    const run = runHelper(new URL("features.py", import.meta.url), {
      python: helper.kind === "ready" ? helper.python : "",
      args: [kernel.folder],
    });
    let count = 0;
    for await (const line of run.lines) {
      const { name, result, detail } = caseSchema.parse(JSON.parse(line));
      count++;
      await t.step(name, () => assertEquals(result, "pass", detail));
    }
    await run.ended;
    assertGreater(count, CASES_MIN);
  },
});
