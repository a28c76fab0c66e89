"""Say which garbage collector this is: tried out, not read off the version.

Parameters: none.
Values: collector (exact): generational, incremental or free-threaded. survivor (exact), where an object that outlives a
collection of the young ones is afterwards. thresholds (exact). stats (exact), what gc.get_stats() tells of a
generation, and told (exact), what callbacks are told of a collection. enabled (exact), whether it collects by itself.
Cannot show: how long it stops a program; gc_pauses measures that.
"""
import gc

from harness import collector, parameters, value


def survivor():
    gc.collect()
    keep = []
    keep.append(keep)
    gc.collect(0)
    for generation in range(3):
        if any(item is keep for item in gc.get_objects(generation=generation)):
            return "generation %d" % generation
    return "no generation"


def told():
    seen = []
    callback = lambda phase, info: seen.extend(info)
    gc.callbacks.append(callback)
    gc.collect(0)
    gc.callbacks.remove(callback)
    return sorted(set(seen))


def main():
    enabled, thresholds = gc.isenabled(), gc.get_threshold()
    value("collector", collector())
    value("survivor", survivor())
    value("thresholds", ", ".join(map(str, thresholds)))
    value("stats", ", ".join(sorted(gc.get_stats()[0])))
    value("told", ", ".join(told()))
    value("enabled", "yes" if enabled else "no")


if __name__ == "__main__":
    main(*parameters())
