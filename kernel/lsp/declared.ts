/** Names that a cell declares, read from its text: the cell may not have run, or not parse. */

import type { Name } from "./completion.ts";
import { type RoughToken, scanTokens } from "./scan.ts";

/** The names that a cell declares or imports. */
export function namesDeclaredIn(code: string): string[] {
  return declaredNames(scanTokens(code)).map(({ name }) => name);
}

/** Declared names in their order; what is a parameter or a local of a function counts too. */
export function declaredNames(tokens: readonly RoughToken[]): Name[] {
  const code = tokens.filter(({ kind }) => kind !== "comment");
  const names: Name[] = [];
  for (let index = 0; index < code.length; index++) {
    const token = code[index];
    if (token?.kind !== "word" || code[index - 1]?.text === ".") continue;
    const found = declaredBy(code, index);
    names.push(...found);
  }
  // A set, because a cell may declare thousands.
  const seen = new Set<string>();
  return names.filter(({ name }) => {
    const isNew = !seen.has(name);
    seen.add(name);
    return isNew;
  });
}

const TYPE_OF_KEYWORD: Readonly<Record<string, Name["type"]>> = {
  const: "instance",
  let: "instance",
  var: "instance",
  using: "instance",
  function: "function",
  class: "class",
  enum: "class",
  interface: "class",
  type: "class",
  namespace: "module",
};

function declaredBy(tokens: readonly RoughToken[], index: number): Name[] {
  const keyword = tokens[index]?.text ?? "";
  if (keyword === "import") return importedNames(tokens, index);
  const type = TYPE_OF_KEYWORD[keyword];
  if (type === undefined) return [];
  const isGenerator = keyword === "function" && tokens[index + 1]?.text === "*";
  const first = tokens[index + (isGenerator ? 2 : 1)];
  if (first?.kind === "word") {
    return keyword === "const" && first.text === "enum" ? [] : [{ name: first.text, type }];
  }
  return type === "instance" && (first?.text === "{" || first?.text === "[")
    ? patternNames(tokens, index + 1)
    : [];
}

/** Names bound by `{a, b: c, ...d}` or `[a, b]`; default values are not looked into. */
function patternNames(tokens: readonly RoughToken[], opening: number): Name[] {
  const names: Name[] = [];
  let depth = 0;
  for (let index = opening; index < tokens.length; index++) {
    const { kind, text } = tokens[index] ?? { kind: "sign", text: "" };
    if (kind === "sign" && /^[([{]$/.test(text)) depth += 1;
    if (kind === "sign" && /^[)\]}]$/.test(text)) depth -= 1;
    // In unfinished code the next declaration may stand where this one should have ended.
    if (depth === 0 || (kind === "word" && /^(?:const|let|var)$/.test(text))) break;
    const isBound = /^(?:[{[,:]|\.\.\.)$/.test(tokens[index - 1]?.text ?? "");
    if (kind === "word" && isBound && tokens[index + 1]?.text !== ":") {
      names.push({ name: text, type: "instance" });
    }
  }
  return names;
}

function importedNames(tokens: readonly RoughToken[], keyword: number): Name[] {
  const names: Name[] = [];
  for (let index = keyword + 1; index < tokens.length; index++) {
    const { kind, text } = tokens[index] ?? { kind: "sign", text: "" };
    if (kind === "string" || /^(?:[(.;]|from|import)$/.test(text)) break;
    const isRenamed = tokens[index + 1]?.text === "as";
    if (kind === "word" && text !== "type" && text !== "as" && !isRenamed) {
      names.push({ name: text, type: "module" });
    }
  }
  return names;
}
