"""Teach papermill to write parameters in TypeScript, then run it: papermill itself knows no TypeScript.

    python papermill_typescript.py INPUT.ipynb OUTPUT.ipynb -p loops 7

Runs with the Python that has papermill, and takes papermill's own arguments. Python programs call `register()` once
instead, before `papermill.execute_notebook(...)`.
"""
import json
import math
import re

from papermill.exceptions import PapermillException
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

# Beyond it a number of TypeScript is rounded (ECMAScript, Number.MAX_SAFE_INTEGER).
SAFE_INTEGER_MAX = 2**53 - 1

# Words that no constant of a module may be called (ECMAScript, 12.7.2 Keywords and Reserved Words, strict code).
RESERVED = frozenset(
    """arguments await break case catch class const continue debugger default delete do else enum eval export extends
    false finally for function if implements import in instanceof interface let new null package private protected
    public return static super switch this throw true try typeof var void while with yield""".split()
)

IDENTIFIER = re.compile(r"[^\W\d][\w$]*|\$[\w$]*")

# One line as people write parameters: `const loops: number = 5; // how often`.
PARAMETER = re.compile(
    r"^\s*(?:export\s+)?(?:const|let|var)\s+(?P<name>[\w$]+)\s*(?::\s*(?P<type>[^=]+?))?\s*=\s*"
    r"(?P<value>\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|[^;]*?)\s*;?\s*(?://\s*(?P<help>.*))?$"
)


class TypeScriptTranslator(Translator):
    """Values as `const`s with the types that they have, so that a check of types reads them as declared."""

    @classmethod
    def translate(cls, val):
        """An expression for a value of JSON or YAML."""
        if val is None:
            return "null"
        if isinstance(val, bool):
            return "true" if val else "false"
        if isinstance(val, int):
            return str(val) if abs(val) <= SAFE_INTEGER_MAX else f"{val}n"
        if isinstance(val, float):
            if math.isnan(val):
                return "NaN"
            return repr(val) if math.isfinite(val) else "Infinity" if val > 0 else "-Infinity"
        if isinstance(val, dict):
            fields = (f"{property_name(key)}: {cls.translate(item)}" for key, item in val.items())
            return f"{{ {', '.join(fields)} }}" if val else "{}"
        if isinstance(val, (list, tuple)):
            return f"[{', '.join(cls.translate(item) for item in val)}]"
        # ASCII only: lone surrogates and line separators have no other place in a text of TypeScript.
        return json.dumps(text_of(val))

    @classmethod
    def comment(cls, cmt_str):
        """A comment of one or several lines."""
        return "\n".join(f"// {line}".rstrip() for line in cmt_str.split("\n"))

    @classmethod
    def codify(cls, parameters, comment="Parameters"):
        """The cell that papermill puts behind the one tagged `parameters`."""
        lines = [cls.comment(comment)]
        for name, val in parameters.items():
            if name in RESERVED or not IDENTIFIER.fullmatch(name):
                raise PapermillException(f'Cannot pass the parameter "{name}": it is no name of TypeScript')
            lines.append(f"const {name}: {type_of(val)} = {cls.translate(val)};")
        return "\n".join(lines) + "\n"

    @classmethod
    def inspect(cls, parameters_cell):
        """The parameters that a cell declares one a line, for `--help-notebook` and the warning of unknown ones."""
        found = []
        for line in parameters_cell["source"].splitlines():
            match = PARAMETER.match(line)
            if match is not None:
                name, kind, value, help_text = match.group("name", "type", "value", "help")
                found.append(Parameter(name, kind or "None", value, help_text or ""))
        return found


def type_of(val):
    """The type that a value has, wide enough for comparing it with others of its kind."""
    if val is None:
        return "null"
    if isinstance(val, bool):
        return "boolean"
    if isinstance(val, int):
        return "number" if abs(val) <= SAFE_INTEGER_MAX else "bigint"
    if isinstance(val, float):
        return "number"
    if isinstance(val, dict):
        fields = (f"{property_name(key)}: {type_of(item)}" for key, item in val.items())
        return f"{{ {'; '.join(fields)} }}" if val else "Record<string, unknown>"
    if isinstance(val, (list, tuple)):
        types = sorted({type_of(item) for item in val})
        return f"({' | '.join(types)})[]" if len(types) > 1 else f"{types[0]}[]" if types else "unknown[]"
    return "string"


def property_name(key):
    """A key of an object; in brackets, because a bare `__proto__` would set what the object inherits from."""
    text = text_of(key)
    quoted = json.dumps(text)
    return f"[{quoted}]" if text == "__proto__" else quoted


def text_of(val):
    """Dates come from YAML; they and everything else that JSON does not have are their text."""
    return val.isoformat() if hasattr(val, "isoformat") else str(val)


def register():
    """Makes papermill use it for every kernel whose language is TypeScript."""
    papermill_translators.register("typescript", TypeScriptTranslator)


if __name__ == "__main__":
    # Loads every engine and client of papermill, which the tests of single values do not need.
    from papermill.cli import papermill

    register()
    papermill()
