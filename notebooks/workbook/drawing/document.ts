/** A document for Plot to draw into, without a browser. Loaded when the first chart is drawn. */

import { makeCanvas } from "./canvas.ts";

/** Makes an empty document whose canvas elements can be painted on, as far as Plot's legends and rasters need. */
export async function makeDocument(): Promise<Document> {
  const { parseHTML } = await import("linkedom");
  const document: Document = parseHTML("<!doctype html><html><body></body></html>").document;
  const createElement = document.createElement.bind(document);
  Object.defineProperty(document, "createElement", {
    value: (name: string) => name === "canvas" ? makeCanvas() : createElement(name),
  });
  return document;
}
