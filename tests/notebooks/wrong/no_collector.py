"""Stops after the loops."""
import time

REPETITIONS = 100


def add_up():
    total = 0
    for number in range(1, 1_000_001):
        total += number
    return total


def timed():
    start = time.perf_counter()
    for _ in range(REPETITIONS):
        total = add_up()
    return time.perf_counter() - start, total


time_a, total = timed()
time_b, total = timed()
print("sum", total)
print(f"loop A: {time_a:.5f} s")
print(f"loop B: {time_b:.5f} s")
print(f"ratio B / A: {time_b / time_a:.4f}")
print("The loops are the same program: this is noise.")
