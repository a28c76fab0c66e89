/** Tests of the probes of records and the standard library: every choice runs, with little and with much. */
import { assert, assertEquals } from "@std/assert";
import { type Facts, testFactsAtEnds, values } from "../../tests/support/probe_scripts.ts";
import { PROBES } from "../catalog/catalog.ts";
import type { ParamValue } from "../catalog/probe.ts";

const CASES: [
  probe: "base64_coding" | "uuid_making" | "records",
  params: Record<string, ParamValue>[],
][] = [
  ["base64_coding", [{ size: 1 }, { size: 70_000 }]],
  ["uuid_making", [{ n: 3, length: 1024 }]],
  ["records", [{ n: 10 }]],
];

const FACTS: Facts = CASES.flatMap(([probe, given]) => {
  const [first] = PROBES[probe].parameters;
  const choices = first?.kind === "choice" ? first.choices : [];
  return choices.map((choice) =>
    [`${probe}.py times ${choice}`, async (python) => {
      for (const params of given) {
        const asked = { ...params, [`${first?.name}`]: choice };
        const { slices } = await values(python, { probe, params: asked, slices: 2 });
        assertEquals(slices.map(({ loops }) => loops), [1, 1]);
        assert(slices.every(({ wallNs }) => wallNs > 0));
      }
    }] as const
  );
});

testFactsAtEnds(FACTS);
