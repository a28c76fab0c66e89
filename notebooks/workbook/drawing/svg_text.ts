/** Writing SVG as text: XML that every renderer reads, and how wide words will be. */

/** Nodes of one picture; 20,000 marks are about 2 MB and draw in half a second. */
export const NODES_MAX = 20_000;

/** Writes text so that XML shows it as it is; characters that XML cannot carry at all are dropped. */
export function escapeXml(text: string): string {
  return text
    // deno-lint-ignore no-control-regex -- these are exactly the characters that XML 1.0, 2.2 excludes
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/**
 * Writes an element and all in it as XML, without style elements, scripts and handlers.
 *
 * The DOM's own writer makes HTML, whose entities and empty elements an SVG renderer refuses.
 */
export function serializeSvg(
  element: Element,
  attributes: Readonly<Record<string, string>> = {},
): string {
  let nodeCount = 0;
  function write(node: Node, extra: Readonly<Record<string, string>>): string {
    if (++nodeCount > NODES_MAX) {
      throw new RangeError(
        `Cannot draw this chart: it has more than ${NODES_MAX} marks; draw fewer, or sums of them`,
      );
    }
    if (node.nodeType === 3) return escapeXml(node.textContent ?? "");
    if (!isElement(node)) return "";
    const name = node.localName;
    if (name === "style" || name === "script" || name === "foreignobject") return "";
    const all = { ...attributesOf(node), ...extra };
    const written = Object.entries(all).map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join(
      "",
    );
    const content = [...node.childNodes].map((child) => write(child, {})).join("");
    return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
  }
  return write(element, attributes);
}

/** How much wider bold letters are: DejaVu Sans Bold beside DejaVu Sans, measured over a chart's title. */
export const BOLD_WIDTH = 1.12;

/** How wide a text will be, in pixels; measured widths of DejaVu Sans, the widest of the usual fonts, by kind of letter. */
export function textWidth(text: string, fontPixels: number): number {
  let ems = 0;
  for (const character of text) {
    if (/[ijlI.,:;|'!()[\] \u00a0]/.test(character)) ems += 0.36;
    else if (/[mwMW@%—]/.test(character)) ems += 0.95;
    else if (character.charCodeAt(0) > 0x2e80) ems += 1;
    else ems += 0.63;
  }
  return ems * fontPixels;
}

/** Breaks a text into lines that are not wider than given; a single longer word stays whole. */
export function wrapText(text: string, widthMax: number, fontPixels: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(/[ \t\r]+/).filter((part) => part !== "")) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (line !== "" && textWidth(longer, fontPixels) > widthMax) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    if (line !== "") lines.push(line);
  }
  return lines;
}

/**
 * Breaks a name into lines that are not wider than given, inside of words where it must: a name that somebody gave to a
 * build or a folder may have no blank at all, and none of it may be cut.
 */
export function wrapName(name: string, widthMax: number, fontPixels: number): string[] {
  const lines = wrapText(name, widthMax, fontPixels).flatMap((line) => {
    const pieces: string[] = [];
    let piece = "";
    for (const character of line) {
      if (piece !== "" && textWidth(piece + character, fontPixels) > widthMax) {
        const end = breakPlace(piece);
        pieces.push(piece.slice(0, end));
        piece = piece.slice(end);
      }
      piece += character;
    }
    return [...pieces, piece];
  });
  return lines.length === 0 ? [""] : lines;
}

/** Breaks a sentence as `wrapName()` does, but leaves a number beside its unit and the ends of an interval together. */
export function wrapSentence(sentence: string, widthMax: number, fontPixels: number): string[] {
  const tied = sentence.replace(/(\d) (?=%|rounds?\b)/g, "$1\u00a0").replace(
    /\[[^\]]*\]/g,
    (interval) => interval.replaceAll(" ", "\u00a0"),
  );
  return wrapName(tied, widthMax, fontPixels).map((line) => line.replaceAll("\u00a0", " "));
}

/** Behind the last sign at which a reader expects a break, unless that leaves less than half of the line. */
function breakPlace(piece: string): number {
  const place = Math.max(...[..."-_/.,+ "].map((sign) => piece.lastIndexOf(sign))) + 1;
  return place > piece.length / 2 ? place : piece.length;
}

function attributesOf(element: Element): Record<string, string> {
  const kept = [...element.attributes].filter(({ name }) =>
    !name.startsWith("on") && name !== "class"
  );
  return Object.fromEntries(kept.map(({ name, value }) => [name, shortened(name, value)]));
}

/** A hundredth of a pixel is enough; Plot writes up to thirteen decimals, half of the picture's size. */
function shortened(name: string, value: string): string {
  if (name.endsWith("href")) return value;
  return value.replace(/-?\d+\.\d{3,}/g, (number) => `${Number(Number(number).toFixed(2))}`);
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}
