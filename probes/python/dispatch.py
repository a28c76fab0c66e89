"""Count the bytecodes that one iteration of a loop executes, and time what one of them costs.

Executed ones are counted by opcode tracing, with 100 and with 200 iterations: the difference is that of 100, without
what stands around the loop. What a function executes that the loop calls is counted, too.

Parameters: BODY of the loop. add: total = total + i. branch: the same for even numbers only; its last iteration is an
odd one. attribute: total = total + item.size. method: item.grow(i). call: same(i). subscript: total = total + pair[1].
Values: bytecodes (exact) an iteration, on average; iteration (exact), the names of those of the last one in the order in
which they were executed, with a blank between; perBytecode (ns CPU, once), the time of an iteration by its bytecodes.
Cannot show: the bytecode that really runs where CPython replaces it by specialized or compiled code: tracing counts the
plain one, and leaves out RESUME, with which functions begin from 3.11 on. Nor what of a bytecode's time is dispatch and
what is its work.
"""
import sys
import time
from opcode import opname

from harness import parameters, state, value

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
    """The names of all bytecodes that a call executes."""
    names = []

    def trace(frame, event, _):
        frame.f_trace_opcodes = True
        if event == "opcode":
            names.append(opname[frame.f_code.co_code[frame.f_lasti]])
        return trace

    sys.settrace(trace)
    loop(n, Item(), same, (1, 2))
    sys.settrace(None)
    return names


def least_cpu_ns(loop, n):
    def once():
        began = time.process_time_ns()
        loop(n, Item(), same, (1, 2))
        return time.process_time_ns() - began

    return min(once() for _ in range(15))


def main(body):
    state()
    made = {}
    exec(LOOP % BODIES[body], made)
    loop = made["loop"]
    cpu_ns = (least_cpu_ns(loop, 20000) - least_cpu_ns(loop, 1)) / 20000
    executed(loop, 1)  # From 3.12 on the first traced call tells nothing but its begin.
    bytecodes = (len(executed(loop, 200)) - len(executed(loop, 100))) / 100
    names = executed(loop, 200)
    jumps = [place for place, name in enumerate(names) if name == "FOR_ITER"]
    value("bytecodes", bytecodes)
    value("iteration", " ".join(names[jumps[-2]:jumps[-1]]))
    value("perBytecode", cpu_ns / bytecodes)


if __name__ == "__main__":
    main(*parameters())
