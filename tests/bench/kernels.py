"""Times kernels side by side in one run, through jupyter_client, turn by turn.

    python kernels.py --kernel NAME=FOLDER_OR_NAME ... [--rounds N] [--only WORDS]

One JSON line a value: {"kernel", "measure", "unit", "values": [...]} or {"kernel", "measure", "missing": why}.
"""
import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "conformance"))

import dialect  # noqa: E402

from peer import processes  # noqa: E402
from peer.kernel import Kernel, manager  # noqa: E402

#: A step that takes longer is reported as missing.
LIMIT_S = 60


class Subject:
    """One kernel that takes part."""

    def __init__(self, name, kernel_json):
        self.name, self.kernel_json = name, kernel_json
        self.say = dialect.of(manager(kernel_json).kernel_spec.language.lower())

    def start(self):
        kernel = Kernel(self.kernel_json)
        kernel.ready()
        kernel.run("1")
        return kernel


def since(started):
    return (time.perf_counter() - started) * 1000


def start_info(subject):
    """Process start to the first kernel_info_reply; the request waits for the sockets."""
    kernel = Kernel(subject.kernel_json)
    asked = kernel.send("shell", "kernel_info_request", {})
    kernel.until(lambda: asked.replies, "kernel_info_reply", LIMIT_S)
    took = since(kernel.spawned_at)
    kernel.stop()
    return [took]


def start_execute(subject):
    """Process start to the first execute_reply, sent without waiting for anything."""
    kernel = Kernel(subject.kernel_json)
    cell = kernel.queue("1")
    kernel.until(lambda: cell.replies, "execute_reply", LIMIT_S)
    took = since(kernel.spawned_at)
    kernel.stop()
    return [took]


def timed(kernel, code):
    started = time.perf_counter()
    cell = kernel.run(code, seconds=LIMIT_S)
    return since(started), cell


def round_trip(kernel, subject):
    times = []
    for _ in range(250):
        cell = kernel.queue("1")
        kernel.until(lambda: cell.replies, "execute_reply")
        times.append((cell.reply.at - cell.sent_at) * 1000)
        kernel.done(cell)
    return times[50:]


def many_lines(kernel, subject):
    took, cell = timed(kernel, subject.say.repeat(10_000, subject.say.out_number("line ")))
    complete(kernel, lambda: cell.stdout.count("\n") >= 10_000)
    return [max(took, (cell.published[-1].at - cell.sent_at) * 1000)]


def complete(kernel, condition):
    """Waits for output that a kernel delivers after idle: its time counts as well."""
    kernel.until(condition, "all output", 5)


def many_displays(kernel, subject):
    took, cell = timed(kernel, subject.say.repeat(1000, subject.say.show_number()))
    complete(kernel, lambda: len(cell.of("display_data")) >= 1000)
    return [max(took, (cell.published[-1].at - cell.sent_at) * 1000)]


def big_display(kernel, subject):
    took, cell = timed(kernel, subject.say.big_display(10_000_000))
    complete(kernel, lambda: cell.of("display_data"))
    return [max(took, (cell.published[-1].at - cell.sent_at) * 1000)]


def in_sequence(kernel, subject):
    started = time.perf_counter()
    for i in range(500):
        kernel.run(f"{i} + 1")
    return [since(started)]


def pipelined(kernel, subject):
    started = time.perf_counter()
    cells = [kernel.queue(f"{i} * 2" if i % 2 else subject.say.out(f"out {i}")) for i in range(5000)]
    for cell in cells:
        kernel.done(cell, LIMIT_S)
    rate = 5000 / (since(started) / 1000)
    kernel.listen(0.3)
    lost = misplaced = 0
    for i, cell in enumerate(cells):
        outputs = [cell.result] if i % 2 else [cell.stdout.strip()]
        wanted = str(i * 2) if i % 2 else f"out {i}"
        found = len(cell.of("execute_result", "stream"))
        misplaced += found > 1 or (found == 1 and outputs[0] != wanted)
        lost += found == 0
    return [rate], [lost], [misplaced]


def interrupts(kernel, body, count):
    times = []
    for turn in range(count):
        cell = kernel.queue(body)
        kernel.until(lambda: cell.of("execute_input"), "the cell's start")
        time.sleep(0.02 + 0.001 * (turn % 10))
        started = time.perf_counter()
        if kernel.interrupt_mode == "message":
            kernel.send("control", "interrupt_request", {})
        else:
            kernel.interrupt()
        kernel.until(lambda: cell.replies, "the reply of the stopped cell", 5)
        times.append((cell.reply.at - started) * 1000)
        kernel.done(cell, 5)
    kernel.healthy()
    return times


def memory(kernel):
    rss = processes.tree_rss_mib(kernel.pid, without=" lsp")
    return rss, processes.tree_pss_mib(kernel.pid, without=" lsp")


def say(subject, measure, unit, values):
    print(json.dumps({"kernel": subject.name, "measure": measure, "unit": unit, "values": values}), flush=True)


def attempt(subject, measure, act):
    """A kernel that cannot do it says why; the others go on."""
    try:
        return act()
    except Exception as failure:  # whatever it is, the table shows it
        row = {"kernel": subject.name, "measure": measure, "missing": f"{type(failure).__name__}: {failure}"[:200]}
        print(json.dumps(row), flush=True)
        return None


def in_one_kernel(subject, act):
    kernel = subject.start()
    try:
        return act(kernel, subject)
    finally:
        kernel.stop()


def once(measure, unit, act):
    """A measure that gives one line of values."""

    def run(subject):
        values = attempt(subject, measure, lambda: act(subject))
        if values:
            say(subject, measure, unit, values)

    return measure, run


def fresh(measure, unit, act):
    """A measure that wants a kernel of its own."""
    return once(measure, unit, lambda subject: in_one_kernel(subject, act))


def load(subject):
    measure = "5,000 pipelined cells"
    counted = attempt(subject, measure, lambda: in_one_kernel(subject, pipelined))
    names = (measure, f"{measure}: lost", f"{measure}: misplaced")
    for name, unit, values in zip(names, ("/s", "count", "count"), counted or ()):
        say(subject, name, unit, values)


def memories(kernel, subject):
    for moment in ("idle", "after 500 cells"):
        if moment != "idle":
            in_sequence(kernel, subject)
        for kind, value in zip(("RSS", "PSS"), memory(kernel)):
            if value is not None:
                say(subject, f"memory of the tree, {moment} ({kind})", "MiB", [value])


MEASURES = [
    *[once("start to kernel_info reply", "ms", start_info)] * 3,
    *[once("start to first execute reply", "ms", start_execute)] * 3,
    fresh("round trip of `1`", "ms", round_trip),
    fresh("10,000 lines in one cell", "ms", many_lines),
    fresh("1,000 displays", "ms", many_displays),
    fresh("one 10 MB display", "ms", big_display),
    fresh("500 cells one after the other", "ms", in_sequence),
    ("5,000 pipelined cells", load),
    fresh("interrupt a busy loop", "ms", lambda kernel, subject: interrupts(kernel, subject.say.forever, 30)),
    fresh("interrupt an await", "ms", lambda kernel, subject: interrupts(kernel, subject.say.never, 30)),
    ("memory of the tree", lambda subject: attempt(subject, "memory", lambda: in_one_kernel(subject, memories))),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kernel", action="append", required=True, help="NAME=FOLDER_OR_NAME")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="measures whose name contains this")
    options = parser.parse_args()
    subjects = [Subject(*one.split("=", 1)) for one in options.kernel]
    for turn in range(options.rounds):
        # The order turns, so that no kernel always runs on the machine that another has warmed.
        order = subjects[turn % len(subjects):] + subjects[:turn % len(subjects)]
        for name, run in MEASURES:
            for subject in order:
                if options.only in name:
                    run(subject)


if __name__ == "__main__":
    main()
