"""Time one import in a fresh process, and count the modules that it brings along.

Its bytecode is taken from the cache, as at every start of a program but its first; where it does not lie there yet
another process imports the module before.

Parameters: MODULE.
Values: import (ms CPU, once); wall (ms, once), the same by the clock; added (exact), modules that it brought along,
itself included; modules (exact), all that are loaded then.
Cannot show: what a first start costs, from a cold disk or without bytecode; nor what of it a program would have
imported anyway, for another reason.
"""
import posix
import sys
import time

from harness import cache_bytecode, parameters, skip, state, value

SINCE = {"tomllib": "3.11", "annotationlib": "3.14"}


def main(name):
    state()
    if cache_bytecode(name):
        sys.pycache_prefix = posix.getcwd()
    # Ours would count as already loaded.
    for ours in "harness", "gc":
        del sys.modules[ours]
    before_count = len(sys.modules)
    cpu_ns, wall_ns = time.process_time_ns(), time.perf_counter_ns()
    try:
        __import__(name)
    except ImportError as error:
        skip("it cannot import %s: %s" % (name, error), name in SINCE and "uv python install " + SINCE[name] or None)
    wall_ns, cpu_ns = time.perf_counter_ns() - wall_ns, time.process_time_ns() - cpu_ns
    value("import", cpu_ns / 1e6)
    value("wall", wall_ns / 1e6)
    value("added", len(sys.modules) - before_count)
    value("modules", len(sys.modules))


if __name__ == "__main__":
    main(*parameters())
