"""Time a single thread at work, to see what a build without the lock costs a program that has only one.

Parameters: WORKLOAD, what it does N times. mixed: a share of each of the others. dict: writes a dictionary. attributes:
reads and sets those of an object. calls: calls a function. comprehension: makes a list. N.
Values: call (µs, slices), the time per call; gil (exact): always, where the build has the lock; else on or off.
Cannot show: the price by itself; compare a build with the lock and one without it, from the same compiler.
"""
import sys

from harness import parameters, time_slices, value


class Point:
    def __init__(self):
        self.left, self.right = 1, 2


def write_dict(n):
    numbers = {}
    for index in range(n):
        numbers[index & 255] = index


def use_attributes(n):
    point = Point()
    for index in range(n):
        point.left = point.right + index


def add(left, right):
    return left + right


def call(n):
    total = 0
    for index in range(n):
        total = add(total, index)


def comprehend(n):
    return [index * 2 for index in range(n)]


def mix(n):
    part = -(-n // 4)
    for work in (write_dict, use_attributes, call, comprehend):
        work(part)


WORKLOADS = {"mixed": mix, "dict": write_dict, "attributes": use_attributes, "calls": call, "comprehension": comprehend}


if __name__ == "__main__":
    workload, n = parameters()
    time_slices(WORKLOADS[workload], n)
    has_lock = "t" not in sys.abiflags
    value("gil", "always" if has_lock else "on" if sys._is_gil_enabled() else "off")
