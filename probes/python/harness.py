"""What the probe scripts share: parameters, the state of the process, timings in turns, and the lines that are printed.

`start.py` makes it importable. Every line that is printed is one JSON event. A script of the catalogue says in its
docstring, line by line: what it measures; "Parameters:" in the order of its entry; "Values:" as `key (unit, kind)`; and
"Cannot show:". Neither json nor os is imported: they cost milliseconds, and count where loaded modules are counted.
"""
import gc
import posix
import sys
import time

# The reader takes no longer lists in one line.
LINE_EVENTS_MAX = 500

# A line may have 32,768 characters: some 600 a row.
TABLE_ROWS_MAX = 50

is_state_said = False


def parameters():
    """The probe's parameters in the order of its entry in the catalogue; whole numbers are numbers."""
    return [int(text) if text.lstrip("-").isdigit() else text for text in sys.argv[3:]]


def time_slices(function, *argument):
    """Print how long LOOPS calls of the function take, SLICES times. It is called with one argument or none."""
    import resource

    loops, slice_count = int(sys.argv[1]), int(sys.argv[2])
    place = take_place(wait())
    state(emptyLoopNs=empty_loop_ns(), **place)
    for _ in range(slice_count):
        wait()
        # Switches tell a slice that had to give way to another program from one that ran undisturbed.
        switches = resource.getrusage(resource.RUSAGE_SELF).ru_nivcsw
        wall_ns, cpu_ns = time_calls_with(loops, function, *argument) if argument else time_calls(loops, function)
        switches = resource.getrusage(resource.RUSAGE_SELF).ru_nivcsw - switches
        line = '{"event":"slice","loops":%d,"wallNs":%d,"cpuNs":%d,"switches":%d}'
        print(line % (loops, wall_ns, cpu_ns, switches), flush=True)


def time_calls_with(loops, function, argument):
    # Not *argument: passing it on as a list would be another kind of call, which takes longer.
    wall_ns, cpu_ns = time.perf_counter_ns(), time.process_time_ns()
    for _ in range(loops):
        function(argument)
    return time.perf_counter_ns() - wall_ns, time.process_time_ns() - cpu_ns


def time_calls(loops, function):
    wall_ns, cpu_ns = time.perf_counter_ns(), time.process_time_ns()
    for _ in range(loops):
        function()
    return time.perf_counter_ns() - wall_ns, time.process_time_ns() - cpu_ns


def value(name, given):
    """Print a value of kind `once` or `exact`: a number, a text, or None where this CPython has no such thing."""
    state()
    print('{"event":"value","name":"%s","value":%s}' % (name, json(given)))


def events(name, durations, starts=None, groups=None):
    """Print a list of times in ns, which the catalogue reduces. An empty one, too: that nothing happened is a finding."""
    state()
    for at in range(0, len(durations) or 1, LINE_EVENTS_MAX):
        part = slice(at, at + LINE_EVENTS_MAX)
        columns = [("startNs", starts), ("durationNs", durations), ("group", groups)]
        given = "".join(',"%s":%s' % (key, column[part]) for key, column in columns if column is not None)
        print('{"event":"events","name":"%s"%s}' % (name, given))


def table(name, columns, rows):
    """Print what is no single number, one row each: lines of a listing, imports, frames. Texts, numbers, or None."""
    state()
    for at in range(0, len(rows) or 1, TABLE_ROWS_MAX):
        given = json(columns), json(rows[at:at + TABLE_ROWS_MAX])
        print('{"event":"table","name":"%s","columns":%s,"rows":%s}' % (name, *given))


def skip(reason, remedy=None):
    """End the process: this CPython cannot show it, why, and what would help, for example `uv python install 3.14t`."""
    print('{"event":"skip","reason":%s,"remedy":%s}' % (json(reason), json(remedy)))
    raise SystemExit


def state(**more):
    """Say with what this very process runs, so that nobody has to trust how it was started. Only the first call counts.

    The functions above call it; a script calls it where its own settings, such as the collector's, are to be in it.
    """
    global is_state_said
    if is_state_said:
        return
    is_state_said = True
    facts = {
        "version": sys.version.split()[0],
        "gil": getattr(sys, "_is_gil_enabled", lambda: True)(),
        "jit": sys._jit.is_enabled() if hasattr(sys, "_jit") else False,
        "specialization": is_specializing(),
        "gcEnabled": gc.isenabled(),
        "gcThreshold": list(gc.get_threshold()),
        "options": sorted(name + ("" if set_to is True else "=" + set_to) for name, set_to in sys._xoptions.items()),
        "clockNs": time.get_clock_info("perf_counter").resolution * 1e9,
    }
    facts.update(more)
    print('{"event":"state",%s}' % ",".join('"%s":%s' % (key, json(facts[key])) for key in facts), flush=True)


def is_specializing():
    # Seen, not asked: does bytecode that is warm become another? Before 3.11 there is nothing of that kind.
    def add(left, right):
        return left + right

    code = add.__code__
    if not hasattr(code, "_co_code_adaptive"):
        return False
    for _ in range(100):
        add(1, 1)
    opcodes = zip(code.co_code[2::2], code._co_code_adaptive[2::2])  # Without the first, which changes in any case.
    return any(plain and plain != warm for plain, warm in opcodes)


def collector():
    """The kind of collector, tried out by two collections: only one with generations moves what survives to the next."""
    if "t" in sys.abiflags:
        return "free-threaded"
    gc.collect()
    keep = []
    keep.append(keep)
    gc.collect(0)
    return "generational" if any(item is keep for item in gc.get_objects(generation=1)) else "incremental"


def started_with():
    """The flags of this very process, for another one that is to be like it."""
    flags = ["-s", "-S"] + ["-P"] * getattr(sys.flags, "safe_path", False) + ["-B"] * sys.dont_write_bytecode
    flags += ["-O"] * sys.flags.optimize
    return flags + ["-X" + name + ("" if set_to is True else "=" + set_to) for name, set_to in sys._xoptions.items()]


def cache_bytecode(module):
    """See to it that a module's bytecode is cached, as at all starts of a program but its first.

    Where it is not another process imports it. Gives the flags with which it is found: none, or the current folder
    where nothing can be written beside the sources.
    """
    if is_cached(module):
        return []
    elsewhere = ["-Xpycache_prefix=" + posix.getcwd()]
    is_done = spawn(started_with() + ["-c", CACHE % module]) != NOT_CACHED
    if is_done or sys.dont_write_bytecode:
        return []
    spawn(started_with() + elsewhere + ["-c", CACHE % module])
    return elsewhere


def is_cached(module):
    # Looked up by hand: asking the import system would do a part of what is timed.
    from _frozen_importlib_external import cache_from_source

    for folder in sys.path:
        for end in ".py", "/__init__.py":
            source = folder + "/" + module.replace(".", "/") + end
            if exists(source):
                # With its own the bytecode of all that it imports was written.
                return exists(cache_from_source(source))
    return False


def exists(path):
    try:
        return bool(posix.stat(path))
    except OSError:
        return False


# Its exit code says whether all bytecode that it used lies in a file by now.
NOT_CACHED = 3
CACHE = """
import %s, posix, sys
for module in list(sys.modules.values()):
    cached = getattr(getattr(module, "__spec__", None), "cached", None)
    if cached is not None:
        try:
            posix.stat(cached)
        except OSError:
            posix._exit(3)
"""


def spawn(arguments, errors="/dev/null"):
    """Run another process of this program to its end; its exit code. What it says of errors goes to a file.

    Not os.fork: after it our own pages would be copied as they are written, in the middle of a timing.
    """
    how = posix.O_WRONLY | posix.O_CREAT
    targets = [(1, "/dev/null"), (2, errors)]
    streams = [(posix.POSIX_SPAWN_OPEN, descriptor, path, how, 0o600) for descriptor, path in targets]
    child = posix.posix_spawn(sys.executable, [sys.executable] + arguments, posix.environ, file_actions=streams)
    status = posix.waitpid(child, 0)[1]
    return status >> 8 or status  # A signal is no success either.


def wait():
    # With PROBEBOOK_TURNS others have their turn until a line comes; the first one names the processor to run on.
    return sys.stdin.readline() if b"PROBEBOOK_TURNS" in posix.environ else ""


def take_place(processor):
    # Processes can take turns only where they can be kept on one processor, which macOS does not offer.
    if not hasattr(posix, "sched_setaffinity"):
        return {}
    if processor:
        posix.sched_setaffinity(0, {int(processor)})
    return {"processors": sorted(posix.sched_getaffinity(0))}


def empty_loop_ns():
    # The loop around the calls: told, so that everybody sees how little it is; never subtracted.
    passes = 1000
    begin_ns = time.perf_counter_ns()
    for _ in range(passes):
        pass
    return (time.perf_counter_ns() - begin_ns) / passes


def json(given):
    if given is None or isinstance(given, bool):
        return {None: "null", True: "true", False: "false"}[given]
    if isinstance(given, (list, tuple)):
        return "[%s]" % ",".join(map(json, given))
    if not isinstance(given, str):
        return repr(given)
    return '"%s"' % "".join(sign if " " <= sign < "\x7f" and sign not in '"\\' else escape(sign) for sign in given)


def escape(sign):
    point = ord(sign)
    if point < 0x10000:
        return "\\u%04x" % point
    return "\\u%04x\\u%04x" % (0xD7C0 + (point >> 10), 0xDC00 + (point & 0x3FF))


def tell_collector(setting):
    # A treatment of any script: "off", or thresholds such as "5000" or "5000,10,10".
    if setting == "off":
        gc.disable()
    elif setting:
        gc.set_threshold(*map(int, setting.split(",")))


tell_collector(posix.environ.get(b"PROBEBOOK_GC", b"").decode())
