"""Time work with dictionaries, lists and sets of a size that fits into the processor's caches.

Parameters: WORKLOAD. dict: count numbers in a dictionary of 1,000 keys. lookup: two values of a dictionary by constant
keys. list: set one item of a list and read another. set: ask for a number in a set of some 500, adding what is not
there yet. N, the iterations of the loop in one call.
Values: call (ms, slices), the time of one call.
Cannot show: containers with millions of items, which wait for memory.
"""
from harness import parameters, time_slices


def count(n):
    counts = {}
    for i in range(n):
        key = i % 1000
        counts[key] = counts.get(key, 0) + 1
    return counts


def lookup(n):
    sizes = {"name": 1, "width": 2, "height": 3, "depth": 4}
    total = 0
    for _ in range(n):
        total += sizes["width"] + sizes["height"]
    return total


def items(n):
    numbers = list(range(100))
    total = 0
    for i in range(n):
        numbers[i % 100] = i
        total += numbers[-1]
    return total


def members(n):
    seen = set()
    known = 0
    for i in range(n):
        number = i * 7 % 501
        if number in seen:
            known += 1
        else:
            seen.add(number)
    return known


WORKLOADS = {"dict": count, "lookup": lookup, "list": items, "set": members}

if __name__ == "__main__":
    workload, n = parameters()
    time_slices(WORKLOADS[workload], n)
