"""Time one place in a program that meets things of one kind, or of several in turn.

Parameters: WHAT is read of each thing. attribute: an attribute of objects, the kinds are classes. item: the value of one
key of dictionaries, the kinds are those with the same keys. KINDS, how many of them there are. N, the number of things.
Values: call (ms, slices), the time for all things once.
Cannot show: classes whose attributes are computed or inherited, and dictionaries of different sizes.
"""
from harness import parameters, time_slices


def read_attributes(things):
    total = 0
    for thing in things:
        total += thing.size
    return total


def read_items(things):
    total = 0
    for thing in things:
        total += thing["size"]
    return total


def objects(kinds, n):
    classes = [type("Kind%d" % kind, (), {}) for kind in range(kinds)]
    things = [classes[at % kinds]() for at in range(n)]
    for thing in things:
        thing.size = 1
    return things


def dictionaries(kinds, n):
    return [{"other%d" % (at % kinds): 0, "size": 1} for at in range(n)]


WHATS = {"attribute": (read_attributes, objects), "item": (read_items, dictionaries)}

if __name__ == "__main__":
    what, kinds, n = parameters()
    read, make = WHATS[what]
    time_slices(read, make(kinds, n))
