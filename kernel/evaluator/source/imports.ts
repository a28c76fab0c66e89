/** Module declarations of a cell, as the statements that do their work in a script. */

import type {
  AnyNode,
  ExportAllDeclaration,
  ExportNamedDeclaration,
  Identifier,
  ImportAttribute,
  ImportDeclaration,
  Literal,
  Program,
} from "acorn";
import { forEachChild } from "./syntax_tree.ts";

/** What the text of an import depends on besides the declaration. */
export interface ImportContext {
  /** Makes a specifier independent of the importing file. */
  resolve(specifier: string): string;
  /** Whether the cell's code takes the value of the name. */
  isUsed(name: string): boolean;
}

/** Answers which names the cell's code uses as values; looks on the first question. */
export function createUseIndex(program: Program): (name: string) => boolean {
  let names: Set<string> | null = null;
  return (name) => (names ??= usedNames(program)).has(name);
}

/**
 * `import d, { a as b } from "s"` as `let {default: d, a: b} = await …importModule("s");`.
 *
 * A name that the module lacks is an error only if this cell uses it: it may be a type, which
 * nothing marks as one, and whose uses are gone from the code.
 */
export function importStatement(declaration: ImportDeclaration, context: ImportContext): string {
  const bindings: string[] = [];
  const required: string[] = [];
  let namespaceName: string | null = null;
  for (const specifier of declaration.specifiers) {
    const local = specifier.local.name;
    if (specifier.type === "ImportNamespaceSpecifier") {
      namespaceName = local;
      continue;
    }
    const imported = specifier.type === "ImportDefaultSpecifier"
      ? "default"
      : nameOf(specifier.imported);
    bindings.push(`${JSON.stringify(imported)}: ${local}`);
    if (context.isUsed(local)) required.push(imported);
  }
  const call = importCall(declaration, { context, required });
  const pattern = `{${bindings.join(", ")}}`;
  if (namespaceName === null) {
    return declaration.specifiers.length === 0 ? `void ${call};` : `let ${pattern} = ${call};`;
  }
  const rest = bindings.length === 0 ? "" : `, ${pattern} = ${namespaceName}`;
  return `let ${namespaceName} = ${call}${rest};`;
}

/** `export … from "s"`: a cell exports to nobody, so only the module's running is left. */
export function reexportStatement(
  declaration: ExportAllDeclaration | (ExportNamedDeclaration & { source: Literal }),
  context: ImportContext,
): string {
  return `void ${importCall(declaration, { context, required: [] })};`;
}

function importCall(
  { source, attributes }: { source: Literal; attributes: readonly ImportAttribute[] },
  { context, required }: { context: ImportContext; required: readonly string[] },
): string {
  const specifier = context.resolve(String(source.value));
  const options = {
    ...(required.length > 0 ? { required } : {}),
    ...(attributes.length > 0 ? { with: Object.fromEntries(attributes.map(attributeEntry)) } : {}),
  };
  const argumentsText = Object.keys(options).length === 0
    ? JSON.stringify(specifier)
    : `${JSON.stringify(specifier)}, ${JSON.stringify(options)}`;
  return `await __probebook.awaiting(__probebook.importModule(${argumentsText}))`;
}

function attributeEntry({ key, value }: ImportAttribute): [string, string] {
  return [nameOf(key), String(value.value)];
}

function nameOf(node: Identifier | Literal): string {
  return node.type === "Identifier" ? node.name : String(node.value);
}

function usedNames(program: Program): Set<string> {
  const names = new Set<string>();
  const pending: AnyNode[] = program.body.filter((node) =>
    node.type !== "ImportDeclaration" &&
    !(node.type === "ExportNamedDeclaration" && !node.declaration)
  );
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.type === "Identifier") names.add(node.name);
    const label = labelOf(node);
    forEachChild(node, (child) => {
      if (child !== label) pending.push(child);
    });
  }
  return names;
}

/** The child that is spelled like a name but is none, as in `a.name`. */
function labelOf(node: AnyNode): AnyNode | null {
  switch (node.type) {
    case "MemberExpression":
      return node.computed ? null : node.property;
    case "Property":
      return node.computed || node.shorthand ? null : node.key;
    case "MethodDefinition":
    case "PropertyDefinition":
      return node.computed ? null : node.key;
    default:
      return null;
  }
}
