"""Time calls of functions that hardly do anything: what calling itself costs.

Parameters: WORKLOAD. nested: a function that calls a second one that calls a third. empty: a function that returns its
argument. keywords: the same, called with its second argument by name and its third left out. builtin: one of CPython's
own, written in C. N, the iterations of the loop in one call.
Values: call (ms, slices), the time of one call of the loop, which is a part of it.
Cannot show: calls alone, without their loop; subtract a tight loop of as many iterations for an estimate.
"""
from harness import parameters, time_slices


def inner(number):
    return number + 1


def middle(number):
    return inner(number) + 1


def outer(number):
    return middle(number) + 1


def nested(n):
    total = 0
    for i in range(n):
        total += outer(i)
    return total


def same(number):
    return number


def empty(n):
    for i in range(n):
        same(i)


def choose(number, other=0, third=0):
    return number


def keywords(n):
    for i in range(n):
        choose(i, other=i)


def builtin(n):
    for i in range(n):
        abs(i)


WORKLOADS = {"nested": nested, "empty": empty, "keywords": keywords, "builtin": builtin}

if __name__ == "__main__":
    workload, n = parameters()
    time_slices(WORKLOADS[workload], n)
