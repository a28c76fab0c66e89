"""Count the bytecodes that one iteration of a loop executes, and time what one of them costs.

Executed ones are counted by opcode tracing, with 100 and with 200 iterations: the difference is that of 100, without
what stands around the loop. What a function executes that the loop calls is counted, too.

Parameters: BODY of the loop. add: total = total + i. branch: the same for even numbers only; its last iteration is an
odd one. attribute: total = total + item.size. method: item.grow(i). call: same(i). subscript: total = total + pair[1].
Values: bytecodes (exact) an iteration, on average; iteration (exact), the names of those of the last one in the order
in which they were executed, with a blank between; perBytecode (ns CPU, once), the time of an iteration by its
bytecodes. The table "executed" has those of the last two iterations, with function, argument, and place in its code.
Cannot show: the bytecode that really runs where CPython replaces it by specialized or compiled code: tracing counts the
plain one, and leaves out RESUME, with which functions begin from 3.11 on. Nor what of a bytecode's time is dispatch and
what is its work.
"""
import dis
import sys
import time

from harness import parameters, state, table, value

LOOP = """
def loop(n, item, same, pair):
    total = 0
    for i in range(n):
        %s
    return total
"""
BODIES = {
    "add": "total = total + i",
    "branch": "total = total if i % 2 else total + i",
    "attribute": "total = total + item.size",
    "method": "item.grow(i)",
    "call": "same(i)",
    "subscript": "total = total + pair[1]",
}


class Item:
    def __init__(self):
        self.size = 1

    def grow(self, by):
        self.size = by


def same(number):
    return number


def executed(loop, n):
    """All bytecodes that a call executes: the code each belongs to, and its place there."""
    places = []

    def trace(frame, event, _):
        frame.f_trace_opcodes = True
        if event == "opcode":
            places.append((frame.f_code, frame.f_lasti))
        return trace

    sys.settrace(trace)
    loop(n, Item(), same, (1, 2))
    sys.settrace(None)
    return places


def named(places):
    """Function, name, argument and place in bytes of each."""
    listings = {}
    for code in {code for code, _ in places}:
        listings[code] = {one.offset: one for one in dis.get_instructions(code)}
    found = [(code.co_name, listings[code][offset]) for code, offset in places]
    return [(function, one.opname, one.argrepr, one.offset) for function, one in found]


def least_cpu_ns(loop, n):
    def once():
        began = time.process_time_ns()
        loop(n, Item(), same, (1, 2))
        return time.process_time_ns() - began

    return min(once() for _ in range(150))  # The shortest one was disturbed by nobody.


def main(body):
    state()
    made = {}
    exec(LOOP % BODIES[body], made)
    loop = made["loop"]
    cpu_ns = (least_cpu_ns(loop, 5000) - least_cpu_ns(loop, 0)) / 5000
    executed(loop, 1)  # From 3.12 on the first traced call tells nothing but its begin.
    shorter, longer = executed(loop, 100), executed(loop, 200)
    bytecodes = (len(longer) - len(shorter)) / 100
    rows = named(longer)
    *_, first, second, end = [place for place, row in enumerate(rows) if row[1] == "FOR_ITER"]
    value("bytecodes", bytecodes)
    value("iteration", " ".join(name for _, name, _, _ in rows[second:end]))
    value("perBytecode", cpu_ns / bytecodes)
    table("executed", ["function", "name", "argument", "offset"], rows[first:end])


if __name__ == "__main__":
    main(*parameters())
