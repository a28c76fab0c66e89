"""Time a loop whose body adds DOSE times, around something else: how much of such a loop's time is its bytecode?

Where twice the bytecode takes hardly longer, an interpreter that is quicker with bytecode will hardly help.

Parameters: AROUND, what else an iteration does. nothing; sha256: hash 64 KiB, which is done in C; sleep: wait 1 ms.
DOSE, how often the body adds; compare two arms that differ in it.
Values: iteration (µs, once), wall time of an iteration, the least of several loops.
Cannot show: the share of bytecode in a program of yours. There is only adding here.
"""
import time

from harness import parameters, skip, state, value

LOOP = """
def loop(n, work, data):
    total = 0
    for i in range(n):
        %s
    return total
"""
AROUND = {"nothing": [], "sha256": ["work(data)"], "sleep": ["work(0.001)"]}
# Iterations of a loop, and loops: some 25 ms each. The shortest ones are those that nobody disturbed.
SIZES = {"nothing": (5000, 150), "sha256": (4, 150), "sleep": (2, 12)}


def hash_function():
    try:
        from hashlib import sha256
    except ImportError as error:
        skip("hashlib is missing: %s" % error, "parameter around=sleep or around=nothing")
    return sha256


def least_ns(loop, work, n, tries):
    data = bytes(64 * 1024)

    def once():
        began = time.perf_counter_ns()
        loop(n, work, data)
        return time.perf_counter_ns() - began

    return min(once() for _ in range(tries)) / n


def main(around, dose):
    state()
    work = hash_function() if around == "sha256" else time.sleep
    made = {}
    exec(LOOP % "; ".join(["total = total + i"] * dose + AROUND[around]), made)
    value("iteration", least_ns(made["loop"], work, *SIZES[around]) / 1e3)


if __name__ == "__main__":
    main(*parameters())
