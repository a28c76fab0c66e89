# Runs one of the hidden programs and looks into it with one tool. In front of this stands SOURCES, the text of each
# program by its name. Runs on CPython 3.8 and later.
#
# Parameters: PROGRAM. TOOL. cProfile: counts and times every call. callbacks: the collector tells when it begins and
# ends. shares: both at once, by a twin of the program with a clock around each call of a function that is written in C.
# MS: how long a run is to take, about; its length is found once, before the clock starts.
import ast
import gc
import importlib
import os
import sys
import time

from harness import events, parameters, table, value

now = time.perf_counter_ns
TRIED_PART = 8
LONGER_MAX = 100
SHOWN_MAX = 25


def write_files():
    # All of them, so that whoever looks into the folder finds three files of one size.
    for name, source in SOURCES.items():
        with open(name + ".py", "w") as file:
            file.write(source)
    sys.path.insert(0, os.getcwd())


def fit_length(module, ms):
    """Let the program do as much as takes that long. What it runs on is made by now, and its bytecode is warm."""
    times = module.TIMES
    module.TIMES = 1
    module.run()  # The first sorting of a list takes longer than the next ones.
    module.TIMES = times // TRIED_PART
    began = now()
    module.run()
    wanted = module.TIMES * ms * 1e6 / max(1, now() - began)
    module.TIMES = max(1, min(int(wanted), times * LONGER_MAX))
    gc.collect()


def loaded(program, ms):
    module = importlib.import_module(program)
    fit_length(module, ms)
    return module


class Pauses:
    """Every collection: when it began and how long it took."""

    def __init__(self):
        self.began, self.lengths, self.generations = [], [], []

    def __call__(self, phase, info):
        if phase == "start":
            self.began.append(now())
        else:
            self.lengths.append(now() - self.began[-1])
            self.generations.append(info["generation"])


def run_timed(module):
    began = now()
    module.run()
    return began, now() - began


def with_cprofile(program, ms):
    import cProfile
    import pstats

    module = loaded(program, ms)
    profile = cProfile.Profile()
    began = now()
    profile.runcall(module.run)
    wall = now() - began
    told = []
    for (path, _, name), (_, calls, own, total, _) in pstats.Stats(profile).stats.items():
        place = name if path == "~" else os.path.basename(path).rpartition(".")[0] + ":" + name
        told.append((place, calls, own * 1e3, total * 1e3))
    told.sort(key=lambda row: -row[2])
    table("function", ["name", "calls", "ownMs", "totalMs"], told[:SHOWN_MAX])
    return {"time": wall / 1e6}


def with_callbacks(program, ms):
    module, pauses = loaded(program, ms), Pauses()
    gc.callbacks.append(pauses)
    began, wall = run_timed(module)
    gc.callbacks.remove(pauses)
    events("pause", pauses.lengths, [start - began for start in pauses.began], pauses.generations)
    return {"time": wall / 1e6, "collections": len(pauses.lengths), "paused": sum(pauses.lengths) / 1e6}


class Clocked(ast.NodeTransformer):
    """Puts a clock around each call."""

    def visit_Call(self, node):
        self.generic_visit(node)
        clock = ast.copy_location(ast.Name("call_by_clock", ast.Load()), node)
        return ast.copy_location(ast.Call(clock, [node.func] + node.args, node.keywords), node)


def twin_of(program, pauses):
    path, spent = program + ".py", [0]

    def call_by_clock(function, *arguments, **named):
        # Classes are called by bytecode, and collecting is not what a library does for a program.
        if isinstance(function, type) or not is_native(function) or function is gc.collect:
            return function(*arguments, **named)
        paused, began = sum(pauses.lengths), now()
        given = function(*arguments, **named)
        spent[0] += now() - began - (sum(pauses.lengths) - paused)
        return given

    with open(path) as file:
        tree = ast.fix_missing_locations(Clocked().visit(ast.parse(file.read())))
    twin = type(ast)(program)
    twin.call_by_clock = call_by_clock
    exec(compile(tree, path, "exec"), twin.__dict__)
    return twin, spent


def is_native(function):
    return not hasattr(function, "__code__") and not hasattr(getattr(function, "__func__", None), "__code__")


def with_shares(program, ms):
    pauses = Pauses()
    twin, spent = twin_of(program, pauses)
    fit_length(twin, ms)
    spent[0] = 0
    gc.callbacks.append(pauses)
    _, wall = run_timed(twin)
    gc.callbacks.remove(pauses)
    collector, library = 100 * sum(pauses.lengths) / wall, 100 * spent[0] / wall
    return {
        "time": wall / 1e6,
        "collections": len(pauses.lengths),
        "paused": sum(pauses.lengths) / 1e6,
        "interpreter": 100 - collector - library,
        "library": library,
        "collector": collector,
    }


TOOLS = {"cProfile": with_cprofile, "callbacks": with_callbacks, "shares": with_shares}


def main(program, tool, ms):
    write_files()
    told = TOOLS[tool](program, ms)
    for name in "time", "collections", "paused", "interpreter", "library", "collector":
        value(name, told.get(name))


main(*parameters())
