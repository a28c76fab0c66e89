"""Serve requests that leave garbage behind, and time what the cyclic garbage collector does meanwhile.

First LIVE small objects are made that stay alive: groups of 500 pairs. Then REQUESTS requests are served; each makes 50
pairs that nobody keeps, and puts 10 new pairs in the place of old ones.

Parameters: SHAPE of what holds the live objects. list: one list reaches all groups. islands: nothing that the collector
can see reaches a group; it lives by a reference count raised by hand. Few programs have islands: whatever a module or a
list reaches is not one. GARBAGE. cyclic: the two of a pair point at each other. acyclic: one at the other, and counting
alone frees them. LIVE. REQUESTS. SETTING, what the collector is told after the live objects are made: default, disable,
freeze, threshold or manual. LIFETIME. mixed: as above. young: the 50 die at once, and no old pair is replaced. late:
the 50 are kept for 400 requests, so that they are old when they die.
Values, wall clock: longest (ms, events), total (ms, events) and median (ms, events) of the pauses, pauses (exact) is
their number; longestRequest (ms, events) and p99Request (ms, events), without a collection that is asked for between
two; collections (exact) by generation; wall (ms, once), all requests; peakRss (MiB, once), the whole process. Before
the first request: growTotal (ms, events) and growLongest (ms, events) of the pauses while the live objects are made,
and fullCollect (ms, once), one collection of everything. toldTotal (ms, once), all pauses as the collector times them
itself, from 3.15 on. The group of a pause is its generation.
Cannot show: whether the collector or another program held a request up; compare several processes.
"""
import gc
import posix
import sys
import time

from harness import collector, events, parameters, skip, state, value

clock = time.perf_counter_ns
starts, ends, generations, told_s = [], [], [], []
# Requests for which late garbage is kept: 40,000 objects, more than ten times what makes a young collection due.
LATE_REQUESTS = 400


class Node:
    # One field is used; four give it the 64 bytes of an ordinary small object.
    __slots__ = ("other", "name", "size", "owner")


def make_pair(cyclic):
    first, second = Node(), Node()
    first.other, second.other = second, first if cyclic else None
    return first


def serve(cyclic, group, place, kept, number):
    if kept is None:
        for _ in range(50):
            make_pair(cyclic)
    else:
        kept[number % LATE_REQUESTS] = [make_pair(cyclic) for _ in range(50)]
    if group is not None:
        for index in range(place, place + 10):
            group[index] = make_pair(cyclic)


def on_collection(phase, info):
    # The collector itself calls this, in the thread that waits for it.
    if phase == "start":
        starts.append(clock())
    else:
        ends.append(clock())
        generations.append(info["generation"])
        told_s.append(info.get("duration"))


def island_tools():
    import ctypes  # Some 10 ms: only where it is needed.
    raise_count = ctypes.pythonapi.Py_IncRef  # One reference that the collector does not find: "used from outside".
    raise_count.argtypes, raise_count.restype = [ctypes.py_object], None
    return lambda group: raise_count(group) or id(group), lambda address: ctypes.cast(address, ctypes.py_object).value


def collect_all():
    began = clock()
    gc.collect()  # Every setting starts from the same, tidied heap.
    return clock() - began


def tell_collector(setting):
    if setting == "freeze":
        gc.freeze()
    elif setting == "threshold":
        gc.set_threshold(50000, *gc.get_threshold()[1:])
    elif setting != "default":
        gc.disable()


def peak_rss():
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    except OSError:  # macOS, in bytes. Not used on Linux: there it starts at the peak of the program that started us.
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def tell_times(name, origin, starts, ends, groups=None):
    durations = [end - start for start, end in zip(starts, ends)]
    events(name, durations, [start - origin for start in starts[:len(ends)]], groups)


def collection_counts():
    return [generation["collections"] for generation in gc.get_stats()]


def main(shape, garbage, live, requests, setting, lifetime):
    cyclic, by_hand = garbage == "cyclic", setting == "manual"
    try:
        hide, find = island_tools() if shape == "islands" else [lambda group: group] * 2
    except (ImportError, AttributeError, OSError) as error:
        skip("no islands without ctypes: " + type(error).__name__)
    kind = collector()
    gc.callbacks.append(on_collection)
    grow_origin = clock()
    heap = [hide([make_pair(cyclic) for _ in range(500)]) for _ in range(-(-live // 1000))]
    grown = len(ends)
    full_ns = collect_all()
    tell_collector(setting)
    state(collector=kind)
    kept = [None] * LATE_REQUESTS if lifetime == "late" else None
    request_starts, request_ends, before = [], [], collection_counts()
    first, origin = len(ends), clock()
    for number in range(requests):
        group = find(heap[number % len(heap)]) if heap and lifetime != "young" else None
        place = number // (len(heap) or 1) * 10 % 500
        request_starts.append(clock())
        serve(cyclic, group, place, kept, number)
        request_ends.append(clock())
        if by_hand:
            gc.collect(0)
    wall_ns = clock() - origin
    gc.disable()  # What follows is not measured.
    counts = [after - count for after, count in zip(collection_counts(), before)]
    peak = peak_rss()
    tell_times("grow", grow_origin, starts[:grown], ends[:grown], generations[:grown])
    tell_times("pause", origin, starts[first:], ends[first:], generations[first:])
    tell_times("request", origin, request_starts, request_ends)
    value("collections", ", ".join("gen%d %d" % pair for pair in enumerate(counts)))
    value("wall", wall_ns / 1e6)
    value("peakRss", peak)
    value("fullCollect", full_ns / 1e6)
    value("toldTotal", None if None in told_s else sum(told_s[first:]) * 1e3)


if __name__ == "__main__":
    main(*parameters())
    sys.stdout.flush()
    posix._exit(0)  # Taking the heap down would cost as much time again as some of the pauses.
