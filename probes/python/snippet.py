"""Run a snippet and print the value of its last line as JSON, where that is an expression with one.

Usage: snippet.py FILE. What the snippet prints goes in front; without such a value its last printed line is taken.
"""
import ast
import json
import sys

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
        # After what it has printed; NaN is no JSON.
        print("\n" + json.dumps(value, allow_nan=False), flush=True)
