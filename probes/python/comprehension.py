"""Time three ways to make the same list of squares.

Parameters: WORKLOAD. comprehension: a list comprehension. generator: list() over a generator expression. loop: append
in a for loop. N, the length of the list.
Values: call (ms, slices), the time for one list.
Cannot show: what a generator is good for: not having the list at all.
"""
from harness import parameters, time_slices


def comprehension(n):
    return [i * i for i in range(n)]


def generator(n):
    return list(i * i for i in range(n))


def loop(n):
    squares = []
    for i in range(n):
        squares.append(i * i)
    return squares


WORKLOADS = {"comprehension": comprehension, "generator": generator, "loop": loop}

if __name__ == "__main__":
    workload, n = parameters()
    time_slices(WORKLOADS[workload], n)
