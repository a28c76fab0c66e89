"""Run a snippet and print the value of its last line as JSON, where that is an expression with one.

Usage: snippet.py FILE. What the snippet prints goes in front; without such a value its last printed line is taken.
"""
import ast
import json
import sys

# Larger ones JavaScript reads as the nearest that it has: 2**53 + 1 would arrive as 2**53.
EXACT_MAX = 2**53 - 1


def demand_exact(value):
    if isinstance(value, int) and abs(value) > EXACT_MAX:
        raise OverflowError("%d cannot be handed on exactly: give str() of it, or float() of it" % value)
    if isinstance(value, dict):
        for part in [*value, *value.values()]:
            demand_exact(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            demand_exact(part)


if __name__ == "__main__":
    path = sys.argv[1]
    with open(path, encoding="utf-8") as file:
        tree = ast.parse(file.read(), path)
    last = ast.Expression(tree.body.pop().value) if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    module = sys.modules["__main__"] = type(sys)("__main__")
    module.__file__ = path
    exec(compile(tree, path, "exec"), module.__dict__)
    value = None if last is None else eval(compile(last, path, "eval"), module.__dict__)
    if value is not None:
        # Before looking into it, which a value that contains itself would make endless; NaN is no JSON.
        text = json.dumps(value, allow_nan=False)
        demand_exact(value)
        # After what it has printed.
        print("\n" + text, flush=True)
