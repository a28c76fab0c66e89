"""Run a probe script in which `from harness import ...` works on every CPython, under -P and -S, too.

Usage: start.py SCRIPT LOOPS SLICES PARAMETERS...
"""
import sys
import _frozen_importlib_external as machinery  # The import system itself, which is there from the start.


def code_of(path):
    # Compiled anew, harness and script would cost each process 2 to 4 ms. `deno task clean` removes their bytecode.
    prefix, sys.pycache_prefix = sys.pycache_prefix, folder + "/../../.cache/bytecode"
    try:
        return machinery.SourceFileLoader("script", path).get_code("script")
    finally:
        sys.pycache_prefix = prefix


def run(path):
    if path.startswith(folder):
        return code_of(path)
    with open(path, "rb") as file:  # A program that a cell has made: it is not worth a cache.
        return compile(file.read(), path, "exec", dont_inherit=True)


def module(name, path):
    made = sys.modules[name] = type(sys)(name)
    made.__file__ = path
    return made.__dict__


if __name__ == "__main__":
    folder = __file__.rpartition("/")[0] or "."
    if not getattr(sys.flags, "safe_path", False):
        del sys.path[0]  # Our folder: a script is not to import what lies beside it, as under -P.
    del sys.argv[0]
    exec(code_of(folder + "/harness.py"), module("harness", folder + "/harness.py"))
    exec(run(sys.argv[0]), module("__main__", sys.argv[0]))
