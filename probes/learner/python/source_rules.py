"""Read a Python file by this interpreter's own parser and print what a reviewer of a program looks for, as one line of JSON.

Usage: source_rules.py FILE. Type hints, modules, what is read of them, what is invented. A file that has a main guard is
loaded as a module too, in which nothing runs that the guard holds back: only so can its type hints be resolved.
"""
import ast
import builtins
import json
import os
import runpy
import sys
import typing
import warnings

# Under PYTHONSAFEPATH our folder is not searched; and no interpreter is to leave its bytecode in the checkout.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

from source_hints import gaps, hint_faults  # noqa: E402
from source_inventions import inventions  # noqa: E402
from source_module import Module, modules_of, name_of  # noqa: E402

TEXTS_MAX = 200
NAMES_MAX = 500
STARTERS = {"subprocess." + name for name in ("run", "Popen", "call", "check_call", "check_output", "getoutput")}
STARTERS |= {"os.system", "os.popen", "os.execv", "os.spawnv", "os.posix_spawn", "os.fork"}


def has_main_guard(tree):
    for node in tree.body:
        if isinstance(node, ast.If) and isinstance(node.test, ast.Compare) and len(node.test.comparators) == 1:
            sides = [node.test.left, node.test.comparators[0]]
            values = [getattr(side, "value", None) for side in sides]
            if "__name__" in map(name_of, sides) and "__main__" in values:
                return True
    return False


def imported(module):
    """What is imported, and whether this interpreter's standard library has it."""
    known = getattr(sys, "stdlib_module_names", None)
    found = []
    for node in module.nodes:
        for full in modules_of(node):
            top = full.split(".")[0]
            is_relative = isinstance(node, ast.ImportFrom) and node.level > 0
            is_standard = not is_relative and (known is None or top in known or top == "__future__")
            found.append({"name": full, "line": node.lineno, "isStandard": is_standard})
    return found[:NAMES_MAX]


def reads(module):
    """Every full name that is read, once, with the line where that is first."""
    found = {}
    for node in module.nodes:
        if isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Load):
            name = module.dotted(node)
            if name is None and name_of(node) == "__import__":
                name = "__import__"
            if name is not None:
                found[name] = min(node.lineno, found.get(name, node.lineno))
    return [{"name": name, "line": line} for name, line in sorted(found.items())][:NAMES_MAX]


def attributes(module):
    return sorted({node.attr for node in module.nodes if isinstance(node, ast.Attribute)})[:NAMES_MAX]


def forgets(module):
    """Lines that take a module out of sys.modules."""
    lines = set()
    for node in module.nodes:
        if isinstance(node, ast.Delete):
            lines |= {node.lineno for target in node.targets if is_of_modules(module, target)}
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in ("pop", "clear", "popitem") and module.dotted(node.func.value) == "sys.modules":
                lines.add(node.lineno)
    return sorted(lines)


def is_of_modules(module, target):
    return isinstance(target, ast.Subscript) and module.dotted(target.value) == "sys.modules"


def starts(module):
    """Calls that start programs other than this interpreter."""
    found = []
    for node in module.nodes:
        if isinstance(node, ast.Call) and module.dotted(node.func) in STARTERS and not starts_python(module, node):
            found.append({"name": module.dotted(node.func), "line": node.lineno})
    return found


def starts_python(module, call):
    parts = list(call.args)
    if call.args and name_of(call.args[0]):
        parts.append(module.values.get(name_of(call.args[0])))
    inner = [node for part in parts if part is not None for node in ast.walk(part)]
    return any(module.dotted(node) == "sys.executable" for node in inner if isinstance(node, ast.Attribute))


def prose(module):
    """Texts that stand in the source: what documents it, and constants."""
    texts = [node.value for node in module.nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [text[:2000] for text in texts if len(text.strip()) >= 20][:TEXTS_MAX]


def rules_of(tree, path):
    module = Module(tree)
    guarded = has_main_guard(tree)
    missing, bare, unreadable = gaps(module)
    return {
        "kind": "rules",
        "gaps": missing,
        "bareHints": bare,
        "badHints": unreadable or (resolve(path) if guarded else unknown_names(module)),
        "hasMainGuard": guarded,
        "modules": imported(module),
        "reads": reads(module),
        "attributes": attributes(module),
        "forgets": forgets(module),
        "starts": starts(module),
        "inventions": inventions(module),
        "prose": prose(module),
    }


def unknown_names(module):
    """Names of type hints that nothing in the file binds: without a guard the file is not loaded."""
    known = set(dir(builtins)) | set(module.bound) | set(module.aliases) | set(module.functions)
    known |= {node.name for node in module.nodes if isinstance(node, ast.ClassDef)}
    return [fault for fault in hint_faults(module) if fault["name"] not in known]


def resolve(path):
    """Type hints that cannot be resolved in the loaded file; none where it cannot be loaded, which its runs will tell."""
    try:
        names = runpy.run_path(path, run_name="learner_program")
    except BaseException:
        return []
    return [fault for name, value in names.items() for fault in unresolved(name, value)]


def unresolved(name, value):
    if getattr(value, "__module__", None) != "learner_program" or not isinstance(value, (type, type(resolve))):
        return []
    inner = [each for each in vars(value).values() if isinstance(each, type(resolve))] if isinstance(value, type) else []
    found = []
    for each in [value] + inner:
        try:
            typing.get_type_hints(each)
        except Exception as problem:
            line = getattr(getattr(each, "__code__", None), "co_firstlineno", 1)
            found.append({"name": "%s: %s" % (name, str(problem)[:80]), "line": line})
    return found


def read(path):
    with open(path, "rb") as file:
        source = file.read()
    try:
        return rules_of(ast.parse(source, path), path)
    except (RecursionError, MemoryError):
        return {"kind": "too_nested"}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    # Whatever the file prints while it is loaded is not ours.
    ours = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    answer = json.dumps(read(sys.argv[1]))
    os.write(ours, answer.encode())
