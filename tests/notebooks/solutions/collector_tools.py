"""How long collections stop a workload, and whether the collector that does it is incremental."""
import gc
import time


def measure_pauses(workload):
    """Call workload() once. Return a list: the length of every collection meanwhile, in ms."""
    lengths = []
    began = 0.0

    def watch(phase, info):
        nonlocal began
        if phase == "start":
            began = time.perf_counter()
        else:
            lengths.append((time.perf_counter() - began) * 1e3)

    gc.callbacks.append(watch)
    try:
        workload()
    finally:
        gc.callbacks.remove(watch)
    return lengths


def detect_incremental():
    """Return True if this CPython's collector is incremental, else False."""
    survivor = []
    survivor.append(survivor)
    gc.collect(0)
    # A generational collector moves it up by one; an incremental one has no use for that step.
    try:
        is_next = any(item is survivor for item in gc.get_objects(generation=1))
        is_last = any(item is survivor for item in gc.get_objects(generation=2))
    except (TypeError, ValueError):
        return False
    survivor.clear()
    return is_last and not is_next
