"""Time a recursive function that does little but call itself: Fibonacci's numbers by their definition.

Parameters: N, which of the numbers. The number 16 takes 3,193 calls, each further one 1.6 times as many.
Values: call (ms, slices), the time for the number.
Cannot show: what any program gains that calls less often; nobody computes these numbers in this way.
"""
from harness import parameters, time_slices


def fibonacci(n):
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


if __name__ == "__main__":
    time_slices(fibonacci, *parameters())
