/** Tests of what the warm-up probe makes of the chunks of one process, and of reading their curve. */
import { assertEquals } from "@std/assert";
import { reduceChunks } from "./jit.ts";
import { warmupChunks } from "./warming.ts";
import type { EventSeries } from "../run/event.ts";

function chunks(iterations: number, durationUs: readonly number[]): EventSeries {
  return {
    name: "chunk",
    startNs: [],
    durationNs: durationUs.map((us) => us * 1e3),
    group: durationUs.map((_, index) => index * iterations),
  };
}

/** Chunks of 600 iterations: the second to the sixth lie between 600 and 3,600. */
const WARMING = chunks(600, [90, 20, 21, 22, 23, 24, 500, 10, 12, 11, 10, 11]);

const CASES: [name: string, events: readonly EventSeries[], expected: Record<string, unknown>][] = [
  ["chunks to the first, the early and the settled ones", [WARMING], {
    settled: 11,
    early: 22,
    first: 90,
    gain: 2,
  }],
  ["chunks that reach too far to no early one", [chunks(5_000, [40, 30, 20, 10])], {
    settled: 15,
    early: null,
    first: 40,
    gain: null,
  }],
  ["no chunk to nothing", [chunks(200, [])], {
    settled: null,
    early: null,
    first: null,
    gain: null,
  }],
  ["another probe's list to no value", [{ ...WARMING, name: "pause" }], {}],
];

for (const [name, events, expected] of CASES) {
  Deno.test(`reduceChunks() reduces ${name}`, () => {
    assertEquals(reduceChunks({ state: null, slices: [], events, values: {} }), expected);
  });
}

Deno.test("warmupChunks() gives each chunk's middle, least and greatest over all processes", () => {
  const processes = [[9, 5], [7, 4], [30, 6]].map((us) => ({ events: [chunks(200, us)] }));
  assertEquals(warmupChunks({ processes }), [
    { iterations: 0, medianUs: 9, lowUs: 7, highUs: 30 },
    { iterations: 200, medianUs: 5, lowUs: 4, highUs: 6 },
  ]);
});

Deno.test("warmupChunks() gives nothing of processes without chunks", () => {
  assertEquals(warmupChunks({ processes: [] }), []);
  assertEquals(warmupChunks({ processes: [{ events: [] }] }), []);
});
