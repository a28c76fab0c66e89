"""Look at the number that bytecode files bear, and hand the interpreter one with another number.

Writes bytecode into the current folder (a temporary one) as any CPython does, once with this interpreter's own number
and once with another, and imports both: without a source, and as the cache of one. Its code says "cached", the source
"source".

Parameters: OTHER, the number that the foreign file bears, for example that of another CPython; 0 is the next number.
Values: magic (exact), the number of this CPython; own (exact) and other (exact), what came of importing the file
without a source; ownCache (exact) and otherCache (exact), which of the two was used with a source beside it.
Cannot show: whether foreign bytecode would have worked. Nobody tries: the number is read before anything else.
"""
import marshal
import posix
import sys

from harness import parameters, state, value
from _frozen_importlib_external import MAGIC_NUMBER, cache_from_source

SOURCE = b'SAYS = "source"\n'
CODE = marshal.dumps(compile('SAYS = "cached"', "cached", "exec"))


def write(path, *parts):
    with open(path, "wb") as file:
        file.write(b"".join(parts))


def four_bytes(number):
    return (number & 0xFFFFFFFF).to_bytes(4, "little")


def alone(name, magic):
    write(name + ".pyc", magic, bytes(12), CODE)
    try:
        return "imported: " + __import__(name).SAYS
    except ImportError as error:
        # The text goes on with the bytes of the number.
        return "ImportError: " + str(error).split(":")[0]


def as_cache(name, magic):
    write(name + ".py", SOURCE)
    changed = int(posix.stat(name + ".py").st_mtime)
    # All but the number fits, so that nothing else can be the reason.
    path = cache_from_source(posix.getcwd() + "/" + name + ".py")
    folder = path.rpartition("/")[0]
    try:
        posix.mkdir(folder)
    except FileExistsError:
        pass  # Made for the other file.
    write(path, magic, four_bytes(0), four_bytes(changed), four_bytes(len(SOURCE)), CODE)
    return __import__(name).SAYS


def main(other):
    state()
    sys.path.insert(0, posix.getcwd())
    own = int.from_bytes(MAGIC_NUMBER[:2], "little")
    foreign = (other or own + 1).to_bytes(2, "little") + MAGIC_NUMBER[2:]
    value("magic", own)
    value("own", alone("own", MAGIC_NUMBER))
    value("other", alone("foreign", foreign))
    value("ownCache", as_cache("own_cache", MAGIC_NUMBER))
    value("otherCache", as_cache("foreign_cache", foreign))


if __name__ == "__main__":
    main(*parameters())
