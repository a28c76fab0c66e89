/** Tests of the probes of working side by side: what they count and say, on every CPython. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { type Facts, numberOf, run, testFacts, values } from "../../tests/support/probe_scripts.ts";

const FACTS: Facts = [
  ["thread_scaling.py lets threads that sleep do so side by side", async (python) => {
    const params = { work: "sleep", threads: 8, n: 100_000 };
    const seen = await values(python, { probe: "thread_scaling", params });
    // Eight times 10 ms each: even where a tenth of a second is lost, two go on together.
    assert(numberOf(seen, "speedup") > 2, `${seen.reduced["speedup"]}`);
    assert(numberOf(seen, "processors") >= 1);
  }],
  ["thread_scaling.py knows each kind of work", async (python) => {
    for (const work of ["loop", "calls", "dict", "hash"]) {
      const params = { work, threads: 2, n: 1_000 };
      assert(
        numberOf(await values(python, { probe: "thread_scaling", params }), "alone") > 0,
        work,
      );
    }
  }],
  ["thread_scaling.py says when it cannot hash", async (python) => {
    const folder = await Deno.makeTempDir();
    try {
      await Deno.writeTextFile(`${folder}/hashlib.py`, "raise ImportError('no hashlib')");
      const { unavailable } = await run(python, {
        probe: "thread_scaling",
        params: { work: "hash", n: 1_000 },
        env: { PYTHONPATH: folder },
      });
      assertMatch(`${unavailable?.reason}`, /no hashlib/);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }],
  ["single_thread.py says what the lock is", async (python) => {
    const seen = await values(python, { probe: "single_thread" });
    assertEquals(seen.reduced["gil"], python.gil);
  }],
  ["gil_wait.py tells every lateness, and whether there is a lock", async (python) => {
    const params = { computing: 2, interval: 1_000, wakes: 7 };
    const seen = await values(python, { probe: "gil_wait", params });
    assertEquals(seen.events.map(({ name, durationNs }) => [name, durationNs.length]), [
      ["late", 7],
    ]);
    assertEquals(seen.reduced["gil"], python.gil === "off" ? "off" : "on");
    assert(numberOf(seen, "median") <= numberOf(seen, "longest"));
  }],
  ["workers.py gets each kind of workers, or says what is missing", async (python) => {
    for (const way of ["threads", "processes", "interpreters", "pool"]) {
      const asked = { probe: "workers", params: { way, workers: 2, n: 1_000 } } as const;
      const isMissing = /interpreters|pool/.test(way) && !python.subinterpreters;
      if (isMissing) {
        assertEquals((await run(python, asked)).unavailable?.remedy, "uv python install 3.14", way);
      } else {
        const seen = await values(python, asked);
        assert(numberOf(seen, "start") > 0 && numberOf(seen, "together") > 0, way);
      }
    }
  }],
];

testFacts(FACTS);
