"""Time how an object's attributes are read and set and its methods are called.

Parameters: WORKLOAD. mixed: a method that reads and sets attributes, and one that reads. read: two attributes. write:
two attributes. method: a method that does nothing. global: two attributes of an object that a global name holds. N, the
iterations of the loop in one call.
Values: call (ms, slices), the time of one call.
Cannot show: attributes that must be searched for: properties, `__getattr__`, long chains of classes, or one place in
the program that meets objects of many classes.
"""
from harness import parameters, time_slices


class Walker:
    def __init__(self):
        self.place = 0
        self.step = 1

    def move(self, count):
        self.place += count * self.step

    def where(self):
        return self.place

    def rest(self):
        pass


def mixed(n):
    walker = Walker()
    for i in range(n):
        walker.move(i)
        walker.where()


def read(n):
    walker = Walker()
    total = 0
    for _ in range(n):
        total += walker.place + walker.step
    return total


def write(n):
    walker = Walker()
    for i in range(n):
        walker.place = i
        walker.step = i


def method(n):
    walker = Walker()
    for _ in range(n):
        walker.rest()


SHARED = Walker()


def read_global(n):
    total = 0
    for _ in range(n):
        total += SHARED.place + SHARED.step
    return total


WORKLOADS = {"mixed": mixed, "read": read, "write": write, "method": method, "global": read_global}

if __name__ == "__main__":
    workload, n = parameters()
    time_slices(WORKLOADS[workload], n)
