"""Read a file of rows, parse it, build records, add up, encode and write: what each stage takes, and what takes it.

The file: lines of this CPython's own standard library as CSV, with module, line number, indentation and text. Where
PIPELINE_FILE names one, its first rows instead: with a head, parted by commas, semicolons or tabs, at most 50 MB.

Parameters: ROWS. REMEDY. none. lists: rows stay lists, no dictionary is built for each. rest: the collector rests
while the pipeline runs. sums: only the sums are encoded and written. PROFILER. none. cProfile: once more, under it.
Values: bytecode (%, once), native (%, once), collector (%, once) and waiting (%, once), of the processor time and what
reading and writing waited beside it, together 100; time (ms, once), the shortest of three runs of the pipeline, and
cpu (ms, once), the least processor time of one; rows (exact) and size (MiB, exact) of the file. A clock stands around
each stage, and the collector calls back. Reading, parsing, encoding and writing are single calls of C functions;
building and adding up are bytecode with the small ones it calls.
Tables: "stage" with wall, processor and collector ms of a run, and those for which another program had the processor;
under cProfile "function" by own time and "stack" in ms.
Cannot show: how two CPythons differ, as each reads its own library; the disk itself, where the system still has the
file in memory; where the system does not tell how long another program had the processor, that counts as waiting while
reading and writing.
"""
import csv
import gc
import io
import json
import os
import sys
import time

from harness import parameters, skip, state, table, value

RUNS = 3
BYTES_MAX = 50 * 1000 * 1000
SHOWN_MAX = 25
FRAMES_MAX = 12
# What is less is not to be seen in a picture.
STACK_MS_MIN = 0.01
ROWS_FILE, RESULT_FILE = "rows.csv", "rows.json"

cpu, wall = time.process_time_ns, time.perf_counter_ns
collected_ns = 0
collection_began = 0
spent = {}


def own_modules():
    folder = os.path.dirname(os.__file__)
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.endswith("-packages"))
        for name in sorted(names):
            if name.endswith(".py"):
                yield os.path.relpath(os.path.join(place, name), folder), os.path.join(place, name)


def library_rows():
    yield ["module", "line", "indent", "text"]
    for name, path in own_modules():
        try:
            with open(path, encoding="utf-8") as file:
                lines = file.read().splitlines()
        except (OSError, UnicodeError):  # A distribution's library may hold links that lead nowhere.
            continue
        for number, line in enumerate(lines, 1):
            yield [name, number, len(line) - len(line.lstrip()), line.strip()]


def file_rows(path):
    try:
        if os.path.getsize(path) > BYTES_MAX:
            skip("the file has more than 50 MB", "take a part of it")
        with open(path, encoding="utf-8-sig", errors="replace", newline="") as file:
            head = file.readline()
            file.seek(0)
            yield from csv.reader(file, delimiter=max(",;\t", key=head.count))
    except (OSError, csv.Error) as error:
        skip("the file cannot be read: %s" % (getattr(error, "strerror", None) or error), "name a file of rows")


def make_file(count):
    path = os.environ.get("PIPELINE_FILE")
    made = width = 0
    with open(ROWS_FILE, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for row in file_rows(path) if path else library_rows():
            if made > count:
                break
            width = width or len(row)
            if row:  # Files of people have rows that are shorter or longer than their head, and empty ones.
                writer.writerow(row[:width] + [""] * (width - len(row)))
                made += 1
    if made < 2:
        skip("there are no rows below a head", "name a file of rows with PIPELINE_FILE")
    return made - 1


def read():
    with open(ROWS_FILE, encoding="utf-8", newline="") as file:
        return file.read()


def parse(text):
    return list(csv.reader(io.StringIO(text)))


def build(rows):
    names = rows[0]
    return [dict(zip(names, row)) for row in rows[1:]]


def add_up(records, first, last):
    sums = {}
    for record in records:
        name = record[first]
        count, size = sums.get(name, (0, 0))
        sums[name] = count + 1, size + len(record[last])
    return sums


def encode(records, sums):
    return json.dumps({"records": records, "sums": sums})


def write(text):
    with open(RESULT_FILE, "w") as file:
        file.write(text)


def queued_ns():
    # How long this thread was ready while another program had the processor: of two clocks alone that looks like waiting.
    try:
        with open("/proc/thread-self/schedstat") as file:
            return int(file.read().split()[1])
    except (OSError, IndexError, ValueError):  # Only Linux tells, and not each.
        return 0


def at_once(function, *arguments):
    return function(*arguments)


def timed(function, *arguments):
    """Call a stage by the clocks."""
    queue_began, began, cpu_began, collector = queued_ns(), wall(), cpu(), collected_ns
    given = function(*arguments)
    wall_ns, cpu_ns = wall() - began, cpu() - cpu_began
    # Asked outside of the two clocks, so that it can come out a little longer than what lies between them.
    queue_ns = min(queued_ns() - queue_began, max(0, wall_ns - cpu_ns))
    took = wall_ns, cpu_ns, collected_ns - collector, queue_ns
    spent[function.__name__] = tuple(map(sum, zip(spent.get(function.__name__, (0, 0, 0, 0)), took)))
    return given


def pipeline(remedy, call):
    if remedy == "rest":
        gc.disable()
    rows = call(parse, call(read))
    if remedy == "lists":
        records, first, last = rows[1:], 0, len(rows[0]) - 1
    else:
        records, first, last = call(build, rows), rows[0][0], rows[0][-1]
    sums = call(add_up, records, first, last)
    call(write, call(encode, None if remedy == "sums" else records, sums))
    gc.enable()


def on_collection(phase, _):
    global collected_ns, collection_began
    if phase == "start":
        collection_began = cpu()
    else:
        collected_ns += cpu() - collection_began


def tell_shares():
    stages = [(name, *(ns / 1e6 / RUNS for ns in took)) for name, took in spent.items()]
    table("stage", ["stage", "wallMs", "cpuMs", "collectorMs", "queueMs"], stages)
    files = [stage for stage in stages if stage[0] in ("read", "write")]
    waited = sum(max(0, wall_ms - cpu_ms - queue_ms) for _, wall_ms, cpu_ms, _, queue_ms in files)
    own = {name: cpu_ms - collector_ms for name, _, cpu_ms, collector_ms, _ in stages}
    bytecode = own.pop("build", 0) + own.pop("add_up", 0)
    shares = {
        "bytecode": bytecode,
        "native": sum(own.values()),
        "collector": sum(collector_ms for *_, collector_ms, _ in stages),
        "waiting": waited,
    }
    for name, ms in shares.items():
        value(name, 100 * ms / sum(shares.values()))


def profile(remedy):
    import cProfile
    import pstats

    profiler = cProfile.Profile()
    profiler.runcall(pipeline, remedy, at_once)
    stats = pstats.Stats(profiler).stats
    told = [(name_of(key), calls, own * 1e3, total * 1e3) for key, (_, calls, own, total, _) in stats.items()]
    table("function", ["name", "calls", "ownMs", "totalMs"], sorted(told, key=lambda row: -row[2])[:SHOWN_MAX])
    stacks = {}
    root = next(key for key in stats if key[2] == "pipeline")
    add_stacks(stacks, stats, (root,), 1.0)
    table("stack", ["stack", "ms"], sorted(stacks.items(), key=lambda pair: -pair[1]))


def name_of(key):
    path, _, name = key
    if path != "~":
        return "%s:%s" % (os.path.basename(path).rpartition(".")[0] or path.strip("<>"), name)
    return name.split("'")[1] if name.startswith("<method '") else name.strip("<>").rpartition(" ")[2]


def add_stacks(stacks, stats, path, part):
    # cProfile keeps who called whom, not stacks: what several called is divided by the time that they spent there.
    names = [name_of(key) for key in path if key[2] != "at_once"]
    own_ms = stats[path[-1]][2] * part * 1e3
    stack = ";".join(names)
    if own_ms >= STACK_MS_MIN:
        stacks[stack] = stacks.get(stack, 0) + own_ms
    for key, (_, _, _, total, callers) in stats.items():
        if path[-1] in callers and key not in path and len(path) < FRAMES_MAX and total > 0:
            add_stacks(stacks, stats, path + (key,), part * callers[path[-1]][3] / total)


def main(rows, remedy, profiler):
    state()
    csv.field_size_limit(BYTES_MAX)
    count = make_file(rows)
    pipeline(remedy, at_once)  # Bytecode that specializes, and the file in the system's memory.
    gc.collect()
    gc.callbacks.append(on_collection)
    times, cpu_times = [], []
    for _ in range(RUNS):
        began, cpu_began = wall(), cpu()
        pipeline(remedy, timed)
        times.append(wall() - began)
        cpu_times.append(cpu() - cpu_began)
    gc.callbacks.remove(on_collection)
    tell_shares()
    value("time", min(times) / 1e6)
    value("cpu", min(cpu_times) / 1e6)
    value("rows", count)
    value("size", round(os.path.getsize(ROWS_FILE) / 2**20, 2))
    if profiler == "cProfile":
        profile(remedy)


if __name__ == "__main__":
    main(*parameters())
