"""Count the frames that three ways to make a list of squares need, and list the bytecode of each way.

A frame is what a call keeps its names and its place in; a generator goes back into its own for each item. Counted is
what begins or goes on beside the function itself, which makes the list once.

Parameters: N, the items of the list.
Values: most (exact), the most frames that one of the ways makes; comprehension (exact), generator (exact) and loop
(exact), the frames of each; comprehensionEntries (exact), generatorEntries (exact) and loopEntries (exact), how often
they are entered; own (exact), whether the comprehension is code of its own, yes or no. The listings are told as the
table "instruction".
Cannot show: what a frame costs, nor what entering one does.
"""
import dis
import sys
import types

from harness import parameters, state, table, value


def comprehension(n):
    return [i * i for i in range(n)]


def generator(n):
    return list(i * i for i in range(n))


def loop(n):
    squares = []
    for i in range(n):
        squares.append(i * i)
    return squares


WAYS = [comprehension, generator, loop]


def watched(way, n):
    """How many frames a way makes beside its own, and how often they are entered."""
    frames, entries = [], []

    def watch(frame, event, _):
        if event == "call":
            entries.append(frame)
            if not any(frame is known for known in frames):
                frames.append(frame)

    sys.setprofile(watch)
    way(n)
    sys.setprofile(None)
    return len(frames) - 1, len(entries) - 1


def main(n):
    state()
    counts = {way.__name__: watched(way, n) for way in WAYS}
    value("most", max(frames for frames, _ in counts.values()))
    for name, (frames, entries) in counts.items():
        value(name, frames)
        value(name + "Entries", entries)
    inner = [constant for constant in comprehension.__code__.co_consts if isinstance(constant, types.CodeType)]
    value("own", "yes" if inner else "no")
    listed = [(way.__name__, one) for way in WAYS for one in dis.get_instructions(way)]
    table("instruction", ["moment", "name", "argument", "form"], [
        (name, one.opname, "code" if "<code object" in one.argrepr else one.argrepr, "generic") for name, one in listed
    ])


if __name__ == "__main__":
    main(*parameters())
