/** Tests of what the collector's probes make of one process. */
import { assertEquals } from "@std/assert";
import { COLLECTOR, reduceCollections } from "./gc.ts";
import type { EventSeries } from "../run/event.ts";

function series(name: string, durationNs: readonly number[]): EventSeries {
  return { name, startNs: [], durationNs, group: [] };
}

function reduced(
  events: readonly EventSeries[],
  values: Readonly<Record<string, number | string>> = {},
) {
  return reduceCollections({ state: null, slices: [], events, values });
}

const CASES: [name: string, actual: Record<string, unknown>, expected: Record<string, unknown>][] =
  [
    ["pauses to longest, sum, count and median", reduced([series("pause", [3e6, 1e6, 2e6, 9e6])]), {
      longest: 9,
      total: 15,
      pauses: 4,
      median: 2.5,
    }],
    ["no pauses to none, not to 0 ms", reduced([series("pause", [])]), {
      longest: null,
      total: 0,
      pauses: 0,
      median: null,
    }],
    [
      "requests to the longest and the one in a hundred",
      reduced([series("request", Array.from({ length: 101 }, (_, index) => index * 1e6))]),
      { longestRequest: 100, p99Request: 99 },
    ],
    [
      "single values to themselves",
      reduced([], { peakRss: 30.5, collections: "gen0 3", wall: 7 }),
      {
        peakRss: 30.5,
        collections: "gen0 3",
        wall: 7,
      },
    ],
    [
      "collections before the measured part to values of their own",
      reduced([series("grow", [5e6, 2e6])]),
      { growLongest: 5, growTotal: 7 },
    ],
  ];

for (const [name, actual, expected] of CASES) {
  Deno.test(`reduceCollections() reduces ${name}`, () => {
    assertEquals(actual, expected);
  });
}

Deno.test("COLLECTOR tells the same values in both of its probes, each in its own order", () => {
  const { gc_pauses, request_latency } = COLLECTOR;
  const keys = (values: typeof gc_pauses.values) => values.map(({ key }) => key);
  assertEquals(keys(request_latency.values).toSorted(), keys(gc_pauses.values).toSorted());
  assertEquals([gc_pauses.values[0].key, request_latency.values[0].key], ["longest", "p99Request"]);
});
