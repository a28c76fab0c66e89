/** Tests of the probe of profilers: what each of them saw of a pipeline, on every CPython. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import {
  type Facts,
  numberOf,
  run,
  type Seen,
  testFacts,
  values,
} from "../../tests/support/probe_scripts.ts";
import { allocatingLines, callStacks, profiledFunctions } from "../catalog/profiled.ts";
import { pipelineStages } from "../catalog/told.ts";

const ROWS = 500;

const FACTS: Facts = [
  ["profile_pipeline.py gives what no profiler sees as nothing", async (python) => {
    const seen = await values(python, { probe: "profile_pipeline", params: { rows: ROWS } });
    assertEquals([seen.reduced["peak"], seen.reduced["samples"], seen.tables], [
      null,
      null,
      undefined,
    ]);
  }],
  ["profile_pipeline.py counts every call with cProfile", async (python) => {
    const params = { profiler: "cProfile", rows: ROWS };
    const seen = await values(python, { probe: "profile_pipeline", params });
    const functions = profiledFunctions({ processes: [seen] });
    const calls = new Map(functions.map(({ name, calls }) => [name, calls]));
    // The pipeline runs three times.
    assertEquals(calls.get("profile_pipeline:key_of"), 3 * ROWS);
    assertEquals(calls.get("profile_pipeline:pipeline"), 3);
    const owns = functions.map(({ ownMs }) => ownMs);
    assertEquals(owns, owns.toSorted((left, right) => right - left));
  }],
  ["profile_pipeline.py finds the lines that hold memory with tracemalloc", async (python) => {
    const params = { profiler: "tracemalloc", rows: ROWS };
    const seen = await values(python, { probe: "profile_pipeline", params });
    const [largest] = allocatingLines({ processes: [seen] });
    assertMatch(`${largest?.place}`, /^profile_pipeline:\d+$/);
    assert(numberOf(seen, "peak") >= (largest?.kib ?? 0));
  }],
  [
    "profile_pipeline.py meets stacks of the pipeline alone with its own sampler",
    async (python) => {
      const params = { profiler: "sampler", rows: 20_000 };
      const seen = await values(python, { probe: "profile_pipeline", params });
      const stacks = callStacks({ processes: [seen] });
      assertEquals(stacks.reduce((sum, { weight }) => sum + weight, 0), seen.reduced["samples"]);
      assertEquals(
        new Set(stacks.map(({ frames }) => frames[0])),
        new Set(["profile_pipeline:pipeline"]),
      );
    },
  ],
  ["profile_pipeline.py samples by CPython's own profiler where there is one", async (python) => {
    const params = { profiler: "sampling", rows: 20_000 };
    const seen = await run(python, { probe: "profile_pipeline", params });
    if (python.minor < 15) {
      assertEquals(seen.unavailable?.remedy, "uv python install 3.15");
    } else if (seen.unavailable === null) {
      assert(numberOf(seen, "samples") > 0);
      assert(callStacks({ processes: [seen] }).some(({ frames }) => frames.length > 1));
    } else {
      // A system may forbid to look into another process.
      assertMatch(seen.unavailable.reason, /cannot look into another process/);
    }
  }],
  ["file_pipeline.py divides all of the time, whatever is left out", async (python) => {
    for (const remedy of ["none", "lists", "rest", "sums"]) {
      const seen = await values(python, {
        probe: "file_pipeline",
        params: { rows: ROWS, remedy, profiler: "cProfile" },
      });
      const shares = ["bytecode", "native", "collector", "waiting"].map((key) =>
        numberOf(seen, key)
      );
      assert(Math.abs(shares.reduce((sum, share) => sum + share) - 100) < 0.01, `${shares}`);
      assertEquals(seen.reduced["rows"], ROWS);
      const stages = pipelineStages({ processes: [seen] }).map(({ stage }) => stage);
      assertEquals(stages.includes("build"), remedy !== "lists");
      if (remedy === "rest") assertEquals(seen.reduced["collector"], 0);
      assertEquals(callStacks({ processes: [seen] })[0]?.frames[0], "file_pipeline:pipeline");
    }
  }],
  ["file_pipeline.py reads a file of somebody else, and says why it cannot", async (python) => {
    const folder = await Deno.makeTempDir();
    const file = `${folder}/own.csv`;
    const asked = (name: string, text: string) => {
      Deno.writeTextFileSync(name, text);
      return run(python, { probe: "file_pipeline", env: { PIPELINE_FILE: file } });
    };
    const reasonOf = ({ unavailable }: Seen) => unavailable?.reason;
    try {
      assertEquals((await asked(file, 'a;b\n1;2\n3;"4;5"\n')).reduced["rows"], 2);
      assertEquals((await asked(file, 'a,b\n1\n\n1,2,3\n"x\ny",2\n')).reduced["rows"], 3);
      assertMatch(`${reasonOf(await asked(file, "only a head\n"))}`, /no rows below a head/);
      assertMatch(`${reasonOf(await asked(file, ""))}`, /no rows below a head/);
      await Deno.remove(file);
      assertMatch(
        `${reasonOf(await asked(`${folder}/other`, ""))}`,
        /cannot be read: No such file/,
      );
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }],
];

testFacts(FACTS);
