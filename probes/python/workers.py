"""Get workers ready, do the same work with one of them and with all at once, and compare the times.

Parameters: WAY to work side by side. threads. interpreters: several in one process, each with a lock of its own. pool:
the same by InterpreterPoolExecutor. processes: started anew, as multiprocessing's "spawn" does. WORKERS. N, the amount
of work: passes of a loop on numbers of its own.
Values, wall clock: speedup (x, once), WORKERS times the time of one, divided by that of all at once, the shortest of
sixteen each; start (ms, once), until all workers are ready, without importing what starts them; alone (ms, once), one
worker by itself; together (ms, once), all at once.
Cannot show: what it costs to hand data to a worker; these get a number and give nothing back.
"""
import sys
import threading
import time

from harness import parameters, skip, value

REPEATS = 16  # As in thread_scaling.py.
WORK = """
def work(n):
    total = 0
    for index in range(n):
        total += index * index % 7
"""
SERVE = WORK + """
connection.send(None)
while True:
    work(connection.recv())
    connection.send(None)
"""
NEEDS_314 = "CPython before 3.14 has no interpreters to be used from Python", "uv python install 3.14"


def by_threads():
    scope = {}
    exec(WORK, scope)
    return lambda count: [lambda n: thread(scope["work"], n)] * count


def thread(function, *arguments):
    started = threading.Thread(target=function, args=arguments)
    started.start()
    return started.join


def by_interpreters():
    from concurrent import interpreters

    def start(count):
        made = [interpreters.create() for _ in range(count)]
        for wait in [thread(one.exec, WORK) for one in made]:
            wait()
        return [lambda n, one=one: thread(one.exec, "work(%d)" % n) for one in made]

    return start


def by_pool():
    from concurrent.futures import InterpreterPoolExecutor

    def start(count):
        pool = InterpreterPoolExecutor(count)
        return [lambda n: pool.submit(exec, WORK + "work(%d)" % n, {}).result] * count

    return start


def by_processes():
    import multiprocessing

    del sys.modules["__main__"].__file__  # Else each child would run this very script.
    context = multiprocessing.get_context("spawn")

    def start(count):
        pipes = [context.Pipe() for _ in range(count)]
        for _, theirs in pipes:
            context.Process(target=exec, args=(SERVE, {"connection": theirs}), daemon=True).start()
        for ours, _ in pipes:
            ours.recv()
        return [lambda n, ours=ours: ours.send(n) or ours.recv for ours, _ in pipes]

    return start


WAYS = {"threads": by_threads, "interpreters": by_interpreters, "pool": by_pool, "processes": by_processes}


def by_itself(workers, n):
    workers[0](n)()


def at_once(workers, n):
    for wait in [begin(n) for begin in workers]:
        wait()


def time_ms(function, *arguments):
    begin_ns = time.perf_counter_ns()
    function(*arguments)
    return (time.perf_counter_ns() - begin_ns) / 1e6


def main(way, count, n):
    try:
        start = WAYS[way]()
    except ImportError as error:
        skip(*NEEDS_314 if sys.version_info < (3, 14) else ("it lacks a module: %s" % error,))
    begin_ns = time.perf_counter_ns()
    workers = start(count)
    at_once(workers, 1)
    start_ms = (time.perf_counter_ns() - begin_ns) / 1e6
    pairs = [(time_ms(by_itself, workers, n), time_ms(at_once, workers, n)) for _ in range(REPEATS)]
    alone, together = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    value("speedup", alone * count / together)
    value("start", start_ms)
    value("alone", alone)
    value("together", together)


if __name__ == "__main__":
    main(*parameters())
