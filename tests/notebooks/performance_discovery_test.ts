/**
 * The program of Part 1 on real CPythons: the model solution earns everything, wrong answers lose what they should.
 *
 * `deno task test` runs the whole solution, 200 million additions, in one interpreter. In the others, and for the wrong
 * answers, a copy runs that repeats its loops once, while the facts are those of the file itself. `deno task test:all`
 * runs the whole solution everywhere.
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { basename, fromFileUrl, join } from "@std/path";
import type { CheckPart } from "../../notebooks/workbook/ledger/check_result.ts";
import {
  checkPerformanceDiscovery,
  judgePerformanceDiscovery,
  PERFORMANCE_POINTS_MAX,
} from "../../notebooks/workbook/exercises/part_1/performance_discovery.ts";
import { PERFORMANCE_DISCOVERY } from "../../notebooks/workbook/exercises/part_1/performance_discovery_task.ts";
import { discoverInterpreters, readSource, runLearnerScript } from "../../probes/mod.ts";
import { fakePrograms } from "../support/fake_programs.ts";
import { isMatrix } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";
import { edited, MILLION_SUMS, wrongAnswers } from "./wrong_answers.ts";

const FOLDER = fromFileUrl(new URL(".", import.meta.url));
const SOLUTION = join(FOLDER, "solutions", "performance_discovery.py");
const RIGHT = join(FOLDER, "right_answer.py");

const pythons = (await discoverInterpreters()).filter(({ debug }) => !debug);
const main = pythons.findLast(({ isFinal, freeThreaded }) => isFinal && !freeThreaded) ??
  pythons[0];
const missing = main === undefined ? "no CPython was found" : null;
const python = main ?? { name: "none", executable: "/nonexistent/python3", major: 3, minor: 14 };

for (const each of isMatrix() ? pythons : [python]) {
  testUnless(missing, {
    name: `judgePerformanceDiscovery() gives the model solution full points in ${each.name}`,
    fn: async () => {
      // A loaded machine may need the whole minute: a limit that strikes would say nothing of the check.
      const judged = await judgePerformanceDiscovery({
        python: each,
        path: SOLUTION,
        secondsMax: 240,
      });
      assertEquals(lostParts(judged.parts), []);
      assertEquals([judged.kind, judged.points], ["judged", PERFORMANCE_POINTS_MAX]);
    },
  });
}

for (const each of pythons) {
  testUnless(missing, {
    name: `checkPerformanceDiscovery() gives the shortened solution full points in ${each.name}`,
    fn: async () => assertEquals(lostParts(await judgeShortened(SOLUTION, each)), []),
  });
}

testUnless(missing, {
  name: "checkPerformanceDiscovery() gives the answer full points that the wrong ones are made of",
  fn: async () => assertEquals(lostParts(await judgeShortened(RIGHT, python)), []),
});

const right = await Deno.readTextFile(RIGHT);

for (const { what, edits, lost: expected } of wrongAnswers(right)) {
  testUnless(missing, {
    name: `checkPerformanceDiscovery() says what is wrong with ${what}`,
    fn: async () => {
      using folder = fakePrograms({});
      const path = folder.at(PERFORMANCE_DISCOVERY.file);
      await Deno.writeTextFile(path, edited(right, edits));
      const lost = lostParts(await judgeShortened(path, python));
      assertEquals(
        lost.map(({ name, points }) => [name, points]),
        expected.map(([part, points]) => [part, points]),
      );
      for (const [index, [, , reason]] of expected.entries()) {
        assertStringIncludes(lost[index]?.reason ?? "", reason);
      }
    },
  });
}

testUnless(missing, {
  name:
    "judgePerformanceDiscovery() ends a million sums of a million and says what a repetition is",
  fn: async () => {
    using folder = fakePrograms({});
    const path = folder.at("performance_discovery.py");
    const sums = edited(right, MILLION_SUMS);
    await Deno.writeTextFile(path, edited(sums, [["range(100)", "range(1_000_001)"]]));
    const judged = await judgePerformanceDiscovery({ python, path, secondsMax: 1 });
    assertEquals(judged.parts[0]?.points, 0);
    assertStringIncludes(
      judged.parts[0]?.reason ?? "",
      "was still running after 1 s and was ended",
    );
    assertStringIncludes(judged.parts[1]?.reason ?? "", "one repetition is a million additions");
  },
});

testUnless(missing, {
  name: "judgePerformanceDiscovery() takes the stub for not answered yet",
  fn: async () => {
    using folder = fakePrograms({});
    const path = folder.at(PERFORMANCE_DISCOVERY.file);
    await Deno.writeTextFile(path, PERFORMANCE_DISCOVERY.stub);
    const judged = await judgePerformanceDiscovery({ python, path });
    if (judged.kind !== "not_answered") throw new TypeError(judged.kind);
    assertEquals(judged.points, 0);
    assertEquals(judged.reason, "Not answered yet: performance_discovery.py does nothing so far");
  },
});

/** Judges by the facts of a file and the output of a copy that repeats its loops once. */
async function judgeShortened(
  path: string,
  by: Parameters<typeof readSource>[0],
): Promise<readonly CheckPart[]> {
  const text = await Deno.readTextFile(path);
  const source = text.replace("REPETITIONS = 100", "REPETITIONS = 1").replace(
    "in range(1_000_000):",
    "in range(100):",
  );
  const facts = await readSource(by, { path });
  const run = await runLearnerScript({ python: by, source, name: basename(path) });
  return checkPerformanceDiscovery(run, facts).parts;
}

function lostParts(parts: readonly CheckPart[]): CheckPart[] {
  return parts.filter(({ points, max, needsReader }) => points < max || needsReader === true);
}
