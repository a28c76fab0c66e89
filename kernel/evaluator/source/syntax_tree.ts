/** Small questions about a parsed cell. */

import type { AnyNode, Identifier, Pattern } from "acorn";

/** Calls `visit` with each node directly below `node`. */
export function forEachChild(node: AnyNode, visit: (child: AnyNode) => void): void {
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item);
    } else if (isNode(value)) visit(value);
  }
}

/** Whether code below this node runs later, or in a place where the cell cannot wait. */
export function startsFunction(node: AnyNode): boolean {
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
    case "StaticBlock":
      return true;
    default:
      return false;
  }
}

/** Names that a binding pattern declares. */
export function patternNames(pattern: Pattern): string[] {
  return patternIdentifiers(pattern).map(({ name }) => name);
}

/** Identifiers that a binding pattern declares. */
export function patternIdentifiers(pattern: Pattern): Identifier[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        property.type === "RestElement"
          ? patternIdentifiers(property.argument)
          : patternIdentifiers(property.value)
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) =>
        element === null ? [] : patternIdentifiers(element)
      );
    case "RestElement":
      return patternIdentifiers(pattern.argument);
    case "AssignmentPattern":
      return patternIdentifiers(pattern.left);
    case "MemberExpression":
      return [];
  }
}

// Everything else in a node (positions, flags, regular expressions) has no string `type`.
function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value &&
    typeof value.type === "string" && "start" in value;
}
