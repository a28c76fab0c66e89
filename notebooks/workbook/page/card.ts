/** Cards: a heading, a mark, and labelled paragraphs, as HTML for any theme and as plain text. */

import { type DisplayBundle, escapeHtml } from "../../../probes/mod.ts";
import { proseHtml } from "./prose.ts";

/** A sign together with its word: neither stands alone. */
export interface CardMark {
  readonly glyph: string;
  readonly word: string;
}

/** One paragraph or list of a card. */
export type CardPart =
  | {
    /** Stands in bold before it. */
    readonly label?: string;
    /** A paragraph, or the items of a list. */
    readonly text: string | readonly string[];
    /** Shown when the reader opens it; the label is what is clicked. */
    readonly isFolded?: boolean;
  }
  | {
    /** Several paragraphs in the small Markdown of `prose.ts`. */
    readonly markdown: string;
  };

/** A card before it is drawn. */
export interface CardSpec {
  readonly heading: string;
  readonly mark?: CardMark;
  readonly parts: readonly CardPart[];
}

/**
 * Only properties that a notebook keeps when it is not trusted, and no colour: text and borders then have the page's own,
 * so that a card reads on light and on dark pages.
 */
const FRAME =
  "border:1px solid;border-left-width:4px;padding:6px 12px;margin:4px 0;max-width:720px";

/** Longest line of the plain text: a page of an exported PDF holds some 80 characters (seen with nbconvert). */
const LINE_CHARACTERS_MAX = 76;

/** The representations of a card. */
export function cardBundle(spec: CardSpec): DisplayBundle {
  return { "text/html": cardHtml(spec), "text/plain": cardText(spec) };
}

/** The card as HTML: no script, no style sheet, no class. */
export function cardHtml({ heading, mark, parts }: CardSpec): string {
  const sign = mark === undefined
    ? ""
    : ` · <strong>${escapeHtml(mark.glyph)} ${escapeHtml(mark.word)}</strong>`;
  const lines = parts.map(partHtml).join("\n");
  return `<div style="${FRAME}">\n<p><strong>${
    escapeHtml(heading)
  }</strong>${sign}</p>\n${lines}\n</div>`;
}

/** The same as plain text. */
export function cardText({ heading, mark, parts }: CardSpec): string {
  const sign = mark === undefined ? "" : ` · ${mark.glyph} ${mark.word}`;
  return [wrapped(`${heading}${sign}`), ...parts.map(partText)].join("\n");
}

function partHtml(part: CardPart): string {
  if ("markdown" in part) return proseHtml(part.markdown);
  const { label, text, isFolded = false } = part;
  const name = label === undefined ? "" : escapeHtml(label);
  const isList = typeof text !== "string";
  const body = isList
    ? `<ul>\n${text.map((item) => `<li>${lineHtml(item)}</li>`).join("\n")}\n</ul>`
    : lineHtml(text);
  if (isFolded) {
    return `<details><summary>${name}</summary>\n${isList ? body : `<p>${body}</p>`}\n</details>`;
  }
  if (isList) return `${name === "" ? "" : `<p><strong>${name}</strong></p>\n`}${body}`;
  return `<p>${
    label === undefined ? "" : `<strong>${escapeHtml(before(label))}</strong> `
  }${body}</p>`;
}

/** A label before a text: with a colon, unless it is a question. */
function before(label: string): string {
  return label.endsWith("?") ? label : `${label}:`;
}

function lineHtml(text: string): string {
  return escapeHtml(text).replaceAll("\n", "<br>");
}

function partText(part: CardPart): string {
  if ("markdown" in part) return wrapped(part.markdown.trim());
  const { label, text } = part;
  const name = label === undefined ? "" : before(label);
  if (typeof text === "string") return wrapped(`${name} ${text}`.trimStart());
  const items = text.map((item) => wrapped(`- ${item}`, "  "));
  return [...(label === undefined ? [] : [name]), ...items].join("\n");
}

/** Breaks lines between words; a word that is too long stays whole. */
function wrapped(text: string, indent = ""): string {
  return text.split("\n").map((line) => {
    const lines: string[] = [];
    let current = "";
    for (const word of line.split(" ")) {
      const longer = current === "" ? word : `${current} ${word}`;
      if ([...longer].length > LINE_CHARACTERS_MAX && current.trim() !== "") {
        lines.push(current);
        current = `${indent}${word}`;
      } else current = longer;
    }
    return [...lines, current].join("\n");
  }).join("\n");
}
