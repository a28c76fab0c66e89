"""Time how small records of three whole numbers are made, in one of six representations.

Parameters: REPRESENTATION. tuple. slots: an object of a class with `__slots__`. dataclass_slots: of a dataclass with
them. plain: of a class whose `__init__` sets three attributes. dataclass: of a dataclass. dict: by three constant keys.
N, the records that one call makes: they live until all are made, so that the garbage collector looks at them meanwhile.
Values: call (ms, slices), the time of one call.
Cannot show: what it costs to read them, nor what a large heap makes of the collections; N can be a million for that.
"""
from harness import parameters, skip, time_slices


def plain():
    class Plain:
        def __init__(self, a, b, c):
            self.a = a
            self.b = b
            self.c = c

    return Plain


def slots():
    class Slots:
        __slots__ = ("a", "b", "c")

        def __init__(self, a, b, c):
            self.a = a
            self.b = b
            self.c = c

    return Slots


def dataclass():
    from dataclasses import dataclass  # Some 10 ms: only where it is needed.

    @dataclass
    class Dataclass:
        a: int
        b: int
        c: int

    return Dataclass


def dataclass_slots():
    from dataclasses import dataclass

    @dataclass
    class DataclassSlots:
        __slots__ = ("a", "b", "c")  # What `slots=True` makes, which CPython knows from 3.10 on.
        a: int
        b: int
        c: int

    return DataclassSlots


def objects(n):
    one, two, three = 1, 2, 3
    records = [None] * n
    for index in range(n):
        records[index] = Record(one, two, three)


def tuples(n):
    one, two, three = 1, 2, 3  # Of constants there would be only one tuple.
    records = [None] * n
    for index in range(n):
        records[index] = (one, two, three)


def dicts(n):
    one, two, three = 1, 2, 3
    records = [None] * n
    for index in range(n):
        records[index] = {"a": one, "b": two, "c": three}


CLASSES = {"plain": plain, "slots": slots, "dataclass": dataclass, "dataclass_slots": dataclass_slots}

if __name__ == "__main__":
    representation, n = parameters()
    if representation in CLASSES:
        try:
            Record = CLASSES[representation]()
        except ImportError:
            skip("this CPython has no module dataclasses")
    time_slices({"tuple": tuples, "dict": dicts}.get(representation, objects), n)
