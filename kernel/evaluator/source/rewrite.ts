/**
 * A parsed cell as a script that V8's REPL mode can run again and again.
 *
 * REPL mode redeclares a name only as what it was before: `let` again as `let`. A notebook's names
 * change their kind, so every declaration of a cell's top level becomes a `let`. That also keeps
 * names off the global object, where a `var` or a function could break the runtime. Lines stay where
 * they are, unless a function or an import is used before it stands.
 */

import type {
  ClassDeclaration,
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  FunctionDeclaration,
  ImportDeclaration,
  Literal,
  ModuleDeclaration,
  Program,
  Statement,
  VariableDeclaration,
} from "acorn";
import { protectConstants } from "./constants.ts";
import {
  createUseIndex,
  type ImportContext,
  importStatement,
  reexportStatement,
} from "./imports.ts";
import { createRewriter, type MappedText, type Rewriter } from "./rewriter.ts";
import { rewriteExpressions } from "./rewrite_expressions.ts";
import { endsInDeclaration, type HandingOver, handOver, NOT_HANDED_OVER } from "./rewrite_last.ts";
import { rewriteNestedVars, rewriteTopLevelVar, varNames } from "./rewrite_vars.ts";
import { createWordIndex, type WordIndex } from "./word_index.ts";

/** A cell's code and its tree. */
export interface ParsedCell {
  readonly code: string;
  readonly program: Program;
  resolve(specifier: string): string;
  /** Constants of the cells so far; this cell's declarations are noted there. */
  readonly constants: Set<string>;
  /** Whether the cell may hand its value to `last()`; else its value is the script's own. */
  readonly canHandOver: boolean;
}

/** A cell's script. */
export interface RewrittenCell extends MappedText, HandingOver {}

interface Rewriting {
  readonly code: string;
  readonly rewriter: Rewriter;
  readonly words: WordIndex;
  readonly imports: ImportContext;
  /** Names whose `var` cannot simply become a `let`. */
  readonly hoistedVars: Set<string>;
  /** Whether a statement that is not an import has been seen. */
  hasBodyBegun: boolean;
  hasDisposals: boolean;
}

/** Rewrites a cell; what is before and behind each place of the result is known to the mapping. */
export function rewriteCell(
  { code, program, resolve, constants, canHandOver }: ParsedCell,
): RewrittenCell {
  const rewriter = createRewriter(code);
  const words = createWordIndex(code);
  const imports: ImportContext = { resolve, isUsed: createUseIndex(program) };
  const rewriting: Rewriting = {
    code,
    rewriter,
    words,
    imports,
    hoistedVars: /\bvar\b/.test(code) ? varNames(program, words) : new Set(),
    hasBodyBegun: false,
    hasDisposals: false,
  };
  if (rewriting.hoistedVars.size > 0) {
    rewriter.prepend(`let ${[...rewriting.hoistedVars].join(", ")}; `);
    rewriteNestedVars(program, { code, rewriter });
  }
  for (const statement of program.body) rewriteStatement(statement, rewriting);
  rewriteExpressions(program, { code, rewriter });
  protectConstants(program, { code, rewriter, constants });
  const handing = canHandOver ? handOver(program, rewriting) : NOT_HANDED_OVER;
  // A declaration that binds nothing: it has no value that could hide the cell's.
  if (rewriting.hasDisposals) rewriter.append("\n;let {} = await __probebook.dispose();");
  if (!handing.isHandedOver && endsInDeclaration(program, rewriting)) {
    rewriter.append("\n;void 0");
  }
  return { ...rewriter.finish(), ...handing };
}

function rewriteStatement(statement: Statement | ModuleDeclaration, rewriting: Rewriting): void {
  switch (statement.type) {
    case "ImportDeclaration":
      return rewriteImport(statement, rewriting);
    case "ExportNamedDeclaration":
      return rewriteNamedExport(statement, rewriting);
    case "ExportDefaultDeclaration":
      return rewriteDefaultExport(statement, rewriting);
    case "ExportAllDeclaration":
      return rewriting.rewriter.replace(
        statement.start,
        statement.end,
        reexportStatement(statement, rewriting.imports),
      );
    case "VariableDeclaration":
      rewriteVariables(statement, rewriting);
      break;
    case "FunctionDeclaration":
      rewriteFunction(statement, { rewriting, start: statement.start });
      break;
    case "ClassDeclaration":
      rewriteClass(statement, rewriting);
      break;
    default:
  }
  rewriting.hasBodyBegun = true;
}

function rewriteImport(statement: ImportDeclaration, rewriting: Rewriting): void {
  const { rewriter, imports } = rewriting;
  rewriter.replace(statement.start, statement.end, importStatement(statement, imports));
  // Imports run before the cell's other code, wherever they stand.
  if (rewriting.hasBodyBegun) rewriter.hoist(statement.start, statement.end);
}

function rewriteNamedExport(statement: ExportNamedDeclaration, rewriting: Rewriting): void {
  const { declaration, source, start, end } = statement;
  const { rewriter } = rewriting;
  if (declaration) {
    if (declaration.type === "FunctionDeclaration") {
      rewriteFunction(declaration, { rewriting, start });
    } else {
      rewriter.replace(start, declaration.start, "");
      rewriteStatement(declaration, rewriting);
    }
  } else if (source) {
    const reexport: ExportNamedDeclaration & { source: Literal } = { ...statement, source };
    rewriter.replace(start, end, reexportStatement(reexport, rewriting.imports));
  } else {
    rewriter.replace(start, end, ";");
  }
}

function rewriteDefaultExport(statement: ExportDefaultDeclaration, rewriting: Rewriting): void {
  const { declaration, start } = statement;
  const { rewriter } = rewriting;
  if (declaration.type === "FunctionDeclaration" && declaration.id) {
    return rewriteFunction(declaration, { rewriting, start });
  }
  if (declaration.type === "ClassDeclaration" && declaration.id) {
    rewriter.replace(start, declaration.start, "");
    return rewriteClass(declaration, rewriting);
  }
  // An expression, also when it looks like a block or a declaration without its `export default`.
  const keywords = /^export\s+default\b/.exec(rewriting.code.slice(start, declaration.start));
  rewriter.replace(start, start + (keywords?.[0].length ?? 0), "void 0, ");
  rewriter.close(declaration.end, ";", "end");
}

function rewriteVariables(statement: VariableDeclaration, rewriting: Rewriting): void {
  const { rewriter, code, hoistedVars } = rewriting;
  switch (statement.kind) {
    case "let":
      return;
    case "const":
      // As many letters, so that columns stay.
      return rewriter.replace(statement.start, statement.start + "const".length, "let  ");
    case "var":
      return rewriteTopLevelVar(statement, { code, rewriter, hoistedVars });
    case "using":
    case "await using":
      return rewriteUsing(statement, rewriting);
  }
}

/** REPL mode would never dispose of it; the child process does, when the cell has ended. */
function rewriteUsing(statement: VariableDeclaration, rewriting: Rewriting): void {
  const { rewriter, code } = rewriting;
  const keywords = /^(?:await\s+)?using/.exec(code.slice(statement.start, statement.end));
  rewriter.replace(statement.start, statement.start + (keywords?.[0].length ?? 0), "let");
  for (const { id, end } of statement.declarations) {
    // Behind the sign, because the initialiser's own place leaves out its brackets.
    rewriter.open(code.indexOf("=", id.end) + 1, " __probebook.use(");
    const kind = statement.kind === "using" ? "sync" : "async";
    rewriter.close(end, `, "${kind}")`, "closeOuter");
  }
  rewriting.hasDisposals = true;
}

/**
 * `function f() {}` as `let f = function () {};`, put in front if the name is used before.
 *
 * A function that mentions itself is left without a name of its own, so that its calls see what
 * `f` is later; it still reports the name `f`, as every function that is assigned to a name at once.
 */
function rewriteFunction(
  declaration:
    | FunctionDeclaration
    | (ExportDefaultDeclaration["declaration"] & { type: "FunctionDeclaration" }),
  { rewriting, start }: { rewriting: Rewriting; start: number },
): void {
  const { id } = declaration;
  if (!id) return;
  const { rewriter, words } = rewriting;
  rewriter.replace(start, declaration.start, "");
  rewriter.open(declaration.start, `let ${id.name} = `);
  const mentionsItself = rewriting.code.slice(id.end, declaration.end).includes(id.name);
  if (mentionsItself) rewriter.replace(id.start, id.end, "");
  rewriter.close(declaration.end, ";", "end");
  if (words.first(id.name) < id.start) rewriter.hoist(start, declaration.end);
  rewriting.hasBodyBegun = true;
}

function rewriteClass(
  declaration:
    | ClassDeclaration
    | (ExportDefaultDeclaration["declaration"] & { type: "ClassDeclaration" }),
  { rewriter }: Rewriting,
): void {
  if (!declaration.id) return;
  rewriter.open(declaration.start, `let ${declaration.id.name} = `);
  rewriter.close(declaration.end, ";", "end");
}
