/** Programs that learners write for Part 1, and what is to be told about their loops. */

/** Title, program, and the kind and lines of its loops; lines are counted from 1. */
export const LOOP_PROGRAMS: readonly [
  name: string,
  source: string,
  kind: string,
  lines: readonly number[],
][] = [
  [
    "two loops side by side",
    `import time
t0 = time.perf_counter()
for _ in range(100):
    total = 0
    for i in range(1, 1000001):
        total += i
t1 = time.perf_counter()
for _ in range(100):
    sum_b = 0
    for j in range(1, 1000001):
        sum_b += j
t2 = time.perf_counter()
`,
    "two_equal_loops",
    [5, 10],
  ],
  [
    "while loops, timed by a function that calls them",
    `import time
def a():
    i = total = 0
    while i < 1_000_000:
        i += 1
        total += i
    return total
def b():
    k = s = 0
    while k < 1_000_000:
        k += 1
        s += k
    return s
def bench(f, reps):
    t = time.time()
    for _ in range(reps):
        f()
    return time.time() - t
print(bench(a, 100), bench(b, 100))
`,
    "two_equal_loops",
    [4, 10],
  ],
  [
    "a function called twice, its end a parameter",
    `import time
def loop(n):
    s = 0
    for i in range(1, n + 1):
        s += i
    return s
def measure(n, times):
    t = time.perf_counter()
    for _ in range(times):
        r = loop(n)
    return time.perf_counter() - t
x = measure(1_000_000, 100)
y = measure(1_000_000, 100)
`,
    "one_loop_twice",
    [4],
  ],
  [
    "a table of two functions",
    `from time import perf_counter as clock
N, REPS = 10**6, 10**2
def loop_a():
    t = 0
    for i in range(N + 1):
        t = t + i
    return t
def loop_b():
    x = 0
    for k in range(N + 1):
        x = x + k
    return x
times = []
for name, loop in (("A", loop_a), ("B", loop_b)):
    start = clock()
    for _ in range(REPS):
        loop()
    times.append(clock() - start)
`,
    "two_equal_loops",
    [5, 10],
  ],
  [
    "timeit, twice",
    `import timeit
def work():
    return sum(range(1, 1_000_001))
print(timeit.timeit(work, number=100), timeit.timeit(work, number=100))
`,
    "one_loop_twice",
    [3],
  ],
  [
    "timeit.repeat",
    `import timeit
def work():
    return sum(i for i in range(1, 1_000_001))
print(timeit.repeat(work, number=100, repeat=2))
`,
    "one_loop_twice",
    [3],
  ],
  [
    "a list of two runs",
    `import time
N = int(1e6)
def run():
    t = time.perf_counter()
    for _ in range(100):
        s = 0
        for i in range(1, N + 1):
            s += i
    return time.perf_counter() - t, s
(a, _), (b, _) = [run() for _ in range(2)]
`,
    "one_loop_twice",
    [7],
  ],
  [
    "methods",
    `import time
class Bench:
    N = 1000000
    def work(self):
        total = 0
        for i in range(1, self.N + 1):
            total += i
        return total
    def time(self):
        t = time.perf_counter()
        for _ in range(100):
            self.work()
        return time.perf_counter() - t
b = Bench()
print(b.time(), b.time())
`,
    "one_loop_twice",
    [6],
  ],
  [
    "a function inside a function",
    `import time
def main():
    n = 1_000_000
    repetitions = 100
    def tight():
        total = 0
        for i in range(1, n + 1):
            total += i
        return total
    results = []
    for label in "AB":
        t = time.perf_counter()
        for _ in range(repetitions):
            total = tight()
        results.append(time.perf_counter() - t)
main()
`,
    "one_loop_twice",
    [7],
  ],
  [
    "a loop beside a check of its sum",
    `import time
def loop_a():
    total = 0
    for i in range(1, 1_000_001):
        total += i
    return total
assert loop_a() == sum(range(1, 1_000_001))
def t():
    s = time.perf_counter()
    for _ in range(100): loop_a()
    return time.perf_counter() - s
a, b = t(), t()
`,
    "one_loop_twice",
    [4],
  ],
  [
    "numbers from the command line",
    `import sys, time
N = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
R = int(sys.argv[2]) if len(sys.argv) > 2 else 100
def loop():
    total = 0
    for i in range(1, N + 1):
        total += i
    return total
def t():
    s = time.perf_counter()
    for _ in range(R): loop()
    return time.perf_counter() - s
a, b = t(), t()
`,
    "one_loop_twice",
    [6],
  ],
  [
    "a range with a name",
    `import time
NUMBERS = range(1, 1_000_001)
for _ in range(100):
    for i in NUMBERS: x = x + i
for _ in range(100):
    for j in NUMBERS: y = y + j
`,
    "two_equal_loops",
    [4, 6],
  ],
  [
    "ends that differ by one",
    `import time
N, M = 1_000_000, 1_000_001
for _ in range(100):
    for i in range(1, N): x = x + i
for _ in range(100):
    for i in range(1, M): x = x + i
`,
    "loops_differ",
    [4, 6],
  ],
  [
    "repetitions that differ",
    `import time
for _ in range(100):
    for i in range(1, 1000001): x = x + i
for _ in range(50):
    for j in range(1, 1000001): y = y + j
`,
    "surroundings_differ",
    [3, 5],
  ],
  [
    "one more statement in one of the loops",
    `import time
def a():
    t = 0
    for i in range(1, 1000001):
        t += i
    return t
def b():
    t = 0
    for i in range(1, 1000001):
        t += i
        u = t * 2
    return t
def timed(f):
    s = time.perf_counter()
    for _ in range(100):
        f()
    return time.perf_counter() - s
for k in range(3):
    print(timed(a), timed(b))
`,
    "loops_differ",
    [4, 9],
  ],
  [
    "a single loop",
    `import time
s = time.perf_counter()
for _ in range(100):
    t = 0
    for i in range(1, 1000001):
        t += i
print(time.perf_counter() - s)
`,
    "one_loop_once",
    [5],
  ],
  [
    "a formula",
    `import time
n = 1_000_000
s = time.perf_counter()
for _ in range(100):
    t = n * (n + 1) // 2
print(time.perf_counter() - s)
`,
    "no_loop",
    [],
  ],
];
