/** Looks at one chart on a page: its screenshot, and what its SVG says should be on it. */
import type { BrowserContext, Locator, Page } from "playwright-core";
import { decodePng } from "../support/png.ts";
import { backgroundOf, type ChartParts, type Colour, findFaults } from "./legibility.ts";

/** What a chart looks like on its page. */
export interface ChartView {
  readonly width: number;
  readonly height: number;
  readonly background: Colour;
  /** Its texts, as its SVG has them. */
  readonly texts: readonly string[];
  /** What cannot be read or seen on the page; empty when all is well. */
  readonly faults: readonly string[];
}

/** Takes a screenshot of an `<img>` with an SVG and compares it with that SVG; keeps it at `path`. */
export async function lookAtChart(
  image: Locator,
  { context, path }: { context: BrowserContext; path?: string },
): Promise<ChartView> {
  await scrollTo(image);
  const source = await image.getAttribute("src") ?? "";
  const chart = await readParts(context, source);
  const png = await wholeScreenshot(image, {
    heightPixels: chart.height,
    ...(path === undefined ? {} : { path }),
  });
  const picture = decodePng(png);
  return {
    width: picture.width,
    height: picture.height,
    background: backgroundOf(picture),
    texts: chart.parts.filter(({ kind }) => kind === "text").map(({ name }) => name),
    faults: findFaults(picture, chart),
  };
}

/** What of a window's height a front end may keep for itself above and below a notebook: JupyterLab some 200 pixels. */
const BARS_PIXELS = 400;

/**
 * Takes the picture in a window that is tall enough for all of it: of a taller one the foot would be covered by the front
 * end's bars, and its texts be taken for faint ones.
 */
async function wholeScreenshot(
  image: Locator,
  { heightPixels, path }: { heightPixels: number; path?: string },
): Promise<Uint8Array> {
  const options = path === undefined ? {} : { path };
  const page = image.page();
  const usual = page.viewportSize();
  const height = Math.ceil(heightPixels) + BARS_PIXELS;
  if (usual === null || usual.height >= height) return await image.screenshot(options);
  await page.setViewportSize({ ...usual, height });
  try {
    await scrollTo(image);
    return await image.screenshot(options);
  } finally {
    await page.setViewportSize(usual);
  }
}

/** A picture changes a few times at most when its measurement ends. */
const ATTEMPTS_MAX = 5;

/** The front end puts a new element in the place of the old one when a picture changes: that one is looked at then. */
async function scrollTo(image: Locator): Promise<void> {
  for (let attempt = 1;; attempt++) {
    try {
      return await image.scrollIntoViewIfNeeded();
    } catch (error) {
      const isReplaced = error instanceof Error && error.message.includes("not attached");
      if (!isReplaced || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}

/** Reads the boxes of texts and marks from an SVG in a data URL. */
export async function readParts(context: BrowserContext, source: string): Promise<ChartParts> {
  const known = read.get(source);
  if (known !== undefined) return known;
  const [, base64 = ""] = /^data:image\/svg\+xml;base64,(.*)$/s.exec(source) ?? [];
  const svg = new TextDecoder().decode(Uint8Array.fromBase64(base64));
  // A page of its own: the chart's own page shows it as a picture, whose inside nobody can ask.
  const page = await (scratchPages.get(context) ?? openScratchPage(context));
  await page.setContent(`<body style="margin:0">${svg}</body>`);
  const parts = await page.evaluate(measureInPage);
  read.set(source, parts);
  return parts;
}

/** One for each browser, closed with it: opening one takes half a second. */
const scratchPages = new WeakMap<BrowserContext, Promise<Page>>();

function openScratchPage(context: BrowserContext): Promise<Page> {
  const page = context.newPage();
  scratchPages.set(context, page);
  return page;
}

/** What was read already: the same chart is looked at in several themes. */
const read = new Map<string, ChartParts>();

/** Runs in the browser, so it may refer to nothing outside of itself. */
function measureInPage(): ChartParts {
  const root = document.querySelector("svg");
  if (root === null) throw new Error("Cannot read the chart: it has no SVG");
  const { width, height } = root.getBoundingClientRect();
  const boxOf = (element: Element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { left, top, width, height };
  };
  const texts = [...root.querySelectorAll("text")].filter((text) => text.textContent?.trim())
    .map((text) => ({ kind: "text" as const, name: text.textContent, ...boxOf(text) }));
  // Ticks and grids are hidden from readers of the page: they are no data. The others only say how something is drawn.
  const unseen = "[aria-hidden=true], defs, clipPath, pattern, marker";
  const shapes = "path, line, circle, rect, polygon, polyline, image";
  const marks = [...root.querySelectorAll(shapes)]
    .filter((shape) => shape.closest(unseen) === null)
    // Paper behind a number, so that no line runs through it, is to be seen no more than that behind the whole chart.
    .filter((shape) =>
      shape.getAttribute("fill") !== "var(--plot-background)" || shape.hasAttribute("stroke")
    )
    .map((shape) => {
      const name = shape.closest("[aria-label]")?.getAttribute("aria-label") ?? shape.tagName;
      return { kind: "mark" as const, name, ...boxOf(shape) };
    })
    // Paper behind the whole chart is no mark, and neither is what lies outside the picture.
    .filter((mark) => mark.width < width || mark.height < height)
    .filter((mark) =>
      mark.left + mark.width >= 0 && mark.top + mark.height >= 0 && mark.left <= width &&
      mark.top <= height
    );
  return { width, height, parts: [...texts, ...marks] };
}
