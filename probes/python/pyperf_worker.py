"""Run a benchmark of pyperformance as pyperf's worker process does, and tell the times that pyperf writes.

Parameters: LOOPS for one value. VALUES, after one that warms up.
Values: time (ms, once), the middle one of the values, each divided by LOOPS; all of them are told as "value".
Cannot show: more than the first benchmark of a script that has several.
"""
import contextlib
import io
import json
import os
import runpy
import statistics
import sys

from harness import events, parameters, skip, state, value

# Whoever makes the probe fills these in.
FOLDER = ""
SCRIPT = ""
OPTIONS = []
MINOR = 0
NEEDS = []


def run_worker(loops, values):
    sys.path[:0] = [os.path.dirname(SCRIPT), FOLDER]
    numbers = ["--loops=%d" % loops, "--values=%d" % values, "--warmups=1"]
    sys.argv = [SCRIPT, "--worker", "--worker-task=0", "--output=pyperf.json", *numbers, *OPTIONS]
    with contextlib.redirect_stdout(io.StringIO()):  # What it says for people.
        runpy.run_path(SCRIPT, run_name="__main__")


def main(loops, values):
    if not os.path.exists(SCRIPT):
        skip("pyperformance was removed from the cache folder", "call pyperformance() again")
    if sys.version_info < (3, MINOR):
        skip("this benchmark needs CPython 3.%d" % MINOR, "uv python install 3.%d" % MINOR)
    if NEEDS:  # Not tried: one of them installs what it lacks into the CPython that runs it.
        skip("this benchmark needs " + ", ".join(NEEDS), "let pyperformance itself run it, which fetches that")
    state()
    try:
        run_worker(loops, values)
    except (ImportError, SyntaxError) as error:
        skip("the benchmark does not run there: %s: %s" % (type(error).__name__, error))
    with open("pyperf.json") as file:
        (benchmark,) = json.load(file)["benchmarks"]
    seconds = [second for run in benchmark["runs"] for second in run["values"]]
    events("value", [second * 1e9 for second in seconds])
    value("time", statistics.median(seconds) * 1e3)


if __name__ == "__main__":
    main(*parameters())
