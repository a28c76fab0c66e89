"""One of three programs that take about as long as each other. What limits this one?"""
try:
    import hashlib
except ImportError:  # Left out of some builds.
    hashlib = None

TIMES = 24
DATA = bytes(range(256)) * 4096
NUMBERS = [number * 7919 % 300007 for number in range(300000)]
LETTERS = bytes(range(255, -1, -1))


def step():
    if hashlib is not None:
        hashlib.sha256(DATA)
    DATA.translate(LETTERS)
    NUMBERS.sort()
    NUMBERS.reverse()
    return sum(NUMBERS) + max(NUMBERS)


def run():
    total = 0
    for _ in range(TIMES):
        total += step()
    return total
