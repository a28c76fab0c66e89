/** Box two on two tries that never ran: times that vary are held against a program only where nothing else explains them. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { fakeProfiler, profilerOutput } from "../../../../tests/support/fake_profiler.ts";
import type { RepeatedRuns } from "../../../../probes/mod.ts";
import {
  checkProfiler,
  checkTries,
  PROFILER_POINTS_MAX,
  type ProfilerCheck,
} from "./profiler_check.ts";

interface Try {
  readonly loopMs: readonly number[];
  readonly importMs?: readonly number[];
  readonly referenceMs?: readonly number[];
  readonly referenceProcessMs?: readonly number[];
  readonly edits?: readonly (readonly [there: string, instead: string])[];
}

function tried(
  { loopMs, importMs = [0.5, 0.51, 0.52], edits = [], ...references }: Try,
): RepeatedRuns {
  const outputs = loopMs.map((ms, index) =>
    profilerOutput({
      loopMs: ms,
      collectorMs: 9 + index / 10,
      importMs: importMs[index] ?? 0.5,
      edits,
    })
  );
  return fakeProfiler({ outputs, ...references });
}

function agreed({ parts }: ProfilerCheck): { readonly points: number; readonly reason: string } {
  return parts.find(({ name }) => name === "three runs agree") ??
    { points: NaN, reason: "no such part" };
}

const WILD: Try = { loopMs: [2.1, 4.4, 8.1] };
const WILD_AGAIN: Try = { loopMs: [3.1, 5, 8.9] };

const TRIES: [name: string, first: Try, second: Try, points: number, reason: string][] = [
  [
    "wild twice, and no four lie together",
    WILD,
    WILD_AGAIN,
    0,
    "2.1 ms, 4.4 ms, 8.1 ms, 3.1 ms, 5 ms, 8.9 ms: no 4 of the six lie together",
  ],
  [
    "wild twice, and four lie together",
    { loopMs: [2.1, 2.2, 4.4] },
    { loopMs: [2.15, 2.12, 3.9] },
    2,
    "Not judged, no points lost: the tight loop took 2.1 ms, 2.2 ms, 4.4 ms",
  ],
  [
    "wild once",
    WILD,
    { loopMs: [2.1, 2.11, 2.12] },
    2,
    "Between the shortest and the longest of 3",
  ],
  [
    "wild in another part each time",
    WILD,
    { loopMs: [2.1, 2.11, 2.12], importMs: [0.4, 0.9, 1.9] },
    2,
    "Not judged, no points lost",
  ],
  [
    "wild twice beside a loop of ours that changed between the tries",
    { ...WILD, referenceMs: [1, 1, 1] },
    { ...WILD_AGAIN, referenceMs: [1.7, 1.7, 1.7] },
    2,
    "this machine was too busy to tell",
  ],
  [
    "wild twice beside processes of ours that took turns of any length",
    { ...WILD, referenceProcessMs: [40, 41, 90] },
    WILD_AGAIN,
    2,
    "this machine was too busy to tell",
  ],
];

for (const [name, first, second, points, reason] of TRIES) {
  Deno.test(`checkTries() on times that are ${name}`, () => {
    const box = agreed(checkTries(tried(first), tried(second)));
    assertEquals(box.points, points, box.reason);
    assertStringIncludes(box.reason, reason);
  });
}

Deno.test("checkTries() says which runs count", () => {
  const calm: Try = { loopMs: [2.1, 2.11, 2.12] };
  const said = (second: RepeatedRuns) => checkTries(tried(WILD), second).notes[0] ?? "";
  assertStringIncludes(said(tried(calm)), "The three later runs count, in every box");
  assertStringIncludes(said(tried(WILD)), 'All six count for "three runs agree"');
  const worse = tried({ ...calm, edits: [["Baseline: 0.91 ms\n", ""]] });
  assertStringIncludes(said(worse), "the first three for every other box");
  assertEquals(checkTries(tried(WILD), worse).points, checkProfiler(tried(WILD)).points);
});

Deno.test("checkTries() takes nothing for a second try that cannot be compared", () => {
  const first = tried(WILD);
  const { points } = checkProfiler(first);
  const broken = fakeProfiler({
    outputs: [profilerOutput()],
    ending: { kind: "timed_out", afterSeconds: 30 },
  });
  const rewritten = { ...tried(WILD_AGAIN), text: "print(1)" };
  for (const second of [broken, rewritten]) {
    const check = checkTries(first, second);
    assertEquals([check.points, agreed(check).points], [points, 2]);
  }
  assertEquals(checkProfiler(fakeProfiler()).points, PROFILER_POINTS_MAX);
});

Deno.test("checkProfiler() does not judge an import while processes of ours take turns of any length", () => {
  const outputs = [0.5, 0.9, 1.4].map((importMs, index) =>
    profilerOutput({ loopMs: 2.1 + index / 100, collectorMs: 3 + index / 100, importMs })
  );
  for (
    const [referenceProcessMs, reason] of [
      [[40, 90, 50], "The import is not judged"],
      [[40, 41, 42], "the import took 0.5 ms, 0.9 ms, 1.4 ms"],
    ] as const
  ) {
    const { parts } = checkProfiler(fakeProfiler({ outputs, referenceProcessMs }));
    const box = parts.find(({ name }) => name === "three runs agree");
    assertStringIncludes(box?.reason ?? "", reason);
  }
});
