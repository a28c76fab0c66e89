/** Asks a CPython what it makes of a learner's loop of an agent; the loop is compiled and never run. */

import { z } from "zod";
import { type Interpreter, python, type SnippetResult } from "../../../../probes/mod.ts";

/** What a CPython says of a source. */
export type AgentLoopFacts =
  | {
    kind: "facts";
    /** Whether a function yields anywhere. */
    hasYield: boolean;
    /** Whether a function yields in a loop of its own. */
    yieldsInLoop: boolean;
    /** Whether a function returns from a loop of its own. */
    returnsInLoop: boolean;
    /** Names that nothing defines, in the order of the alphabet. */
    unknown: string[];
  }
  | { kind: "broken"; line: number | null; message: string };

const facts: z.ZodType<AgentLoopFacts> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("facts"),
    hasYield: z.boolean(),
    yieldsInLoop: z.boolean(),
    returnsInLoop: z.boolean(),
    unknown: z.array(z.string()),
  }),
  z.object({ kind: z.literal("broken"), line: z.int().nullable(), message: z.string() }),
]);

/** Compiling takes no time worth naming; a machine under load is given some. */
const SECONDS_MAX = 30;

/** Asks that CPython about the source. */
export async function askAgentLoop(
  source: string,
  interpreter: Interpreter,
): Promise<SnippetResult<AgentLoopFacts>> {
  return await python`
    import ast, builtins, symtable

    SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
    LOOPS = (ast.For, ast.AsyncFor, ast.While)
    YIELDS = (ast.Yield, ast.YieldFrom)

    def own(node):
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, SCOPES):
                yield child
                yield from own(child)

    def has(nodes, kinds):
        return any(isinstance(node, kinds) for node in nodes)

    def all_tables(table):
        yield table
        for child in table.get_children():
            yield from all_tables(child)

    def unknown_names(source):
        module = symtable.symtable(source, "agent", "exec")
        known = set(dir(builtins)) | {"__name__", "__file__", "__doc__", "__builtins__"}
        for table in all_tables(module):
            for symbol in table.get_symbols():
                is_made = symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()
                if is_made and (table is module or symbol.is_declared_global()):
                    known.add(symbol.get_name())
        for table in all_tables(module):
            for symbol in table.get_symbols():
                if symbol.is_referenced() and (table is module or symbol.is_global()):
                    if symbol.get_name() not in known:
                        yield symbol.get_name()

    def facts(source):
        tree = ast.parse(source)
        compile(source, "agent", "exec")
        functions = [node for node in ast.walk(tree) if isinstance(node, SCOPES[:2])]
        loops = [node for one in functions for node in own(one) if isinstance(node, LOOPS)]
        return {
            "kind": "facts",
            "hasYield": any(has(own(one), YIELDS) for one in functions),
            "yieldsInLoop": any(has(own(loop), YIELDS) for loop in loops),
            "returnsInLoop": any(has(own(loop), ast.Return) for loop in loops),
            "unknown": sorted(set(unknown_names(source))),
        }

    def facts_or_fault(source):
        try:
            return facts(source)
        except SyntaxError as error:
            return {"kind": "broken", "line": error.lineno, "message": error.msg}
        except (ValueError, RecursionError, MemoryError) as error:
            return {"kind": "broken", "line": None, "message": str(error) or type(error).__name__}

    facts_or_fault(${source})
  `.as(facts).on({ python: interpreter, secondsMax: SECONDS_MAX }).run();
}
