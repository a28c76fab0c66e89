"""Divide the time of a small program by what spends it: bytecode, C functions, the collector, waiting, or starting.

A clock stands around each call of a C function that takes long, the collector calls back at its begin and end, and what
is left is bytecode with the small C functions that it calls at once. Inputs are made before the clock starts.

Parameters: WORKLOAD. agent: read JSON, hash it in place of asking a model, rank, write. web: read addresses and forms,
find the handler, answer with JSON. csv: read rows, convert, add up by group. io: wait 1 ms for an answer, write and
read a file. loop: arithmetic and a branch. calls: small functions that call each other. script: start this CPython on a
dozen lines that count words. library: hash, translate, sort, add up, all in C. collector: collect by hand while 60,000
objects are alive that point at themselves. N, how often it is done.
Values: bytecode (%, once), native (%, once), collector (%, once), waiting (%, once) and starting (%, once), what a
process needs before its first line and behind its last; of the processor time and what was waited beside it; together
they are 100.
Cannot show: which line or function takes the time; that is what profilers are for. C functions too short for a clock
around them, such as len or a dictionary's get, count as bytecode.
"""
import gc
import os
import resource
import sys
import time

from harness import parameters, skip, state, value

spent = {"native": 0, "collector": 0, "waiting": 0, "starting": 0}
cpu, wall = time.process_time_ns, time.perf_counter_ns
collection_began = 0


def children_cpu():
    # In microseconds at least; os.times() has hundredths of a second.
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return int((usage.ru_utime + usage.ru_stime) * 1e9)


def on_collection(phase, _):
    global collection_began
    if phase == "start":
        collection_began = cpu()
    else:
        spent["collector"] += cpu() - collection_began


def native(function, *arguments):
    """Call a C function by the clock. A collection that it sets off is the collector's time."""
    began, collector = cpu(), spent["collector"]
    given = function(*arguments)
    spent["native"] += cpu() - began - (spent["collector"] - collector)
    return given


def waiting(function, *arguments):
    """The same for one that waits: what passes without its using the processor."""
    began, cpu_began = wall(), cpu()
    given = native(function, *arguments)
    spent["waiting"] += max(0, wall() - began - (cpu() - cpu_began))
    return given


def agent():
    import hashlib
    import json
    notes = json.dumps([{"id": number, "score": number * 7 % 100, "text": "note " * 20} for number in range(300)])
    prompt = notes.encode() * 40

    def step():
        read = native(json.loads, notes)
        native(hashlib.sha256, prompt)
        chosen = sorted((note["score"] * len(note["text"]), note["id"]) for note in read)[-100:]
        return "\n".join("%d. note %d: %d" % (place, number, score) for place, (score, number) in enumerate(chosen))
    return step


def web():
    import json
    requests = ["/items/%d?page=%d&sort=name&q=a+b" % (number, number % 9) for number in range(200)]

    def answer_all():
        for address in requests:
            path, _, query = address.partition("?")
            form = {}
            for field in query.split("&"):
                name, _, text = field.partition("=")
                form[name] = text.replace("+", " ")
            kind, number = path[1:].split("/")
            page = int(form["page"])
            rows = [{"kind": kind, "id": int(number) + row, "page": page} for row in range(10)]
            body = native(json.dumps, {"rows": rows, "sort": form["sort"]})
            head = {"Content-Type": "application/json", "Content-Length": str(len(body))}
            "".join("%s: %s\r\n" % pair for pair in head.items()) + body
    return answer_all


def table():
    import csv
    lines = ["%d,item %d,%d.%d,%s" % (row, row, row % 97, row % 10, "abc"[row % 3]) for row in range(3000)]

    def read():
        sums = {}
        for number, name, price, group in native(list, csv.reader(lines)):
            if name:
                sums[group] = sums.get(group, 0.0) + float(price) * int(number)
        return sums
    return read


def answers():
    block = b"x" * 65536

    def ask():
        waiting(time.sleep, 0.001)
        with open("answer", "wb") as file:
            waiting(file.write, block)
            waiting(os.fsync, file.fileno())
        with open("answer", "rb") as file:
            waiting(file.read)
    return ask


def loop():
    def run():
        value = 1
        for i in range(30000):
            value = (value * 31 + i) % 1009
            if value & 1:
                value += 3
    return run


def calls():
    def add(left, right):
        return left + right

    def twice(number):
        return add(number, number)

    def run():
        total = 0
        for i in range(10000):
            total = add(total, twice(i)) % 1009
    return run


SCRIPT = """
import time
began = time.process_time_ns()
counts = {}
for number in range(200):
    for word in ("a line of some words, its number is %d" % number).replace(",", "").split():
        counts[word] = counts.get(word, 0) + 1
most = sorted(counts.items(), key=lambda pair: -pair[1])[:10]
text = "\\n".join("%s: %d" % pair for pair in most)
print(time.process_time_ns() - began)
"""


def script():
    import subprocess
    command = [sys.executable, "-c", SCRIPT]

    def start():
        began, children_began = cpu(), children_cpu()
        own_lines = int(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
        spent["starting"] += cpu() - began + children_cpu() - children_began - own_lines
    return start


def library():
    import hashlib
    data, numbers, letters = bytes(1 << 20), [number * 7919 % 100003 for number in range(50000)], bytes(range(256))

    def run():
        native(hashlib.sha256, data)
        native(data.translate, letters)
        native(numbers.sort)
        native(numbers.reverse)
        native(sum, numbers)
        native(max, numbers)
    return run


class Node:
    def __init__(self):
        self.itself = self


def garbage():
    alive = [Node() for _ in range(60000)]

    def tidy_up():
        gc.collect()

    def run():
        for _ in range(200):
            Node()
        tidy_up()
        return alive
    return run


WORKLOADS = {
    "agent": agent, "web": web, "csv": table, "io": answers, "loop": loop, "calls": calls, "script": script,
    "library": library, "collector": garbage,
}


def main(workload, n):
    state()
    try:
        run = WORKLOADS[workload]()
    except ImportError as error:
        skip("a module of the standard library is missing: %s" % error)
    run()  # Warm: its bytecode is specialized, its file exists.
    spent.update(dict.fromkeys(spent, 0))
    gc.collect()
    gc.callbacks.append(on_collection)
    began, children_began = cpu(), children_cpu()
    for _ in range(n):
        run()
    all_ns = cpu() - began + children_cpu() - children_began + spent["waiting"]
    gc.callbacks.remove(on_collection)
    value("bytecode", 100 * (all_ns - sum(spent.values())) / all_ns)
    for name, ns in spent.items():
        value(name, 100 * ns / all_ns)


if __name__ == "__main__":
    main(*parameters())
