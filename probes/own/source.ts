/** Python source out of a template: the cell's own indentation is taken off, values are written as literals. */

import { pythonLiteral } from "./literal.ts";

/** Joins a template's parts and its values to a program that begins at the left margin. */
export function templateSource(parts: readonly string[], values: readonly unknown[]): string {
  const texts = parts.map((part, index) => {
    const value = index < values.length ? pythonLiteral(values[index]) : "";
    return unescaped(part) + value;
  });
  return dedent(texts.join(""));
}

/** Backslashes are Python's own; only what a template cannot hold otherwise is written with one. */
function unescaped(raw: string): string {
  return raw.replaceAll("\\`", "`").replaceAll("\\${", "${");
}

/** Takes off what all lines have in front, empty lines at both ends, and blanks at the end. */
export function dedent(text: string): string {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const margins = lines.filter((line) => line.trim() !== "")
    .map((line) => /^[ \t]*/.exec(line)?.[0] ?? "");
  // A first line right behind the opening mark has no margin of its own.
  const counted = /^[ \t]*\S/.test(lines[0] ?? "") ? margins.slice(1) : margins;
  const margin = counted.reduce(
    (common, own) => commonStart(common, own),
    counted[0] ?? "",
  );
  const cut = lines.map((line) =>
    line.startsWith(margin) ? line.slice(margin.length) : line.trimStart()
  );
  return `${cut.join("\n").replace(/^(?:[ \t]*\n)+/, "").trimEnd()}\n`;
}

function commonStart(left: string, right: string): string {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length++;
  return left.slice(0, length);
}
