/** Tests of what the collector's probes count and try out, on every CPython. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import {
  type Facts,
  numberOf,
  run,
  testFacts,
  testFactsAtEnds,
  values,
} from "../../tests/support/probe_scripts.ts";
import { deathSteps, memoryMoments } from "../catalog/told.ts";

const FACTS: Facts = [
  ["gc_state.py tells the collector that the interpreter was found with", async (python) => {
    const { reduced, state } = await values(python, { probe: "gc_state" });
    assertEquals(reduced["collector"], python.collector);
    assertEquals(reduced["thresholds"], state?.gcThreshold.join(", "));
    assertEquals(`${reduced["stats"]}`.includes("duration"), python.minor >= 15);
    assertMatch(`${reduced["told"]}`, /generation/);
  }],
  ["gc_state.py sees a collector at rest", async (python) => {
    const { reduced } = await values(python, { probe: "gc_state", env: { PROBEBOOK_GC: "off" } });
    assertEquals(reduced["enabled"], "no");
  }],
  ["garbage_counts.py counts collections for cycles only", async (python) => {
    const { reduced } = await values(python, { probe: "garbage_counts" });
    assertEquals(reduced["acyclic"], 0);
    const more = await values(python, { probe: "garbage_counts", params: { objects: 40_000 } });
    assert(numberOf(more, "cyclic") > Number(reduced["cyclic"]) && Number(reduced["cyclic"]) > 0);
  }],
  ["object_deaths.py sees three deaths", async (python) => {
    const seen = await values(python, { probe: "object_deaths" });
    const { alone, cycle, automatic } = seen.reduced;
    assertEquals([alone, cycle, automatic], ["del", "gc.collect()", "allocating"]);
    assertEquals(deathSteps({ processes: [seen] }).flatMap(({ died }) => died), [
      "alone",
      "cycle",
      "automatic",
    ]);
    const threshold = seen.state?.gcThreshold[0] ?? 0;
    // An incremental collector counts what it has done before, too, and a free-threaded one estimates.
    if (python.collector === "generational") assert(numberOf(seen, "waited") <= threshold + 1);
    else assert(numberOf(seen, "waited") > 0);
  }],
  ["object_deaths.py says that the collector is off", async (python) => {
    const seen = await run(python, { probe: "object_deaths", env: { PROBEBOOK_GC: "off" } });
    assertMatch(`${seen.unavailable?.reason}`, /collector is off/);
  }],
  [
    "gc_pauses.py tells of the growing heap and of what the collector times itself",
    async (python) => {
      const seen = await values(python, { probe: "gc_pauses" });
      assert(numberOf(seen, "growLongest") <= numberOf(seen, "growTotal"));
      assert(numberOf(seen, "fullCollect") > 0);
      if (python.minor < 15) assertEquals(seen.reduced["toldTotal"], null);
      else assert(numberOf(seen, "toldTotal") <= numberOf(seen, "total"));
    },
  ],
];

/** What takes longer, and holds between where it holds at both ends. */
const FACTS_AT_ENDS: Facts = [
  ["gc_thread.py sees all collections in the thread that allocates", async (python) => {
    const seen = await values(python, { probe: "gc_thread" });
    assertEquals(seen.reduced["elsewhere"], 0);
    assert(numberOf(seen, "collections") > 0);
  }],
  ["full_collection.py looks at lists and not at bytes", async (python) => {
    const containers = async (holds: string) =>
      numberOf(await values(python, { probe: "full_collection", params: { holds } }), "containers");
    const none = await containers("nothing");
    assert(await containers("bytes") - none < 100);
    assert(await containers("numbers") - none < 200);
    assert(await containers("lists") - none > 20_000);
    assert(await containers("cycles") - none > 15_000);
  }],
  ["gc_pauses.py collects for each lifetime of garbage", async (python) => {
    for (const lifetime of ["mixed", "young", "late"]) {
      const seen = await values(python, { probe: "gc_pauses", params: { lifetime } });
      assert(numberOf(seen, "pauses") > 20, `${lifetime}: ${seen.reduced["pauses"]} pauses`);
    }
  }],
  ["cyclic_objects.py pays for a collector at rest in memory", async (python) => {
    const asked = { probe: "cyclic_objects" } as const;
    const resting = await values(python, { ...asked, params: { setting: "disable" } });
    assertEquals([resting.reduced["pauses"], resting.reduced["longest"]], [0, null]);
    assertEquals(resting.reduced["share"], 0);
    const seen = await values(python, asked);
    assert(numberOf(seen, "pauses") > 10 && numberOf(seen, "total") < numberOf(seen, "wall"));
    assert(numberOf(resting, "peakRss") > numberOf(seen, "peakRss"));
    const memory = memoryMoments({ processes: [resting] });
    assert(memory.length > 10);
    assertEquals(memory.map(({ ms }) => ms), memory.map(({ ms }) => ms).toSorted((a, b) => a - b));
    assert((memory[0]?.mib ?? 0) < (memory.at(-1)?.mib ?? 0));
  }],
  [
    "cyclic_objects.py takes every setting, and waits longer at a higher threshold",
    async (python) => {
      const pauses = async (setting: string) =>
        numberOf(
          await values(python, { probe: "cyclic_objects", params: { setting, objects: 200_000 } }),
          "pauses",
        );
      const [usual, frozen, rare, manual] = [
        await pauses("default"),
        await pauses("freeze"),
        await pauses("threshold"),
        await pauses("manual"),
      ];
      assert(frozen > 0 && rare > 0 && rare < usual);
      // A quarter is alive before the first request; each makes a thousand.
      assertEquals(manual, 150);
    },
  ],
];

testFacts(FACTS);
testFactsAtEnds(FACTS_AT_ENDS);
