/** Tests of what all charts of plain data have in common: no row, one, forty, frozen ones, and those that cannot be shown. */
import { assert, assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import {
  fakeFilmRow,
  fakeFlameRow,
  fakeHeatCells,
  fakeImportRow,
  fakeListing,
  fakeMemoryRows,
  fakePauseRow,
  fakeScalingRow,
  fakeTrendRow,
  fakeWarmupRow,
  FROZEN,
  UNAVAILABLE,
} from "../../../../tests/support/fake_rows.ts";
import type { Chart } from "../../drawing/chart.ts";
import { filmStrip } from "./film_strip.ts";
import { flameGraph } from "./flame_graph.ts";
import { heatMap } from "./heat_map.ts";
import { importTree } from "./import_tree.ts";
import { listings } from "./listings.ts";
import { memoryBars } from "./memory_bars.ts";
import { pauseHistogram } from "./pause_histogram.ts";
import type { PlainRow, UnavailableRow } from "./rows.ts";
import { scaling } from "./scaling.ts";
import { versionTrend } from "./version_trend.ts";
import { warmupCurve } from "./warmup_curve.ts";

/** A chart of as many rows, with changes to each, and of one that cannot be shown. */
interface Kind {
  readonly name: string;
  readonly rows: (count: number, changes?: Partial<PlainRow>) => Chart;
  readonly mixed: () => Chart;
  readonly untyped: (rows: unknown) => unknown;
}

const KINDS: readonly Kind[] = [
  kindOf("pauseHistogram()", pauseHistogram, fakePauseRow),
  kindOf("versionTrend()", versionTrend, fakeTrendRow),
  kindOf("filmStrip()", filmStrip, fakeFilmRow),
  kindOf("listings()", listings, (label) => fakeListing(label, true)),
  kindOf("importTree()", importTree, fakeImportRow),
  kindOf("flameGraph()", flameGraph, fakeFlameRow),
  kindOf("memoryBars()", memoryBars, (label) => ({ label, bytes: 184 })),
  kindOf("scaling()", scaling, fakeScalingRow),
  kindOf("warmupCurve()", warmupCurve, fakeWarmupRow),
];

for (const { name, rows, mixed, untyped } of KINDS) {
  Deno.test(`${name} says that there is nothing to draw`, async () => {
    assertStringIncludes(await rows(0).toText(), "There is nothing to draw");
    assertStringIncludes(await rows(0).toSvg(), "There is nothing to draw");
  });

  Deno.test(`${name} draws one row and forty`, async () => {
    const [one, forty] = await Promise.all([rows(1).toSvg(), rows(40).toSvg()]);
    assertStringIncludes(one, "row 1");
    for (const svg of [one, forty]) assert(!/NaN|undefined|Infinity/.test(svg));
    assertStringIncludes(forty, "row 40");
    assertEquals(widthOf(forty), widthOf(one));
  });

  Deno.test(`${name} hatches frozen rows and says where they come from`, async () => {
    const chart = rows(1, { frozen: FROZEN });
    const svg = await chart.toSvg();
    const [, pattern = ""] = /fill="url\(#([^)]+)\)"/.exec(svg) ?? [];
    assertStringIncludes(svg, `<pattern id="${pattern}"`);
    assert(!(await rows(1).toSvg()).includes('fill="url('));
    const source = "frozen: 2026-01-02, a machine in a test, 3.14.4 (a build in a test).";
    for (const text of [svg, await chart.toText()]) {
      assertStringIncludes(text, source);
      assertStringIncludes(text, "row 1 (frozen)");
    }
  });

  Deno.test(`${name} says why a row cannot be shown and what helps`, async () => {
    for (const text of [await mixed().toText(), textOf(await mixed().toSvg())]) {
      assertMatch(text, /py3\.10\.2:? +unavailable: its bytecode is never specialized/);
      assertStringIncludes(text, "uv python install 3.14");
    }
  });

  Deno.test(`${name} refuses what is no list of rows`, () => {
    assertThrows(() => untyped(5), TypeError, "Cannot draw");
    assertThrows(() => untyped([{}]), TypeError, 'row 1 has no "label"');
    assertThrows(() => untyped([null]), TypeError, 'row 1 has no "label"');
    const many = Array.from({ length: 201 }, () => UNAVAILABLE);
    assertThrows(() => untyped(many), RangeError, "at most 200 can be drawn");
  });
}

const WRONG_NUMBERS: readonly [what: string, draw: () => unknown][] = [
  ["a pause", () => pauseHistogram([{ label: "a", pausesMs: [1, NaN] }])],
  ["bytes", () => memoryBars([{ label: "a", bytes: -1 }])],
  ["a time", () => importTree([{ ...fakeImportRow(), imports: [wrongImport()] }])],
  ["a weight", () => flameGraph([{ label: "a", stacks: [{ frames: ["f"], weight: Infinity }] }])],
  ["a speed", () => versionTrend([{ label: "a", points: [wrongSpeed()] }])],
  ["a number of workers", () => scaling([{ label: "a", points: [wrongWorkers()] }])],
  ["a chunk", () => warmupCurve([{ label: "a", chunks: [wrongChunk()] }])],
  ["an offset", () => filmStrip([{ label: "a", frames: [{ name: "NOP", offsetBytes: NaN }] }])],
];

for (const [what, draw] of WRONG_NUMBERS) {
  Deno.test(`checkNumber() refuses ${what} that is none`, () => {
    assertThrows(draw, TypeError, "a number from ");
  });
}

Deno.test("heatMap() and memoryBars() draw forty rows", async () => {
  const cells = Array.from(
    { length: 40 },
    (_, index) => ({ row: `probe ${index + 1}`, column: "py3.14.0", state: "same" as const }),
  );
  assertStringIncludes(await heatMap(cells).toSvg(), "probe 40");
  assertStringIncludes(await heatMap(fakeHeatCells()).toText(), "– unavailable");
  assertStringIncludes(await memoryBars(fakeMemoryRows("py3.13.5")).toText(), "py3.13.5\n");
});

function kindOf<Row extends PlainRow>(
  name: string,
  draw: (rows: readonly (Row | UnavailableRow)[]) => Chart,
  make: (label: string) => Row,
): Kind {
  return {
    name,
    rows: (count, changes = {}) =>
      draw(Array.from({ length: count }, (_, index) => ({
        ...make(`row ${index + 1}`),
        ...changes,
      }))),
    mixed: () => draw([make("row 1"), UNAVAILABLE]),
    untyped: (rows) => draw(rows as readonly Row[]),
  };
}

/** The words of a picture, over all its lines. */
function textOf(svg: string): string {
  return [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = ""]) => text).join(" ");
}

function widthOf(svg: string): string | undefined {
  return /<svg[^>]* width="(\d+)"/.exec(svg)?.[1];
}

function wrongImport() {
  return { module: "a", depth: 0, selfUs: Number.NaN, cumulativeUs: 1 };
}

function wrongSpeed() {
  return { release: "3.14", speed: 0, low: null, high: null };
}

function wrongWorkers() {
  return { workers: 0, speedup: 1, low: null, high: null };
}

function wrongChunk() {
  return { iterations: 0, medianUs: Number.NaN, lowUs: 0, highUs: 1 };
}
