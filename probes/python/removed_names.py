"""Ask for names of the standard library that CPython 3.10 has, and for what a program gets without asking.

Parameters: none.
Values: gone (exact), how many of ten names are not there any more; whether there is, yes or no: binhex (exact),
getargspec (exact) of inspect, distutils (exact), imp (exact), asyncore (exact), cgi (exact), telnetlib (exact),
findLoader (exact) of pkgutil, num (exact) of ast, noTypeCheckDecorator (exact) of typing; and tomllib (exact), which is
not counted: it is a later one. startMethod (exact), how multiprocessing starts processes; encoding (exact), whether
texts are read as UTF-8 whatever the locale says; eventLoop (exact), whether asyncio makes a loop for who asks for one
and has none.
Cannot show: whether anybody used a name. A distribution may leave out a module that its CPython had.
"""
import importlib
import importlib.util
import sys
import warnings

from harness import parameters, state, value

NAMES = {
    "binhex": "binhex",
    "getargspec": "inspect.getargspec",
    "distutils": "distutils",
    "imp": "imp",
    "asyncore": "asyncore",
    "cgi": "cgi",
    "telnetlib": "telnetlib",
    "findLoader": "pkgutil.find_loader",
    "num": "ast.Num",
    "noTypeCheckDecorator": "typing.no_type_check_decorator",
}


def is_there(name):
    module, _, attribute = name.partition(".")
    if not attribute:
        return importlib.util.find_spec(module) is not None  # Not imported: some of them warn, or start something.
    return hasattr(importlib.import_module(module), attribute)


def event_loop():
    import asyncio

    try:
        asyncio.get_event_loop().close()
    except RuntimeError:
        return "refused"
    return "made"


def start_method():
    try:
        import multiprocessing

        return multiprocessing.get_start_method()
    except ImportError:
        return None


def main():
    state()
    warnings.simplefilter("ignore")
    found = {key: is_there(name) for key, name in NAMES.items()}
    value("gone", list(found.values()).count(False))
    for key, is_found in found.items():
        value(key, "yes" if is_found else "no")
    value("tomllib", "yes" if is_there("tomllib") else "no")
    value("startMethod", start_method())
    value("encoding", "always UTF-8" if sys.flags.utf8_mode else "by the locale")
    value("eventLoop", event_loop())


if __name__ == "__main__":
    main(*parameters())
