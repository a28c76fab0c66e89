/** The last statement of a cell: its value is what the cell shows. */

import type { ExpressionStatement, Program } from "acorn";
import type { Rewriter } from "./rewriter.ts";

/** Where the last statement is rewritten. */
export interface LastContext {
  readonly code: string;
  readonly rewriter: Rewriter;
  /** Names that are declared in front of the cell. */
  readonly hoistedVars: ReadonlySet<string>;
}

/** How a cell hands over its value. */
export interface HandingOver {
  /** What has to stand in the line in front of the cell; columns then stay as they are. */
  readonly opening: string;
  /** Whether it hands over its value, if it has one: then `finish()` may follow. */
  readonly isHandedOver: boolean;
}

/** For a cell whose value is to be the script's. */
export const NOT_HANDED_OVER: HandingOver = { opening: "", isHandedOver: false };

/**
 * Hands the value of the last statement to the runtime, so that the cell can finish by itself: as
 * `{ let value =` in the line before, the expression where it stands, and a call behind it. V8 gives
 * an initialiser the place of a statement; an argument would get the call's, and a misspelt name
 * with it.
 */
export function handOver(program: Program, context: LastContext): HandingOver {
  const { rewriter, code, hoistedVars } = context;
  const last = lastStatement(program, context);
  if (last === undefined || isDeclaration(last)) return { opening: "", isHandedOver: true };
  if (!isInitialiser(last)) return NOT_HANDED_OVER;
  const opening = `{ let ${LAST_VALUE} =`;
  const closing = `; __probebook.last(${LAST_VALUE}); }`;
  const hasSemicolon = code[last.end - 1] === ";" && last.expression.end < last.end;
  if (hasSemicolon) rewriter.replace(last.end - 1, last.end, closing);
  else rewriter.close(last.end, closing, "end");
  const before = program.body[program.body.indexOf(last) - 1];
  if (before === undefined && hoistedVars.size === 0) return { opening, isHandedOver: true };
  // Behind the statement before, which is mostly in another line: then columns stay.
  rewriter.open(before?.end ?? last.start, `;${opening}`);
  return { opening: "", isHandedOver: true };
}

const LAST_VALUE = "__probebookValue";

/** Only V8 knows the value of a loop, a block or an `export default`. */
function isInitialiser(statement: Program["body"][number]): statement is ExpressionStatement {
  if (statement.type !== "ExpressionStatement") return false;
  switch (statement.expression.type) {
    // Would need brackets, which would take its place.
    case "SequenceExpression":
      return false;
    // Would be named after the variable.
    case "ArrowFunctionExpression":
    case "FunctionExpression":
    case "ClassExpression":
      return false;
    default:
      return true;
  }
}

/** Then the cell shows nothing, although an earlier statement may have had a value. */
export function endsInDeclaration(program: Program, context: LastContext): boolean {
  const last = lastStatement(program, context);
  return last !== undefined && isDeclaration(last);
}

function lastStatement(
  program: Program,
  { hoistedVars }: LastContext,
): Program["body"][number] | undefined {
  return program.body.findLast((statement) =>
    statement.type !== "EmptyStatement" && !isLeftOver(statement, hoistedVars)
  );
}

function isDeclaration({ type }: Program["body"][number]): boolean {
  switch (type) {
    case "VariableDeclaration":
    case "FunctionDeclaration":
    case "ClassDeclaration":
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
      return true;
    default:
      return false;
  }
}

/** The compiler declares namespaces behind the cell's last statement: `var N;`. */
function isLeftOver(statement: Program["body"][number], hoistedVars: ReadonlySet<string>): boolean {
  return statement.type === "VariableDeclaration" && statement.kind === "var" &&
    statement.declarations.every(({ id, init }) =>
      !init && id.type === "Identifier" && hoistedVars.has(id.name)
    );
}
