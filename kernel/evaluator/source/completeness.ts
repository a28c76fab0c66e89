/** Whether a console should run what was typed or wait for more lines. */

import type { Completeness } from "../port.ts";
import { JSX_DEFAULT } from "../jsx.ts";
import { readCompilerError, readFullCompilerError } from "./compiler_errors.ts";
import { loadedFullCompiler, loadFullCompiler } from "./full_compiler.ts";
import { mayHaveJsx } from "./full_typescript.ts";
import { loadedSourceTools, type SourceTools } from "./source_tools.ts";
import { unclosedComment } from "./typescript.ts";

/** Judges code by where the compiler stumbles: at its end, more may follow. */
export function completeness(code: string): Completeness {
  const tools = loadedSourceTools();
  if (tools === null) return { status: "unknown" };
  const source = code.replace(/^\ufeff/, " ").replace(/^#!/, "//");
  const asStatements = judge(source, { tools, end: source.length });
  if (asStatements === "complete" || !source.trimStart().startsWith("{")) {
    return answer(asStatements, code);
  }
  // An object literal alone in a cell: as statements it would be a block.
  const asObject = judge(`(${source}\n)`, { tools, end: source.length + 1 });
  const isBetter = asObject === "complete" || asStatements === "invalid";
  return answer(isBetter ? asObject : asStatements, code);
}

type Judgement = "complete" | "incomplete" | "invalid" | "unknown";

function judge(source: string, { tools, end }: { tools: SourceTools; end: number }): Judgement {
  try {
    tools.transform(source);
    // The compiler accepts a comment that does not end.
    return unclosedComment(source, tools) !== null ? "incomplete" : "complete";
  } catch (error) {
    const { message, offset } = readCompilerError(error, source);
    const isAtEnd = message === "Unterminated template" ||
      /got '<eof>'$|Unexpected (?:token `<eof>`|eof)/.test(message) ||
      isBlank(source.slice(Math.min(offset, end), end));
    if (isAtEnd) return "incomplete";
    return mayHaveJsx(source) ? judgeJsx(source, end) : "invalid";
  }
}

/** Elements are known to a compiler only that takes a while to load; the next question finds it. */
function judgeJsx(source: string, end: number): Judgement {
  const compiler = loadedFullCompiler();
  if (compiler === null) {
    void loadFullCompiler();
    return "unknown";
  }
  try {
    compiler.compile(source, { jsx: JSX_DEFAULT, isJsx: true });
    return "complete";
  } catch (error) {
    const { offset } = readFullCompilerError(error, source);
    return isBlank(source.slice(Math.min(offset, end), end)) ? "incomplete" : "invalid";
  }
}

/** Only white space and comments. */
function isBlank(text: string): boolean {
  return text.replace(/\/\/.*|\/\*[\s\S]*?(?:\*\/|$)/g, "").trim() === "";
}

function answer(status: Judgement, code: string): Completeness {
  return status === "incomplete" ? { status, indent: nextIndent(code) } : { status };
}

/** The last line's indentation, and one step more behind an opening bracket or arrow. */
function nextIndent(code: string): string {
  const line = code.split("\n").findLast((text) => text.trim() !== "") ?? "";
  const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
  return /(?:[{([]|=>)\s*$/.test(line) ? `${indent}  ` : indent;
}
