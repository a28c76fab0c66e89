"""Make a million objects in pairs that hold each other, under one setting of the collector: pauses, and memory over time.

A quarter of the objects is made first and stays alive, in one list. Then the collector is told its setting, and requests
come until all are made; each makes 500 pairs, keeps every sixth in the place of an old one, and forgets the others.

Parameters: OBJECTS, in all. SETTING, what the collector is told: default; disable, never collect; freeze, pass over what
is alive; threshold, wait for 50,000 new objects; manual, collect the young ones between two requests only. WORK, how many
thousand additions each request makes besides.
Values, wall clock, from the first request on: longest (ms, events), total (ms, events) and median (ms, events) of the
pauses, pauses (exact) is their number; longestRequest (ms, events) and p99Request (ms, events); share (%, once) of all
pauses in the time; wall (ms, once), and cpu (ms, once), the processor time of the same; peakRss (MiB, once) and endRss
(MiB, once), the whole process at its greatest and behind the last request; collections (exact) by generation. The
group of a pause is its generation. Table "memory": ms, MiB.
Cannot show: how a program behaves whose objects are not alike; on macOS memory is the most so far, as no program of the
standard library tells more.
"""
import gc
import posix
import sys
import time

from harness import collector, events, parameters, state, table, value

PAIRS = 500
KEPT_EACH = 6
# Some 50 looks at the memory, 15 us each.
LOOKS = 50

clock = time.perf_counter_ns
starts, ends, generations = [], [], []


class Node:
    # One field is used; four give it the 64 bytes of an ordinary small object.
    __slots__ = ("other", "name", "size", "owner")


def make_pair():
    first, second = Node(), Node()
    first.other, second.other = second, first
    return first


def serve(alive, place, additions):
    total = 0
    for number in range(additions):
        total += number
    for index in range(PAIRS):
        pair = make_pair()
        if index % KEPT_EACH == 0:
            alive[place] = pair
            place = (place + 1) % len(alive)
    return place


def on_collection(phase, info):
    if phase == "start":
        starts.append(clock())
    else:
        ends.append(clock())
        generations.append(info["generation"])


def tell_collector(setting):
    if setting == "freeze":
        gc.freeze()
    elif setting == "threshold":
        gc.set_threshold(50000, *gc.get_threshold()[1:])
    elif setting != "default":
        gc.disable()


def rss_mib(field):
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith(field)) / 1024
    except OSError:  # macOS, in bytes. Not used on Linux: there it starts at the peak of the program that started us.
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def counts():
    return [generation["collections"] for generation in gc.get_stats()]


def main(objects, setting, work):
    kind = collector()
    alive = [make_pair() for _ in range(max(1, objects // 8))]
    gc.collect()  # Every setting starts from the same, tidied heap.
    tell_collector(setting)
    state(collector=kind)
    requests = max(1, (objects - 2 * len(alive)) // (2 * PAIRS))
    look_each = -(-requests // LOOKS)
    request_starts, request_ends, memory, place = [], [], [], 0
    gc.callbacks.append(on_collection)
    before, origin, cpu_origin = counts(), clock(), time.process_time_ns()
    for number in range(requests):
        if number % look_each == 0:
            memory.append(((clock() - origin) / 1e6, rss_mib("VmRSS")))
        request_starts.append(clock())
        place = serve(alive, place, 1000 * work)
        request_ends.append(clock())
        if setting == "manual":
            gc.collect(0)
    wall_ns, cpu_ns = clock() - origin, time.process_time_ns() - cpu_origin
    gc.callbacks.remove(on_collection)  # What follows is not measured.
    memory.append((wall_ns / 1e6, rss_mib("VmRSS")))
    peak = rss_mib("VmHWM")
    made = [after - count for after, count in zip(counts(), before)]
    durations = [end - start for start, end in zip(starts, ends)]
    events("pause", durations, [start - origin for start in starts], generations)
    spans = [end - start for start, end in zip(request_starts, request_ends)]
    events("request", spans, [start - origin for start in request_starts])
    value("share", 100 * sum(durations) / wall_ns)
    value("wall", wall_ns / 1e6)
    value("cpu", cpu_ns / 1e6)
    value("peakRss", max(peak, memory[-1][1]))
    value("endRss", memory[-1][1])
    value("collections", ", ".join("gen%d %d" % pair for pair in enumerate(made)))
    table("memory", ["ms", "MiB"], memory)


if __name__ == "__main__":
    main(*parameters())
    sys.stdout.flush()
    posix._exit(0)  # Taking the heap down would cost as much time again as some of the pauses.
