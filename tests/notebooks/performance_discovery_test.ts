/**
 * The program of Part 1 on real CPythons: the model solution earns everything, wrong answers lose what they should.
 *
 * `deno task test` runs the whole solution, 200 million additions, in one interpreter. In the others, and for the wrong
 * answers, a copy runs that repeats its loops once, while the facts are those of the file itself. `deno task test:all`
 * runs the whole solution everywhere.
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { basename, fromFileUrl, join } from "@std/path";
import type { CheckPart } from "../../notebooks/workbook/check_result.ts";
import {
  checkPerformanceDiscovery,
  judgePerformanceDiscovery,
  PERFORMANCE_POINTS_MAX,
} from "../../notebooks/workbook/exercises/performance_discovery.ts";
import { PERFORMANCE_DISCOVERY } from "../../notebooks/workbook/exercises/performance_discovery_task.ts";
import { discoverInterpreters, readSource, runLearnerScript } from "../../probes/mod.ts";
import { fakePrograms } from "../support/fake_programs.ts";
import { isMatrix } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";

const FOLDER = fromFileUrl(new URL(".", import.meta.url));
const SOLUTION = join(FOLDER, "solutions", "performance_discovery.py");

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

/** A wrong answer, and the parts that it loses with their points and words of their reasons. */
const WRONG: [name: string, lost: [part: string, points: number, reason: string][]][] = [
  ["million_sums", [["sum of 1 to 1,000,000", 0, "one repetition is a million additions"]]],
  ["acyclic_objects", [
    ["pauses of the collector", 0, "the empty lane of the notebook's picture"],
    ["settings of the collector", 0, "these settings collect alike"],
  ]],
  ["caching_claim", [["what the difference is", 0, "both loops are the same program"]]],
  ["winner_named", [["what the difference is", 0, '"Loop A wins by a little']]],
  ["says_nothing", [["what the difference is", 0, "Found no sentence"]]],
  ["loops_differ", [["two equal loops", 0, "are not equal"]]],
  ["one_repetition", [["to 1,000,000, 100 times", 0, "is not repeated"]]],
  ["no_collector", [
    ["pauses of the collector", 0, "Found no line with the word pauses"],
    ["settings of the collector", 0, "Found no line with numbers of collections"],
  ]],
  ["collect_timed", [["pauses of the collector", 1, "append a function to gc.callbacks"]]],
  ["one_setting", [["settings of the collector", 0, "Found one line"]]],
  ["settings_alike", [["settings of the collector", 0, "these settings collect alike"]]],
  ["ratio_made_up", [["two times and their ratio", 0, "does not fit"]]],
  ["unit_wrong", [
    ["two times and their ratio", 0, "is the unit right?"],
    ["pauses of the collector", 0, "is the unit right?"],
  ]],
  ["invented_numbers", [
    ["sum of 1 to 1,000,000", 0, "stands as a text"],
    ["two equal loops", 0, "has no loop that adds up"],
    ["to 1,000,000, 100 times", 0, "Neither number stands in the source"],
    ["two times and their ratio", 0, "reads no clock"],
    ["pauses of the collector", 0, "were not measured"],
    ["settings of the collector", 0, "No setting of the collector is changed"],
  ]],
];

for (const [name, expected] of WRONG) {
  testUnless(missing, {
    name: `checkPerformanceDiscovery() says what is wrong with ${name}.py`,
    fn: async () => {
      const lost = lostParts(await judgeShortened(join(FOLDER, "wrong", `${name}.py`), python));
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

Deno.test("every wrong answer has its test", async () => {
  const files: string[] = [];
  for await (const { name } of Deno.readDir(join(FOLDER, "wrong"))) {
    files.push(basename(name, ".py"));
  }
  assertEquals(files.sort(), WRONG.map(([name]) => name).sort());
});

testUnless(missing, {
  name:
    "judgePerformanceDiscovery() ends a million sums of a million and says what a repetition is",
  fn: async () => {
    using folder = fakePrograms({});
    const path = folder.at("performance_discovery.py");
    const text = await Deno.readTextFile(join(FOLDER, "wrong", "million_sums.py"));
    await Deno.writeTextFile(path, text.replace("range(100)", "range(1_000_001)"));
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
