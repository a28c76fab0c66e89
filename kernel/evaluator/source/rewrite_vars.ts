/**
 * `var` at the top level of a cell, as `let`.
 *
 * A real `var` would be a property of the global object, which no later `let` of that name could
 * replace. Where the two differ (declared twice, in a block, or used before) the names are declared
 * once in front of the cell and the `var` becomes an assignment.
 */

import type { AnyNode, Program, VariableDeclaration } from "acorn";
import type { Rewriter } from "./rewriter.ts";
import { forEachChild, patternNames, startsFunction } from "./syntax_tree.ts";
import type { WordIndex } from "./word_index.ts";

/** Where declarations are rewritten. */
export interface VarContext {
  readonly code: string;
  readonly rewriter: Rewriter;
}

/** Names of all `var` declarations that have to be declared in front of the cell. */
export function varNames(program: Program, words: WordIndex): Set<string> {
  const hoisted = new Set<string>();
  const seen = new Set<string>();
  forEachVar(program, ({ declaration, parent }) => {
    for (const { id } of declaration.declarations) {
      for (const name of patternNames(id)) {
        const isSimple = isTopLevel(parent) && !seen.has(name) && words.first(name) >= id.start;
        if (!isSimple) hoisted.add(name);
        seen.add(name);
      }
    }
  });
  return hoisted;
}

/** Makes assignments of the `var` declarations in blocks and loop heads. */
export function rewriteNestedVars(program: Program, context: VarContext): void {
  forEachVar(program, ({ declaration, parent }) => {
    if (isTopLevel(parent)) return;
    const isLoopHead = (parent.type === "ForStatement" && parent.init === declaration) ||
      ((parent.type === "ForOfStatement" || parent.type === "ForInStatement") &&
        parent.left === declaration);
    if (isLoopHead) context.rewriter.replace(declaration.start, firstStart(declaration), "");
    else rewriteAsAssignment(declaration, context);
  });
}

/** Makes a `let` or an assignment of a `var` statement. */
export function rewriteTopLevelVar(
  declaration: VariableDeclaration,
  { code, rewriter, hoistedVars }: VarContext & { hoistedVars: ReadonlySet<string> },
): void {
  const names = declaration.declarations.flatMap(({ id }) => patternNames(id));
  if (names.some((name) => hoistedVars.has(name))) {
    // Names of the same statement that could have been simple are assigned too, so declare them.
    const others = names.filter((name) => !hoistedVars.has(name));
    if (others.length > 0) rewriter.prepend(`let ${others.join(", ")}; `);
    return rewriteAsAssignment(declaration, { code, rewriter });
  }
  rewriter.replace(declaration.start, declaration.start + "var".length, "let");
  rewriteEnum(declaration, { code, rewriter });
}

/**
 * A compiled `enum E` begins `var E = function(E) {…}(E || {})`: with the `E` of an earlier run its
 * old members would stay.
 */
function rewriteEnum(declaration: VariableDeclaration, { code, rewriter }: VarContext): void {
  const { id, init } = declaration.declarations[0] ?? {};
  if (id?.type !== "Identifier" || init?.type !== "CallExpression") return;
  const members = init.arguments[0];
  if (members === undefined) return;
  const text = code.slice(members.start, members.end);
  if (text === `${id.name} || {}`) rewriter.replace(members.start, members.end, "{}");
}

/** `var a = 1, b` as `void (a = 1, 0);`: as little a value as the declaration has. */
function rewriteAsAssignment(declaration: VariableDeclaration, { rewriter }: VarContext): void {
  if (declaration.declarations.every(({ init }) => !init)) {
    return rewriter.replace(declaration.start, declaration.end, ";");
  }
  rewriter.replace(declaration.start, firstStart(declaration), "void (");
  for (const { id, init, end } of declaration.declarations) {
    if (!init) rewriter.replace(id.start, end, "0");
  }
  const last = declaration.declarations.at(-1);
  rewriter.close(last?.end ?? declaration.end, ");", "end");
}

function firstStart(declaration: VariableDeclaration): number {
  return declaration.declarations[0]?.start ?? declaration.end;
}

function isTopLevel(parent: AnyNode): boolean {
  return parent.type === "Program" || parent.type === "ExportNamedDeclaration";
}

interface VarPlace {
  readonly declaration: VariableDeclaration;
  readonly parent: AnyNode;
}

function forEachVar(program: Program, visit: (place: VarPlace) => void): void {
  const walk = (parent: AnyNode) =>
    forEachChild(parent, (node) => {
      if (node.type === "VariableDeclaration" && node.kind === "var") {
        visit({ declaration: node, parent });
      }
      if (!startsFunction(node)) walk(node);
    });
  walk(program);
}
