/** Tests of the pictures of weight trees: scales, directions, names that fit, and what is too small. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { flameGraph } from "./flame_graph.ts";
import { importTree } from "./import_tree.ts";
import type { ImportTime } from "./weight_tree.ts";

Deno.test("importTree() draws all programs on one scale", async () => {
  const rows = [1000, 250].map((us) => ({ label: `${us} µs`, imports: [imported("json", us)] }));
  const [long, short] = boxesOf(await importTree(rows).toSvg());
  assert(Math.abs((long?.width ?? 0) / (short?.width ?? 1) - 4) < 0.05);
});

Deno.test("flameGraph() lets each program fill the width", async () => {
  const rows = [1000, 250].map((weight) => ({
    label: `${weight}`,
    stacks: [{ frames: ["main"], weight }],
  }));
  const widths = boxesOf(await flameGraph(rows).toSvg()).map(({ width }) => width);
  assertEquals(widths, [711, 711]);
});

Deno.test("importTree() hangs down from what began, flameGraph() stands on it", async () => {
  const icicle = await importTree([{
    label: "a",
    imports: [imported("below", 600, 1), imported("above", 400, 0, 1000)],
  }]).toSvg();
  const flames = await flameGraph([{
    label: "a",
    stacks: [{ frames: ["below", "above"], weight: 1000 }],
  }]).toSvg();
  for (const svg of [icicle, flames]) {
    assert(topOf(svg, "above") < topOf(svg, "below"));
  }
});

Deno.test("importTree() writes a name, its last part or its number, never a piece of it", async () => {
  const imports = [
    imported("package.module", 900),
    imported("a_package_with_a_long_name:part", 100),
    imported("another_package_with_a_long_name.which_has_a_long_part", 60),
    imported("the_last_one", 10),
  ];
  const svg = await importTree([{ label: "a", imports }]).toSvg();
  const inside = [...svg.matchAll(/<rect [^>]*\/>\s*<text [^>]*>([^<]*)</g)].map(([, name]) =>
    name
  );
  assertEquals(inside, ["1 package.module", "2 part", "3"]);
});

Deno.test("importTree() says how many modules are too small to be drawn, and keeps them in its sum", async () => {
  const tiny = Array.from({ length: 5 }, (_, index) => imported(`tiny${index}`, 1));
  const text = await importTree([{ label: "a", imports: [imported("big", 9995), ...tiny] }])
    .toText();
  assertStringIncludes(text, "a: 6 modules, 10.0 ms; 5 of them too small to be drawn");
});

Deno.test("flameGraph() draws forty levels of a program that recurses", async () => {
  const stacks = [{ frames: Array.from({ length: 60 }, () => "again"), weight: 7 }];
  const chart = flameGraph([{ label: "a", stacks }]);
  assertEquals(boxesOf(await chart.toSvg()).length, 40);
  assertStringIncludes(await chart.toText(), "20 of them too small or too deep to be drawn");
});

interface Box {
  readonly y: number;
  readonly width: number;
}

function boxesOf(svg: string): Box[] {
  return [...svg.matchAll(/<rect x="[\d.]+" y="([\d.]+)" width="([\d.]+)"/g)]
    .map(([, y, width]) => ({ y: Number(y), width: Number(width) }));
}

function topOf(svg: string, name: string): number {
  const [, y = "NaN"] =
    new RegExp(`<text x="[\\d.]+" y="([\\d.]+)"[^>]*>(?:\\d )?${name}<`).exec(svg) ?? [];
  return Number(y);
}

function imported(module: string, selfUs: number, depth = 0, cumulativeUs = selfUs): ImportTime {
  return { module, depth, selfUs, cumulativeUs };
}
