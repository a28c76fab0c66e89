/** Expressions of a cell that a script cannot have, or that Stop has to be able to end. */

import type { AnyNode, ForOfStatement, Program } from "acorn";
import type { Rewriter } from "./rewriter.ts";
import { forEachChild, startsFunction } from "./syntax_tree.ts";

/** Where expressions are rewritten. */
export interface ExpressionContext {
  readonly code: string;
  readonly rewriter: Rewriter;
}

/** Rewrites top-level waits, and `import()` and `import.meta` everywhere. */
export function rewriteExpressions(program: Program, context: ExpressionContext): void {
  const hasImports = /\bimport\b/.test(context.code);
  if (!hasImports && !/\bawait\b/.test(context.code)) return;
  // A list instead of recursion: generated code can be nested deeper than the stack.
  const pending: { node: AnyNode; isLater: boolean }[] = [{ node: program, isLater: false }];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    const { node, isLater } = item;
    if (isLater && !hasImports) continue;
    rewriteExpression(node, { ...context, isLater });
    const areLater = isLater || startsFunction(node);
    forEachChild(node, (child) => pending.push({ node: child, isLater: areLater }));
  }
}

function rewriteExpression(
  node: AnyNode,
  { code, rewriter, isLater }: ExpressionContext & { isLater: boolean },
): void {
  switch (node.type) {
    case "AwaitExpression":
      if (isLater) return;
      // Behind the keyword, because the operand's own place leaves out its brackets.
      rewriter.open(node.start + "await".length, " __probebook.awaiting(");
      return rewriter.close(node.end, ")");
    case "ForOfStatement":
      return isLater || !node.await ? undefined : rewriteForAwait(node, { code, rewriter });
    case "ImportExpression":
      return rewriter.replace(
        node.start,
        node.start + "import".length,
        "__probebook.dynamicImport",
      );
    case "MetaProperty":
      if (node.meta.name !== "import") return;
      return rewriter.replace(node.start, node.end, "__probebook.importMeta");
    default:
  }
}

function rewriteForAwait(node: ForOfStatement, { code, rewriter }: ExpressionContext): void {
  // Around the brackets too, which the iterable's own place leaves out.
  const head = withoutComments(code.slice(node.left.end, node.right.start));
  const tail = withoutComments(code.slice(node.right.end, node.body.start));
  rewriter.open(node.left.end + head.indexOf("of") + "of".length, " __probebook.awaitingEach(");
  rewriter.close(node.right.end + tail.lastIndexOf(")"), ")", "closeOuter");
}

/** Blanks out comments, so that what is found in the rest has its place. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, (comment) => " ".repeat(comment.length));
}
