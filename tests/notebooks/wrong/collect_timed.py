"""Takes the pauses around calls of gc.collect() instead of from the collector."""
import gc
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


def pauses_and_collections(count):
    pauses = []
    before = [one["collections"] for one in gc.get_stats()]
    for _ in range(10):
        start = time.perf_counter()
        gc.collect()
        pauses.append(round((time.perf_counter() - start) * 1e3, 5))
    for _ in range(count):
        pair = [[]]
        pair[0].append(pair)
    return pauses, [one["collections"] - then for one, then in zip(gc.get_stats(), before)]


time_a, total = timed()
time_b, total = timed()
print("sum", total)
print(f"loop A: {time_a:.5f} s")
print(f"loop B: {time_b:.5f} s")
print(f"ratio B / A: {time_b / time_a:.4f}")
print("The loops are the same program: this is noise.")
pauses, made = pauses_and_collections(30_000)
print("pauses:", pauses, "ms")
print("default: collections", made)
gc.disable()
_, made = pauses_and_collections(30_000)
print("disable: collections", made)
