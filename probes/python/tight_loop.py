"""Time a tight loop: add the numbers 0 .. n-1. Nothing but the interpreter's own work.

Usage: tight_loop.py LOOPS SLICES N. Prints one JSON event a line and nothing else.
"""
import gc
import resource
import sys
import time


def tight_loop(n):
    total = 0
    for i in range(n):
        total = total + i
    return total


def measure(loops, n):
    # Switches tell a slice that had to give way to another program from one that ran undisturbed.
    switches = resource.getrusage(resource.RUSAGE_SELF).ru_nivcsw
    wall_ns, cpu_ns = time.perf_counter_ns(), time.process_time_ns()
    for _ in range(loops):
        tight_loop(n)
    wall_ns, cpu_ns = time.perf_counter_ns() - wall_ns, time.process_time_ns() - cpu_ns
    return wall_ns, cpu_ns, resource.getrusage(resource.RUSAGE_SELF).ru_nivcsw - switches


def state():
    # What this very process runs with, so that nobody has to trust how it was started.
    gil = getattr(sys, "_is_gil_enabled", lambda: True)()
    jit = sys._jit.is_enabled() if hasattr(sys, "_jit") else False
    clock_ns = time.get_clock_info("perf_counter").resolution * 1e9
    return (sys.version.split()[0], str(gil).lower(), str(jit).lower(), *gc.get_threshold(), clock_ns)


if __name__ == "__main__":
    loops, slice_count, n = (int(text) for text in sys.argv[1:4])
    # Formatted by hand: importing json costs several milliseconds a process.
    print('{"event":"state","version":"%s","gil":%s,"jit":%s,"gcThreshold":[%d,%d,%d],"clockNs":%g}' % state())
    for _ in range(slice_count):
        print('{"event":"slice","loops":%d,"wallNs":%d,"cpuNs":%d,"switches":%d}' % (loops, *measure(loops, n)), flush=True)
