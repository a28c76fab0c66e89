/** Mixed load with random Stops and restarts: nothing lost, nothing misplaced, variables kept. */
import { assertEquals, assertGreater } from "@std/assert";
import { findHelperPython, isMatrix, say } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";
import { describeSoak, runSoak } from "./run.ts";

/** A share of it in every gate; the half hour in the matrix. */
const SECONDS = isMatrix() ? 30 * 60 : 20;

const SEED = 20261121;

const helper = await findHelperPython();

testUnless(helper.missing, {
  name: `kernel keeps everything in its place for ${SECONDS} s of mixed load`,
  async fn() {
    const python = helper.kind === "ready" ? helper.python : "";
    const report = await runSoak({ python, seconds: SECONDS, seed: SEED });
    for (const line of describeSoak(report).split("\n")) say(line);
    assertEquals(report.faults, [], report.faults.join("\n"));
    assertGreater(report.cellCount, SECONDS);
    assertGreater(report.stopCount, 0);
  },
});
