"""Snippets for IJavascript, a JavaScript kernel on Node.js without top-level await."""
import json
import subprocess

from .tslab import Tslab

#: Says of each text on standard input whether Node.js can parse it as a script, a module or an expression.
PARSE = """
const { Script, SourceTextModule } = require("node:vm");
const can = (make) => { try { make(); return true; } catch { return false; } };
const parses = (text) => can(() => new Script(text)) || can(() => new SourceTextModule(text)) || can(() => new Script(`(${text})`));
console.log(JSON.stringify(parses(JSON.parse(require("node:fs").readFileSync(0, "utf8")))));
"""


class IJavascript(Tslab):
    """JavaScript with `process` and `$$`."""

    name = "ijavascript"
    families = ("ijavascript", "node", "typescript")
    prints_values = False
    recovery_s = 0
    syntax_errors = ["const = 5", "let x = (", "foo(", "}"]
    never = "$$.async();"
    asks = ['$$.input({ prompt: "who? " }, () => $$.done());']

    def refuses(self, code):
        return super().refuses(code) or (None if plain(code) else "the snippet is not JavaScript that Node.js parses")

    def adapt(self, code):
        return code

    def can_display(self, data):
        return True

    def display(self, data):
        return f"$$.display().mime({json.dumps(data)});"

    def own_display(self, text):
        return f'$$.display().html("<b>{text}</b>");'

    def show_number(self):
        return '$$.display().text("show " + i);'

    def big_display(self, characters):
        return f'$$.display().text("x".repeat({characters}));'

    def sleep(self, ms):
        # Without top-level await a pause between two statements has to block.
        return f"void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, {ms});"

    def yielding_sleep(self, ms):
        return f"$$.async(); setTimeout(() => $$.done(), {ms});"

    def remember_answers(self, first, second):
        ask = '$$.input({ prompt: "who? ", password: false }, (_, answer)'
        return (f"var {first}, {second};\n{ask} => {{ {first} = answer;\n"
                f"{ask} => {{ {second} = answer; $$.done(); }}); }});")


def plain(code, known={}):  # noqa: B006  (the default is the memory)
    """Whether the code is JavaScript; each text is asked for once."""
    if code not in known:
        command = ["node", "--no-warnings", "--experimental-vm-modules", "-e", PARSE]
        said = subprocess.run(command, input=json.dumps(code), capture_output=True, text=True, check=True)
        known[code] = json.loads(said.stdout)
    return known[code]
