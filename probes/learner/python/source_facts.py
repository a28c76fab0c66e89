"""Read a Python file by this interpreter's own parser and print what stands in it, as one line of JSON.

Usage: source_facts.py FILE. The file is parsed and compiled, never run. Read it from the bottom: read(), facts_of(),
then one function a fact; those of loops stand in source_loops.py.
"""
import ast
import json
import os
import sys
import warnings

# Under PYTHONSAFEPATH our folder is not searched; and no interpreter is to leave its bytecode in the checkout.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

from source_loops import ENDS, loop_facts  # noqa: E402
from source_module import CLOCKS, COUNTS, FUNCTIONS, SETTINGS, Module, modules_of, name_of  # noqa: E402
from source_paths import REPETITIONS  # noqa: E402
from source_unfold import Unfold  # noqa: E402

LITERALS_MAX = 300


def lines_with(module, wanted):
    """Lines that hold such a number and do not merely multiply or divide by it, as a percentage does."""
    lines = set()
    for node in module.nodes:
        if not isinstance(node, (ast.Constant, ast.BinOp, ast.Call)) or module.fold(node) not in wanted:
            continue
        parent = module.parents.get(node)
        if not (isinstance(parent, ast.BinOp) and isinstance(parent.op, (ast.Mult, ast.Div))):
            lines.add(node.lineno)
    return sorted(lines)


def reads(module, names):
    return [
        {"name": module.dotted(node), "line": node.lineno}
        for node in module.nodes
        if isinstance(node, (ast.Name, ast.Attribute)) and module.dotted(node) in names
    ]


def collector_facts(module):
    duration = [node.lineno for node in module.nodes if isinstance(node, ast.Constant) and node.value == "duration"]
    return {
        "callbacks": [found["line"] for found in reads(module, {"gc.callbacks"})],
        "durations": duration,
        "settings": reads(module, SETTINGS),
        "counts": [found["line"] for found in reads(module, COUNTS)],
    }


def documentation(module):
    """The strings that document a module, class or function."""
    return {
        node.body[0].value for node in module.nodes
        if isinstance(node, (ast.Module, ast.ClassDef) + FUNCTIONS) and node.body and isinstance(node.body[0], ast.Expr)
    }


def literals(module):
    """Texts and broken numbers that stand in the source: what is printed from them was not measured."""
    prose = documentation(module)
    constants = [node for node in module.nodes if isinstance(node, ast.Constant) and node not in prose]
    texts = [node.value[:200] for node in constants if isinstance(node.value, str) and any(c.isdigit() for c in node.value)]
    numbers = [node.value for node in constants if isinstance(node.value, float) and abs(node.value) < 1e300]
    for call in module.nodes:
        if isinstance(call, ast.Call) and name_of(call.func) == "print":
            texts += [str(argument.value) for argument in call.args if type(getattr(argument, "value", None)) is int]
    return {"texts": texts[:LITERALS_MAX], "numbers": numbers[:LITERALS_MAX]}


def is_work(statement):
    if isinstance(statement, (ast.Import, ast.ImportFrom, ast.Pass)):
        return False
    if isinstance(statement, FUNCTIONS + (ast.ClassDef,)):
        return any(is_work(inner) for inner in statement.body)
    return not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))


def facts_of(tree):
    statement_count = sum(is_work(statement) for statement in tree.body)
    module = Module(Unfold().visit(tree))
    imports = [(name, node.lineno) for node in module.nodes for name in modules_of(node)]
    return {
        "kind": "facts",
        "statementCount": statement_count,
        "imports": [{"name": name, "line": line} for name, line in imports],
        **loop_facts(module),
        "endLines": lines_with(module, ENDS),
        "hundredLines": lines_with(module, (REPETITIONS,)),
        "clocks": reads(module, CLOCKS),
        "collector": collector_facts(module),
        "literals": literals(module),
    }


def problem_of(error, source):
    lines = source.decode("utf-8", "replace").splitlines()
    line = getattr(error, "lineno", None) or 1
    text = (getattr(error, "text", None) or (lines[line - 1] if line <= len(lines) else "")).rstrip("\n")
    return {
        "kind": "does_not_compile",
        "line": line,
        "column": getattr(error, "offset", None) or 1,
        "text": text[:200],
        "message": str(getattr(error, "msg", None) or error),
    }


def read(path):
    with open(path, "rb") as file:
        source = file.read()
    warnings.simplefilter("ignore")
    try:
        tree = ast.parse(source, path)
        # Some mistakes, such as a return outside of a function, show only here.
        compile(source, path, "exec", dont_inherit=True)
        return facts_of(tree)
    except (SyntaxError, ValueError) as error:
        return problem_of(error, source)
    except (RecursionError, MemoryError):
        return {"kind": "too_nested"}


if __name__ == "__main__":
    print(json.dumps(read(sys.argv[1])))
