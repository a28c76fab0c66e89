"""Get workers ready, do the same work with all of them at once, and compare with doing it one after the other.

Parameters: WAY to work side by side. threads. interpreters: several in one process, each with a lock of its own. pool: the
same by InterpreterPoolExecutor. processes: started anew, as multiprocessing's "spawn" does. WORKERS. N, the amount of work:
passes of a loop on numbers of its own.
Values, wall clock: speedup (x, once), the time one after the other divided by that at once, the shortest of four each;
start (ms, once), until all workers are ready, without importing what starts them; alone (ms, once), one worker's work in
the main thread; together (ms, once), all at once.
Cannot show: what it costs to hand data to a worker; these get a number and give nothing back.
"""
import sys
import threading
import time

from harness import parameters, skip, value

REPEATS = 4
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


def in_threads(function, arguments):
    threads = [threading.Thread(target=function, args=(argument,)) for argument in arguments]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def by_threads():
    scope = {}
    exec(WORK, scope)
    return lambda count: (lambda n: in_threads(scope["work"], [n] * count))


def by_interpreters():
    from concurrent import interpreters

    def start(count):
        ready = [interpreters.create() for _ in range(count)]
        in_threads(lambda one: one.exec(WORK), ready)
        return lambda n: in_threads(lambda one: one.exec("work(%d)" % n), ready)

    return start


def by_pool():
    from concurrent.futures import InterpreterPoolExecutor

    def start(count):
        pool = InterpreterPoolExecutor(count)

        def run(n):
            for future in [pool.submit(exec, WORK + "work(%d)" % n, {}) for _ in range(count)]:
                future.result()

        return run

    return start


def by_processes():
    import multiprocessing

    del sys.modules["__main__"].__file__  # Else each child would run this very script.
    context = multiprocessing.get_context("spawn")

    def start(count):
        pipes = [context.Pipe() for _ in range(count)]
        for _, theirs in pipes:
            context.Process(target=exec, args=(SERVE, {"connection": theirs}), daemon=True).start()

        def run(n):
            for ours, _ in pipes:
                ours.send(n)
            for ours, _ in pipes:
                ours.recv()

        for ours, _ in pipes:
            ours.recv()
        return run

    return start


WAYS = {"threads": by_threads, "interpreters": by_interpreters, "pool": by_pool, "processes": by_processes}


def time_ms(function, argument):
    begin_ns = time.perf_counter_ns()
    function(argument)
    return (time.perf_counter_ns() - begin_ns) / 1e6


def main(way, count, n):
    try:
        start = WAYS[way]()
    except ImportError as error:
        skip(*NEEDS_314 if sys.version_info < (3, 14) else ("it lacks a module: %s" % error,))
    begin_ns = time.perf_counter_ns()
    run = start(count)
    run(1)
    start_ms = (time.perf_counter_ns() - begin_ns) / 1e6
    scope = {}
    exec(WORK, scope)
    scope["work"](n)
    pairs = [(time_ms(scope["work"], n), time_ms(run, n)) for _ in range(REPEATS)]
    alone, together = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    value("speedup", alone * count / together)
    value("start", start_ms)
    value("alone", alone)
    value("together", together)


if __name__ == "__main__":
    main(*parameters())
