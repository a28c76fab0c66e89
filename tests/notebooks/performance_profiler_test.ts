/**
 * The program of Part 4 on real CPythons: the model solution earns everything, wrong programs lose what they should.
 *
 * `deno task test` runs the solution in one interpreter, `deno task test:all` in all from 3.10 on. Whether three runs
 * agree is judged on made-up runs (`profiler_check_test.ts`): what else this machine does is no business of these tests.
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { checkProfiler } from "../../notebooks/workbook/exercises/part_4/profiler_check.ts";
import { PERFORMANCE_PROFILER } from "../../notebooks/workbook/exercises/part_4/profiler_task.ts";
import { programRuns } from "../../notebooks/workbook/exercises/part_4/three_runs.ts";
import type { CheckPart } from "../../notebooks/workbook/ledger/check_result.ts";
import { discoverInterpreters, repeatLearnerScript } from "../../probes/mod.ts";
import { fakeProfiler, profilerOutput } from "../support/fake_profiler.ts";
import { fakePrograms } from "../support/fake_programs.ts";
import { checkAnswer } from "../support/given_answer.ts";
import { readCells, sourceIn } from "../support/notebook_cells.ts";
import { isMatrix } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";
import { edited } from "./wrong_answers.ts";
import { wrongProfilers } from "./wrong_profilers.ts";

const SOLUTION = fromFileUrl(new URL("solutions/performance_profiler.py", import.meta.url));
const NOTEBOOK = new URL(
  "../../notebooks/challenge/part_4_production_artifact.ipynb",
  import.meta.url,
);
const { file, id, stub } = PERFORMANCE_PROFILER;

const pythons = (await discoverInterpreters()).filter(({ debug, minor }) => !debug && minor >= 10);
const main = pythons.findLast(({ isFinal, freeThreaded }) => isFinal && !freeThreaded) ??
  pythons[0];
const missing = main === undefined ? "no CPython from 3.10 on was found" : null;
const python = main ?? { name: "none", executable: "/nonexistent/python3", major: 3, minor: 14 };
const right = await Deno.readTextFile(SOLUTION);

/** The machine's part in the check. */
const AGREEING = "three runs agree";

for (const each of isMatrix() ? pythons : [python]) {
  testUnless(missing, {
    name: `checkProfiler() gives the model solution full points in ${each.name}`,
    fn: async () => {
      const repeated = await repeatLearnerScript({ python: each, path: SOLUTION });
      const { parts } = checkProfiler(repeated);
      assertEquals(lostParts(parts).filter(({ name }) => name !== AGREEING), []);
      assertEquals(programRuns(repeated).times.length, 9);
    },
  });
}

for (const { what } of wrongProfilers(right, "/folder")) {
  testUnless(missing, {
    name: `checkProfiler() says what is wrong with ${what}`,
    fn: async () => {
      using folder = fakePrograms({});
      const wrong = wrongProfilers(right, folder.path).find((candidate) => candidate.what === what);
      if (wrong === undefined) throw new TypeError(what);
      const path = folder.at(file);
      await Deno.writeTextFile(path, edited(right, wrong.edits));
      const { runCount = 1, secondsMax = 30 } = wrong;
      const repeated = await repeatLearnerScript({ python, path, runCount, secondsMax });
      const isMeant = wrong.lost.some(([name]) => name === AGREEING);
      const lost = lostParts(checkProfiler(repeated).parts).filter(({ name }) =>
        isMeant || name !== AGREEING
      );
      assertEquals(
        lost.map(({ name, points }) => [name, points]),
        wrong.lost.map(([name, points]) => [name, points]),
      );
      for (const [index, [, , reason]] of wrong.lost.entries()) {
        assertStringIncludes(lost[index]?.reason ?? "", reason);
      }
    },
  });
}

testUnless(missing, {
  name: `${id}: the stub of the notebook is that of the task, and is not answered yet`,
  fn: async () => {
    assertStringIncludes(sourceIn(await readCells(NOTEBOOK), "program-text"), stub);
    using folder = fakePrograms({});
    const path = folder.at(file);
    for (const text of [stub, stub.replace("(which of", "Which of"), "# later\n", ""]) {
      await Deno.writeTextFile(path, text);
      const { kind, points, message } = await checkAnswer(id, { answer: { path, python } });
      assertEquals([kind, points], ["not_answered", 0], message);
    }
    const { message } = await checkAnswer(id, { answer: { path: folder.at("no.py"), python } });
    assertStringIncludes(message, "There is no file no.py yet");
  },
});

testUnless(missing, {
  name: `${id}: the runs that were given count as long as the file is the same`,
  fn: async () => {
    using folder = fakePrograms({});
    const path = folder.at(file);
    await Deno.writeTextFile(path, 'print("=== Import Benchmark ===")\n');
    const evidence = programRuns(await repeatLearnerScript({ python, path }));
    const given = { answer: { path, python }, evidence };
    const first = await checkAnswer(id, given);
    assertEquals([first.kind, first.notes.length], ["judged", 0]);
    await Deno.writeTextFile(path, "def f(:\n");
    const second = await checkAnswer(id, given);
    assertStringIncludes(second.notes.join(" "), "it was run again");
    assertStringIncludes(second.parts[0]?.reason ?? "", `${file} does not compile: line 1`);
  },
});

testUnless(missing, {
  name: `${id}: runs that vary are run again, and the check says which of them count`,
  fn: async () => {
    using folder = fakePrograms({});
    const [path, text] = [folder.at(file), "print(1)\n"];
    await Deno.writeTextFile(path, text);
    const outputs = [2.1, 4.4, 2.2].map((loopMs, index) =>
      profilerOutput({ loopMs, collectorMs: 9 + index / 10, importMs: 0.5 + index / 100 })
    );
    const varied = { ...fakeProfiler({ outputs }), text, python };
    const { parts, notes } = await checkAnswer(id, {
      answer: { path, python },
      evidence: programRuns(varied),
    });
    assertEquals(lostParts(parts), []);
    for (const said of ["it was run three times more", "The picture above shows the first three"]) {
      assertStringIncludes(notes.join(" "), said);
    }
  },
});

function lostParts(parts: readonly CheckPart[]): CheckPart[] {
  return parts.filter(({ points, max, needsReader }) => points < max || needsReader === true);
}
