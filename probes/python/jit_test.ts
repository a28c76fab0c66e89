/** Tests of the probes of the just-in-time compiler on every CPython: when it begins, and what it leaves alone. */
import { assert, assertEquals } from "@std/assert";
import { testUnless } from "../../tests/support/skip.ts";
import { type Facts, numberOf, testFacts, values } from "../../tests/support/probe_scripts.ts";
import { PYTHONS } from "../../tests/support/tried_pythons.ts";
import { warmupChunks } from "../catalog/warming.ts";

const FACTS: Facts = [
  ["jit_state.py says what the search for interpreters found", async (python) => {
    const { reduced } = await values(python, { probe: "jit_state" });
    assertEquals(reduced["state"], python.jit);
    if (python.jit === "on") return;
    const others = Object.entries(reduced).filter(([key]) => key !== "state");
    assertEquals(others.filter(([, value]) => value !== null), []);
  }],
  [
    "jit_warmup.py times as many chunks as it is asked for, each behind the last",
    async (python) => {
      for (const workload of ["integers", "floats", "calls"]) {
        const params = { workload, iterations: 100, chunks: 50 };
        const seen = await values(python, { probe: "jit_warmup", params });
        const chunks = warmupChunks({ processes: [seen] });
        assertEquals(chunks.map(({ iterations }) => iterations / 100), chunks.map((_, at) => at));
        assertEquals(chunks.length, 50);
        const [series] = seen.events;
        const ends = series?.startNs.map((ns, index) => ns + (series.durationNs[index] ?? 0)) ?? [];
        assert(ends.every((endNs, index) => endNs <= (series?.startNs[index + 1] ?? Infinity)));
        assert(numberOf(seen, "settled") > 0 && numberOf(seen, "early") > 0, workload);
      }
    },
  ],
];

testFacts(FACTS);

const JITTED = PYTHONS.filter(({ jit }) => jit !== "absent");

testUnless(JITTED.length === 0 ? "no CPython with a just-in-time compiler" : null, {
  name: "jit_state.py sees loops compiled after some thousand iterations, the same every time",
  fn: async () => {
    for (const python of JITTED) {
      const asked = { probe: "jit_state", env: { PYTHON_JIT: "1" } } as const;
      const [seen, again] = [await values(python, asked), await values(python, asked)];
      assertEquals(seen.reduced, again.reduced);
      assertEquals(seen.reduced["state"], "on");
      const first = numberOf(seen, "firstCompiled");
      assert(first > 1_000 && first < 10_000, `${python.name}: iteration ${first}`);
      assertEquals([seen.reduced["loop"], seen.reduced["called"]], [1, 0]);
      assert(numberOf(seen, "loopBytes") > 100);
    }
  },
});

const TOLD = JITTED.filter(({ minor }) => minor >= 15);

testUnless(TOLD.length === 0 ? "no CPython that can be told when to compile" : null, {
  name: "jit_state.py sees a loop compiled earlier where that is asked for",
  fn: async () => {
    const env = {
      PYTHON_JIT: "1",
      PYTHON_JIT_JUMP_BACKWARD_INITIAL_VALUE: "63",
      PYTHON_JIT_JUMP_BACKWARD_INITIAL_BACKOFF: "6",
    };
    for (const python of TOLD) {
      const first = numberOf(await values(python, { probe: "jit_state", env }), "firstCompiled");
      assert(first < 200, `${python.name}: iteration ${first}`);
    }
  },
});
