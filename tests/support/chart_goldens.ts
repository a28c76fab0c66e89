/** Golden pictures of charts: a change shows beside the golden, for the eye. */
import { assert, assertEquals } from "@std/assert";
import type { Chart } from "../../notebooks/workbook/mod.ts";
import { compareGolden } from "./golden.ts";

/** A picture's name, and how it is made. */
export type ChartCase = readonly [name: string, chart: () => Chart];

/** Holds each chart to its golden file in the folder, and to the page's width. */
export function testChartGoldens(folder: URL, cases: readonly ChartCase[]): void {
  for (const [name, chart] of cases) {
    Deno.test(`charts draw what they always drew: ${name}`, async () => {
      const svg = await chart().toSvg();
      await compareGolden(new URL(`${name}.svg.golden`, folder), svg.replaceAll("><", ">\n<"));
    });

    Deno.test(`charts keep every word inside the picture: ${name}`, async () => {
      const svg = await chart().toSvg();
      const width = Number(/<svg[^>]* width="(\d+)"/.exec(svg)?.[1]);
      assertEquals(width, 720);
      assert(
        !/NaN|undefined|Infinity/.test(svg),
        svg.match(/.{30}(?:NaN|undefined|Infinity).{30}/)?.[0],
      );
    });
  }
}
