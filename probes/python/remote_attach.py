"""Run code in another CPython that computes, by sys.remote_exec (PEP 768), and time how long it takes to begin there.

The other one is started with this one's own flags and environment: what switches the possibility off does so for both.

Parameters: TRIES.
Values: attach (exact): works; off, where it is switched off or left out of the build; or refused by the system. median
(ms, events) and first (ms, events): from the call until the code runs there, null where it does not. The first call
looks up where the other one keeps its things.
Cannot show: a program that waits in C lets the code run only afterwards; this one computes all the time.
"""
import os
import subprocess
import sys
import time

from harness import events, parameters, skip, value

# It says that it is there, and then works until it is killed.
TARGET = """
print("ready", flush=True)
while True:
    sum(range(100))
"""
# The clock is the system's: what it says here and there can be compared.
SCRIPT = """
import os, time
os.write(1, b"%d\\n" % time.perf_counter_ns())
"""


def command():
    options = [name if set_to is True else "%s=%s" % (name, set_to) for name, set_to in sys._xoptions.items()]
    return [sys.executable, "-s", "-S", *["-X" + option for option in options], "-c", TARGET]


def try_once(target, path):
    begin_ns = time.perf_counter_ns()
    sys.remote_exec(target.pid, path)
    return int(target.stdout.readline()) - begin_ns


def attach(tries):
    with open("script.py", "w") as file:
        file.write(SCRIPT)
    path = os.path.abspath("script.py")
    with subprocess.Popen(command(), stdout=subprocess.PIPE) as target:
        try:
            target.stdout.readline()
            return "works", [try_once(target, path) for _ in range(tries)]
        except (RuntimeError, NotImplementedError, OSError):
            return "refused" if sys.is_remote_debug_enabled() else "off", []
        finally:
            target.kill()


def main(tries):
    if not hasattr(sys, "remote_exec"):
        skip("CPython before 3.14 cannot run code in another one", "uv python install 3.14")
    outcome, latencies = attach(tries)
    value("attach", outcome)
    events("latency", latencies)


if __name__ == "__main__":
    main(*parameters())
