"""A small language for cells and what they must show, so that the TypeScript checks are tables.

A variant is a list of steps `(code, wanted)`. In code and texts `§` becomes a suffix that is unique
to the variant, so that all variants can share one kernel.
"""
from registry import Skip, section

from .common import expect, stream_before_idle

cells = section("cells")

#: How much of a program the table shows; chosen so that a row stays readable.
EXAMPLE_CHARACTERS = 60


class Value:
    """The cell ends well and its text/plain is exactly one of these."""

    def __init__(self, *texts):
        self.texts = texts

    def check(self, cell, rename):
        expect(cell.status == "ok", cell.story())
        wanted = [rename(text) for text in self.texts]
        expect(cell.result in wanted, f"shows {cell.result!r}, not {wanted}; {cell.story()}")


class Shows:
    """The cell ends well and its text/plain contains all of these."""

    def __init__(self, *parts):
        self.parts = parts

    def check(self, cell, rename):
        expect(cell.status == "ok", cell.story())
        for part in map(rename, self.parts):
            expect(cell.result is not None and part in cell.result, f"{part!r} is not in {cell.result!r}; {cell.story()}")


class Prints:
    """The cell ends well and prints exactly this before idle."""

    def __init__(self, text):
        self.text = text

    def check(self, cell, rename):
        expect(cell.status == "ok", cell.story())
        got = stream_before_idle(cell, "stdout")
        expect(got == rename(self.text), f"printed {got!r}; {cell.story()}")


class Fails:
    """The cell ends with an error whose name, text or traceback contains all of these."""

    def __init__(self, *parts):
        self.parts = parts

    def check(self, cell, rename):
        expect(cell.status == "error", f"no error: {cell.story()}")
        text = cell.complaint
        for part in map(rename, self.parts):
            expect(part in text, f"{part!r} is not in the error {text!r}")


class Ok:
    """The cell ends well, whatever it shows."""

    def check(self, cell, _rename):
        expect(cell.status == "ok", cell.story())


class Silent:
    """The cell ends well and shows nothing at all."""

    def check(self, cell, _rename):
        expect(cell.status == "ok", cell.story())
        shown = cell.of("execute_result", "display_data", "stream", "error")
        expect(not shown, f"shows {shown}; {cell.story()}")


OK, SILENT = Ok(), Silent()


def table(level, name, text, *variants, files=None):
    """Registers a check that runs every variant."""

    def judge(bench):
        bench.only("typescript")
        for place, content in (files or {}).items():
            bench.file(place, bench.say.adapt(content))
        return run_usable(bench, variants)

    judge.__name__ = name
    judge.how = how(variants)
    getattr(cells, level)(text)(judge)


def run_usable(bench, variants):
    """Runs what this kernel can be judged by; with nothing left the check is not judged."""
    refusals = []
    for steps in variants:
        # What has to fail need not be a program of the language.
        reason = bench.usable([code.replace("§", "_") for code, wanted in steps if not isinstance(wanted, Fails)])
        if reason:
            refusals.append(reason)
        else:
            run(bench, steps)
    if len(refusals) == len(variants):
        raise Skip(refusals[0])
    return f"{len(variants) - len(refusals)} of {len(variants)} programs: {refusals[0]}" if refusals else ""


def how(variants):
    """One line for the table: how many programs, and the first cell of the first."""
    programs, steps = len(variants), sum(map(len, variants))
    first = variants[0][0][0].replace("§", "").replace("\n", " ⏎ ")
    shown = first if len(first) <= EXAMPLE_CHARACTERS else first[: EXAMPLE_CHARACTERS - 1] + "…"
    count = "1 program" if programs == 1 else f"{programs} programs"
    return f"{count} of {steps} {'cell' if steps == 1 else 'cells'}, the first begins `{shown}`"


def run(bench, steps):
    kernel, suffix = bench.shared(), bench.name("_")

    def rename(text):
        return text.replace("§", suffix)

    for code, wanted in steps:
        cell = kernel.run(bench.say.adapt(rename(code)))
        wanted.check(cell, rename)
