/** What to use instead of a head that comes from IPython, or that is misspelt. */

/** The heads that there are. */
const HEADS = ["%%python", "%%writefile", "%%check"];

const COMMAND = 'a line "!command" runs a command';
const TIME = "console.time() times TypeScript, compare() and python.compare() time CPython";
const SHOW = "Deno.jupyter shows it: Deno.jupyter";

/** By the name that IPython's users know, with one or two percent signs. */
const INSTEAD: Readonly<Record<string, string>> = {
  bash: COMMAND,
  sh: COMMAND,
  script: COMMAND,
  system: COMMAND,
  sx: COMMAND,
  ls: 'the command is "!ls"',
  cat: 'the command is "!cat"',
  run: '"!python3 FILE" runs a script, import() a module',
  html: `${SHOW}.html\`…\``,
  svg: `${SHOW}.svg\`…\``,
  markdown: `${SHOW}.md\`…\``,
  latex: `${SHOW}.md\`…\` with $…$`,
  javascript: "cells are TypeScript anyway",
  js: "cells are TypeScript anyway",
  typescript: "cells are TypeScript anyway",
  time: TIME,
  timeit: TIME,
  prun: TIME,
  matplotlib: 'charts show themselves; import them from "workbook"',
  pip: '"!python3 -m pip" runs pip; import from "npm:…" needs no installation',
  conda: '"!conda" runs it',
  cd: "Deno.chdir() does",
  pwd: "Deno.cwd() does",
  env: "Deno.env does",
  capture: "new Deno.Command(…).output() gives the output of a program",
  reload_ext: "there are no extensions; import does",
  load_ext: "there are no extensions; import does",
  autoreload: "an edited module is loaded anew by the next import",
  who: "Tab offers the names that there are",
  whos: "Tab offers the names that there are",
  reset: "restarting the kernel does",
};

/** A sentence on the head of `line`: what there is, the nearest one, or what does the same here. */
export function explainUnknown(line: string): string {
  const word = wordOf(line);
  const name = word.replace(/^%+/, "").toLowerCase();
  const told = Object.hasOwn(INSTEAD, name) ? INSTEAD[name] : undefined;
  const near = HEADS.find((head) => distance(head.slice(2), name) <= NEAR_MAX);
  const advice = told ?? (near === undefined ? null : `did you mean "${near}"?`);
  const list = `there are ${HEADS.join(", ")} and !command`;
  return `Cannot run a cell that begins with "${word}": ${
    advice === null ? list : `${advice}${advice.endsWith("?") ? " " : "; "}${list}`
  }`;
}

/** The same for a line below other code; null where nothing is known of it. */
export function explainLine(line: string): string | null {
  const word = wordOf(line);
  const name = word.replace(/^%+/, "").toLowerCase();
  const told = Object.hasOwn(INSTEAD, name) ? INSTEAD[name] : undefined;
  return told === undefined ? null : `"${word}" is IPython's: ${told}`;
}

function wordOf(line: string): string {
  return /^%*[^\s%]*/.exec(line)?.[0] ?? "";
}

/** Letters that may be wrong for a suggestion: `%%pyton`, `%%write_file`, `%%chek`. */
const NEAR_MAX = 2;

/** The number of letters to insert, leave out or exchange (Levenshtein). */
function distance(left: string, right: string): number {
  if (Math.abs(left.length - right.length) > NEAR_MAX) return NEAR_MAX + 1;
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const exchanged = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(exchanged, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
