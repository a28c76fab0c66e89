"""Time a fixed loop in slices and print each slice's nanoseconds: what a machine makes of the same work, now.

Usage: reference_loop.py. It knows nothing of the program that it runs beside.
"""
import time

SLICES = 16
# Some 2 ms a slice on CPython 3.10 to 3.15, two shared cores (November 2026): long beside the clock, short beside a run.
TURNS = 40_000


def timed_slice():
    start, total = time.perf_counter_ns(), 0
    for number in range(TURNS):
        total += number
    return time.perf_counter_ns() - start


if __name__ == "__main__":
    for _ in range(SLICES):
        print(timed_slice())
