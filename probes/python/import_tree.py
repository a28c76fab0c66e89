"""See where the time of an import goes: which module imports which, as `-X importtime` of a fresh process tells it.

That process has the flags and the environment of this one. Where bytecode is not cached yet another one imports the
module before.

Parameters: MODULE.
Values: total (ms, once), all of it by the clock; own (ms, once), the module itself without what it imports; imports
(exact), how many modules were imported; depth (exact), the longest chain of imports. The tree is told as the table
"import", a module behind those that it imports.
Cannot show: modules that were there from the start; and telling takes time itself, so that the times are greater than
those of `import_time`.
"""
from harness import cache_bytecode, parameters, skip, spawn, started_with, table, value

SINCE = {"tomllib": "3.11", "annotationlib": "3.14"}
PROGRAM = """
import sys
print("begin", file=sys.stderr, flush=True)
import {0}
{0}.__name__  # Where imports are lazy this is when it happens.
print("end", file=sys.stderr, flush=True)
"""


def read(line):
    own, cumulative, name = line.partition("import time:")[2].split("|")
    return name.strip(), (len(name) - len(name.lstrip()) - 1) // 2, int(own), int(cumulative)


def main(name):
    flags = started_with() + cache_bytecode(name) + ["-X", "importtime"]
    # A file, as programs are: from 3.13 on -c itself imports a module.
    with open("program.py", "w") as file:
        file.write(PROGRAM.format(name))
    code = spawn(flags + ["program.py"], errors="told")
    with open("told") as file:
        text = file.read()
    if code:
        reason = text.strip().splitlines()[-1][:200]
        skip("it cannot import %s: %s" % (name, reason), name in SINCE and "uv python install " + SINCE[name] or None)
    told = text.partition("begin\n")[2].partition("end\n")[0].splitlines()
    rows = [read(line) for line in told if line.startswith("import time:")]
    own = [row[2] for row in rows if row[0] == name]
    value("total", sum(row[3] for row in rows if row[1] == 0) / 1e3)
    value("own", own[0] / 1e3 if own else None)
    value("imports", len(rows))
    value("depth", max([row[1] + 1 for row in rows], default=0))
    table("import", ["module", "depth", "selfUs", "cumulativeUs"], rows)


if __name__ == "__main__":
    main(*parameters())
