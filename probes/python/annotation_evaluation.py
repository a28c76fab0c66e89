"""Find out when annotations are evaluated: where they stand, when the function is called, or when somebody reads them.

The annotations of the sample are calls that leave a note: two of a function, one of a variable in it, one of a class.
Another function has one with a name that does not exist.

Parameters: STYLE. hints: as one writes them. future: below "from __future__ import annotations".
Values, notes left: definition (exact), when the function is defined; call (exact), when it is called; read (exact),
when its `__annotations__` are read; again (exact), when they are read once more; classRead (exact), when those of the
class are. inside (exact), those of a variable within the function, at any time. unknown (exact), where the name that
does not exist is missed: "definition", "read" or "nowhere". kept (exact), what an annotation is in `__annotations__`.
nested (exact), what comes of subscripts within subscripts of built-in types: "runs", or the error.
The table "note" has each "moment" with its "notes".
Cannot show: what evaluation costs; annotations_import measures that.
"""
from harness import parameters, state, table, value

SAMPLE = """
def sample(a: note("a"), b: note("b") = 1):
    inner: note("inside") = 1
    return inner
class Sample:
    field: note("field") = 1
"""
UNKNOWN = "def unknown(a: Missing): pass\n"
NESTED = "def nested(rows: dict[str, list[int]]) -> list[tuple[str, int]]: return [(name, sum(rows[name])) for name in rows]\n"
FUTURE = "from __future__ import annotations\n"

notes = []


def note(name):
    notes.append(name)
    return int


def noted(action, *given):
    """The notes that the action leaves."""
    del notes[:]
    action(*given)
    return list(notes)


def define(text):
    made = {"note": note, "__name__": "sample"}
    exec(compile(text, "sample.py", "exec", dont_inherit=True), made)
    return made


def read(annotated):
    return annotated.__annotations__


def missed(head):
    try:
        made = define(head + UNKNOWN)
    except NameError:
        return "definition"
    try:
        read(made["unknown"])
    except NameError:
        return "read"
    return "nowhere"


def nested(head):
    try:
        made = define(head + NESTED)["nested"]
        made({"a": [1, 2]})
        read(made)
    except TypeError as error:
        return type(error).__name__
    return "runs"


def main(style):
    state()
    head = FUTURE if style == "future" else ""
    made = define(head + SAMPLE)
    sample, of_class = made["sample"], made["Sample"]
    # Defined a second time, for what that leaves; the notes of the class are told apart by their name.
    moments = [
        ("definition", [name for name in noted(define, head + SAMPLE) if name != "field"]),
        ("call", noted(sample, 1)),
        ("read", noted(read, sample)),
        ("again", noted(read, sample)),
        ("classRead", noted(read, of_class)),
    ]
    for moment, left in moments:
        value(moment, len(left))
    value("inside", sum(left.count("inside") for _, left in moments))
    value("unknown", missed(head))
    value("kept", type(read(sample)["a"]).__name__)
    value("nested", nested(head))
    table("note", ["moment", "notes"], [(moment, ", ".join(left)) for moment, left in moments])


if __name__ == "__main__":
    main(*parameters())
