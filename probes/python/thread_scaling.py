"""Do the same work in one thread and in THREADS threads at once, and compare the times.

Parameters: WORK of each thread. loop: bytecode on numbers of its own. calls: a recursive function. dict: all threads
write one dictionary. hash: SHA-256 of large texts, in C that lets the lock go. sleep: waiting. THREADS. N, the amount
of work: passes of the loop.
Values, the shortest of sixteen: speedup (x, once), THREADS times the time of one thread, divided by that of all at
once: 1 means that threads gain nothing. alone (ms, once), one thread by itself; together (ms, once), all threads at
once; processors (exact) that may be used.
Cannot show: more speed than there are processors, nor what other programs take of them meanwhile.
"""
import posix
import threading
import time

from harness import parameters, skip, value

# Many short ones find moments in which nobody else needs the processors.
REPEATS = 16
SHARED = {}


def loop(n):
    total = 0
    for index in range(n):
        total += index * index % 7
    return total


def calls(n):
    def fibonacci(number):
        return number if number < 2 else fibonacci(number - 1) + fibonacci(number - 2)

    for _ in range(-(-n // 500)):  # 465 calls each.
        fibonacci(12)


def write_shared(n):
    shared = SHARED
    for index in range(n):
        shared[index & 1023] = index


def hash_texts(n):
    import hashlib

    text = bytes(65536)
    for _ in range(-(-n // 500)):
        hashlib.sha256(text).digest()


def sleep(n):
    time.sleep(n / 1e7)


WORK = {"loop": loop, "calls": calls, "dict": write_shared, "hash": hash_texts, "sleep": sleep}


def time_ms(run):
    begin_ns = time.perf_counter_ns()
    run()
    return (time.perf_counter_ns() - begin_ns) / 1e6


def main(work, count, n):
    def threads():
        return [threading.Thread(target=WORK[work], args=(n,)) for _ in range(count)]

    def by_itself():  # In a thread, too: waiting for one to begin is not what is compared.
        (thread, *_) = threads()
        thread.start()
        thread.join()

    def at_once():
        started = threads()
        for thread in started:
            thread.start()
        for thread in started:
            thread.join()

    try:
        WORK[work](1)  # Imports, and bytecode that specializes, are not a part of it.
        pairs = [(time_ms(by_itself), time_ms(at_once)) for _ in range(REPEATS)]
    except (ImportError, RuntimeError) as error:
        skip("no such threads here: " + str(error))
    alone, together = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    usable = posix.sched_getaffinity(0) if hasattr(posix, "sched_getaffinity") else range(posix.cpu_count())
    value("speedup", alone * count / together)
    value("alone", alone)
    value("together", together)
    value("processors", len(usable))


if __name__ == "__main__":
    main(*parameters())
