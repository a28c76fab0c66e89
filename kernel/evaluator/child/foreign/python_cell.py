"""Run a cell's Python as a script whose traceback names the lines of the cell.

Usage: python_cell.py NAME FOLDER SCRIPT HANDED MARKER CELL [argument...]. SCRIPT is the cell's code, behind as many
empty lines as stand above it in the cell. How it failed is written to result.json in FOLDER; the value of its last
line, where the name HANDED is not empty, to value.json. MARKER and CELL are those of the kernel's frames: what goes
to stderr is framed into the same pipe as stdout, or nobody could tell which came first.
"""
import io
import linecache
import os
import sys
from _ast import Expr, Expression, PyCF_ONLY_AST

FOLDER = os.getcwd()

# With -I and -P the folder of this file does not come first.
HAS_SAFE_PATH = bool(getattr(sys.flags, "safe_path", False) or getattr(sys.flags, "isolated", False))
LIBRARY = sys.path[:] if HAS_SAFE_PATH else sys.path[1:]

# This file does without newer syntax, so that an older CPython can say that it is too old.
VERSION_MIN = (3, 7)

# As in the kernel's wire.ts: the type of a frame for stderr, and PIPE_BUF, up to which a write is never torn.
FRAME_STDERR = 2
FRAME_BYTES_MAX = 4096

# Larger ones JavaScript reads as the nearest that it has: 2**53 + 1 would arrive as 2**53.
EXACT_MAX = 2**53 - 1

# What is read at once; V8's longest text is 512 MiB. Chosen.
VALUE_BYTES_MAX = 200 * 1000 * 1000

# A traceback that nobody reads to its end is cut in the middle. Chosen.
LINES_KEPT = 100

# Looking up a million frames of a script with a high recursion limit took 25 s. Chosen: CPython itself prints 1000.
FRAMES_MAX = 2000

INSTEAD = {
    "set": "list() or sorted() of it",
    "frozenset": "list() or sorted() of it",
    "generator": "list() of it",
    "range": "list() of it",
    "map": "list() of it",
    "filter": "list() of it",
    "zip": "list() of it",
    "dict_keys": "list() of it",
    "dict_values": "list() of it",
    "dict_items": "dict() or list() of it",
    "deque": "list() of it",
    "bytes": "list() of it, or its decode()",
    "bytearray": "list() of it, or its decode()",
    "complex": "[z.real, z.imag]",
    "Decimal": "float() or str() of it",
    "Fraction": "float() or str() of it",
    "datetime": "its isoformat()",
    "date": "its isoformat()",
    "timedelta": "its total_seconds()",
    "PosixPath": "str() of it",
    "ndarray": "its tolist()",
    "DataFrame": 'its to_dict("records")',
    "Series": "its tolist()",
}


class FramedStderr(io.RawIOBase):
    """Puts what is written into the pipe of stdout, marked as stderr."""

    name = "<stderr>"

    def __init__(self, marker, cell):
        # Kept apart: the script may lead its own descriptor 1 elsewhere.
        self.pipe = os.dup(1)
        self.head = bytes.fromhex(marker) + bytes([FRAME_STDERR]) + int(cell).to_bytes(4, "big")

    def writable(self):
        return True

    def fileno(self):
        return 2

    def write(self, data):
        data = bytes(data)
        room = FRAME_BYTES_MAX - len(self.head) - 2
        for start in range(0, len(data), room):
            piece = data[start:start + room]
            os.write(self.pipe, self.head + len(piece).to_bytes(2, "big") + piece)
        return len(data)


def write_json(path, value, **options):
    import json

    text = json.dumps(value, separators=(",", ":"), **options)
    try:
        data = text.encode()
    except UnicodeEncodeError:
        # Half of a pair of surrogates, which only an escape can carry.
        options["ensure_ascii"] = True
        data = json.dumps(value, separators=(",", ":"), **options).encode()
    with open(path, "wb") as file:
        file.write(data)
    return data


def path_text(place):
    """A place in the value as TypeScript writes it, without the name in front: [3].ms"""
    parts = []
    while place is not None:
        place, key = place
        if isinstance(key, str) and key.isidentifier():
            parts.append("." + key)
        else:
            parts.append("[%s]" % (key if isinstance(key, int) else '"%s"' % key))
    return "".join(reversed(parts))


def fault_of(value):
    """The first part that JSON or TypeScript has no equal of, as (place, what it is); None where there is none."""
    waiting = [(value, None)]
    while waiting:
        part, place = waiting.pop()
        if part is None or isinstance(part, (str, bool)):
            continue
        if isinstance(part, int):
            if abs(part) > EXACT_MAX:
                return place, "an integer of %d bits, numbers of TypeScript have 53: use str() or float() of it" % part.bit_length()
        elif isinstance(part, float):
            if part != part or part in (float("inf"), float("-inf")):
                return place, "%r, which JSON does not have: use None or a text" % part
        elif isinstance(part, dict):
            for key in part:
                if not isinstance(key, (str, int, float, bool, type(None))):
                    return place, "a dict whose key %.50r is no text: use str() of it" % (key,)
            waiting.extend(((other, (place, key)) for key, other in reversed(list(part.items()))))
        elif isinstance(part, (list, tuple)):
            waiting.extend((part[index], (place, index)) for index in range(len(part) - 1, -1, -1))
        else:
            kind = type(part).__name__
            return place, "a %s, which JSON does not have: use %s" % (kind, INSTEAD.get(kind, "numbers, texts, lists and dicts"))
    return None


class HandOverError(Exception):
    """The value cannot be handed over."""


def fault_text(name, fault):
    place, what = fault
    return "%s%s is %s" % (name, path_text(place), what)


def hand_over(value, name, path):
    import re

    try:
        data = write_json(path, value, allow_nan=False, ensure_ascii=False)
    except RecursionError:
        raise HandOverError(name, "it is nested too deeply")
    except (TypeError, ValueError) as error:
        if "Circular" in str(error):
            raise HandOverError(name, "it contains itself")
        raise HandOverError(name, fault_text(name, fault_of(value) or (None, str(error))))
    if len(data) > VALUE_BYTES_MAX:
        raise HandOverError(name, "it takes %d MB as JSON, 200 MB are allowed: write it to a file" % (len(data) / 1e6))
    # Looked for in the text, where that is fast; in a text of the value it may stand too.
    if re.search(br"(?:^|[\[:,])-?\d{16,}(?=[,\]}]|$)", data):
        found = fault_of(value)
        if found is not None:
            raise HandOverError(name, fault_text(name, found))


def from_library(work, *given):
    """Calls `work` while imports mean the standard library: the notebook's folder may have a json.py of its own."""
    path, modules = sys.path[:], dict(sys.modules)
    own = {name.partition(".")[0] for name, module in modules.items() if is_beside(module, FOLDER)}
    for name in modules:
        if name.partition(".")[0] in own:
            del sys.modules[name]
    sys.path[:] = LIBRARY
    try:
        return work(*given)
    finally:
        sys.path[:] = path
        sys.modules.update(modules)


def is_beside(module, folder):
    parent, name = os.path.split(getattr(module, "__file__", None) or "")
    return folder == (os.path.dirname(parent) if name.startswith("__init__.") else parent)


def frames_of(error, name):
    """The script's part of the traceback, and how many frames are left out of its middle."""
    frames = []
    place = error.__traceback__
    while place is not None:
        code = place.tb_frame.f_code
        if code.co_filename == __file__ and frames:
            # What this file does for the script, such as writing to stderr.
            frames[-1].tb_next = None
            break
        if frames or code.co_filename == name:
            frames.append(place)
        place = place.tb_next
    left_out = max(0, len(frames) - FRAMES_MAX)
    if left_out > 0:
        frames[FRAMES_MAX // 2 - 1].tb_next = frames[-FRAMES_MAX // 2]
    return (frames[0] if frames else None), left_out


def message_of(error):
    try:
        return str(error.code if isinstance(error, SystemExit) else error)
    except Exception:
        return "<its text cannot be made>"


def report(error, path, script):
    """Writes how `script`, its name and its file, failed; frames of this file are left out."""
    import traceback

    name, message = type(error).__name__, message_of(error)
    if isinstance(error, HandOverError):
        name, message = "TypeError", "Cannot hand over %s: %s" % error.args
        lines = ["TypeError: " + message]
    else:
        cell, file = script
        frames, left_out = frames_of(error, cell)
        text = "".join(traceback.format_exception(type(error), error, frames))
        # A process of multiprocessing has read the file.
        lines = text.replace('"%s"' % file, '"%s"' % cell).rstrip("\n").split("\n")
        if left_out > 0:
            lines.append("[%d more frames left out]" % left_out)
    if isinstance(error, EOFError):
        lines.append('input() finds nothing in a cell: "%%python -- 1 2" gives the script arguments, in sys.argv')
    if len(lines) > 2 * LINES_KEPT:
        lines[LINES_KEPT:-LINES_KEPT] = ["  [%d lines left out]" % (len(lines) - 2 * LINES_KEPT)]
    write_json(path, {"name": name, "message": message, "lines": lines})


def value_of(source, name, scope, handed):
    tree = compile(source, name, "exec", PyCF_ONLY_AST, dont_inherit=True)
    if not tree.body or not isinstance(tree.body[-1], Expr):
        raise HandOverError(handed, "the last line is no expression: write what is to be handed over alone on it")
    last = Expression(tree.body.pop().value)
    exec(compile(tree, name, "exec", dont_inherit=True), scope)
    return eval(compile(last, name, "eval", dont_inherit=True), scope)


def main():
    name, folder, path, handed, marker, cell = sys.argv[1:7]
    sys.argv = [path] + sys.argv[7:]
    if sys.version_info < VERSION_MIN:
        versions = VERSION_MIN + tuple(sys.version_info)[:2]
        message = "Cannot run the script: cells need CPython %d.%d or later, this is %d.%d" % versions
        write_json(os.path.join(folder, "result.json"), {"name": "Error", "message": message, "lines": ["Error: " + message]})
        sys.exit(1)
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stderr = sys.__stderr__ = io.TextIOWrapper(
        FramedStderr(marker, cell), "utf-8", "backslashreplace", line_buffering=True, write_through=True
    )
    if not HAS_SAFE_PATH:
        # The notebook's folder instead of this file's.
        sys.path[0] = FOLDER
    with open(path, encoding="utf-8", newline="") as file:
        source = file.read()
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    module = sys.modules["__main__"] = type(sys)("__main__")
    # A process of multiprocessing that starts anew reads the script there.
    module.__file__ = path
    process = os.getpid()
    try:
        if handed:
            value = value_of(source, name, module.__dict__, handed)
            if os.getpid() == process:
                from_library(hand_over, value, handed, os.path.join(folder, "value.json"))
        else:
            exec(compile(source, name, "exec", dont_inherit=True), module.__dict__)
    except BaseException as error:
        if isinstance(error, SystemExit) and error.code in (None, 0):
            return
        if os.getpid() != process:
            # Somebody's fork(): how it ends is for the script to say.
            if not isinstance(error, SystemExit):
                error.__traceback__ = frames_of(error, name)[0]
                sys.excepthook(type(error), error, error.__traceback__)
                sys.exit(1)
            raise
        import _signal

        # The kernel asks more than once, and a folder may have a signal.py.
        _signal.signal(_signal.SIGINT, _signal.SIG_IGN)
        from_library(report, error, os.path.join(folder, "result.json"), (name, path))
        _signal.signal(_signal.SIGINT, _signal.default_int_handler)
        sys.exit(error.code if isinstance(error, SystemExit) and isinstance(error.code, int) else 1)


if __name__ == "__main__":
    main()
