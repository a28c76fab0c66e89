"""Time one import in a fresh process, and count the modules that it brings along.

Its bytecode is taken from the cache, as at every start of a program but its first; where it does not lie there yet
another process imports the module before.

Parameters: MODULE.
Values: import (ms CPU, once); wall (ms, once), the same by the clock; added (exact), modules that it brought along,
itself included; modules (exact), all that are loaded then; functions (exact), Python functions that the modules brought
along define, at their top or in a class there; annotated (exact), those among them with annotations.
Cannot show: what a first start costs, from a cold disk or without bytecode; nor what of it a program would have
imported anyway, for another reason.
"""
import posix
import sys
import time

from harness import cache_bytecode, parameters, skip, state, value

SINCE = {"tomllib": "3.11", "annotationlib": "3.14"}
FUNCTION = type(cache_bytecode)


def defined(module, name):
    """The functions that a module defines at its top and in the classes there."""
    for thing in list(vars(module).values()):
        if getattr(thing, "__module__", None) != name:
            continue
        if type(thing) is FUNCTION:
            yield thing
        elif isinstance(thing, type):
            for method in list(vars(thing).values()):
                method = getattr(method, "__func__", method)
                if type(method) is FUNCTION and method.__module__ == name:
                    yield method


def is_annotated(function):
    try:
        return bool(function.__annotations__)
    except (AttributeError, NameError):
        return True  # Of a name that is imported for type checkers alone.


def main(name):
    state()
    if cache_bytecode(name):
        sys.pycache_prefix = posix.getcwd()
    # Ours would count as already loaded.
    for ours in "harness", "gc":
        del sys.modules[ours]
    before = set(sys.modules)
    cpu_ns, wall_ns = time.process_time_ns(), time.perf_counter_ns()
    try:
        __import__(name)
    except ImportError as error:
        skip("it cannot import %s: %s" % (name, error), name in SINCE and "uv python install " + SINCE[name] or None)
    wall_ns, cpu_ns = time.perf_counter_ns() - wall_ns, time.process_time_ns() - cpu_ns
    value("import", cpu_ns / 1e6)
    value("wall", wall_ns / 1e6)
    value("added", len(sys.modules) - len(before))
    value("modules", len(sys.modules))
    added = [(name, sys.modules[name]) for name in sys.modules if name not in before]
    functions = {id(one): one for name, module in added for one in defined(module, name)}
    value("functions", len(functions))
    value("annotated", sum(map(is_annotated, functions.values())))


if __name__ == "__main__":
    main(*parameters())
