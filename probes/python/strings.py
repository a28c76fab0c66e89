"""Time how a text is built, piece by piece.

Parameters: WORKLOAD. concat: += to a text that grows. join: collect the pieces in a list, then join them. format: two
numbers into an f-string, each text thrown away. percent: the same by the % operator. N, the pieces in one call.
Values: call (ms, slices), the time of one call.
Cannot show: += on a text that somebody else holds, too: then each piece copies the whole text, and so it does on some
builds without the global lock.
"""
from harness import parameters, time_slices


def concat(n):
    text = ""
    for _ in range(n):
        text += "x"
    return text


def join(n):
    pieces = []
    for _ in range(n):
        pieces.append("x")
    return "".join(pieces)


def format(n):
    for i in range(n):
        text = f"{i}: {i * 2} items"
    return text


def percent(n):
    for i in range(n):
        text = "%d: %d items" % (i, i * 2)
    return text


WORKLOADS = {"concat": concat, "join": join, "format": format, "percent": percent}

if __name__ == "__main__":
    workload, n = parameters()
    time_slices(WORKLOADS[workload], n)
