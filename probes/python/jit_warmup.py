"""Time a loop in chunks of a few hundred iterations, from the first one on: how a process gets warm.

The first chunk runs general bytecode, the next ones bytecode specialized for its types; with the just-in-time
compiler on one chunk takes longer, while it compiles, and those behind it run machine code.

Parameters: WORKLOAD. integers: adds whole numbers. floats: multiplies fractions. calls: calls a function. ITERATIONS
of a chunk. CHUNKS.
Values, wall clock: settled (µs, events), the median of the chunks of the last half; early (µs, events), the median of
those between 600 and 3,600 iterations, before the compiler begins; first (µs, events), the first chunk; gain (x,
events), early in proportion to settled. The chunks are told as "chunk", the group of one is how many iterations went
before it.
Cannot show: with which chunk another program interfered; several processes do.
"""
import time

from harness import events, parameters, state


def integers(n):
    total = 0
    for number in range(n):
        total = total + number
    return total


def floats(n):
    x = 0.5
    for _ in range(n):
        x = x * 3.7 * (1.0 - x)
    return x


def add(left, right):
    return left + right


def calls(n):
    total = 0
    for number in range(n):
        total = add(total, number)
    return total


def main(workload, iterations, chunks):
    function, clock = {"integers": integers, "floats": floats, "calls": calls}[workload], time.perf_counter_ns
    state()
    starts, durations = [], []
    for _ in range(chunks):
        begin_ns = clock()
        function(iterations)
        durations.append(clock() - begin_ns)
        starts.append(begin_ns)
    events("chunk", durations, [start - starts[0] for start in starts], [at * iterations for at in range(chunks)])


if __name__ == "__main__":
    main(*parameters())
