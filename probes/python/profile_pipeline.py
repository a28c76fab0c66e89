"""Run a small pipeline of files under a profiler, say what the profiler saw, and how long the pipeline took meanwhile.

A CSV file of ROWS rows is read, parsed, grouped and written as JSON, three times.

Parameters: PROFILER. none. cProfile: counts and times every call. tracemalloc: remembers where memory was asked for.
sampler: a thread of ours that looks at sys._current_frames() every millisecond. sampling: profiling.sampling, which is
in CPython from 3.15 on and looks from another process. ROWS.
Values: time (ms, once), the shortest run of the pipeline; peak (KiB, once) of the memory that tracemalloc saw; samples
(once), how often a sampler looked. Both are null where the profiler does not tell them. Tables: "function" by own time
(cProfile), "line" by the memory of its records (tracemalloc), "stack" by samples (both samplers).
Cannot show: what the collector does, which cProfile books on whoever allocates; our own sampler gets its turn only when
the lock is given away, and so misses what happens in C in between.
"""
import csv
import io
import json
import os
import sys
import threading
import time

from harness import parameters, skip, table, value

RUNS = 3
SHOWN_MAX = 25
# Stacks as texts: a row of a table has some 600 characters.
FRAMES_MAX = 12
STACKS_MAX = 200
SAMPLE_S = 0.001
PIPELINE = "profile_pipeline:pipeline"


def make_rows(count):
    with open("rows.csv", "w") as file:
        file.write("city,month,amount\n")
        file.writelines("city%d,%d,%d.5\n" % (index % 97, index % 12, index % 1000) for index in range(count))


def read():
    with open("rows.csv") as file:
        return file.read()


def parse(text):
    names, *rows = csv.reader(io.StringIO(text))
    return [dict(zip(names, row)) for row in rows]


def key_of(record):
    return record["city"] + "/" + record["month"]


def group(records):
    sums = {}
    for record in records:
        key = key_of(record)
        sums[key] = sums.get(key, 0.0) + float(record["amount"])
    return sums


def write(records, sums):
    with open("rows.json", "w") as file:
        file.write(json.dumps({"records": records, "sums": sums}))


def pipeline():
    records = parse(read())
    write(records, group(records))


def shortest_ms():
    times = []
    for _ in range(RUNS):
        begin_ns = time.perf_counter_ns()
        pipeline()
        times.append(time.perf_counter_ns() - begin_ns)
    return min(times) / 1e6


def place(path, name):
    return "%s:%s" % (os.path.basename(path).rpartition(".")[0] or path, name)


def with_nothing(rows):
    return shortest_ms(), None, None


def with_cprofile(rows):
    import cProfile
    import pstats

    profile = cProfile.Profile()
    shortest = profile.runcall(shortest_ms)
    told = []
    for (path, _, name), (_, calls, own, total, _) in pstats.Stats(profile).stats.items():
        told.append((name if path == "~" else place(path, name), calls, own * 1e3, total * 1e3))
    told.sort(key=lambda row: -row[2])
    table("function", ["name", "calls", "ownMs", "totalMs"], told[:SHOWN_MAX])
    return shortest, None, None


def with_tracemalloc(rows):
    import tracemalloc

    tracemalloc.start()
    shortest = shortest_ms()
    peak = tracemalloc.get_traced_memory()[1]
    records = parse(read())  # What is gone has no lines: the records are held once more.
    lines = tracemalloc.take_snapshot().statistics("lineno")[:SHOWN_MAX]
    told = [(line.traceback[0], line.size / 1024, line.count) for line in lines]
    shown = [(place(frame.filename, frame.lineno), kib, blocks) for frame, kib, blocks in told]
    table("line", ["place", "KiB", "blocks"], shown)
    del records
    return shortest, peak / 1024, None


def with_sampler(rows):
    stacks, is_over, worker = {}, [], threading.get_ident()

    def look():
        while not is_over:
            time.sleep(SAMPLE_S)
            frame, names = sys._current_frames().get(worker), []
            while frame is not None:
                code = frame.f_code
                names.append(place(code.co_filename, getattr(code, "co_qualname", code.co_name)))
                frame = frame.f_back
            count_stack(stacks, names[::-1])

    sys.setswitchinterval(SAMPLE_S)  # Else it would get the lock every 5 ms only.
    looker = threading.Thread(target=look)
    looker.start()
    shortest = shortest_ms()
    is_over.append(True)
    looker.join()
    return shortest, None, tell_stacks(stacks)


def with_sampling(rows):
    import json
    import subprocess

    if sys.version_info < (3, 15):
        skip("CPython before 3.15 has no profiling.sampling", "uv python install 3.15")
    start = sys.modules["harness"].__file__.replace("harness.py", "start.py")
    profiler = [sys.executable, "-m", "profiling.sampling", "run", "--collapsed", "-o", "stacks.txt"]
    program = [start, __file__, "1", "1", "none", str(rows)]  # This very script, without a profiler.
    ended = subprocess.run(profiler + program, capture_output=True, text=True)
    if not os.path.exists("stacks.txt"):
        skip("profiling.sampling cannot look into another process: " + ended.stderr.strip()[-200:])
    told = [json.loads(line) for line in ended.stdout.splitlines() if line.startswith("{")]
    stacks = {}
    with open("stacks.txt") as file:
        for line in file:
            stack, _, count = line.rpartition(" ")
            # Each frame is "file:function:line".
            names = [place(*frame.rsplit(":", 2)[:2]) for frame in stack.split(";") if frame.count(":") > 1]
            count_stack(stacks, names, int(count))
    return next(one["value"] for one in told if one.get("name") == "time"), None, tell_stacks(stacks)


def count_stack(stacks, names, count=1):
    # What starts the pipeline is not a part of it.
    if PIPELINE in names:
        stack = ";".join(names[names.index(PIPELINE):][:FRAMES_MAX])
        stacks[stack] = stacks.get(stack, 0) + count


def tell_stacks(stacks):
    table("stack", ["stack", "samples"], sorted(stacks.items(), key=lambda pair: -pair[1])[:STACKS_MAX])
    return sum(stacks.values())


PROFILERS = {
    "none": with_nothing,
    "cProfile": with_cprofile,
    "tracemalloc": with_tracemalloc,
    "sampler": with_sampler,
    "sampling": with_sampling,
}


def main(profiler, rows):
    make_rows(rows)
    pipeline()  # Imports of its own, and bytecode that specializes.
    for name, given in zip(("time", "peak", "samples"), PROFILERS[profiler](rows)):
        value(name, given)


if __name__ == "__main__":
    main(*parameters())
