"""Snippets for tslab, a TypeScript kernel on Node.js that checks types before it runs a cell."""
import json
import re

from .deno import Deno


class Tslab(Deno):
    """TypeScript with `process` and the module `tslab`."""

    name = "tslab"
    families = ("tslab", "typed", "node", "typescript")
    prints_values = True
    recovery_s = 0.3
    syntax_errors = ["const = 5", "let x: = (", "foo(", "}"]
    #: A cell has no way to ask its reader.
    asks = []
    cwd = "process.cwd()"

    def refuses(self, code):
        return "the snippet is about Deno's own interface" if "Deno." in code else None

    def adapt(self, code):
        # Its compiler wants modules of TypeScript named without their extension.
        return re.sub(r"""\.ts(?=['"])""", "", code)

    def raw_out(self, text):
        return f"void process.stdout.write({self.quote(text)});"

    def raw_err(self, text):
        return f"void process.stderr.write({self.quote(text)});"

    def can_display(self, data):
        """`display.raw` sends one text of one type."""
        return len(data) == 1 and all(isinstance(value, str) for value in data.values())

    def display(self, data):
        ((mime, value),) = data.items()
        return f'void require("tslab").display.raw({json.dumps(mime)}, {self.quote(value)});'

    def own_display(self, text):
        return f'require("tslab").display.markdown("**{text}**");'

    def show_number(self):
        return 'require("tslab").display.text("show " + i);'

    def big_display(self, characters):
        return f'require("tslab").display.text("x".repeat({characters}));'

    def remember_answers(self, first, second):
        # It has neither; the names say what a program would use.
        return f'const {first} = prompt("who? ");\nconst {second} = prompt("who? ");'

    def read_file(self, name):
        return f'require("fs").readFileSync({self.quote(name)}, "utf8")'
