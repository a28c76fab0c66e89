"""Time a collection of everything, by what fills the memory: bytes, numbers, lists or cycles.

Parameters: HOLDS. nothing; bytes: pieces of 1 MiB; numbers: fractions in lists of 1,000; lists: empty ones; cycles:
lists that hold themselves. MIB, how much of it is alive.
Values: collect (ms, once), wall clock, the least of 5. containers (exact), the objects that the collector looks at.
Cannot show: automatic collections, which seldom take everything; gc_pauses has them.
"""
import gc
import time

from harness import parameters, state, value

MIB = 2 ** 20
# Bytes of one item with its place in the list that holds all.
LIST_BYTES, NUMBER_BYTES, CYCLE_BYTES = 64 + 8, 24 + 8, 64 + 32 + 8


def pieces(mib):
    return [bytes(MIB) for _ in range(mib)]


def numbers(mib):
    return [[number + 0.5 for number in range(1000)] for _ in range(mib * MIB // (1000 * NUMBER_BYTES))]


def lists(mib, item_bytes=LIST_BYTES):
    return [[] for _ in range(mib * MIB // item_bytes)]


def cycles(mib):
    made = lists(mib, CYCLE_BYTES)
    for item in made:
        item.append(item)
    return made


def collect_ns():
    began = time.perf_counter_ns()
    gc.collect()
    return time.perf_counter_ns() - began


HOLDS = {"nothing": lambda mib: None, "bytes": pieces, "numbers": numbers, "lists": lists, "cycles": cycles}


def main(holds, mib):
    state()
    gc.disable()
    keep = HOLDS[holds](mib)
    collect_ns()
    value("collect", min(collect_ns() for _ in range(5)) / 1e6)
    value("containers", len(gc.get_objects()))
    del keep


if __name__ == "__main__":
    main(*parameters())
