/** Tests of the pause timeline's words, on pauses that are made up; its pictures are golden files. */
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import {
  fakeMeasurement,
  type FakePause,
  fakePauseArm,
  fakePauses,
} from "../../../tests/support/fake_comparisons.ts";
import { FROZEN } from "../../../tests/support/fake_rows.ts";
import { PAUSES_DRAWN_MAX } from "./pause_rows.ts";
import { pauseTimeline } from "./pause_timeline.ts";

const PAUSES: readonly FakePause[] = [[10, 0.1, 0], [100, 2.5, 1], [200, 57.3, 2]];

Deno.test("pauseTimeline() draws as text", async () => {
  const arms = [fakePauseArm("py3.13.5", [PAUSES]), fakePauseArm("acyclic", [[]])];
  assertEquals(
    await pauseTimeline(fakePauses(arms)).toText(),
    [
      "Garbage while serving requests (live = 300,000)",
      "py3.13.5: 3 pauses in 6,000 requests, longest 57.3 ms, together 59.9 ms",
      "  ··▁··················▄····················▇·····················",
      "acyclic: no pauses in 6,000 requests",
      "  ································································",
      "  time from 0 to 300.0 ms; height of a bar: the longest pause there, from 0.100 to 143.3 ms, logarithmic",
    ].join("\n"),
  );
});

Deno.test("pauseTimeline() draws the process in the middle and says so", async () => {
  const processes = [1, 9, 5].map((ms): FakePause[] => [[10, ms, 2]]);
  const text = await pauseTimeline(fakePauses([fakePauseArm("a", processes)])).toText();
  assertStringIncludes(text, "longest 5.00 ms");
  assertStringIncludes(text, "the one whose longest pause is the middle one");
});

Deno.test("pauseTimeline() labels the longest pause and each generation", async () => {
  const svg = await pauseTimeline(fakePauses([fakePauseArm("a", [PAUSES])])).toSvg();
  for (
    const part of [
      "57.3 ms",
      "generation 0",
      "generation 1",
      "generation 2",
      "time since the first request (ms)",
    ]
  ) {
    assertStringIncludes(svg, part);
  }
});

Deno.test("pauseTimeline() draws pauses of which neither start nor generation is known", async () => {
  const [arm] = [fakePauseArm("a", [PAUSES])];
  const processes = arm.processes.map((process) => ({
    ...process,
    events: [{ name: "pause", startNs: [], durationNs: [1e6, 2e6], group: [] }],
  }));
  const chart = pauseTimeline(fakePauses([{ ...arm, processes }]));
  assertStringIncludes(await chart.toText(), "2 pauses in 6,000 requests, longest 2.00 ms");
  assert(!(await chart.toSvg()).includes("generation"));
});

Deno.test("pauseTimeline() draws the longest of each stretch when there are very many", async () => {
  const many = Array.from(
    { length: 5000 },
    (_, index): FakePause => [index / 20, index === 777 ? 9 : 0.1, 0],
  );
  const chart = pauseTimeline(fakePauses([fakePauseArm("a", [many])]));
  const svg = await chart.toSvg();
  const dots =
    /aria-label="dot"[^>]*>(.*?)<\/g>/s.exec(svg)?.[1]?.match(/<(?:circle|path)/g)?.length ?? 0;
  assert(dots <= PAUSES_DRAWN_MAX && dots > PAUSES_DRAWN_MAX / 2, `${dots}`);
  assertStringIncludes(svg, "9.00 ms");
  assertStringIncludes(
    await chart.toText(),
    `Not drawn: ${(5000 - dots).toLocaleString("en")} shorter pauses`,
  );
});

Deno.test("pauseTimeline() says when an arm gave nothing", async () => {
  const text = await pauseTimeline(fakePauses([fakePauseArm("a", [PAUSES]), fakePauseArm("b", [])]))
    .toText();
  assertStringIncludes(text, "b: not measured");
});

Deno.test("pauseTimeline() refuses what has no pauses", async () => {
  const other = fakeMeasurement({ a: [1] });
  assertThrows(() => pauseTimeline(other), TypeError, "Cannot draw pauses: the probe reports none");
  assertThrows(() => pauseTimeline(5 as never), TypeError, 'what measure("gc_pauses")');
  await assertRejects(
    () => pauseTimeline(Promise.resolve(other)).toText(),
    TypeError,
    "reports none",
  );
});

Deno.test("pauseTimeline() draws frozen lanes beside live ones, and says which they are", async () => {
  const live = fakePauses([fakePauseArm("py3.13.5", [[[1, 2, 0]]])]);
  const frozenArm = { ...fakePauseArm("py3.14.3", [[[1, 3, 1]]]), frozen: FROZEN };
  const chart = pauseTimeline(live, { beside: fakePauses([frozenArm]) });
  const text = await chart.toText();
  assertStringIncludes(text, "py3.13.5: 1 pause");
  assertStringIncludes(text, "py3.14.3 (frozen): 1 pause");
  assertEquals((await chart.toSvg()).match(/fill="url\(#hatch/g)?.length, 1);
});

Deno.test("pauseTimeline() refuses what has no pauses, also beside others", () => {
  const live = fakePauses([fakePauseArm("py3.13.5", [[[1, 2, 0]]])]);
  const other = fakeMeasurement({ a: [1] });
  assertThrows(() => pauseTimeline(live, { beside: other }), TypeError, "reports none");
});

const GUESSES: [guess: number | string | null, words: string[], missing: string][] = [
  [50, ["Hollow diamond: the longest pause that was expected, 50.0 ms."], "Not drawn"],
  [1000, ["Hollow diamond: the longest pause that was expected, 1000 ms."], "Not drawn"],
  [90_000, ["Not drawn: the longest pause that was expected, 90000 ms."], "diamond"],
  [-1, ["Not drawn: the longest pause that was expected, -1.00 ms."], "diamond"],
  ["acyclic", ["◇ acyclic: no pauses", "was expected: acyclic."], "diamond"],
  [null, ["py3.13.5: 3 pauses"], "expected"],
];

for (const [prediction, words, missing] of GUESSES) {
  Deno.test(`pauseTimeline() with ${JSON.stringify(prediction)} as prediction`, async () => {
    const arms = [fakePauseArm("py3.13.5", [PAUSES]), fakePauseArm("acyclic", [[]])];
    const chart = pauseTimeline(fakePauses(arms), { prediction });
    const text = await chart.toText();
    for (const word of words) assertStringIncludes(text, word);
    assertEquals(text.includes(missing), false, text);
    // A guess above all pauses lifts the axis.
    assertEquals(text.includes("1500 ms, logarithmic"), prediction === 1000, text);
  });
}

Deno.test("pauseTimeline() stands under the title that it is told, also beside others", async () => {
  const live = fakePauses([fakePauseArm("py3.13.5", [PAUSES])]);
  for (const beside of [null, live]) {
    const text = await pauseTimeline(live, { beside, title: "A title" }).toText();
    assertEquals(text.split("\n")[0], "A title");
  }
});

Deno.test("pauseTimeline() stays a list of lanes where a cell would hold two of them, or one would be alone", async () => {
  const arm = fakePauseArm("py3.13.5", [[[1, 2, 0]]]);
  const list = { ...arm, params: { ...arm.params, shape: "list" } };
  for (const arms of [[list, { ...list, label: "the same" }], [list], [list, arm, arm]]) {
    const [plain, columned] = await Promise.all(
      [{}, { columns: "shape" }].map((options) => pauseTimeline(fakePauses(arms), options).toSvg()),
    );
    assertEquals(columned, plain);
  }
});

Deno.test("pauseTimeline() does not take the parameters of one measurement for those of both", async () => {
  const [here, there] = ["(live = 30,000)", "(live = 300,000)"].map((params) => ({
    ...fakePauses([fakePauseArm("py3.13.5", [[[1, 2, 0]]])]),
    title: `Pauses ${params}`,
  }));
  if (here === undefined) throw new TypeError("there are two");
  const lines = (await pauseTimeline(here, { beside: there ?? here }).toText()).split("\n");
  assertEquals(lines[0], "Pauses");
  assertEquals(lines.slice(-2), [
    "First: Pauses (live = 30,000).",
    "Then: Pauses (live = 300,000).",
  ]);
});
