"""Two equal loops, the collector's pauses, and what four settings of the collector change."""
import gc
import time

LAST = 1_000_000
REPETITIONS = 100
CYCLES = 60_000


def add_up():
    total = 0
    for number in range(1, LAST + 1):
        total += number
    return total


def time_loop():
    start = time.perf_counter()
    for _ in range(REPETITIONS):
        total = add_up()
    return time.perf_counter() - start, total


def make_cycles(count):
    # Two lists that hold each other: reference counting cannot free them, the collector must.
    for _ in range(count):
        one, other = [], []
        one.append(other)
        other.append(one)


class PauseWatch:
    """Keeps the length of every collection while it is watched."""

    def __init__(self):
        self.pauses_ms = []
        self.start = 0.0

    def __call__(self, phase, info):
        if phase == "start":
            self.start = time.perf_counter()
        else:
            self.pauses_ms.append((time.perf_counter() - self.start) * 1000)


def collections():
    return [generation["collections"] for generation in gc.get_stats()]


def run_with(setting):
    """Make the same garbage under one setting; give the pauses, the collections and the time of it all."""
    gc.collect()
    thresholds = gc.get_threshold()
    if setting == "disable":
        gc.disable()
    elif setting == "freeze":
        gc.freeze()
    elif setting == "threshold 20000":
        gc.set_threshold(20_000)
    watch = PauseWatch()
    before = collections()
    gc.callbacks.append(watch)
    start = time.perf_counter()
    make_cycles(CYCLES)
    wall_ms = (time.perf_counter() - start) * 1000
    gc.callbacks.remove(watch)
    made = [after - then for after, then in zip(collections(), before)]
    gc.enable()
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    return watch.pauses_ms, made, wall_ms


if __name__ == "__main__":
    time_a, total_a = time_loop()
    time_b, total_b = time_loop()
    print(f"sum of 1 to {LAST}: {total_a} and {total_b}")
    print(f"loop A: {time_a:.4f} s")
    print(f"loop B: {time_b:.4f} s")
    print(f"ratio B / A: {time_b / time_a:.4f}")
    print("Both loops are the same program, so this difference is noise.")
    for setting in ("default", "disable", "freeze", "threshold 20000"):
        pauses_ms, made, wall_ms = run_with(setting)
        if setting == "default":
            print(f"pauses: [{', '.join(f'{pause:.4f}' for pause in pauses_ms)}] ms, wall {wall_ms:.1f} ms")
        print(f"setting {setting}: collections {made}")
