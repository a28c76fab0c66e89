"""The same small programs in TypeScript and in Python, so that one check judges both kinds of kernel."""
import json


def of(language):
    return Python() if language == "python" else TypeScript()


class TypeScript:
    """Snippets for kernels on Deno."""

    name = "typescript"
    comment = "// nothing here"
    syntax_errors = ["const = 5", "let x: = (", "foo(", "}"]
    getter_trap = None

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

    def display(self, data):
        return f"await Deno.jupyter.display({json.dumps(data)}, {{ raw: true }});"

    def own_display(self, text):
        return f"await Deno.jupyter.display(Deno.jupyter.md`**{text}**`);"

    def raises(self, text):
        return f"throw new TypeError({self.quote(text)});"

    error_name = "TypeError"

    def let(self, name, value):
        return f"let {name} = {value};"

    def sleep(self, ms):
        return f"await new Promise((done) => setTimeout(done, {ms}));"

    def busy(self, ms):
        return f"{{ const end = Date.now() + {ms}; while (Date.now() < end); }}"

    def repeat(self, count, body):
        """`i` is the loop variable."""
        return f"for (let i = 0; i < {count}; i++) {{ {body} }}"

    def out_number(self, prefix):
        return f"console.log({self.quote(prefix)} + i);"

    def show_number(self):
        return 'await Deno.jupyter.display({ "text/plain": "show " + i }, { raw: true });'

    forever = "while (true) {}"
    never = "await new Promise(() => {});"
    ask = 'prompt("who? ");'

    def remember_answer(self, name):
        return f'const {name} = prompt("who? ");'

    def big_display(self, characters):
        return f'await Deno.jupyter.display({{ "text/plain": "x".repeat({characters}) }}, {{ raw: true }});'

    cwd = "Deno.cwd()"


class Python:
    """Snippets for ipykernel, against which the harness itself is tried."""

    name = "python"
    comment = "# nothing here"
    syntax_errors = ["x = = 5", "foo(", "}"]

    def quote(self, text):
        return repr(text)

    def out(self, text):
        return f"print({text!r})\n"

    def err(self, text):
        return f"import sys; print({text!r}, file=sys.stderr)\n"

    def raw_out(self, text):
        return f"import sys; n_ = sys.stdout.write({text!r})\n"

    def raw_err(self, text):
        return f"import sys; n_ = sys.stderr.write({text!r})\n"

    def display(self, data):
        return f"from IPython.display import display; display({data!r}, raw=True)\n"

    def own_display(self, text):
        return f"from IPython.display import display, Markdown; display(Markdown('**{text}**'))\n"

    def raises(self, text):
        return f"raise TypeError({text!r})\n"

    error_name = "TypeError"

    def let(self, name, value):
        return f"{name} = {value}\n"

    def sleep(self, ms):
        return f"import time; time.sleep({ms / 1000})\n"

    def busy(self, ms):
        return f"import time\nend = time.time() + {ms / 1000}\nwhile time.time() < end: pass\n"

    def repeat(self, count, body):
        return f"from IPython.display import display\nfor i in range({count}):\n    {body}\n"

    def out_number(self, prefix):
        return f"print({prefix!r} + str(i))"

    def show_number(self):
        return "display({'text/plain': 'show ' + str(i)}, raw=True)"

    forever = "while True: pass"
    never = "import asyncio; await asyncio.Future()"
    ask = 'input("who? ")'

    def remember_answer(self, name):
        return f'{name} = input("who? ")\n'

    def big_display(self, characters):
        return f"from IPython.display import display; display({{'text/plain': 'x' * {characters}}}, raw=True)\n"

    cwd = "__import__('os').getcwd()"
