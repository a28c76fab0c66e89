/** The kernel over real libzmq sockets: golden transcripts, and peers that break the rules. */
import { assertEquals, assertGreater } from "@std/assert";
import { z } from "zod";
import { compareGolden } from "../support/golden.ts";
import { describeKernelUnderTest } from "../support/kernel_under_test.ts";
import { findHelperPython, helperLines, runHelper } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";

const scenarioSchema = z.object({ name: z.string(), transcript: z.array(z.unknown()) });
const caseSchema = z.object({
  name: z.string(),
  result: z.enum(["pass", "fail"]),
  detail: z.string(),
});

/** Fewer lines than this mean that the table was cut short, by whatever accident. */
const HOSTILE_CASES_MIN = 300;

const helper = await findHelperPython();
const python = helper.kind === "ready" ? helper.python : "";

testUnless(helper.missing, {
  name: "kernel speaks as in the golden transcripts",
  async fn(t) {
    await using kernel = await describeKernelUnderTest();
    const options = { python, args: [kernel.folder] };
    const lines = await helperLines(new URL("transcripts.py", import.meta.url), options);
    assertGreater(lines.length, 0);
    for (const line of lines) {
      const { name, transcript } = scenarioSchema.parse(JSON.parse(line));
      await t.step(name, async () => {
        const text = `${JSON.stringify(transcript, null, 2)}\n`;
        await compareGolden(new URL(`golden/${name}.json`, import.meta.url), text);
      });
    }
  },
});

testUnless(helper.missing, {
  name: "kernel survives peers that break the rules",
  async fn(t) {
    await using kernel = await describeKernelUnderTest();
    const run = runHelper(new URL("hostile.py", import.meta.url), {
      python,
      args: [kernel.folder],
    });
    let count = 0;
    for await (const line of run.lines) {
      const { name, result, detail } = caseSchema.parse(JSON.parse(line));
      count++;
      // Passing cases are hundreds: they are counted; a failing one has its own step.
      if (result === "fail") await t.step(name, () => assertEquals(result, "pass", detail));
    }
    await run.ended;
    assertGreater(count, HOSTILE_CASES_MIN);
  },
});
