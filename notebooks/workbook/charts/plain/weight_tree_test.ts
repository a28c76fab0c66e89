/** Tests of weight trees: how they come out of imports and stacks, and where their nodes stand. */
import { assertEquals } from "@std/assert";
import { fakeFlameRow, fakeImportRow } from "../../../../tests/support/fake_rows.ts";
import {
  heaviest,
  importNodes,
  type ImportTime,
  placeNodes,
  stackNodes,
  type WeightNode,
} from "./weight_tree.ts";

Deno.test("importNodes() puts a module above those that stand before it, one deeper", () => {
  assertEquals(outline(importNodes(fakeImportRow().imports)), [
    "json 400/2192",
    "  re 600/1600",
    "    enum 700/700",
    "    re._compiler 300/300",
    "  a_small_module 12/12",
    "  json.decoder 180/180",
    "a_tiny_module 1/1",
  ]);
});

const ODD: readonly [name: string, imports: readonly ImportTime[], expected: string[]][] = [
  ["nothing", [], []],
  [
    "parts that are more than their sum by rounding",
    [imported("b", 1, 6, 6), imported("a", 0, 5, 10)],
    ["a 5/11", "  b 6/6"],
  ],
  [
    "a list that ends before the module that imported",
    [imported("b", 2, 6, 6), imported("a", 0, 5, 11)],
    ["a 5/11", "  b 6/6"],
  ],
  ["modules whose parent never came", [imported("b", 1, 6, 6)], ["b 6/6"]],
];

for (const [name, imports, expected] of ODD) {
  Deno.test(`importNodes() takes ${name}`, () => {
    assertEquals(outline(importNodes(imports)), expected);
  });
}

Deno.test("stackNodes() joins equal beginnings", () => {
  assertEquals(outline(stackNodes(fakeFlameRow().stacks)), [
    "main 1/54",
    "  parse 12/42",
    "    split 30/30",
    "  write 2/11",
    "    encode 0/9",
    "      split 9/9",
  ]);
});

Deno.test("stackNodes() takes a program that recurses two thousand times", () => {
  const frames = Array.from({ length: 2000 }, () => "again");
  const placed = placeNodes(stackNodes([{ frames, weight: 3 }]));
  assertEquals(placed.at(-1), { name: "again", own: 3, total: 3, start: 0, level: 1999 });
});

Deno.test("placeNodes() puts children below their parent, side by side", () => {
  const placed = placeNodes(stackNodes(fakeFlameRow().stacks));
  assertEquals(placed.map(({ name, start, level }) => [name, start, level]), [
    ["main", 0, 0],
    ["parse", 0, 1],
    ["split", 0, 2],
    ["write", 42, 1],
    ["encode", 42, 2],
    ["split", 42, 3],
  ]);
});

Deno.test("heaviest() sums what a name weighs in all its places", () => {
  const placed = placeNodes(stackNodes(fakeFlameRow().stacks));
  assertEquals(heaviest(placed, 2), [{ name: "split", own: 39 }, { name: "parse", own: 12 }]);
});

function imported(
  module: string,
  ...[depth, selfUs, cumulativeUs]: readonly [number, number, number]
): ImportTime {
  return { module, depth, selfUs, cumulativeUs };
}

function outline(nodes: readonly WeightNode[], indent = ""): string[] {
  return nodes.flatMap(({ name, own, total, children }) => [
    `${indent}${name} ${own}/${total}`,
    ...outline(children, `${indent}  `),
  ]);
}
