"""Count the bytes of a small record, in one of six representations, to the byte.

What making a record allocates is traced: itself with what the garbage collector puts in front of it, and its dictionary
or values where it has such. The numbers in it are shared and not counted.

Parameters: REPRESENTATION, as in records.py: tuple, slots, dataclass_slots, plain, dataclass or dict. FIELDS, how many
whole numbers a record has.
Values: bytes (bytes, exact) that a record takes: pymalloc's blocks are multiples of 16; none where another allocator
works. asked (bytes, exact), what CPython asked the allocator for. sizeof (bytes, exact), what sys.getsizeof() says,
which does not see the attributes. rss (bytes, once), by how much the process grew for each of 100,000.
Cannot show: what records of a real program share or keep alive.
"""
import gc
import sys

from harness import parameters, skip, state, value

MANY = 100000
# Counted with numbers that exist already: CPython has those up to 256.
TRACED = 250


def source(representation, names):
    given = ", ".join(names)
    if representation == "tuple":
        return "def make(%s):\n    return (%s,)\n" % (given, given)
    if representation == "dict":
        return "def make(%s):\n    return {%s}\n" % (given, ", ".join('"%s": %s' % (name, name) for name in names))
    kind, _, slots = representation.partition("_")
    lines = ["    __slots__ = (%s,)" % ", ".join(map(repr, names))] if "slots" in (kind, slots) else []
    if kind == "dataclass":
        lines += ["    %s: int" % name for name in names]
        return "from dataclasses import dataclass\n@dataclass\nclass make:\n%s\n" % "\n".join(lines)
    lines += ["    def __init__(self, %s):" % given] + ["        self.%s = %s" % (name, name) for name in names]
    return "class make:\n%s\n" % "\n".join(lines)


def traced_sizes(make, numbers):
    """What each allocation for TRACED records asked for."""
    import tracemalloc
    records = [None] * TRACED
    tracemalloc.start()
    # CPython keeps some freed objects for the next ones: those would not be traced.
    spare = [make(*numbers) for _ in range(TRACED)]
    tracemalloc.clear_traces()
    for index in range(TRACED):
        records[index] = make(*numbers)
    traces = tracemalloc.take_snapshot().traces
    tracemalloc.stop()
    del spare
    return [trace.size for trace in traces]


def block(size):
    return -(-size // 16) * 16 if size <= 512 else size  # pymalloc's; it passes larger ones on.


def memory_now():
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) * 1024
    except OSError:  # macOS, in bytes, and only the peak.
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(representation, fields):
    state()
    names, numbers = ["f%d" % number for number in range(fields)], range(fields)
    made = {}
    try:
        exec(source(representation, names), made)
    except ImportError:
        skip("this CPython has no module dataclasses")
    make = made["make"]
    gc.disable()
    traced_sizes(make, numbers)  # What only the first of all traces needs is there from now on.
    many = [None] * MANY
    before = memory_now()
    for index in range(MANY):
        many[index] = make(*numbers)
    grown = memory_now() - before
    sizes = traced_sizes(make, numbers)
    has_pymalloc = "t" not in sys.abiflags and not hasattr(sys, "gettotalrefcount")
    value("bytes", sum(map(block, sizes)) / TRACED if has_pymalloc else None)
    value("asked", sum(sizes) / TRACED)
    value("sizeof", sys.getsizeof(many[0]))
    value("rss", grown / MANY)


if __name__ == "__main__":
    main(*parameters())
