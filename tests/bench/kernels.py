"""Times kernels side by side in one run, through jupyter_client, turn by turn.

    python kernels.py --kernel NAME=FOLDER_OR_NAME ... [--rounds N] [--only WORD]

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


def starts(subjects, rounds):
    for measure, act in (("start to kernel_info reply", start_info), ("start to first execute reply", start_execute)):
        for _ in range(rounds * 3):
            for subject in subjects:
                values = attempt(subject, measure, lambda s=subject: act(s))
                if values:
                    say(subject, measure, "ms", values)


STEPS = {
    "round trip of `1`": round_trip,
    "10,000 lines in one cell": many_lines,
    "1,000 displays": many_displays,
    "one 10 MB display": big_display,
    "500 cells one after the other": in_sequence,
}


def in_one_kernel(subject, act):
    kernel = subject.start()
    try:
        return act(kernel)
    finally:
        kernel.stop()


def work(subject):
    """All measures of one round that want a kernel, each with a fresh one where state matters."""
    for measure, act in STEPS.items():
        values = attempt(subject, measure, lambda a=act: in_one_kernel(subject, lambda kernel: a(kernel, subject)))
        if values:
            say(subject, measure, "ms", values)
    load = attempt(subject, "5,000 pipelined cells", lambda: in_one_kernel(subject, lambda kernel: pipelined(kernel, subject)))
    if load:
        names = ("5,000 pipelined cells", "5,000 pipelined: lost", "5,000 pipelined: misplaced")
        for measure, unit, values in zip(names, ("/s", "count", "count"), load):
            say(subject, measure, unit, values)
    for measure, body in (("interrupt a busy loop", subject.say.forever), ("interrupt an await", subject.say.never)):
        values = attempt(subject, measure, lambda b=body: in_one_kernel(subject, lambda kernel: interrupts(kernel, b, 30)))
        if values:
            say(subject, measure, "ms", values)
    attempt(subject, "memory", lambda: in_one_kernel(subject, lambda kernel: memories(kernel, subject)))


def memories(kernel, subject):
    for moment in ("idle", "after 500 cells"):
        if moment != "idle":
            in_sequence(kernel, subject)
        for kind, value in zip(("RSS", "PSS"), memory(kernel)):
            if value is not None:
                say(subject, f"memory of the tree, {moment} ({kind})", "MiB", [value])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kernel", action="append", required=True, help="NAME=FOLDER_OR_NAME")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    subjects = [Subject(*one.split("=", 1)) for one in options.kernel]
    starts(subjects, options.rounds)
    for turn in range(options.rounds):
        # The order turns, so that no kernel always runs on the machine that another has warmed.
        for subject in subjects[turn % len(subjects):] + subjects[:turn % len(subjects)]:
            work(subject)


if __name__ == "__main__":
    main()
