"""Say how this interpreter was built, as one line of JSON; null is what it does not tell."""
import json
import platform
import sys
import sysconfig


def variable(name):
    value = sysconfig.get_config_var(name)
    return None if value is None else str(value)


if __name__ == "__main__":
    debug = sysconfig.get_config_var("Py_DEBUG")
    print(json.dumps({
        "event": "program",
        "banner": sys.version,
        "configArgs": variable("CONFIG_ARGS"),
        "cflags": variable("PY_CFLAGS"),
        # Where there is no such variable, the counter of references that only debug builds have tells it.
        "isDebug": bool(debug) if debug is not None else hasattr(sys, "gettotalrefcount"),
        "buildDate": platform.python_build()[1] or None,
    }))
