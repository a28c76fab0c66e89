"""Time the import of a module whose functions and classes carry annotations.

Writes a module into the current folder (a temporary one), imports it once so that its bytecode is cached, then nine
times from the cache, as a program does at every start but its first. Each function has 4 hints, each class 4 annotated
fields.

Parameters: FUNCTIONS. CLASSES. STYLE. hints: as one writes them. future: the same below "from __future__ import
annotations". none: no annotations.
Values: import (ms CPU, once), the least of 9; pyc (bytes, exact), the cached bytecode without the name of the folder in
it; firstRead (µs, once), wall clock, the first reading of `__annotations__` in the process; read (µs, once), the median
first reading of the other functions, without what only the first in a process pays; readAgain (µs, once), their median
second reading; readAll (ms CPU, once), the first reading of all functions and classes, one after the other.
Cannot show: what annotations cost whose making is expensive; these are plain names and subscripts of built-in types.
"""
import gc
import os
import sys
import time

from harness import parameters, skip, state, value

FUNCTION = "def function_%d(a: int, b: list[int], c: dict[str, int]) -> tuple[int, str]:\n    return a, b, c\n"
PLAIN_FUNCTION = "def function_%d(a, b, c):\n    return a, b, c\n"
CLASS = "class Class_%d:\n    a: int = 1\n    b: list[int] = 2\n    c: dict[str, int] = 3\n    d: tuple[int, str] = 4\n"
PLAIN_CLASS = "class Class_%d:\n    a = 1\n    b = 2\n    c = 3\n    d = 4\n"


def source(functions, classes, style):
    function, class_ = (PLAIN_FUNCTION, PLAIN_CLASS) if style == "none" else (FUNCTION, CLASS)
    parts = ["from __future__ import annotations\n"] if style == "future" else []
    parts += [function % number for number in range(functions)] + [class_ % number for number in range(classes)]
    return "".join(parts)


def timed_import():
    sys.modules.pop("annotated", None)
    gc.collect()  # What an earlier import left behind is not this one's cost.
    began = time.process_time_ns()
    module = __import__("annotated")
    return time.process_time_ns() - began, module


def timed_read(annotated):
    began = time.perf_counter_ns()
    annotated.__annotations__
    return time.perf_counter_ns() - began


def timed_reads(annotated):
    began = time.process_time_ns()
    for one in annotated:
        one.__annotations__
    return time.process_time_ns() - began


def all_of(module, kind, count):
    return [getattr(module, "%s_%d" % (kind, number)) for number in range(count)]


class Plain:
    pass  # Before 3.10 a class without hints has no annotations that could be read.


def median(times):
    return sorted(times)[len(times) // 2]


def main(functions, classes, style):
    state()
    with open("annotated.py", "w") as file:
        file.write(source(functions, classes, style))
    sys.path.insert(0, os.getcwd())
    try:
        _, module = timed_import()
    except TypeError:
        skip("this CPython cannot subscript built-in types, as in list[int]", 'style "future" or "none"')
    cached = module.__spec__.cached
    if not os.path.exists(cached):
        skip("the bytecode could not be cached in the folder of the process")
    module = None  # Two of them alive at once would cost memory that a program does not use.
    first_cpu_ns, module = timed_import()
    read_ns = [timed_read(one) for one in all_of(module, "function", functions)]
    again_ns = [timed_read(one) for one in all_of(module, "function", functions)]
    module = None
    next_cpu_ns, module = timed_import()
    readable = all_of(module, "Class", classes) if style != "none" or hasattr(Plain, "__annotations__") else []
    all_cpu_ns = timed_reads(all_of(module, "function", functions) + readable)
    module = None
    least_cpu_ns = min([first_cpu_ns, next_cpu_ns] + [timed_import()[0] for _ in range(7)])
    value("import", least_cpu_ns / 1e6)
    value("pyc", os.path.getsize(cached) - len(os.fsencode(os.getcwd())))
    value("firstRead", read_ns[0] / 1e3)
    value("read", median(read_ns[1:]) / 1e3)
    value("readAgain", median(again_ns[1:]) / 1e3)
    value("readAll", all_cpu_ns / 1e6)


if __name__ == "__main__":
    main(*parameters())
