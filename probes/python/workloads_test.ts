/** Tests of the workloads: every one that can be chosen runs. */
import { assert, assertEquals } from "@std/assert";
import { type Facts, testFactsAtEnds, values } from "../../tests/support/probe_scripts.ts";
import { PROBES } from "../catalog/catalog.ts";
import { WORKLOADS } from "../catalog/workloads.ts";

const NAMES = Object.keys(WORKLOADS) as (keyof typeof WORKLOADS)[];

const FACTS: Facts = NAMES.map((probe) => [
  `${probe}.py times each of its workloads`,
  async (python) => {
    for (const params of settingsOf(probe)) {
      const { slices } = await values(python, { probe, params, slices: 2, loops: 3 });
      assertEquals(slices.map(({ loops }) => loops), [3, 3]);
      assert(slices.every(({ wallNs }) => wallNs > 0), JSON.stringify(params));
    }
  },
]);

function settingsOf(probe: keyof typeof WORKLOADS) {
  const [first] = PROBES[probe].parameters;
  // Fibonacci's has none.
  if (first?.kind !== "choice") return [{ n: 5 }];
  return first.choices.map((choice) => ({ [first.name]: choice, n: 5 }));
}

testFactsAtEnds(FACTS);
