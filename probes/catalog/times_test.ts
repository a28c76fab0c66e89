/** Tests of what lists of times are reduced to. */
import { assertEquals } from "@std/assert";
import type { EventSeries } from "../run/event.ts";
import { quantile } from "../stats/mod.ts";
import { millisecondsOf } from "./times.ts";

const STATISTICS = {
  first: ([first]: readonly number[]) => first,
  longest: (durationNs: readonly number[]) => quantile(durationNs, 1),
};

const CASES: [name: string, durationNs: number[] | null, expected: Record<string, unknown>][] = [
  ["nanoseconds to milliseconds", [2e6, 5e6, 1e6], { first: 2, longest: 5 }],
  ["an empty list to no times, not to 0 ms", [], { first: null, longest: null }],
  ["a list that is not there to nothing", null, {}],
];

for (const [name, durationNs, expected] of CASES) {
  Deno.test(`millisecondsOf() reduces ${name}`, () => {
    const other: EventSeries = { name: "other", startNs: [], durationNs: [7], group: [] };
    const events = durationNs === null
      ? [other]
      : [other, { name: "late", startNs: [], durationNs, group: [] }];
    assertEquals(millisecondsOf(events, { list: "late", statistics: STATISTICS }), expected);
  });
}
