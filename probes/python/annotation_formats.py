"""Say what CPython keeps of an annotation, and what it gives in each of the three formats of annotationlib.

Parameters: none.
Values: keeps (exact), the type of a function's `__annotate__`. For an annotation with a name that does not exist:
asValue (exact), asForwardRef (exact), asString (exact), what the formats VALUE, FORWARDREF and STRING give, the type
and, of a text, the text; or the error. Of a name that exists: knownValue (exact), knownString (exact).
Cannot show: what asking costs.
"""
from harness import parameters, skip, state, value


SAMPLE = "def unknown(a: Missing): pass\ndef known(a: list[int]): pass\n"


def asked(annotationlib, function, form):
    try:
        given = annotationlib.get_annotations(function, format=form)["a"]
    except NameError as error:
        return type(error).__name__
    return '"%s"' % given if isinstance(given, str) else type(given).__name__


def main():
    state()
    try:
        import annotationlib
    except ImportError:
        skip("annotations are evaluated where they stand: annotationlib exists from 3.14 on", "uv python install 3.14")
    made = {}
    exec(compile(SAMPLE, "sample.py", "exec", dont_inherit=True), made)
    unknown, known, form = made["unknown"], made["known"], annotationlib.Format
    value("keeps", type(unknown.__annotate__).__name__)
    value("asValue", asked(annotationlib, unknown, form.VALUE))
    value("asForwardRef", asked(annotationlib, unknown, form.FORWARDREF))
    value("asString", asked(annotationlib, unknown, form.STRING))
    value("knownValue", asked(annotationlib, known, form.VALUE))
    value("knownString", asked(annotationlib, known, form.STRING))


if __name__ == "__main__":
    main(*parameters())
