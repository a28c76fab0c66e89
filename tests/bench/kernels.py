"""Times kernels side by side in one run, through jupyter_client, turn by turn.

    python kernels.py --kernel NAME DIALECT FOLDER_OR_NAME ... [--rounds N] [--only WORDS] [--cells N]

One JSON line a value: {"kernel", "measure", "unit", "values": [...]} or {"kernel", "measure", "missing": why}.
"""
import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "conformance"))

import dialect  # noqa: E402
import measures  # noqa: E402

from peer.kernel import Kernel  # noqa: E402

#: Measured in turns on kernels that run already: name, unit, turns a round, what is done.
WARM = [
    ("cell `1`", "ms", 10, measures.round_trips),
    ("10,000 lines in one cell", "ms", 3, measures.many_lines),
    ("one 10 MB display", "ms", 3, measures.big_display),
    ("1,000 displays", "ms", 3, measures.many_displays),
    ("completion of a member", "ms", 3, measures.complete_member),
    ("completion of a name", "ms", 3, measures.complete_name),
    ("completion by types alone", "ms", 3, measures.complete_typed),
    ("inspection", "ms", 3, measures.inspect),
    ("500 cells one after the other", "ms", 1, measures.in_sequence),
    ("restart to first execute reply", "ms", 3, measures.restart),
]

#: Stops of one situation in each round.
STOPS = 4


class Subject:
    """One kernel that takes part."""

    def __init__(self, name, dialect_name, kernel_json):
        self.name, self.dialect, self.kernel_json = name, dialect_name, kernel_json
        self.say = dialect.of(dialect_name)
        #: What it could not do once is not asked again: each failure costs the full patience.
        self.failed = set()

    def start(self):
        kernel = Kernel(self.kernel_json)
        kernel.say = self.say
        kernel.prints_values, kernel.recovery_s = self.say.prints_values, self.say.recovery_s
        return kernel

    def warm(self):
        kernel = self.start()
        kernel.ready()
        for _ in range(50):
            kernel.run("1")
        return kernel


def tell(subject, measure, **said):
    print(json.dumps({"kernel": subject.name, "measure": measure, **said}), flush=True)


def attempt(subject, measure, act):
    """A kernel that cannot do it says why; the others go on."""
    if measure in subject.failed:
        return None
    try:
        return act()
    except Exception as failure:  # whatever it is, the table shows it
        subject.failed.add(measure)
        tell(subject, measure, missing=f"{type(failure).__name__}: {failure}"[:200])
        return None


def using(kernel, act):
    try:
        return act(kernel)
    finally:
        kernel.stop()


def starts(subjects):
    for measure, act in (("start to kernel_info reply", measures.start_info),
                         ("start to first execute reply", measures.start_execute),
                         ("first completion of a kernel", measures.complete_first)):
        for _ in range(3):
            for subject in subjects:
                took = attempt(subject, measure, lambda: using(subject.start(), lambda kernel: act(kernel, subject.say)))
                if took is not None:
                    tell(subject, measure, unit="ms", values=[took])


def warm(subjects):
    running = {}
    try:
        for measure, unit, turns, act in WARM:
            for turn in range(turns):
                for subject in rotated(subjects, turn):
                    values = attempt(subject, measure, lambda: act(kept(running, subject), subject.say))
                    if values is not None:
                        tell(subject, measure, unit=unit, values=values)
                    elif subject in running:
                        # Its answers to this may still be on their way into the next measure.
                        running.pop(subject).stop()
    finally:
        for kernel in running.values():
            kernel.stop()


def kept(running, subject):
    if subject not in running:
        running[subject] = subject.warm()
    return running[subject]


def loads(subjects):
    for count in (500, 5000):
        measure = f"{count:,} pipelined cells"
        for subject in subjects:
            act = lambda kernel: measures.pipelined(kernel, subject.say, count)  # noqa: E731
            counted = attempt(subject, measure, lambda: using(subject.warm(), act))
            names = (measure, f"{measure}: lost", f"{measure}: misplaced")
            for name, unit, value in zip(names, ("/s", "count", "count"), counted or ()):
                tell(subject, name, unit=unit, values=[value])


def interrupts(subjects):
    for subject in subjects:
        measure = "interrupt, 8 situations"
        found = attempt(subject, measure, lambda: measures.stops(subject.warm, subject.dialect, STOPS))
        if found is None:
            continue
        times, stopped, reasons = found
        if times:
            tell(subject, measure, unit="ms", values=times)
        else:
            tell(subject, measure, missing="; ".join(reasons)[:200])
        tell(subject, f"{measure}: stopped, variables kept", unit="of 8", values=[stopped])


def memories(subjects, many):
    for subject in subjects:
        attempt(subject, "memory of the tree", lambda: using(subject.start(), lambda kernel: grow(kernel, subject, many)))


def grow(kernel, subject, many):
    kernel.ready()
    kernel.run("1")
    before = {kind: mib for kind, mib in measures.memory_mib(kernel).items() if mib is not None}
    told = 0
    for count in (0, 500, many):
        measures.in_sequence(kernel, subject.say, count - told)
        told = count
        now = measures.memory_mib(kernel)
        for kind, first in before.items():
            moment = f"after {count:,} cells" if count else "idle"
            tell(subject, f"memory, {moment} ({kind})", unit="MiB", values=[now[kind]])
            if count:
                tell(subject, f"memory, growth {moment} ({kind})", unit="%", values=[(now[kind] / first - 1) * 100])


def help_memories(subjects):
    for subject in subjects:
        measure = "memory, language server (RSS)"
        act = lambda kernel: measures.language_server_mib(kernel, subject.say)  # noqa: E731
        mib = attempt(subject, measure, lambda: using(subject.warm(), act))
        if mib is not None:
            tell(subject, measure, unit="MiB", values=[mib])


def rotated(subjects, turn):
    """The order turns, so that no kernel always runs on the machine that another has warmed."""
    return subjects[turn % len(subjects):] + subjects[:turn % len(subjects)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kernel", action="append", nargs=3, required=True, metavar=("NAME", "DIALECT", "SPEC"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="parts separated by commas: starts, warm, loads, interrupts, memory")
    parser.add_argument("--cells", type=int, default=10_000, help="cells after which memory is read last")
    options = parser.parse_args()
    subjects = [Subject(*one) for one in options.kernel]
    parts = {"starts": starts, "warm": warm, "loads": loads, "interrupts": interrupts}
    wanted = [part for part in options.only.split(",") if part] or [*parts, "memory"]
    for turn in range(options.rounds):
        for name, part in parts.items():
            if name in wanted:
                part(rotated(subjects, turn))
    if "memory" in wanted:
        # Once: 10,000 cells take a slow kernel minutes, and what a process needs hardly varies.
        memories(subjects, options.cells)
        help_memories(subjects)


if __name__ == "__main__":
    main()
