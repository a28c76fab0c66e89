/** Whether code is nested deeper than the TypeScript compiler survives. */

/**
 * Deepest nesting of brackets that the compiler is given.
 *
 * It is native and recursive: where its stack ends it aborts the whole process. Measured on Deno
 * 2.9.6, x86-64: nested arrays pass 4,000 deep and abort at 10,000 with a stack of 8 MiB; threads
 * have a quarter of that.
 */
const NESTING_MAX = 500;

/**
 * Weight of the operators of one expression that the compiler is given: 5,000 plain ones, or 500 of
 * those that it tries in several ways. Measured as above: 4,000 arrows abort, 1,000 times `a<b<`
 * takes 3 s; of all others 8,000 pass and 30,000 abort.
 */
const CHAIN_MAX = 5_000;
const CHAIN_WEIGHTS: Readonly<Record<string, number>> = { "=>": 10, "<": 10, ":": 10 };

/**
 * Operators, and where an expression ends: at separators, and at a line's end between two things
 * that no operator joins. Texts and comments are stepped over.
 */
const CHAIN_TOKENS = new RegExp(
  [
    /(?<opening>\/\/|\/\*|[`"'])/,
    /(?<end>[;,}]|(?<=[\w$)\]"'`])[^\S\n]*\n\s*(?=[\w$@"'`[{]))/,
    /(?<operator>=>|[-+*/%=!~?:&|^.<@]|\b(?:as|await|delete|keyof|new|typeof|void|yield)\b)/,
  ].map(({ source }) => source).join("|"),
  "g",
);

/** Brackets in strings count too: such code is taken for JavaScript, which it may well be. */
export function isTooDeep(code: string): boolean {
  return code.length > NESTING_MAX && (hasDeepBrackets(code) || hasLongChain(code));
}

/** The same for code with JSX: its tags are no comparisons, but elements are nested as brackets are. */
export function isTooDeepWithTags(code: string): boolean {
  if (code.length <= NESTING_MAX) return false;
  if (hasDeepBrackets(code) || hasDeepTags(code)) return true;
  return hasLongChain(code.replace(TAG, " ").replace(ATTRIBUTE_SIGN, " "));
}

// The beginning of a tag, without its attributes, and the end of one that has no content.
const TAG = /<\/?(?:[A-Za-z_$][\w$.:-]*)?(?=[\s/>{])|\/>/g;

const ATTRIBUTE_SIGN = /(?<=[\w-])=(?=["'{])/g;

/** Measured as above on @swc/core 1.16.18: 4,000 elements pass, 20,000 abort; with brackets 1,000. */
function hasDeepTags(code: string): boolean {
  let depth = 0;
  for (const [tag] of code.matchAll(TAG)) {
    depth += tag.includes("/") ? -1 : 1;
    if (depth > NESTING_MAX) return true;
  }
  return false;
}

function hasDeepBrackets(code: string): boolean {
  let depth = 0;
  for (const [bracket] of code.matchAll(/[([{}\])]/g)) {
    depth += "([{".includes(bracket) ? 1 : -1;
    if (depth > NESTING_MAX) return true;
  }
  return false;
}

function hasLongChain(code: string): boolean {
  const tokens = new RegExp(CHAIN_TOKENS);
  let weight = 0;
  for (let match = tokens.exec(code); match !== null; match = tokens.exec(code)) {
    const { opening, operator } = match.groups ?? {};
    if (opening !== undefined) {
      tokens.lastIndex = endOfText(code, { opening, at: tokens.lastIndex });
    } else if (operator === undefined) weight = 0;
    else weight += CHAIN_WEIGHTS[operator] ?? 1;
    if (weight > CHAIN_MAX) return true;
  }
  return false;
}

/** Behind a comment or a text; by hand, because expressions overflow on texts of many megabytes. */
function endOfText(code: string, { opening, at }: { opening: string; at: number }): number {
  if (opening === "//" || opening === "/*") {
    // The line's end is looked at again; the comment's is not, it would count as two operators.
    const end = opening === "//" ? code.indexOf("\n", at) : code.indexOf("*/", at) + 2;
    return end < at ? code.length : end;
  }
  for (let index = at; index < code.length; index++) {
    const character = code[index];
    if (character === "\\") index += 1;
    else if (character === opening || (character === "\n" && opening !== "`")) return index + 1;
  }
  return code.length;
}
