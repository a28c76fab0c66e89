"""The list of checks: each line of the requirements is one function with a level and a text."""
import time

CHECKS = []


class Skip(Exception):
    """The check does not apply, or something that it needs is missing."""


class Check:
    """One requirement and the function that judges it."""

    def __init__(self, section, level, text, judge):
        self.section, self.level, self.text, self.judge = section, level, text, judge
        self.id = f"{section}/{judge.__name__}"
        self.how = getattr(judge, "how", None) or " ".join((judge.__doc__ or "").split())


def section(name):
    """A decorator factory for one section: `must = section("life").must`."""
    return Section(name)


class Section:
    """Registers functions under a section by level."""

    def __init__(self, name):
        self.name = name

    def _register(self, level, text):
        def register(judge):
            check = Check(self.name, level, text, judge)
            assert all(check.id != other.id for other in CHECKS), f"two checks are called {check.id}"
            CHECKS.append(check)
            return judge

        return register

    def must(self, text):
        return self._register("MUST", text)

    def should(self, text):
        return self._register("SHOULD", text)

    def nice(self, text):
        return self._register("NICE", text)


def judge(check, bench):
    """Runs one check; every outcome is a row."""
    started = time.perf_counter()
    result, detail = "pass", ""
    try:
        detail = check.judge(bench) or ""
    except Skip as reason:
        result, detail = "skip", str(reason)
    except Exception as failure:  # any failure of a check is a row, none ends the run
        result, detail = "fail", f"{type(failure).__name__}: {failure}"
    bench.after(result)
    return {
        "id": check.id,
        "level": check.level,
        "section": check.section,
        "text": check.text,
        "result": result,
        "detail": str(detail)[:1500],
        "seconds": round(time.perf_counter() - started, 2),
    }
