"""Serve requests that leave garbage behind, and time what the cyclic garbage collector does meanwhile.

Usage: gc_pauses.py 1 1 SHAPE GARBAGE LIVE REQUESTS SETTING. Prints one JSON event a line and nothing else.

First LIVE small objects are made that stay alive: groups of 500 pairs. Then REQUESTS requests are served; each makes 50
pairs that nobody keeps, and puts 10 new pairs in the place of old ones.
  SHAPE    list: one list reaches all groups. islands: nothing that the collector can see reaches a group; it lives by
           a reference count raised by hand. Few programs have islands: whatever a module or a list reaches is not one.
  GARBAGE  cyclic: the two of a pair point at each other. acyclic: one at the other, and counting alone frees them.
  SETTING  what the collector is told after the live objects are made: default, disable, freeze, threshold or manual.
Prints lists of times (wall clock, ns): "grow" and "pause" are the collections before and while requests are served,
with the generation as group; "request" is one request each, without a collection that is asked for between two.
Values: "collections" (how many, exact), "wall" (ms, all requests) and "peakRss" (MiB, the whole process).
Cannot show whether the collector or another program held a request up: compare several processes.
"""
import gc
import os
import sys
import time

clock = time.perf_counter_ns
starts, ends, generations = [], [], []


class Node:
    # One field is used; four give it the 64 bytes of an ordinary small object.
    __slots__ = ("other", "name", "size", "owner")


def make_pair(cyclic):
    first, second = Node(), Node()
    first.other, second.other = second, first if cyclic else None
    return first


def serve(cyclic, group, place):
    for _ in range(50):
        make_pair(cyclic)
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


def island_tools():
    import ctypes  # Some 10 ms: only where it is needed.
    raise_count = ctypes.pythonapi.Py_IncRef  # One reference that the collector does not find: "used from outside".
    raise_count.argtypes, raise_count.restype = [ctypes.py_object], None
    return lambda group: raise_count(group) or id(group), lambda address: ctypes.cast(address, ctypes.py_object).value


def tell_collector(setting):
    gc.collect()  # Every setting starts from the same, tidied heap.
    if setting == "freeze":
        gc.freeze()
    elif setting == "threshold":
        gc.set_threshold(50000, *gc.get_threshold()[1:])
    elif setting != "default":
        gc.disable()


def state():
    # What this very process runs with, so that nobody has to trust how it was started.
    gil = getattr(sys, "_is_gil_enabled", lambda: True)()
    jit = sys._jit.is_enabled() if hasattr(sys, "_jit") else False
    clock_ns = time.get_clock_info("perf_counter").resolution * 1e9
    return (sys.version.split()[0], str(gil).lower(), str(jit).lower(), *gc.get_threshold(), clock_ns)


def peak_rss():
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    except OSError:  # macOS, in bytes. Not used on Linux: there it starts at the peak of the program that started us.
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def print_times(name, origin, starts, ends, groups=None):
    # An empty list is printed too: "no pauses" is a finding, no list is none.
    for at in range(0, len(ends) or 1, 500):
        part = slice(at, at + 500)
        durations = [end - start for start, end in zip(starts[part], ends[part])]
        column = "" if groups is None else ',"group":%s' % groups[part]
        print('{"event":"events","name":"%s","startNs":%s,"durationNs":%s%s}' % (
            name, [start - origin for start in starts[part]], durations, column))


def collection_counts():
    return [generation["collections"] for generation in gc.get_stats()]


def main(shape, garbage, live, requests, setting):
    cyclic, by_hand = garbage == "cyclic", setting == "manual"
    try:
        hide, find = island_tools() if shape == "islands" else [lambda group: group] * 2
    except (ImportError, AttributeError, OSError) as error:
        print('{"event":"skip","reason":"no islands without ctypes: %s"}' % type(error).__name__)
        return
    gc.callbacks.append(on_collection)
    grow_origin = clock()
    heap = [hide([make_pair(cyclic) for _ in range(500)]) for _ in range(-(-live // 1000))]
    grown = len(ends)
    tell_collector(setting)
    print('{"event":"state","version":"%s","gil":%s,"jit":%s,"gcThreshold":[%d,%d,%d],"clockNs":%g}' % state())
    request_starts, request_ends, before = [], [], collection_counts()
    first, origin = len(ends), clock()
    for number in range(requests):
        group = find(heap[number % len(heap)]) if heap else None
        place = number // (len(heap) or 1) * 10 % 500
        request_starts.append(clock())
        serve(cyclic, group, place)
        request_ends.append(clock())
        if by_hand:
            gc.collect(0)
    wall_ns = clock() - origin
    gc.disable()  # What follows is not measured.
    counts = [after - count for after, count in zip(collection_counts(), before)]
    peak = peak_rss()
    print_times("grow", grow_origin, starts[:grown], ends[:grown], generations[:grown])
    print_times("pause", origin, starts[first:], ends[first:], generations[first:])
    print_times("request", origin, request_starts, request_ends)
    text = ", ".join("gen%d %d" % pair for pair in enumerate(counts))
    print('{"event":"value","name":"collections","value":"%s"}' % text)
    print('{"event":"value","name":"wall","value":%.3f}' % (wall_ns / 1e6))
    print('{"event":"value","name":"peakRss","value":%.3f}' % peak)


if __name__ == "__main__":
    shape, garbage, live, requests, setting = sys.argv[3:8]
    main(shape, garbage, int(live), int(requests), setting)
    sys.stdout.flush()
    os._exit(0)  # Taking the heap down would cost as much time again as some of the pauses.
