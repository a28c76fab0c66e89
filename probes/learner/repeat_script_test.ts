/** Tests of programs that run several times: one folder for all runs, an end with the first that fails, a ruler beside. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { testUnless } from "../../tests/support/skip.ts";
import { discoverInterpreters } from "../interpreters/mod.ts";
import { repeatLearnerScript } from "./repeat_script.ts";

const found = (await discoverInterpreters()).at(-1);
const missing = found === undefined ? "no CPython was found" : null;
const python = found ?? { executable: "/nonexistent/python3", major: 3, minor: 14 };

const COUNTING = `import os

print(len(os.listdir(".")))
open(str(len(os.listdir("."))), "w").close()
`;

testUnless(missing, {
  name: "repeatLearnerScript() runs a program in one folder, with a loop of ours before each run",
  fn: async () => {
    const { runs, referenceMs, referenceProcessMs, rules, text } = await repeatLearnerScript({
      python,
      source: COUNTING,
    });
    assertEquals(runs.map(({ stdout }) => stdout), ["1", "2", "3"]);
    assertEquals(referenceMs.length, 3);
    assert(referenceMs.every((ms, run) => ms > 0 && ms < (referenceProcessMs[run] ?? 0)));
    assertEquals([rules?.kind, text], ["rules", COUNTING]);
  },
});

testUnless(missing, {
  name: "repeatLearnerScript() ends with the first run that fails",
  fn: async () => {
    const { runs, referenceMs } = await repeatLearnerScript({
      python,
      source: 'open("seen", "x")',
      runCount: 3,
    });
    assertEquals(runs.map(({ ending }) => ending.kind), ["finished", "raised"]);
    assertStringIncludes(runs[1]?.message ?? "", "FileExistsError");
    assertEquals(referenceMs.length, 2);
  },
});

testUnless(missing, {
  name: "repeatLearnerScript() does not start what is no program",
  fn: async () => {
    for (const [source, kind] of [["", "empty"], ["def f(:", "does_not_compile"]] as const) {
      const { runs, rules, referenceMs } = await repeatLearnerScript({ python, source });
      assertEquals(runs.map((run) => run.source.kind), [kind]);
      assertEquals([rules, referenceMs.length], [null, 0]);
    }
  },
});

testUnless(missing, {
  name: "repeatLearnerScript() ends by a signal",
  fn: async () => {
    const signal = AbortSignal.timeout(1);
    const { runs } = await repeatLearnerScript({ python, source: "while True: pass", signal });
    assertEquals(runs.map(({ ending }) => ending.kind), ["stopped"]);
  },
});
