"""Watch when an object dies: its `__del__` says so.

Three objects lose their last name. The first is alone: counting its references frees it there and then. The others hold
themselves, so that their count never gets to 0: one waits for a collection that is asked for, one for CPython's own.

Parameters: none.
Values: alone (exact), cycle (exact), automatic (exact): at which step each died, "del", "gc.collect()" or "allocating".
waited (exact), how many further objects were made until CPython's own collection came, none if it did not. The table
"death" has each step with those "alive" and those that "died" then.
Cannot show: objects whose end nobody looks at die in the same ways.
"""
import gc

from harness import parameters, skip, state, table, value

OBJECTS_MAX = 200000
NAMES = ("alone", "cycle", "automatic")
died = []


class Mortal:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        died.append(self.name)


def allocate():
    """Make containers until the collector comes by itself, and count them."""
    kept = []
    while "automatic" not in died and len(kept) < OBJECTS_MAX:
        kept.append([])
    return len(kept) if "automatic" in died else None


def main():
    state()
    if not gc.isenabled():
        skip("the collector is off, and one of the objects waits for it", "leave PROBEBOOK_GC unset")
    alive, ends, steps = ["alone", "cycle"], {}, []

    def step(moment, what):
        now = [name for name in died if name not in ends]
        ends.update((name, moment) for name in now)
        alive[:] = [name for name in alive if name not in now]
        steps.append((what, ", ".join(alive), ", ".join(now)))

    gc.disable()
    alone, cycle = Mortal("alone"), Mortal("cycle")
    cycle.itself = cycle
    del alone
    step("del", "del alone")
    del cycle
    step("del", "del cycle")
    gc.collect()
    step("gc.collect()", "gc.collect()")
    automatic = Mortal("automatic")  # Only now: what has outlived a collection is looked at less often.
    automatic.itself = automatic
    alive.append("automatic")
    del automatic
    step("del", "del automatic")
    gc.enable()
    waited = allocate()
    step("allocating", "making more objects")
    for name in NAMES:
        value(name, ends.get(name, "never"))
    value("waited", waited)
    table("death", ["step", "alive", "died"], steps)


if __name__ == "__main__":
    main(*parameters())
