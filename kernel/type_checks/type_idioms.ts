/** What the texts of cells and the compiler's words say of JavaScript's ways; by patterns, so only roughly. */

/** "… on type 'X'": its X; empty in other wordings. */
export function typeInMessage(message: string): string {
  return /on type '(.*?)'\.(?: Did|$|\n)/s.exec(message)?.[1] ?? "";
}

/** Whether a cell gives the type its members by name, so that it is no growing object. */
export function isDeclared(type: string, texts: readonly string[]): boolean {
  const [name] = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(type) ?? [];
  if (name === undefined) return false;
  const declaration = new RegExp(
    `(?<![\\w$.])(?:interface|type)\\s+${RegExp.escape(name)}(?![\\w$])`,
  );
  return texts.some((text) => declaration.test(text));
}

/** `this.x = 1`, `table.x ??= []`: JavaScript's way to make a member. */
export function isAssigned(member: string, texts: readonly string[]): boolean {
  const assignment = new RegExp(
    `\\.\\s*${
      RegExp.escape(member)
    }\\s*(?:=(?![=>])|[-+*/%&|^]=|\\*\\*=|\\?\\?=|&&=|\\|\\|=|\\+\\+|--)`,
  );
  return texts.some((text) => assignment.test(text));
}

/** `x = 1` without a declaration, as in Python. */
export function isAssignedAlone(name: string, texts: readonly string[]): boolean {
  const assignment = new RegExp(`(?:^|[;{}])[^\\S\\n]*${RegExp.escape(name)}\\s*=(?![=>])`, "m");
  return texts.some((text) => assignment.test(text));
}

/** Whether a type may stand there: behind a colon or an angle bracket, and the words that take types. */
export function isTypePlace(code: string, startUtf16: number): boolean {
  const before = code.slice(Math.max(0, startUtf16 - OWNER_LENGTH_MAX), startUtf16);
  return /(?::|(?<![|&])[|&]|<[\w$\s,.]*|\b(?:as|satisfies|extends|implements|keyof)|\btype\b[^=]*=)\s*$/
    .test(before);
}

/** The names with dots that stand before a member, if nothing else does. */
export function ownerBefore(code: string, startUtf16: number): string | null {
  const [, owner] =
    /(?<![\p{ID_Continue}$])(?<![.)\]]\s*)([\p{ID_Start}$_][\p{ID_Continue}$]*(?:\??\.[\p{ID_Start}$_][\p{ID_Continue}$]*)*)\s*[?!]?\.\s*$/u
      .exec(code.slice(Math.max(0, startUtf16 - OWNER_LENGTH_MAX), startUtf16)) ?? [];
  return owner === undefined || /^this\b/.test(owner) ? null : owner;
}

/** Longer chains of names are not looked up. Chosen. */
const OWNER_LENGTH_MAX = 200;

/** The function in whose arguments a place is, when they are simple. */
export function calleeBefore(code: string, startUtf16: number): string {
  const before = code.slice(Math.max(0, startUtf16 - OWNER_LENGTH_MAX), startUtf16);
  return /([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*\([^()]*$/u.exec(before)?.[1] ?? "";
}

/** A function without types takes any number of arguments, as in JavaScript. */
export function isLoose(callee: string, texts: readonly string[]): boolean {
  const name = /[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.exec(callee)?.[0];
  if (name === undefined) return false;
  if (name === "call" || name === "apply" || name === "bind") return true;
  const escaped = RegExp.escape(name);
  const head = new RegExp(
    `(?:function\\s*\\*?\\s*${escaped}|(?<![\\w$])${escaped}\\s*=\\s*(?:async\\s*)?)\\s*(\\([^()]*\\)\\s*:?)`,
  );
  const parameters = texts.map((text) => head.exec(text)?.[1]).find((found) => found !== undefined);
  return parameters !== undefined && !parameters.includes(":");
}
