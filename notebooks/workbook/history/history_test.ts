/** Tests of what is written down of CPython's history: it can be drawn, has sources, and agrees with itself. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { fakeInterpreter } from "../../../tests/support/fake_interpreters.ts";
import { FROZEN } from "../../../tests/support/fake_rows.ts";
import { timeline } from "../charts/mod.ts";
import { CPYTHON_CHANGES, CPYTHON_RELEASES } from "./changes.ts";
import { featureCells, releasedOn } from "./features.ts";

Deno.test("CPYTHON_CHANGES can be drawn, each with a source", async () => {
  const text = await timeline(CPYTHON_CHANGES, { releases: CPYTHON_RELEASES }).toText();
  assertEquals(text.split("\n").length, CPYTHON_CHANGES.length + 1);
  for (const { source } of CPYTHON_CHANGES) assertMatch(source, /^What's New in Python 3\.\d+: ./);
});

Deno.test("CPYTHON_CHANGES switches nothing of 3.13's experiments on in 3.14", () => {
  const experiments = CPYTHON_CHANGES.filter(({ spans }) => spans[0]?.state === "experimental");
  assertEquals(experiments.length, 2);
  assert(experiments.every(({ spans }) => spans.every(({ state }) => state !== "always")));
});

Deno.test("releasedOn() knows lines of releases, not single builds", () => {
  const python = fakeInterpreter("a");
  assertEquals(releasedOn({ ...python, minor: 14, micro: 10 }), "2025-10-07");
  assertEquals(releasedOn({ ...python, minor: 99 }), null);
});

Deno.test("featureCells() tells what is built in from what is on", () => {
  const python = fakeInterpreter("a");
  const pythons = [
    { ...python, jit: "off" as const, freeThreaded: true, gil: "off" as const },
    { ...python, name: "b", jit: "on" as const, collector: "incremental" as const },
    { ...python, name: "c", collector: "unknown" as const, specialization: "always" as const },
  ];
  const cells = featureCells(pythons, { frozen: FROZEN });
  const states = (row: RegExp) =>
    cells.filter((cell) => row.test(cell.row)).map(({ state }) => state);
  assertEquals(states(/^JIT: built in/), ["yes", "yes", "no"]);
  assertEquals(states(/^JIT: on/), ["no", "yes", "no"]);
  assertEquals(states(/^built without the lock/), ["yes", "no", "no"]);
  assertEquals(states(/^lock: off/), ["yes", "no", "no"]);
  assertEquals(states(/^collector/), ["no", "yes", "unclear"]);
  assertEquals(states(/^instructions specialized/), ["unclear", "unclear", "yes"]);
  assert(cells.every(({ frozen }) => frozen === FROZEN));
});
