/** Names that a cell declares at its top level, read from its text. */

import type { Name } from "../completion.ts";
import { type RoughToken, scanTokens } from "../scan.ts";

/** A name that later cells can use. */
export interface TopLevelName extends Name {
  /** Whether it can be assigned again: then a later cell must see a variable, no import. */
  readonly isVariable: boolean;
  /** Whether the text exports it itself. */
  readonly isExported: boolean;
  readonly isImported?: boolean;
}

/** What the names of one cell are about. */
export interface CellNames {
  readonly declared: readonly TopLevelName[];
  /** Every word of the text that may be a name. */
  readonly words: ReadonlySet<string>;
}

/** Reads a whole cell that may be unfinished. A name that is declared twice is given once. */
export function readCellNames(code: string): CellNames {
  const tokens = scanTokens(code).filter(({ kind }) => kind !== "comment");
  const words = new Set(tokens.flatMap(({ kind, text }) => kind === "word" ? [text] : []));
  const declared = new Map<string, TopLevelName>();
  let depth = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    if (depth === 0 && token.kind === "word" && startsStatement({ code, tokens }, index)) {
      for (const name of declaredBy({ code, tokens }, index)) declared.set(name.name, name);
    }
    depth += bracketStep(token);
  }
  return { declared: [...declared.values()], words };
}

interface Scanned {
  readonly code: string;
  readonly tokens: readonly RoughToken[];
}

/** How much deeper the text goes on behind a token. A template's `${` is a bracket, too. */
function bracketStep({ kind, text }: RoughToken): number {
  if (kind === "sign") return /^[([{]$/.test(text) ? 1 : /^[)\]}]$/.test(text) ? -1 : 0;
  if (kind !== "template") return 0;
  return (text.endsWith("${") ? 1 : 0) - (text.startsWith("}") ? 1 : 0);
}

/** Words that may stand in front of what declares. */
const MODIFIER = /^(?:export|declare|abstract|async|default|await|const)$/;

function startsStatement({ code, tokens }: Scanned, index: number): boolean {
  const before = tokens[index - 1];
  const token = tokens[index];
  if (before === undefined || token === undefined) return true;
  if (before.kind === "sign") {
    return /^[;})\]>]$/.test(before.text) || isNewLine(code, before, token);
  }
  // A decorator without arguments ends in a word.
  if (token.text === "class" && tokens[index - 2]?.text === "@") return true;
  return MODIFIER.test(before.text) || isNewLine(code, before, token);
}

function isNewLine(code: string, before: RoughToken, token: RoughToken): boolean {
  return code.slice(before.end, token.start).includes("\n");
}

const TYPE_OF_KEYWORD: Readonly<Record<string, Name["type"]>> = {
  function: "function",
  class: "class",
  enum: "class",
  interface: "class",
  type: "class",
  namespace: "module",
  module: "module",
};

function declaredBy(scanned: Scanned, index: number): TopLevelName[] {
  const { tokens } = scanned;
  const keyword = tokens[index]?.text ?? "";
  const isExported = isExportedAt(tokens, index);
  if (keyword === "import") return importedNames(tokens, index);
  const isUsing = keyword === "using" && tokens[index + 1]?.kind === "word";
  if (/^(?:const|let|var)$/.test(keyword) || isUsing) {
    if (tokens[index + 1]?.text === "enum") return [];
    const isVariable = keyword === "let" || keyword === "var";
    return variableNames(scanned, index + 1)
      .map((name) => ({ name, type: "instance", isVariable, isExported }));
  }
  const type = Object.hasOwn(TYPE_OF_KEYWORD, keyword) ? TYPE_OF_KEYWORD[keyword] : undefined;
  if (type === undefined) return [];
  const named = tokens[index + (tokens[index + 1]?.text === "*" ? 2 : 1)];
  if (named?.kind !== "word" || !isNameAt(tokens, index, keyword)) return [];
  return [{ name: named.text, type, isVariable: false, isExported }];
}

/** Some keywords are names as well: `type = 1` declares nothing. */
function isNameAt(tokens: readonly RoughToken[], index: number, keyword: string): boolean {
  const behind = tokens[index + 2]?.text ?? "";
  if (keyword === "type") return behind === "=" || behind === "<";
  return keyword !== "namespace" && keyword !== "module" || behind === "{" || behind === ".";
}

function isExportedAt(tokens: readonly RoughToken[], index: number): boolean {
  for (let at = index - 1; MODIFIER.test(tokens[at]?.text ?? ""); at--) {
    if (tokens[at]?.text === "default") return false;
    if (tokens[at]?.text === "export") return true;
  }
  return false;
}

/** Names of `a = 1, { b, c: d } = e, [f]: T`. */
function variableNames(scanned: Scanned, first: number): string[] {
  const { tokens } = scanned;
  const names: string[] = [];
  let index = first;
  for (;;) {
    const token = tokens[index];
    if (token?.kind === "word") names.push(token.text);
    else if (token?.text === "{" || token?.text === "[") names.push(...patternNames(tokens, index));
    else return names;
    const comma = nextDeclarator(scanned, index);
    if (comma === null) return names;
    index = comma + 1;
  }
}

function patternNames(tokens: readonly RoughToken[], opening: number): string[] {
  const names: string[] = [];
  let depth = 0;
  for (let index = opening; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    depth += bracketStep(token);
    if (depth === 0) break;
    const isBound = /^(?:[{[,:]|\.\.\.)$/.test(tokens[index - 1]?.text ?? "");
    if (token.kind === "word" && isBound && tokens[index + 1]?.text !== ":") names.push(token.text);
  }
  return names;
}

/** Behind these a line goes on, whatever stands at the start of the next one. */
const OPEN_END = /^(?:[-=+*/%&|^<>!?:,.([{~]|=>|\?\.|\.\.\.)$/;

/** Words that go on with the line before them. */
const GOING_ON = /^(?:as|satisfies|in|of|instanceof)$/;

/** The comma behind which the next variable of one statement stands; null when it is the last. */
function nextDeclarator({ code, tokens }: Scanned, first: number): number | null {
  let depth = 0;
  for (let index = first; index < tokens.length; index++) {
    const token = tokens[index];
    const before = tokens[index - 1];
    if (token === undefined) break;
    const isFree = depth === 0 && index > first && before !== undefined;
    if (isFree && token.kind !== "sign" && token.kind !== "template") {
      const mayEnd = before.kind !== "sign" || !OPEN_END.test(before.text);
      if (mayEnd && isNewLine(code, before, token) && !GOING_ON.test(token.text)) return null;
    }
    depth += bracketStep(token) + angleStep({ code, tokens }, index, depth);
    if (depth < 0 || (depth === 0 && token.text === ";")) return null;
    if (depth === 0 && token.text === "," && index > first) return index;
  }
  return null;
}

/** `new Map<string, number>()`: a comma between angles separates no variables. */
function angleStep({ code, tokens }: Scanned, index: number, depth: number): number {
  const token = tokens[index];
  const before = tokens[index - 1];
  if (token?.kind !== "sign" || before === undefined) return 0;
  if (token.text === "<") return before.kind === "word" && before.end === token.start ? 1 : 0;
  const isArrow = before.text === "=" && before.end === token.start;
  if (token.text !== ">" || depth === 0 || isArrow) return 0;
  return code[token.start - 1] === " " ? 0 : -1;
}

const IMPORTED = { isVariable: false, isExported: false, isImported: true };

function importedNames(tokens: readonly RoughToken[], keyword: number): TopLevelName[] {
  const names: TopLevelName[] = [];
  for (let index = keyword + 1; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || token.kind === "string") break;
    if (/^(?:[(.;]|from|import)$/.test(token.text)) break;
    const isWord = token.kind === "word" && token.text !== "as" &&
      (token.text !== "type" || /^(?:[,}]|from|as)$/.test(tokens[index + 1]?.text ?? ""));
    if (isWord && tokens[index + 1]?.text !== "as") {
      names.push({ name: token.text, type: "module", ...IMPORTED });
    }
  }
  return names;
}
