"""Time a loop in a CPython that can be attached to, which looks for a visitor wherever it looks for signals.

Parameters: N passes of the loop. Compare an arm with PYTHON_DISABLE_REMOTE_DEBUG=1, or -X disable-remote-debug, and one
without.
Values: call (µs, slices), the time of a call with N passes; attach (exact): on or off, as this very process says;
absent before 3.14.
Cannot show: what somebody who attaches costs; nobody does here.
"""
import sys

from harness import parameters, time_slices, value


def loop(n):
    total = 0
    for index in range(n):
        total += index
    return total


if __name__ == "__main__":
    time_slices(loop, *parameters())
    is_on = getattr(sys, "is_remote_debug_enabled", None)
    value("attach", "absent" if is_on is None else "on" if is_on() else "off")
