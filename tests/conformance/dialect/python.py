"""Snippets for ipykernel, the kernel that front ends are tried with first."""


class Python:
    """Python with IPython's display."""

    name = "python"
    families = ("python",)
    prints_values = False
    recovery_s = 0
    comment = "# nothing here"
    syntax_errors = ["x = = 5", "def f(:", "}"]
    error_name = "TypeError"
    forever = "while True: pass"
    never = "import asyncio; await asyncio.Future()"
    asks = ['input("who? ")', 'import getpass; getpass.getpass("word? ")']
    cwd = "__import__('os').getcwd()"

    def refuses(self, code):
        return None

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

    def can_display(self, data):
        return True

    def display(self, data):
        return f"from IPython.display import display; display({data!r}, raw=True)\n"

    def own_display(self, text):
        return f"from IPython.display import display, Markdown; display(Markdown('**{text}**'))\n"

    def show_number(self):
        return "display({'text/plain': 'show ' + str(i)}, raw=True)"

    def big_display(self, characters):
        return f"from IPython.display import display; display({{'text/plain': 'x' * {characters}}}, raw=True)\n"

    def raises(self, text):
        return f"raise TypeError({text!r})\n"

    def let(self, name, value):
        return f"{name} = {value}\n"

    def length(self, name):
        return f"len({name})"

    def sleep(self, ms):
        return f"import time; time.sleep({ms / 1000})\n"

    def yielding_sleep(self, ms):
        return f"import asyncio; await asyncio.sleep({ms / 1000})\n"

    def busy(self, ms):
        return f"import time\nend = time.time() + {ms / 1000}\nwhile time.time() < end: pass\n"

    def repeat(self, count, body):
        return f"from IPython.display import display\nfor i in range({count}):\n    {body}\n"

    def out_number(self, prefix):
        return f"print({prefix!r} + str(i))"

    def remember_answers(self, first, second):
        return f'{first} = input("who? ")\n{second} = input("who? ")\n'

    def read_file(self, name):
        return f"open({name!r}).read()"
