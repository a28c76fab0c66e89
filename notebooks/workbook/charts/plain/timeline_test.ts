/** Tests of timelines: what is said of each lane, and what is refused; the picture is a golden file. */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { testChartGoldens } from "../../../../tests/support/chart_goldens.ts";
import { LONG_NAME } from "../../../../tests/support/fake_rows.ts";
import { timeline, type TimelineRow } from "./timeline.ts";

const RELEASES = ["3.12", "3.13", "3.14", "3.15"];

const ROWS: readonly TimelineRow[] = [
  { label: "there from the start", spans: [{ from: "3.12", state: "always" }] },
  {
    label: "first called experimental",
    spans: [{ from: "3.13", to: "3.13", state: "experimental" }, {
      from: "3.14",
      state: "on request",
    }],
  },
  { label: LONG_NAME, spans: [{ from: "3.14.0", to: "3.14.4", state: "always" }] },
  { label: "nothing yet", spans: [] },
];

testChartGoldens(new URL("../testdata/", import.meta.url), [
  ["timeline", () => timeline(ROWS, { releases: RELEASES })],
  ["timeline_none", () => timeline([], { releases: RELEASES, title: "Nothing" })],
]);

Deno.test("timeline() says of each lane from when on, how, and whether it was taken back", async () => {
  const [title, ...lines] = (await timeline(ROWS, { releases: RELEASES }).toText()).split("\n");
  assertEquals(title, "What changed, and when");
  assertEquals(lines, [
    "there from the start: always from 3.12 on",
    "first called experimental: experimental from 3.13 to 3.13, on request from 3.14 on",
    `${LONG_NAME}: always from 3.14.0 to 3.14.4, then taken back`,
    "nothing yet: nothing is known",
  ]);
});

Deno.test("timeline() explains only the forms that it draws", async () => {
  const svg = await timeline(ROWS.slice(0, 1), { releases: RELEASES }).toSvg();
  assertStringIncludes(svg, "in every build");
  assertEquals([svg.includes("experimental"), svg.includes("taken back")], [false, false]);
});

const REFUSED: [name: string, attempt: () => unknown, message: string][] = [
  [
    "a release that the axis lacks",
    () =>
      timeline([{ label: "a", spans: [{ from: "3.9", state: "always" }] }], { releases: RELEASES }),
    '"a" names 3.9, there are 3.12, 3.13, 3.14, 3.15',
  ],
  [
    "a state that there is not",
    () =>
      timeline([{ label: "a", spans: [{ from: "3.13", state: "never" as "always" }] }], {
        releases: RELEASES,
      }),
    'the state of "a" is never, one of "always"',
  ],
  ["an axis without releases", () => timeline(ROWS, { releases: [] }), "an empty list"],
];

for (const [name, attempt, message] of REFUSED) {
  Deno.test(`timeline() refuses ${name}`, () => {
    assertThrows(attempt, Error, message);
  });
}
