"""Count how often the garbage collector sets out for objects that die at once: freed by counting alone, or cycles.

Parameters: OBJECTS, lists made one after the other and kept by nobody.
Values, counted by the collector's callbacks: cyclic (exact), collections while each list holds itself; acyclic (exact),
while none does. generations (exact), the cyclic ones by generation as gc.get_stats() counts them: an incremental
collector also sets out when nothing is due, and does not count that there.
Cannot show: how long they took. And objects that stay alive make collections, too, whether they point at themselves or
not.
"""
import gc

from harness import parameters, state, value


def acyclic(objects):
    for _ in range(objects):
        item = []


def cyclic(objects):
    for _ in range(objects):
        item = []
        item.append(item)


def collections(make, objects):
    """How often callbacks were called meanwhile, and what the collector itself has counted by generation."""
    begins = []
    gc.collect()
    before = [generation["collections"] for generation in gc.get_stats()]
    gc.callbacks.append(lambda phase, _: phase == "start" and begins.append(phase))
    make(objects)
    del gc.callbacks[:]
    counts = [generation["collections"] - count for generation, count in zip(gc.get_stats(), before)]
    return len(begins), counts


def main(objects):
    state()
    (without, _), (count, counts) = collections(acyclic, objects), collections(cyclic, objects)
    value("cyclic", count)
    value("acyclic", without)
    value("generations", ", ".join("gen%d %d" % pair for pair in enumerate(counts)))


if __name__ == "__main__":
    main(*parameters())
