"""Snippets for kernels on Deno; the dialects of Node.js begin with these."""
import json


class Deno:
    """TypeScript with `Deno` and `Deno.jupyter`."""

    name = "deno"
    #: The names under which a check finds a snippet for this kernel, the most particular first.
    families = ("deno", "typed", "typescript")
    #: Whether the kernel prints values and errors instead of sending execute_result and error.
    prints_values = False
    #: After an error the kernel refuses what comes within this time; only the line about that hurries it.
    recovery_s = 0
    comment = "// nothing here"
    syntax_errors = ["const = 5", "let x: = (", "foo(", "}"]
    error_name = "TypeError"
    forever = "while (true) {}"
    never = "await new Promise(() => {});"
    asks = ['prompt("who? ");', 'confirm("sure?");', 'alert("look");', 'const said = prompt("a"); prompt("b");']
    cwd = "Deno.cwd()"

    def refuses(self, code):
        """Why the kernel cannot be judged by this code, or None."""
        return None

    def adapt(self, code):
        """The code as this kernel's users would write it."""
        return code

    def quote(self, text):
        return json.dumps(text)

    def out(self, text):
        return f"console.log({self.quote(text)});"

    def err(self, text):
        return f"console.error({self.quote(text)});"

    def raw_out(self, text):
        return f"Deno.stdout.writeSync(new TextEncoder().encode({self.quote(text)}));"

    def raw_err(self, text):
        return f"Deno.stderr.writeSync(new TextEncoder().encode({self.quote(text)}));"

    def can_display(self, data):
        return True

    def display(self, data):
        return f"await Deno.jupyter.display({json.dumps(data)}, {{ raw: true }});"

    def own_display(self, text):
        return f"await Deno.jupyter.display(Deno.jupyter.md`**{text}**`);"

    def show_number(self):
        return 'await Deno.jupyter.display({ "text/plain": "show " + i }, { raw: true });'

    def big_display(self, characters):
        return f'await Deno.jupyter.display({{ "text/plain": "x".repeat({characters}) }}, {{ raw: true }});'

    def raises(self, text):
        return f"throw new TypeError({self.quote(text)});"

    def let(self, name, value):
        return f"let {name} = {value};"

    def length(self, name):
        return f"{name}.length"

    def sleep(self, ms):
        return f"await new Promise((done) => setTimeout(done, {ms}));"

    #: A pause during which the kernel may do other things.
    yielding_sleep = sleep

    def busy(self, ms):
        return f"{{ const end = Date.now() + {ms}; while (Date.now() < end); }}"

    def repeat(self, count, body):
        """`i` is the loop variable."""
        return f"for (let i = 0; i < {count}; i++) {{ {body} }}"

    def out_number(self, prefix):
        return f"console.log({self.quote(prefix)} + i);"

    def remember_answers(self, first, second):
        return f'const {first} = prompt("who? ");\nconst {second} = prompt("who? ");'

    def read_file(self, name):
        return f"Deno.readTextFileSync({self.quote(name)})"
