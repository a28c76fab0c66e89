/** Tests of what figures of panels have in common. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { countedAxis, countedTicks, FIGURE_WIDTH, stackFigure } from "./figure.ts";
import { drawText } from "./flatten.ts";

const TICKS: [name: string, last: number, max: number | undefined, expected: number[]][] = [
  ["one round", 1, undefined, [1]],
  ["as many rounds as there is room", 3, 3, [1, 2, 3]],
  ["one more", 4, 3, [1, 3]],
  ["many", 200, 4, [1, 51, 101, 151]],
];

for (const [name, last, max, expected] of TICKS) {
  Deno.test(`countedTicks() begins with the first of ${name}`, () => {
    assertEquals(countedTicks(last, max), expected);
  });
}

Deno.test("countedAxis() leaves half a place free at both ends", () => {
  assertEquals(countedAxis("round", 8).domain, [0.5, 8.5]);
});

Deno.test("stackFigure() gives words that are empty no room", () => {
  const part = drawText("part", "subtitle", FIGURE_WIDTH);
  const bare = stackFigure({ title: "a", subtitle: "", caption: [] }, [part]);
  const full = stackFigure({ title: "a", subtitle: "b", caption: ["c", "d"] }, [part]);
  assertEquals(bare.height, drawText("a", "title", FIGURE_WIDTH).height + part.height);
  assertEquals(
    full.height - bare.height,
    drawText("b", "subtitle", FIGURE_WIDTH).height +
      drawText("c\nd", "caption", FIGURE_WIDTH).height,
  );
  for (const word of ["a", "b", "part", "c", "d"]) {
    assertStringIncludes(full.content, `>${word}</text>`);
  }
});
