/** Tests of the probes of records and the standard library: every choice runs, with little and with much. */
import { assert, assertEquals } from "@std/assert";
import { PYTHONS, values } from "../../tests/support/probe_scripts.ts";
import { testUnless } from "../../tests/support/skip.ts";
import { PROBES } from "../catalog/catalog.ts";
import type { ParamValue } from "../catalog/probe.ts";

// What the oldest and the newest accept, those between accept, too.
const ENDS = [...new Set([PYTHONS.at(0), PYTHONS.at(-1)])].filter((python) => python !== undefined);

const CASES: [
  probe: "base64_coding" | "uuid_making" | "records",
  params: Record<string, ParamValue>[],
][] = [
  ["base64_coding", [{ size: 1 }, { size: 33 }, { size: 70_000 }]],
  ["uuid_making", [{ n: 3, length: 1 }, { n: 3, length: 1024 }]],
  ["records", [{ n: 10 }]],
];

for (const [probe, given] of CASES) {
  const [first] = PROBES[probe].parameters;
  const choices = first?.kind === "choice" ? first.choices : [];
  testUnless(ENDS.length === 0 ? "no CPython found" : null, {
    name: `${probe}.py times every ${first?.name}, on the oldest and the newest CPython found`,
    fn: async (context) => {
      for (const python of ENDS) {
        for (const choice of choices) {
          await context.step(`${python.name} ${choice}`, async () => {
            for (const params of given) {
              const asked = { ...params, [`${first?.name}`]: choice };
              const { slices } = await values(python, { probe, params: asked, slices: 2 });
              assertEquals(slices.map(({ loops }) => loops), [1, 1]);
              assert(slices.every(({ wallNs }) => wallNs > 0));
            }
          });
        }
      }
    },
  });
}
