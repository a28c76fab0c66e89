"""Find out what `text += "x"` does: make the text longer where it lies, or copy all of it each time.

Parameters: N, how often a character is added; once more with twice as many.
Values: alone (exact): "in place" where the text mostly stayed where it was, else "copied". shared (exact), the same
where a second name holds the text, too. aloneTime (ms CPU, once) for N characters, and aloneTwice (×, once), how many
times that long twice as many take: 2 if each takes the same, 4 if each copies all before it. sharedTime (ms CPU, once)
and sharedTwice (×, once) with the second name. Times are the least of 3.
Cannot show: what the allocator copies when it makes a text longer in place; it often need not.
"""
import time

from harness import parameters, state, value


def alone(n):
    text = ""
    for _ in range(n):
        text += "x"


def shared(n):
    text = ""
    for _ in range(n):
        other = text
        text += "x"


def alone_moves(n):
    text, place, moves = "", 0, 0
    for _ in range(n):
        text += "x"
        moves += id(text) != place
        place = id(text)
    return moves


def shared_moves(n):
    text, place, moves = "", 0, 0
    for _ in range(n):
        other = text
        text += "x"
        moves += id(text) != place
        place = id(text)
    return moves


def least_ns(function, n):
    def once():
        began = time.process_time_ns()
        function(n)
        return time.process_time_ns() - began

    return min(once() for _ in range(3))


def main(n):
    state()
    for name, function, moves in [("alone", alone, alone_moves), ("shared", shared, shared_moves)]:
        # Short texts always move, from one of pymalloc's sizes to the next: some 30 times.
        value(name, "in place" if moves(1000) < 500 else "copied")
        once_ns, twice_ns = least_ns(function, n), least_ns(function, 2 * n)
        value(name + "Time", once_ns / 1e6)
        value(name + "Twice", twice_ns / once_ns)


if __name__ == "__main__":
    main(*parameters())
