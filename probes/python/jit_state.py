"""Look at what the just-in-time compiler does: whether it is there and on, when it begins, and what it compiles.

Parameters: none. It is switched by the variable PYTHON_JIT before a process starts, never inside one.
Values: state (exact): absent, off or on; firstCompiled (iterations, exact), the first iteration of a loop that ran as
machine code; loop (exact), recursion (exact), called (exact) and mapped (exact), how many compiled pieces begin in a
loop, in a function that calls itself, in one that a loop calls 20,000 times, and in one that map() calls as often;
loopBytes (bytes, exact), machine code for the loop. All but the first are nothing where the compiler is absent or
off.
Cannot show: whether it pays; `jit_warmup` and the loops of the catalogue with PYTHON_JIT=0 and 1 show that.
"""
import sys

from harness import parameters, value

ITERATIONS_MAX = 20000


def first_compiled(is_active):
    for iteration in range(ITERATIONS_MAX):
        if is_active():  # Does the code that asks run as machine code?
            return iteration
    return None


def loop(n):
    total = 0
    for number in range(n):
        total = total + number
    return total


def recursion(n):
    return n if n < 2 else recursion(n - 1) + recursion(n - 2)


def called(number):
    return number + 1


def mapped(number):
    return number + 1


def executors(function):
    """The compiled pieces that begin in a function's bytecode; None where it cannot be asked."""
    try:
        from _opcode import get_executor
    except ImportError:
        return None
    found = []
    for offset in range(0, len(function.__code__.co_code), 2):
        try:
            found.append(get_executor(function.__code__, offset))
        except (ValueError, RuntimeError):
            pass  # No compiled piece begins there.
    return [executor for executor in found if executor is not None]


def main():
    jit = getattr(sys, "_jit", None)
    is_on = jit is not None and jit.is_enabled()
    value("state", "on" if is_on else "off" if jit is not None and jit.is_available() else "absent")
    value("firstCompiled", first_compiled(jit.is_active) if is_on else None)
    loop(ITERATIONS_MAX)
    recursion(22)
    for number in range(ITERATIONS_MAX):
        called(number)
    for _ in map(mapped, range(ITERATIONS_MAX)):
        pass
    for function in loop, recursion, called, mapped:
        pieces = executors(function) if is_on else None
        value(function.__name__, None if pieces is None else len(pieces))
    pieces = (executors(loop) if is_on else None) or []
    code = [piece.get_jit_code() for piece in pieces if hasattr(piece, "get_jit_code")]
    value("loopBytes", sum(map(len, code)) if code and None not in code else None)


if __name__ == "__main__":
    main(*parameters())
