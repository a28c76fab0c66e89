"""Time a tight loop: add the numbers 0 .. n-1. Nothing but the interpreter's own work.

Usage: tight_loop.py LOOPS SLICES N. Prints one JSON event a line and nothing else. With PROBEBOOK_TURNS it takes turns
with others: the first line of standard input names the processor to run on, and each timing waits for a line more.
"""
import gc
import posix
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


def wait():
    return sys.stdin.readline() if b"PROBEBOOK_TURNS" in posix.environ else ""


def take_place(processor):
    # Processes can take turns only where they can be kept on one processor, which macOS does not offer.
    if not hasattr(posix, "sched_setaffinity"):
        return ""
    if processor:
        posix.sched_setaffinity(0, {int(processor)})
    return ',"processors":%s' % sorted(posix.sched_getaffinity(0))


def empty_loop_ns():
    # The loop around the calls: told, so that everybody sees how little it is; never subtracted.
    passes = 1000
    begin_ns = time.perf_counter_ns()
    for _ in range(passes):
        pass
    return (time.perf_counter_ns() - begin_ns) / passes


def state():
    # What this very process runs with, so that nobody has to trust how it was started.
    gil = getattr(sys, "_is_gil_enabled", lambda: True)()
    jit = sys._jit.is_enabled() if hasattr(sys, "_jit") else False
    clock_ns = time.get_clock_info("perf_counter").resolution * 1e9
    return (sys.version.split()[0], str(gil).lower(), str(jit).lower(), *gc.get_threshold(), clock_ns, empty_loop_ns())


if __name__ == "__main__":
    loops, slice_count, n = (int(text) for text in sys.argv[1:4])
    processors = take_place(wait())
    # Formatted by hand: importing json costs several milliseconds a process.
    print('{"event":"state","version":"%s","gil":%s,"jit":%s,"gcThreshold":[%d,%d,%d],"clockNs":%g,"emptyLoopNs":%.1f%s}' % (*state(), processors), flush=True)
    for _ in range(slice_count):
        wait()
        print('{"event":"slice","loops":%d,"wallNs":%d,"cpuNs":%d,"switches":%d}' % (loops, *measure(loops, n)), flush=True)
