"""List how much room a list takes when items are appended one by one, and when its length is known.

A list that is full takes more room than the next item needs, so that most appends find a place.

Parameters: N, the items.
Values: steps (exact), the room in items after each growth, with a blank between; growths (exact), how many there were.
appended (bytes, exact), the list at the end; comprehension (bytes, exact), the same made by [... for ...]; known
(bytes, exact), made by list(range(N)), which knows its length. The table "step" has "length" and "room" of each growth.
Cannot show: whether the items had to be moved when the list grew: the allocator decides that.
"""
import sys

from harness import parameters, table, value

POINTER_BYTES = 8
EMPTY_BYTES = sys.getsizeof([])


def room(items):
    return (sys.getsizeof(items) - EMPTY_BYTES) // POINTER_BYTES


def main(n):
    items, steps = [], []
    for number in range(n):
        before = room(items)
        items.append(number)
        if room(items) != before:
            steps.append((len(items), room(items)))
    value("steps", " ".join(str(now) for _, now in steps))
    value("growths", len(steps))
    value("appended", sys.getsizeof(items))
    value("comprehension", sys.getsizeof([number for number in items]))
    value("known", sys.getsizeof(list(range(n))))
    table("step", ["length", "room"], steps)


if __name__ == "__main__":
    main(*parameters())
