"""A right answer in a hand other than the solution's; each wrong answer is this one with a few edits."""
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
