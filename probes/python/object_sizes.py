"""List what common objects weigh, and what sys.getsizeof() does not see of them.

Beside what getsizeof() says stands what making one more of them allocates: that includes what it holds, as far as it is
its own. Both are counts of bytes.

Parameters: none.
Values, what getsizeof() says: object (bytes, exact); int (bytes, exact), of 1,000; bigInt (bytes, exact), of 2 ** 100;
float (bytes, exact); text (bytes, exact), of 10 ASCII characters; wideText (bytes, exact), of 10 others; list (bytes,
exact), of 10; tuple (bytes, exact), of 10; dict (bytes, exact), of 10; set (bytes, exact), of 10; function (bytes,
exact); instance (bytes, exact), with three attributes. What making one allocates: wholeInstance (bytes, exact), the
same instance; wholeTexts (bytes, exact), a list of 100 texts, which getsizeof() calls texts (bytes, exact). intsAnew
(exact), the blocks taken by 500 numbers that were freed just before: fewer where CPython keeps some. The table "size"
has all of them, with "object", "sizeof" and "allocated".
Cannot show: what is allocated by libraries in C behind CPython's back, or what pymalloc adds to fill its blocks.
"""
import gc
import sys

from harness import parameters, table, value

# Freed objects that CPython keeps for the next ones would not be traced: it keeps at most 2,000 of a kind.
SPARE = 2100
TRACED = 100


class Instance:
    def __init__(self):
        self.a = self.b = self.c = None


KINDS = [
    ("object", "an object()", lambda number: object()),
    ("int", "the number 1,000", lambda number: 1000 + number % 10),
    ("bigInt", "the number 2 ** 100", lambda number: 2 ** 100 + number),
    ("float", "a float", lambda number: number + 0.5),
    ("text", "a text of 10 ASCII characters", lambda number: "x" * 5 + "%05d" % number),
    ("wideText", "a text of 10 emoji", lambda number: chr(0x1F600) * 9 + chr(0x1F600 + number % 50)),
    ("tuple", "a tuple of 10", lambda number: (None, number % 10) * 5),
    ("list", "a list of 10", lambda number: [None] * 10),
    ("dict", "a dict of 10", lambda number: dict.fromkeys(range(10))),
    ("set", "a set of 10", lambda number: set(range(10))),
    ("function", "a function", lambda number: lambda: None),
    ("instance", "an object with three attributes", lambda number: Instance()),
    ("texts", "a list of 100 texts of 4 characters", lambda number: ["%04d" % index for index in range(100)]),
]


def allocated(make):
    """Bytes asked for while one more is made, which holds what it is made of."""
    import tracemalloc
    made = [None] * TRACED
    tracemalloc.start()
    spare = [make(number) for number in range(SPARE if sys.getsizeof(make(0)) < 500 else 200)]
    tracemalloc.clear_traces()
    for number in range(TRACED):
        made[number] = make(number)
    traces = tracemalloc.take_snapshot().traces
    tracemalloc.stop()
    del spare
    return round(sum(trace.size for trace in traces) / TRACED)  # A stray one of the tracer itself is a part of a byte.


def blocks_anew(count):
    numbers = [100000 + index for index in range(count)]
    del numbers[:]
    numbers = [None] * count
    before = sys.getallocatedblocks()
    for index in range(count):
        numbers[index] = 100000 + index
    return sys.getallocatedblocks() - before


def main():
    gc.disable()
    allocated(KINDS[0][2])  # What only the first of all traces needs is there from now on.
    sizes = [(key, name, sys.getsizeof(make(0)), allocated(make)) for key, name, make in KINDS]
    for key, _, sizeof, whole in sizes:
        value(key, sizeof)
        if key in ("instance", "texts"):
            value("whole" + key.capitalize(), whole)
    value("intsAnew", blocks_anew(500))
    table("size", ["object", "sizeof", "allocated"], [row[1:] for row in sizes])


if __name__ == "__main__":
    main(*parameters())
