"""Time loops that compute with numbers: more work an iteration than adding alone, and none of it outside of bytecode.

Parameters: WORKLOAD. integers: multiply, add, remainder, and a branch that every second number takes. squares: sum up
the remainders of squares. floats: multiply and subtract fractions. large: add to a number beyond 2**30, which CPython
holds in two pieces; some versions have quick bytecode for smaller ones only. N, the iterations of the loop in one call.
Values: call (ms, slices), the time of one call.
Cannot show: arithmetic on whole arrays, as numerical libraries do it: their loops are not bytecode.
"""
from harness import parameters, time_slices


def integers(n):
    value = 1
    for i in range(n):
        value = (value * 31 + i) % 1009
        if value & 1:
            value += 3
    return value


def squares(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total


def floats(n):
    value = 0.5
    for _ in range(n):
        value = 3.9 * value * (1.0 - value)
    return value


def large(n):
    total = 1 << 40
    for i in range(n):
        total = total + i
    return total


WORKLOADS = {"integers": integers, "squares": squares, "floats": floats, "large": large}

if __name__ == "__main__":
    workload, n = parameters()
    time_slices(WORKLOADS[workload], n)
