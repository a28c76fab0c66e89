/** Whether a console should run what was typed or wait for more lines. */

import type { Completeness } from "../port.ts";
import { readCompilerError } from "./compiler_errors.ts";
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

type Judgement = "complete" | "incomplete" | "invalid";

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
    return isAtEnd ? "incomplete" : "invalid";
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
