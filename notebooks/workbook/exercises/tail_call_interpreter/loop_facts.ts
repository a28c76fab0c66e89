/** Asks a CPython what it makes of a learner's loop; the loop is compiled and never run. */

import { z } from "zod";
import { type Interpreter, python, type SnippetResult } from "../../../../probes/mod.ts";

/** What a CPython says of a source. */
export type LoopFacts =
  | {
    kind: "facts";
    /** Whether a `for` or `while` stands in it. */
    hasLoop: boolean;
    /** As `dis.dis()` prints it, functions included. */
    listing: string;
    /** The bytecodes of each loop's body, from where its jump back leads to that jump. */
    loops: string[][];
    /** All that this CPython has. */
    opcodes: string[];
    /** Those that it puts in their place while it runs; a plain listing never has them. */
    specialized: string[];
  }
  | { kind: "broken"; line: number | null; message: string };

const facts: z.ZodType<LoopFacts> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("facts"),
    hasLoop: z.boolean(),
    listing: z.string(),
    loops: z.array(z.array(z.string())),
    opcodes: z.array(z.string()),
    specialized: z.array(z.string()),
  }),
  z.object({ kind: z.literal("broken"), line: z.int().nullable(), message: z.string() }),
]);

/** Compiling takes no time worth naming; a machine under load is given some. */
const SECONDS_MAX = 30;

/** Asks that CPython about the source. */
export async function askLoopFacts(
  source: string,
  interpreter: Interpreter,
): Promise<SnippetResult<LoopFacts>> {
  return await python`
    import ast, dis, io, opcode

    def all_codes(code):
        yield code
        for part in code.co_consts:
            if hasattr(part, "co_code"):
                yield from all_codes(part)

    def loop_bodies(code):
        listing = list(dis.get_instructions(code))
        jumps = [one for one in listing if one.opcode in dis.hasjrel or one.opcode in dis.hasjabs]
        backward = [one for one in jumps if one.argval <= one.offset]
        return [
            [one.opname for one in listing if jump.argval <= one.offset <= jump.offset] for jump in backward
        ]

    def facts(source):
        tree = ast.parse(source)
        code = compile(source, "loop", "exec")
        listing = io.StringIO()
        dis.dis(code, file=listing)
        forms = getattr(opcode, "_specialized_opmap", None) or getattr(opcode, "_specialized_instructions", ())
        return {
            "kind": "facts",
            "hasLoop": any(isinstance(node, (ast.For, ast.While)) for node in ast.walk(tree)),
            "listing": listing.getvalue(),
            "loops": [body for one in all_codes(code) for body in loop_bodies(one)],
            "opcodes": [name for name in dis.opmap],
            "specialized": [name for name in forms],
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
