/** Documentation without its signs, for front ends that show plain text. */

/** Takes the signs of Markdown out of a text; code stays as it is. */
export function plainOf(markdown: string): string {
  let isCode = false;
  const lines: string[] = [];
  for (const line of markdown.split("\n")) {
    if (/^\s*```/.test(line)) isCode = !isCode;
    else lines.push(isCode ? line : plainLine(line));
  }
  return lines.join("\n").replace(/\n{3,}/g, "\n\n").trim();
}

function plainLine(line: string): string {
  // Code in a line is taken out first: signs in it are meant.
  const codes: string[] = [];
  return line
    .replace(/(`+)(.*?)\1/g, (_, _ticks, code: string) => `\0${codes.push(code) - 1}\0`)
    .replace(/^(\s*)#{1,6}\s+/, "$1")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/(\*\*|__)(?=\S)(.*?\S)\1/g, "$2")
    .replace(/(?<![\w*])\*(?=[^\s*])([^*]*[^\s*])\*(?![\w*])/g, "$1")
    .replace(/(?<!\w)_(?=[^\s_])([^_]*[^\s_])_(?!\w)/g, "$1")
    .replace(/\\([\\`*_{}[\]()#+\-.!])/g, "$1")
    .replace(/\0(\d+)\0/g, (_, index: string) => codes[Number(index)] ?? "");
}
