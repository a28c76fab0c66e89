"""The same small programs for every kernel, so that one check judges all of them."""
from .deno import Deno
from .ijavascript import IJavascript
from .python import Python
from .tslab import Tslab

DIALECTS = {dialect.name: dialect for dialect in (Deno, Tslab, IJavascript, Python)}

#: What a kernel speaks when nobody says it, by the language of its kernel.json.
BY_LANGUAGE = {"typescript": Deno, "javascript": IJavascript, "python": Python}


def of(name):
    """The dialect of this name, or the usual one of a language."""
    return (DIALECTS.get(name) or BY_LANGUAGE[name])()
