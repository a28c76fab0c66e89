"""Say what this interpreter is, as one line of JSON. Facts are tried out, not read off the version."""
import gc
import json
import os
import sys
import sysconfig

config = sysconfig.get_config_var

# Modules that distributions and hand-made builds leave out, and what to look for.
OPTIONAL_MODULES = (
    ("asyncio", "asyncio"), ("bz2", "_bz2"), ("cProfile", "_lsprof"), ("ctypes", "_ctypes"),
    ("ensurepip", "ensurepip"), ("hashlib", "_hashlib"), ("lzma", "_lzma"),
    ("multiprocessing", "_multiprocessing"), ("resource", "resource"), ("socket", "_socket"),
    ("sqlite3", "_sqlite3"), ("ssl", "_ssl"), ("tracemalloc", "_tracemalloc"), ("venv", "venv"),
    ("zlib", "zlib"),
)


def collector():
    # A build without the lock has a collector of its own, without generations, whatever it is asked for.
    if config("Py_GIL_DISABLED"):
        return "free-threaded"
    if sys.version_info < (3, 8):
        return "unknown"
    # A young collection moves survivors to generation 1 only where there are generations;
    # 3.14.0 to 3.14.4 were incremental, 3.14.5 was not, so the version cannot tell.
    gc.collect()
    keep = []
    keep.append(keep)
    gc.collect(0)
    moved = any(item is keep for item in gc.get_objects(generation=1))
    return "generational" if moved else "incremental"


def jit():
    state = getattr(sys, "_jit", None)
    if state is not None:
        return "absent" if not state.is_available() else "on" if state.is_enabled() else "off"
    # 3.13 can have one and nothing to ask; the flags of its build say how it starts (1 is on, 3 is off).
    flags = config("PY_CORE_CFLAGS") or ""
    if "-D_Py_JIT" not in flags:
        return "absent"
    return "on" if "-D_Py_TIER2=1" in flags else "off"


def remote_attach():
    if not hasattr(sys, "remote_exec"):
        return "absent"
    return "on" if getattr(sys, "is_remote_debug_enabled", lambda: True)() else "off"


def hot(count):
    total = 0
    for index in range(count):
        total = total + index
    return total


def specializes():
    # Whether the addition has been replaced by one for integers after it ran often; caches beside it change in any case.
    for _ in range(10):
        hot(100)
    code = hot.__code__
    if not hasattr(code, "_co_code_adaptive"):
        return False
    from opcode import opmap
    plain, adaptive = code.co_code, code._co_code_adaptive
    places = [place for place in range(0, len(plain), 2) if plain[place] == opmap["BINARY_OP"]]
    return any(adaptive[place] != plain[place] for place in places)


def specialization():
    if not specializes():
        return "absent"
    if sys.version_info < (3, 14):
        return "always"
    # There is nothing to ask for the switch, so it is tried out. No release before has it: that saves a process.
    environment = dict(os.environ, PYTHON_SPECIALIZATION_OFF="1")
    command = [sys.executable, "-s", "-S", os.path.abspath(__file__), "specializes"]
    # Anything but 1, which says no, comes from a program that could not be started.
    return "switchable" if os.spawnve(os.P_WAIT, sys.executable, command, environment) == 1 else "always"


def defers_annotations():
    try:
        exec("def probe(value: nobody_knows_this_name): pass", {})
    except (NameError, SyntaxError):
        return False
    return True


def has_module(name):
    # Asks where it would come from without running it.
    if name in sys.builtin_module_names:
        return True
    return any(finder.find_spec(name, None) for finder in sys.meta_path if hasattr(finder, "find_spec"))


def has_subinterpreters():
    # 3.12 and 3.13 have the machinery under private names, and nothing that a program should use.
    try:
        import _interpreters  # noqa: F401  (the module behind concurrent.interpreters)
        import concurrent
    except ImportError:
        return False
    return any(os.path.exists(os.path.join(folder, "interpreters")) for folder in concurrent.__path__)


def library():
    """The file of the shared libpython; None where the program holds all of it, False where that is not told."""
    try:
        with open("/proc/self/maps") as maps:
            mapped = [line.split(None, 5)[-1].strip() for line in maps if "libpython" in line]
        return mapped[0] if mapped else None
    except (IOError, OSError):
        # Not Linux. Debian records a shared library for a program that does not use it: only "no" can be believed.
        if config("PYTHONFRAMEWORK"):
            return os.path.join(config("PYTHONFRAMEWORKPREFIX") or "", config("LDLIBRARY") or "")
        return False if config("Py_ENABLE_SHARED") else None


def base_executable():
    """The program that a virtual environment was made from; None outside of one."""
    here = os.path.dirname(sys.executable or "")
    places = [os.path.join(folder, "pyvenv.cfg") for folder in (here, os.path.dirname(here))]
    if not any(os.path.exists(place) for place in places):
        return None
    base = getattr(sys, "_base_executable", None)
    if base is None or base == sys.executable:
        name = "python%d.%d%s" % (sys.version_info[:2] + (getattr(sys, "abiflags", ""),))
        base = os.path.join(getattr(sys, "base_prefix", sys.prefix), "bin", name)
    return os.path.realpath(base)


def recorded(*signs):
    # None: there is no record, which is not the same as "no". Debian runs the optimised build by hand.
    arguments = config("CONFIG_ARGS")
    flags = " ".join([arguments or "", config("PY_CORE_CFLAGS") or "", config("PY_LDFLAGS") or ""])
    if any(sign in flags for sign in signs):
        return True
    return None if not arguments or is_debian() else False


def is_debian():
    # The second sign, the folder of its build machines, is for those from before 3.10.
    return "deb_system" in sysconfig.get_scheme_names() or "=/build/python" in (config("CONFIG_ARGS") or "")


def main():
    python = getattr(sys, "implementation", None)
    if python is not None and python.name != "cpython":
        # What follows is CPython's own; others need not have it.
        print(json.dumps({"event": "other", "implementation": python.name, "version": sys.version.split()[0]}))
        return
    file = library()
    folders = [os.path.dirname(os.__file__)] + [path for path in sys.path if path.endswith("lib-dynload")]
    print(json.dumps({
        "event": "facts",
        "implementation": "cpython",
        "version": sys.version.split()[0],
        "versionInfo": list(sys.version_info[:3]),
        "releaseLevel": sys.version_info[3],
        "banner": " ".join(sys.version.split()),
        "executable": sys.executable or "",
        "prefix": os.path.realpath(getattr(sys, "base_prefix", sys.prefix)),
        "baseExecutable": base_executable(),
        "files": ([file] if file else []) + folders,
        "freeThreaded": bool(config("Py_GIL_DISABLED")),
        "gilEnabled": bool(getattr(sys, "_is_gil_enabled", lambda: True)()),
        "jit": jit(),
        "collector": collector(),
        "tailCalls": bool(config("Py_TAIL_CALL_INTERP") or config("_Py_TAIL_CALL_INTERP")),
        "subinterpreters": has_subinterpreters(),
        "remoteAttach": remote_attach(),
        "specialization": specialization(),
        "deferredAnnotations": defers_annotations(),
        "debug": hasattr(sys, "gettotalrefcount"),
        "bits": 64 if sys.maxsize > 2 ** 32 else 32,
        "missingModules": [name for name, file in OPTIONAL_MODULES if not has_module(file)],
        "shared": None if file is False else file is not None,
        "pgo": recorded("--enable-optimizations", "-fprofile-use", "-fprofile-instr-use"),
        "lto": recorded("--with-lto", "-flto"),
        "debian": is_debian(),
        "standalone": bool(config("PYTHON_BUILD_STANDALONE")) or "--prefix=/install" in (config("CONFIG_ARGS") or ""),
        "conda": os.path.isdir(os.path.join(sys.prefix, "conda-meta")),
    }))


if __name__ == "__main__":
    if sys.argv[1:] == ["specializes"]:
        sys.exit(0 if specializes() else 1)
    main()
