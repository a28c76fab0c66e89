"""Time a tight loop: add the numbers 0 .. n-1. Nothing but the interpreter's own work.

Parameters: N, the iterations of the loop in one call. From 46,342 on the total passes 2**30: CPython then holds it in
two pieces, which some versions add by slower bytecode, so that more iterations are another workload.
Values: call (ms, slices), the time of one call.
Cannot show: anything about code that waits, allocates or spends its time in C.
"""
from harness import parameters, time_slices


def tight_loop(n):
    total = 0
    for i in range(n):
        total = total + i
    return total


if __name__ == "__main__":
    time_slices(tight_loop, *parameters())
