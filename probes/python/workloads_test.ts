/** Tests of the workloads: every one that can be chosen runs. */
import { assert, assertEquals } from "@std/assert";
import { PYTHONS, values } from "../../tests/support/probe_scripts.ts";
import { testUnless } from "../../tests/support/skip.ts";
import { PROBES } from "../catalog/catalog.ts";
import { WORKLOADS } from "../catalog/workloads.ts";

// What the oldest and the newest accept, those between accept, too.
const ENDS = [...new Set([PYTHONS.at(0), PYTHONS.at(-1)])].filter((python) => python !== undefined);

for (const name of Object.keys(WORKLOADS) as (keyof typeof WORKLOADS)[]) {
  const [first] = PROBES[name].parameters;
  const choices = first?.kind === "choice" ? first.choices : [];
  const settings = choices.length === 0 ? [{ n: 5 }] : choices.map((workload) => ({
    workload,
    n: 5,
  }));
  testUnless(ENDS.length === 0 ? "no CPython found" : null, {
    name: `${name}.py times every workload, on the oldest and the newest CPython found`,
    fn: async (context) => {
      for (const python of ENDS) {
        for (const params of settings) {
          await context.step(`${python.name} ${JSON.stringify(params)}`, async () => {
            const { slices } = await values(python, { probe: name, params, slices: 2, loops: 3 });
            assertEquals(slices.map(({ loops }) => loops), [3, 3]);
            assert(slices.every(({ wallNs }) => wallNs > 0));
          });
        }
      }
    },
  });
}
