/** Tests of the value axes of panels. */
import { assertEquals } from "@std/assert";
import { axesOf, hasOwnAxes } from "./arm_axes.ts";

const CASES: [name: string, medians: (number | null)[], isShared: boolean][] = [
  ["equal arms", [2, 2], true],
  ["arms a third apart", [2, 2.6, 2.4], true],
  ["arms a factor of two apart", [2, 2.1, 4], false],
  ["an arm without a value", [2, null], true],
  ["values that are all 0", [0, 0], true],
  ["a single arm", [3], true],
];

for (const [name, medians, isShared] of CASES) {
  Deno.test(`axesOf() gives ${name} ${isShared ? "one axis" : "an axis each"}`, () => {
    const axes = axesOf(medians.map((median) => ({ median })), (arms) => ({
      low: 0,
      high: Math.max(...arms.map(({ median }) => median ?? 0)),
      beyondCount: 0,
    }));
    assertEquals(axes.length, medians.length);
    assertEquals(hasOwnAxes(axes), !isShared);
  });
}

Deno.test("axesOf() gives no arms no axis", () => {
  assertEquals(axesOf([], () => ({ low: 0, high: 1, beyondCount: 0 })), []);
});
