/**
 * Constants stay constant. All names of a cell's top level are declared by `let`, so that they can
 * be declared again; assignments to those that the author called `const` are made to throw here.
 */

import type { AnyNode, Pattern, Program } from "acorn";
import type { Rewriter } from "./rewriter.ts";
import { forEachChild, patternNames, startsFunction } from "./syntax_tree.ts";

/** Where assignments are looked for. */
export interface ConstantsContext {
  readonly code: string;
  readonly rewriter: Rewriter;
  /** Constants of all cells so far. Names that this cell declares are put in or taken out. */
  readonly constants: Set<string>;
}

/** Notes what the cell declares, and makes its assignments to constants throw. */
export function protectConstants(program: Program, context: ConstantsContext): void {
  const { constants } = context;
  for (const statement of program.body) {
    const node = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (!node) continue;
    const isConst = node.type === "VariableDeclaration" && node.kind === "const";
    for (const name of namesDeclaredBy(node)) {
      if (isConst) constants.add(name);
      else constants.delete(name);
    }
  }
  const { code } = context;
  const isAssigned = Array.from(code.matchAll(ASSIGNED_NAME)).some(({ groups }) =>
    constants.has(groups?.["before"] ?? "") || constants.has(groups?.["behind"] ?? "")
  );
  if (isAssigned) refuseAssignments(program, { ...context, shadowed: new Set() });
}

// An upper bound, so that most cells are not walked: a name in front of an assignment, but not one
// that is being declared, or a name that is counted up or down.
const ASSIGNED_NAME =
  /(?<![\p{ID_Continue}$]|\b(?:const|let|var)\s+)(?<before>[\p{ID_Continue}$]+)\s*(?:(?:[-+*/%&|^?]|<<|>>)*=(?![=>])|\+\+|--)|(?:\+\+|--)\s*(?<behind>[\p{ID_Continue}$]+)/gu;

interface Scope extends ConstantsContext {
  /** Names that mean something of an inner scope. */
  readonly shadowed: ReadonlySet<string>;
}

function refuseAssignments(node: AnyNode, scope: Scope): void {
  const { rewriter, code, constants } = scope;
  const isConstant = (target: AnyNode) =>
    target.type === "Identifier" && constants.has(target.name) && !scope.shadowed.has(target.name);
  if (node.type === "AssignmentExpression" && isConstant(node.left)) {
    const operator = code.indexOf(node.operator, node.left.end);
    rewriter.open(operator + node.operator.length, " __probebook.refuse(");
    rewriter.close(node.end, ")", "closeOuter");
  } else if (node.type === "UpdateExpression" && isConstant(node.argument)) {
    return rewriter.replace(
      node.start,
      node.end,
      `__probebook.refuse(${code.slice(node.argument.start, node.argument.end)})`,
    );
  }
  forEachChild(node, (child) => {
    const own = child.type === "Program" ? [] : namesWithin(child);
    refuseAssignments(
      child,
      own.length === 0 ? scope : { ...scope, shadowed: new Set([...scope.shadowed, ...own]) },
    );
  });
}

/** Names that a node declares for the code in it. */
function namesWithin(node: AnyNode): string[] {
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return [
        ...(node.type === "FunctionExpression" && node.id ? [node.id.name] : []),
        ...node.params.flatMap((parameter: Pattern) => patternNames(parameter)),
        ...varsWithin(node.body),
      ];
    case "BlockStatement":
    case "StaticBlock":
      return node.body.flatMap(namesDeclaredBy);
    case "ForStatement":
      return node.init ? namesDeclaredBy(node.init) : [];
    case "ForInStatement":
    case "ForOfStatement":
      return namesDeclaredBy(node.left);
    case "SwitchStatement":
      return node.cases.flatMap(({ consequent }) => consequent.flatMap(namesDeclaredBy));
    case "CatchClause":
      return node.param ? patternNames(node.param) : [];
    default:
      return [];
  }
}

function namesDeclaredBy(node: AnyNode): string[] {
  switch (node.type) {
    case "VariableDeclaration":
      return node.declarations.flatMap(({ id }) => patternNames(id));
    case "FunctionDeclaration":
    case "ClassDeclaration":
      return node.id ? [node.id.name] : [];
    case "ImportDeclaration":
      return node.specifiers.map(({ local }) => local.name);
    default:
      return [];
  }
}

/** `var` names of a function, from all its blocks. */
function varsWithin(node: AnyNode): string[] {
  const names = node.type === "VariableDeclaration" && node.kind === "var"
    ? namesDeclaredBy(node)
    : [];
  if (startsFunction(node)) return names;
  forEachChild(node, (child) => names.push(...varsWithin(child)));
  return names;
}
