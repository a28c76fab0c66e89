"""Say what this interpreter is, as one line of JSON. Facts are tried out, not read off the version."""
import gc
import json
import os
import sys


def collector():
    # A young collection moves survivors to generation 1 only where there are generations;
    # 3.14.0 to 3.14.4 were incremental, 3.14.5 was not, so the version cannot tell.
    if not hasattr(gc, "get_freeze_count") or sys.version_info < (3, 8):
        return "unknown"
    gc.collect()
    keep = []
    keep.append(keep)
    gc.collect(0)
    moved = any(item is keep for item in gc.get_objects(generation=1))
    return "generational" if moved else "incremental"


def jit():
    state = getattr(sys, "_jit", None)
    if state is None or not state.is_available():
        return "absent"
    return "on" if state.is_enabled() else "off"


def main():
    import sysconfig

    config = sysconfig.get_config_var
    free_threaded = bool(config("Py_GIL_DISABLED"))
    is_gil_enabled = getattr(sys, "_is_gil_enabled", lambda: True)
    tail_calls = config("Py_TAIL_CALL_INTERP") or config("_Py_TAIL_CALL_INTERP")
    implementation = getattr(sys, "implementation", None)
    print(json.dumps({
        "event": "facts",
        "implementation": implementation.name if implementation else "cpython",
        "version": sys.version.split()[0],
        "versionInfo": list(sys.version_info[:3]),
        "releaseLevel": sys.version_info[3],
        "banner": " ".join(sys.version.split()),
        "executable": sys.executable or "",
        "prefix": os.path.realpath(sys.prefix),
        "freeThreaded": free_threaded,
        "gilEnabled": bool(is_gil_enabled()),
        "jit": jit(),
        "collector": collector(),
        "tailCalls": bool(tail_calls),
        "subinterpreters": sys.version_info >= (3, 14) and has_subinterpreters(),
        "debug": hasattr(sys, "gettotalrefcount"),
        "pgo": "--enable-optimizations" in (config("CONFIG_ARGS") or ""),
        "debianSchemes": "deb_system" in sysconfig.get_scheme_names(),
        "standalone": bool(config("PYTHON_BUILD_STANDALONE")),
        "conda": os.path.isdir(os.path.join(sys.prefix, "conda-meta")),
    }))


def has_subinterpreters():
    try:
        import _interpreters  # noqa: F401  (the module behind concurrent.interpreters)
    except ImportError:
        return False
    return True


if __name__ == "__main__":
    main()
