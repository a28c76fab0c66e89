/** The small Markdown in which exercises are written: paragraphs, lists, `code` and *emphasis*; as HTML. */

import { escapeHtml } from "../../../probes/mod.ts";

/** Makes HTML of it; a list stands in a paragraph of its own. */
export function proseHtml(markdown: string): string {
  return markdown.trim().split(/\n\s*\n/).map(blockHtml).join("\n");
}

/** One line of it, without paragraphs. */
export function inlineHtml(text: string): string {
  return text.split("`").map((part, index) => {
    const escaped = escapeHtml(part);
    // Odd parts stand between two backquotes.
    return index % 2 === 1
      ? `<code>${escaped}</code>`
      : escaped.replaceAll(/\*([^*\n]+)\*/g, "<em>$1</em>");
  }).join("");
}

function blockHtml(block: string): string {
  const lines = block.split("\n");
  if (lines.every((line) => /^- /.test(line))) return listHtml("ul", lines, /^- /);
  if (lines.every((line) => /^\d+\. /.test(line))) return listHtml("ol", lines, /^\d+\. /);
  // A paragraph's last lines may be the beginning of a list.
  const start = lines.findIndex((line) => /^(?:- |\d+\. )/.test(line));
  if (start <= 0) return `<p>${inlineHtml(lines.join(" "))}</p>`;
  return `<p>${inlineHtml(lines.slice(0, start).join(" "))}</p>\n${
    blockHtml(lines.slice(start).join("\n"))
  }`;
}

function listHtml(tag: "ul" | "ol", lines: readonly string[], mark: RegExp): string {
  const items = lines.map((line) => `<li>${inlineHtml(line.replace(mark, ""))}</li>`);
  return `<${tag}>\n${items.join("\n")}\n</${tag}>`;
}
