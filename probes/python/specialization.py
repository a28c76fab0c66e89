"""List bytecode while it warms up: what the interpreter puts in the place of instructions for the types that they meet.

A loop over three things is called 10, 100 and 3,000 times, then once with 1,000 things of another type, which gets a
form of its own, and once with 1,000 things of a third type: where there is no form for it, the general instruction
comes back.

Parameters: WORK, what the loop does with each thing. arithmetic: adds whole numbers, then fractions, then complex
ones. attribute: reads one of plain objects, then of objects with slots, then of objects that compute it. call: calls
a Python function, then one written in C, then an object that can be called.
Values: specialized (exact), instructions in a form made for types after 3,000 calls; before (exact), after10 (exact)
and after100 (exact) calls, afterOther (exact) and afterThird (exact) the same; instructions (exact) in the code;
forms (exact), how many forms this CPython has in all. The listings are told as the table "instruction".
Cannot show: how often a form is used, nor what it is worth; compare `attributes` with PYTHON_SPECIALIZATION_OFF for
that.
"""
import dis
import opcode

from harness import is_specializing, parameters, skip, table, value

# Their forms follow from how the process runs or from their neighbours, not from types.
NOT_BY_TYPE = ["RESUME", "JUMP_BACKWARD", "EXTENDED_ARG", "LOAD_CONST", "LOAD_FAST", "STORE_FAST"]


class Plain:
    def __init__(self):
        self.size = 1


class Slots:
    __slots__ = ("size",)

    def __init__(self):
        self.size = 1


class Size:
    def __get__(self, owner, kind):
        return 1

    def __set__(self, owner, size):
        raise AttributeError


class Computed:
    size = Size()


class Callable:
    def __call__(self, thing):
        return 0


def arithmetic(things):
    total = 0
    for thing in things:
        total = total + thing
    return total


def attribute(things):
    total = 0
    for thing in things:
        total = total + thing.size
    return total


def call(things):
    total = 0
    for thing in things:
        total = total + thing(())
    return total


WORKS = {
    "arithmetic": (arithmetic, [1, 1.5, 1j], ["fractions", "complex numbers"]),
    "attribute": (attribute, [Plain(), Slots(), Computed()], ["objects with slots", "computed attributes"]),
    "call": (call, [lambda thing: 0, len, Callable()], ["a function in C", "callable objects"]),
}


def is_form(name):
    # 3.11 also lists names of instructions that count their uses, and of two joined ones.
    return not name.endswith(("_ADAPTIVE", "_QUICK")) and "__" not in name


def all_forms():
    names = getattr(opcode, "_specialized_opmap", None) or getattr(opcode, "_specialized_instructions", ())
    return sum(map(is_form, names))


def kinds():
    """The kind of each instruction by its name; one that is not in it is generic."""
    families = {general: forms for general, forms in opcode._specializations.items() if general not in NOT_BY_TYPE}
    found = {name: "specialized" for forms in families.values() for name in forms if is_form(name)}
    if is_specializing():
        # In 3.11 an instruction that counts its uses has a name of its own, later on each that has forms counts them.
        named = [name for forms in families.values() for name in forms if name.endswith("_ADAPTIVE")]
        found.update(dict.fromkeys(named or families, "adaptive"))
    return found


def main(work):
    function, (usual, other, third), (other_words, third_words) = WORKS[work]
    if not hasattr(function.__code__, "_co_code_adaptive"):
        skip("CPython before 3.11 does not specialize its bytecode", "uv python install 3.11")
    kind_of, rows, counts, done = kinds(), [], [], 0

    def look(moment):
        listing = list(dis.get_instructions(function, adaptive=True))
        kinds_now = [kind_of.get(one.opname, "generic") for one in listing]
        rows.extend((moment, one.opname, one.argrepr, kind) for one, kind in zip(listing, kinds_now))
        counts.append(kinds_now.count("specialized"))
        return len(listing)

    look("before")
    for calls in 10, 100, 3000:
        for _ in range(done, calls):
            function([usual] * 3)
        done = calls
        look("after {:,} calls".format(calls))
    function([other] * 1000)
    look("after one with " + other_words)
    function([third] * 1000)
    instruction_count = look("then one with " + third_words)
    for key, count in zip(["before", "after10", "after100", "specialized", "afterOther", "afterThird"], counts):
        value(key, count)
    value("instructions", instruction_count)
    value("forms", all_forms())
    table("instruction", ["moment", "name", "argument", "form"], rows)


if __name__ == "__main__":
    main(*parameters())
