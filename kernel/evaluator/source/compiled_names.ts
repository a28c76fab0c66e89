/**
 * What the full compiler makes of names, undone: it declares helpers and variables of its own, which
 * two cells would share, and renames decorated classes, which later cells would not find.
 */

import type {
  AnyNode,
  Class,
  ExportNamedDeclaration,
  ModuleDeclaration,
  Pattern,
  Program,
  Statement,
} from "acorn";
import { createRewriter, type MappedText, type Rewriter } from "./rewriter.ts";
import { forEachChild, patternIdentifiers, startsFunction } from "./syntax_tree.ts";
import { createWordIndex } from "./word_index.ts";

/** How names of ours begin; completion leaves them out. */
export const OWN_PREFIX = "__probebook";

let cellCount = 0;

/**
 * Gives names that the cell's author did not write one that no other cell has, and decorated classes
 * their own back.
 */
export function withCellNames(
  mapped: MappedText,
  { source, program }: { source: string; program: Program },
): MappedText {
  const written = createWordIndex(source);
  const isGenerated = (name: string) => written.first(name) === Infinity;
  const declared = declaredPlaces(program);
  const generated = new Set(declared.values().filter(isGenerated));
  const dropped = program.body.filter((statement) =>
    isExportOf(statement, isGenerated) || isEmptyExport(statement, source)
  );
  if (generated.size === 0 && dropped.length === 0) return mapped;
  const prefix = `${OWN_PREFIX}${cellCount++}`;
  const rewriter = createRewriter(mapped.text);
  const classes = decoratedClasses(program, isGenerated);
  for (const decorated of classes) restoreClass(decorated, { prefix, rewriter });
  for (const { start, end } of dropped) rewriter.replace(start, end, ";");
  if (generated.size === 0) return composed(mapped, rewriter);
  const names = new RegExp(
    `(?<![\\p{ID_Continue}$])(?:${
      Array.from(generated, escaped).join("|")
    })(?![\\p{ID_Continue}$])`,
    "gu",
  );
  for (const { 0: name, index } of mapped.text.matchAll(names)) {
    if (dropped.some(({ start, end }) => start <= index && index < end)) continue;
    const restored = declared.has(index)
      ? undefined
      : classes.find((found) => found.internal === name && !isWithin(index, found));
    rewriter.replace(index, index + name.length, restored?.name ?? prefix + name);
  }
  return composed(mapped, rewriter);
}

function composed(mapped: MappedText, rewriter: Rewriter): MappedText {
  const rewritten = rewriter.finish();
  return {
    text: rewritten.text,
    originalOffset: (offset) => mapped.originalOffset(rewritten.originalOffset(offset)),
  };
}

/** Places where names of the cell's top level are declared, `var` from all its blocks included. */
export function declaredPlaces(program: Program): Map<number, string> {
  const places = new Map<number, string>();
  const add = (pattern: Pattern) => {
    for (const { name, start } of patternIdentifiers(pattern)) places.set(start, name);
  };
  const visit = (node: AnyNode, isTop: boolean) => {
    if (node.type === "VariableDeclaration" && (isTop || node.kind === "var")) {
      for (const { id } of node.declarations) add(id);
    }
    if (isTop && node.type === "ImportDeclaration") {
      for (const { local } of node.specifiers) add(local);
    }
    if (isTop && (node.type === "FunctionDeclaration" || node.type === "ClassDeclaration")) {
      if (node.id) add(node.id);
    }
    if (!startsFunction(node)) forEachChild(node, (child) => visit(child, false));
  };
  for (const statement of program.body) visit(statement, true);
  return places;
}

/** A class whose decorated self is in a variable of the compiler's. */
interface DecoratedClass {
  readonly name: string;
  /** The variable that holds what the decorators made of it. */
  readonly internal: string;
  readonly node: Class;
  /** The statement of the top level, or of a `try` around it, that the class stands in. */
  readonly statement: Statement | ModuleDeclaration;
  readonly isInTry: boolean;
}

function decoratedClasses(
  program: Program,
  isGenerated: (name: string) => boolean,
): DecoratedClass[] {
  const found: DecoratedClass[] = [];
  const search = (node: AnyNode, place: Pick<DecoratedClass, "statement" | "isInTry">) => {
    if (node.type === "ClassDeclaration" || node.type === "ClassExpression") {
      const internal = resultOf(node);
      const name = node.id?.name;
      const isOne = internal !== null && isGenerated(internal) && name !== undefined;
      if (isOne && !isGenerated(name)) found.push({ name, internal, node, ...place });
    }
    // Those of functions need no name outside.
    if (!startsFunction(node)) forEachChild(node, (child) => search(child, place));
  };
  for (const statement of program.body) {
    // `using` makes a `try` of the whole cell.
    const isInTry = statement.type === "TryStatement";
    for (const inner of isInTry ? statement.block.body : [statement]) {
      search(inner, { statement: inner, isInTry });
    }
  }
  return found;
}

/** `X` of a static block with `({ c: [X, …] } = …)`, which is how a class is told its decorators. */
function resultOf(node: Class): string | null {
  for (const member of node.body.body) {
    if (member.type !== "StaticBlock") continue;
    const [first] = member.body;
    if (first?.type !== "ExpressionStatement") continue;
    const { expression } = first;
    if (expression.type !== "AssignmentExpression" || expression.left.type !== "ObjectPattern") {
      continue;
    }
    for (const property of expression.left.properties) {
      if (property.type !== "Property" || property.value.type !== "ArrayPattern") continue;
      const [result] = property.value.elements;
      const isClassResult = property.key.type === "Identifier" && property.key.name === "c";
      if (isClassResult && result?.type === "Identifier") return result.name;
    }
  }
  return null;
}

function restoreClass(
  { name, internal, node, statement, isInTry }: DecoratedClass,
  { prefix, rewriter }: { prefix: string; rewriter: Rewriter },
): void {
  const result = prefix + internal;
  if (statement.type === "VariableDeclaration") {
    // `let A = class A {…}` of a cell with `using`; with anything around it, it is complete.
    const isWhole = statement.declarations.some(({ id, init }) =>
      init === node && id.type === "Identifier" && id.name === name
    );
    if (!isWhole) return;
    rewriter.open(node.start, "(");
    rewriter.close(node.end, `, ${result})`);
  } else if (statement === node) {
    rewriter.open(node.start, `let ${name} = (`);
    rewriter.close(node.end, `, ${result});`);
  } else if (isStandIn(statement)) {
    rewriter.close(statement.end, ` ${isInTry ? "var" : "let"} ${name} = ${result};`, "end");
  }
}

/** `new class extends _identity {…}()`, which builds a class within another one for its static members. */
function isStandIn(statement: Statement | ModuleDeclaration): boolean {
  return statement.type === "ExpressionStatement" &&
    statement.expression.type === "NewExpression" &&
    statement.expression.callee.type === "ClassExpression";
}

/** Whether the compiler wrote it: the author's `export class` became this. */
function isExportOf(
  statement: Statement | ModuleDeclaration,
  isGenerated: (name: string) => boolean,
): statement is ExportNamedDeclaration {
  return statement.type === "ExportNamedDeclaration" && !statement.source &&
    statement.specifiers.some(({ local }) =>
      local.type === "Identifier" && isGenerated(local.name)
    );
}

/** `export {}`, by which the compiler says that code without other declarations is a module. */
function isEmptyExport(statement: Statement | ModuleDeclaration, source: string): boolean {
  return statement.type === "ExportNamedDeclaration" && !statement.source &&
    !statement.declaration && statement.specifiers.length === 0 &&
    !/\bexport\s*\{\s*\}/.test(source);
}

/** The class itself and what the compiler put around it keep the inner name. */
function isWithin(index: number, { statement, node }: DecoratedClass): boolean {
  const { start, end } = statement === node ? node : statement;
  return start <= index && index < end;
}

function escaped(name: string): string {
  return name.replaceAll("$", "\\$");
}
