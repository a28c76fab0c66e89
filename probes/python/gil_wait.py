"""Let a thread wake up again and again while others compute, and time how late it goes on.

With the lock it has to wait until a computing thread gives the lock away, which happens after the switch interval.

Parameters: COMPUTING threads that run bytecode meanwhile. INTERVAL, the switch interval in microseconds. WAKES, how
often the thread sleeps for a millisecond.
Values, wall clock: median (ms, events) and longest (ms, events) of how late it goes on; gil (exact), on or off.
Cannot show: whether the lock or another program held it up. Without COMPUTING threads it shows the machine by itself.
"""
import sys
import threading
import time

from harness import events, parameters, state, value

SLEEP_NS = 1000000


def compute(is_over):
    while not is_over:
        for index in range(1000):
            index * index


def wake(count):
    late = []
    for _ in range(count):
        due = time.perf_counter_ns() + SLEEP_NS
        time.sleep(SLEEP_NS / 1e9)
        late.append(max(0, time.perf_counter_ns() - due))
    return late


def main(computing, interval, wakes):
    sys.setswitchinterval(interval / 1e6)
    is_over = []
    threads = [threading.Thread(target=compute, args=(is_over,)) for _ in range(computing)]
    for thread in threads:
        thread.start()
    late = wake(wakes)
    is_over.append(True)
    for thread in threads:
        thread.join()
    state()
    events("late", late)
    value("gil", "on" if getattr(sys, "_is_gil_enabled", lambda: True)() else "off")


if __name__ == "__main__":
    main(*parameters())
