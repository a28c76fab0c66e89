"""Time the import of a module whose functions and classes carry annotations.

Usage: annotations_import.py 1 1 FUNCTIONS CLASSES STYLE. Prints one JSON event a line and nothing else.

Writes a module into the current folder (a temporary one), imports it once so that its bytecode is cached, then nine times
from the cache, as a program does at every start but its first. Each function has 4 hints, each class 4 annotated fields.
  STYLE    hints: as one writes them. future: the same below "from __future__ import annotations". none: no annotations.
Values: "import" (ms of processor time, the least of 9); "pyc" (bytes of the cached bytecode without the name of the
folder in it, exact); "firstRead" (microseconds, wall clock): the first reading of `__annotations__` in the process;
"read" (microseconds): median first reading of the other functions, without what only the first in a process pays.
Cannot show what annotations cost whose making is expensive: these are plain names and subscripts of built-in types.
"""
import gc
import os
import sys
import time

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


def timed_read(function):
    began = time.perf_counter_ns()
    function.__annotations__
    return time.perf_counter_ns() - began


def state():
    # What this very process runs with, so that nobody has to trust how it was started.
    gil = getattr(sys, "_is_gil_enabled", lambda: True)()
    jit = sys._jit.is_enabled() if hasattr(sys, "_jit") else False
    clock_ns = time.get_clock_info("perf_counter").resolution * 1e9
    return (sys.version.split()[0], str(gil).lower(), str(jit).lower(), *gc.get_threshold(), clock_ns)


def main(functions, classes, style):
    print('{"event":"state","version":"%s","gil":%s,"jit":%s,"gcThreshold":[%d,%d,%d],"clockNs":%g}' % state())
    with open("annotated.py", "w") as file:
        file.write(source(functions, classes, style))
    sys.path.insert(0, os.getcwd())
    try:
        _, module = timed_import()
    except TypeError:
        print('{"event":"skip","reason":"this CPython cannot subscript built-in types, as in list[int]"}')
        return
    cached = module.__spec__.cached
    if not os.path.exists(cached):
        print('{"event":"skip","reason":"the bytecode could not be cached in the folder of the process"}')
        return
    module = None  # Two of them alive at once would cost memory that a program does not use.
    first_cpu_ns, module = timed_import()
    first_read_ns, *read_ns = [timed_read(getattr(module, "function_%d" % number)) for number in range(functions)]
    del module
    least_cpu_ns = min([first_cpu_ns] + [timed_import()[0] for _ in range(8)])
    print('{"event":"value","name":"import","value":%.6f}' % (least_cpu_ns / 1e6))
    pyc_bytes = os.path.getsize(cached) - len(os.fsencode(os.getcwd()))
    print('{"event":"value","name":"pyc","value":%d}' % pyc_bytes)
    print('{"event":"value","name":"firstRead","value":%.3f}' % (first_read_ns / 1e3))
    print('{"event":"value","name":"read","value":%.3f}' % (sorted(read_ns)[len(read_ns) // 2] / 1e3))


if __name__ == "__main__":
    main(int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
