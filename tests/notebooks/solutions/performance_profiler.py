"""Times a loop, work for the garbage collector, and an import; each with an interval.

Hypothesis: the GC workload takes the largest time of the three, because everything it drops holds itself in a circle.
"""
import cProfile
import gc
import importlib
import pstats
import random
import statistics
import sys
import time
import timeit
from typing import Any, Callable

TURNS = 8_000
PAIRS = 3_000
Row = dict[str, float]


def loop() -> int:
    total = 0
    for number in range(TURNS):
        total += number
    return total


def empty_loop() -> None:
    for _ in range(TURNS):
        pass


def make_garbage() -> None:
    for _ in range(PAIRS):
        pair: list[Any] = [[]]
        pair[0].append(pair)


def import_json() -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "json"]:
        del sys.modules[name]
    importlib.import_module("json")


def timed(work: Callable[[], Any], count: int) -> list[float]:
    """Many short timings in ms: most of them fit between two turns of other programs."""
    return [seconds * 1e3 for seconds in timeit.repeat(work, number=1, repeat=count)]


def bootstrap(times: list[float], draws: int = 400) -> tuple[float, float]:
    """The middle 95 % of the medians of samples drawn from the times."""
    chance = random.Random(1)
    medians = sorted(statistics.median(chance.choices(times, k=len(times))) for _ in range(draws))
    return medians[int(0.025 * draws)], medians[int(0.975 * draws)]


def print_times(title: str, times: list[float]) -> float:
    middle = statistics.median(times)
    low, high = bootstrap(times)
    half = max((high - low) / 2, 0.0001)
    print(f"=== {title} Benchmark ===")
    print(f"Time: {middle:.4f} ms +/- {half:.4f} ms [{low:.4f}, {high:.4f} ms]")
    print(f"Mean: {statistics.fmean(times):.4f} ms, std dev: {statistics.stdev(times):.4f} ms, n = {len(times)}")
    return middle


def watch_collector(count: int) -> tuple[list[float], list[float]]:
    """The times of the workload, and every pause of the collector meanwhile, in ms."""
    pauses: list[float] = []
    started = [0.0]

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            started[0] = time.perf_counter()
        else:
            pauses.append((time.perf_counter() - started[0]) * 1e3)

    gc.callbacks.append(note)
    try:
        return timed(lambda: (gc.enable(), make_garbage()), count), pauses
    finally:
        gc.callbacks.remove(note)


def profiled(work: Callable[[], Any]) -> str:
    profiler = cProfile.Profile()
    profiler.runcall(work)
    stats = pstats.Stats(profiler)
    return f"cProfile: {stats.total_calls} calls in {stats.total_tt * 1e3:.4f} ms"


def main() -> None:
    first = timed(loop, 1)[0]
    rows: Row = {"loop": print_times("Tight Loop", timed(loop, 80))}
    print(f"Baseline: {statistics.median(timed(empty_loop, 80)):.4f} ms")
    print(f"First call: {first:.4f} ms")
    print(profiled(loop))
    print(f"Verdict: the additions take {rows['loop']:.4f} ms, the empty loop is part of that.")
    make_garbage()
    times, pauses = watch_collector(60)
    rows["GC"] = print_times("GC Workload", times)
    share = 100 * sum(pauses) / sum(times)
    print(f"GC pause times: [{', '.join(f'{pause:.4f} ms' for pause in pauses[:3])}, ...]")
    print(f"GC share: {share:.1f} %")
    print(f"Verdict: the collector takes {share:.1f} % of this work, its pauses are listed above.")
    import_json()
    rows["import"] = print_times("Import", timed(import_json, 25))
    print(f"Verdict: importing json costs {rows['import']:.4f} ms, once a process.")
    largest = max(rows, key=lambda name: rows[name])
    said = "confirmed" if largest == "GC" else "refuted"
    print(f"Hypothesis: the GC workload takes the largest time. Measured {rows['GC']:.4f} ms: {said}.")


if __name__ == "__main__":
    main()
