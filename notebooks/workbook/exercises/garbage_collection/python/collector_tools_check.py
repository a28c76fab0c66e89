# Tries a learner's measure_pauses() and detect_incremental(), and prints one line for each thing that it saw. In front
# of this stand NAME and SOURCE, the learner's program, and MARK, with which our lines begin. Runs on CPython 3.8 and
# later. A fault of the learner's is told, never raised: what was seen before it counts.
import collections
import gc
import json
import math
import re
import sys
import time

LIVE, CYCLES = 50000, 100000
LENGTHS_MAX = 1000000
Version = collections.namedtuple("version_info", "major minor micro releaselevel serial")


def tell(what, **facts):
    # On a line of its own, whatever the learner's program has printed without an end.
    sys.__stdout__.write("\n%s %s\n" % (MARK, json.dumps(dict(facts, what=what))))
    sys.__stdout__.flush()


def load():
    space = {"__name__": "collector_tools", "__file__": NAME}
    exec(compile(SOURCE, NAME, "exec"), space)
    return space


def attempt(call, *arguments):
    """What a call gave, or the error with the learner's line."""
    try:
        return call(*arguments), None
    except BaseException as error:  # sys.exit() would end the check as well.
        line, place = getattr(error, "lineno", None), error.__traceback__
        while place is not None:
            if place.tb_frame.f_code.co_filename == NAME:
                line = place.tb_lineno
            place = place.tb_next
        return None, {"error": ("%s: %s" % (type(error).__name__, error))[:200], "line": line}


def shown(value):
    return attempt(repr, value)[0] or type(value).__name__


def asked_of_collector(detect):
    """The answer, and which of the collector's functions were called for it."""
    asked = set()

    def watch(frame, event, called):
        if event != "c_call":
            return
        if getattr(called, "__module__", None) == "gc":
            asked.add(called.__name__)
        elif getattr(called, "__self__", None) is gc.callbacks:
            asked.add("callbacks")

    sys.setprofile(watch)
    try:
        answer, fault = attempt(detect)
    finally:
        sys.setprofile(None)
    return answer, fault, sorted(asked)


def answer_as(major, minor, micro):
    """The answer of the same program in a CPython that gives another version as its own."""
    kept = sys.version_info, sys.hexversion, sys.version, sys.implementation.version
    fake = Version(major, minor, micro, "final", 0)
    sys.version_info = sys.implementation.version = fake
    sys.hexversion = major << 24 | minor << 16 | micro << 8 | 0xF0
    sys.version = re.sub(r"^[^ ]+", "%d.%d.%d" % fake[:3], sys.version)
    try:
        return attempt(lambda: load()["detect_incremental"]())[0]
    finally:
        sys.version_info, sys.hexversion, sys.version, sys.implementation.version = kept


def answer_under_thresholds(detect):
    """The answer when somebody has set the third threshold, which an incremental collector does not use."""
    kept = gc.get_threshold()
    gc.set_threshold(kept[0], kept[1], 10 if kept[2] == 0 else 0)
    try:
        return attempt(detect)[0]
    finally:
        gc.set_threshold(*kept)


def try_detector(detect):
    if detect is None:
        return tell("detect", kind="missing")
    answer, fault, asked = asked_of_collector(detect)
    if fault is not None:
        return tell("detect", kind="raised", **fault)
    if not isinstance(answer, bool):
        return tell("detect", kind="no_answer", shown=shown(answer)[:80])
    gc.enable()
    others = answer_as(3, 14, 3), answer_as(3, 13, 5)
    tell(
        "detect",
        kind="answer",
        answer=answer,
        asked=asked,
        byVersion=None not in others and others[0] != others[1],
        byThreshold=answer_under_thresholds(detect) not in (answer, None),
    )


class Workload:
    """What the learner is to watch: objects that stay, and many that hold themselves."""

    def __init__(self):
        self.calls, self.wall, self.is_running, self.own, self.began = 0, 0.0, False, [], 0.0

    def __call__(self):
        self.calls += 1
        begin = time.perf_counter()
        self.is_running = True
        keep = [[] for _ in range(LIVE)]
        for _ in range(CYCLES):
            item = []
            item.append(item)
        self.is_running = False
        self.wall += time.perf_counter() - begin
        del keep

    def on_collection(self, phase, info):
        if phase == "start":
            self.began = time.perf_counter()
        elif self.is_running:
            self.own.append(time.perf_counter() - self.began)


def try_pauses(measure):
    if measure is None:
        return tell("pauses", kind="missing")
    gc.enable()
    gc.collect()
    workload = Workload()
    watch = workload.on_collection
    gc.callbacks.insert(0, watch)
    before = len(gc.callbacks)
    given, fault = attempt(measure, workload)
    was_watching, left = watch in gc.callbacks, len(gc.callbacks) - before
    gc.callbacks[:] = []
    if fault is not None:
        return tell("pauses", kind="raised", **fault)
    lengths, fault = attempt(lambda: [float(one) for one in list(given)[:LENGTHS_MAX]])
    if fault is not None:
        return tell("pauses", kind="no_list", shown=shown(given)[:80])
    total = sum(lengths)
    tell(
        "pauses",
        kind="list",
        count=len(lengths),
        arePositive=all(0 < one < math.inf for one in lengths),
        totalMs=total if math.isfinite(total) else None,
        ownCount=len(workload.own),
        ownTotalMs=sum(workload.own) * 1e3,
        wallMs=workload.wall * 1e3,
        calls=workload.calls,
        wasWatching=was_watching,
        left=max(0, left),
    )


def main():
    space, fault = attempt(load)
    if fault is not None:
        return tell("load", kind="raised", **fault)
    tell("load", kind="loaded")
    try_detector(space.get("detect_incremental"))
    try_pauses(space.get("measure_pauses"))


main()
