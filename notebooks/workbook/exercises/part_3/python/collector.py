"""One of three programs that take about as long as each other. What limits this one?"""
import gc

TIMES = 40


class Node:
    def __init__(self):
        self.itself = self


NODES = [Node() for _ in range(200000)]


def tidy_up():
    return gc.collect()


def run():
    total = 0
    for _ in range(TIMES):
        for _ in range(200):
            Node()
        total += tidy_up()
    return total
