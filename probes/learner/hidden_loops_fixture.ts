/** Programs of learners in which no name calls the loop directly, or in which it stands in a text. */

/** Title, program, and the kind and lines of its loops; lines are counted from 1. */
export const HIDDEN_LOOPS: readonly [
  name: string,
  source: string,
  kind: string,
  lines: readonly number[],
][] = [
  [
    "timeit of a text that calls the function",
    `import timeit
def work():
    total = 0
    for i in range(1, 1_000_001):
        total += i
    return total
a = timeit.timeit("work()", globals=globals(), number=100)
b = timeit.timeit("work()", globals=globals(), number=100)
`,
    "one_loop_twice",
    [4],
  ],
  [
    "timeit of a text that is the loop",
    `import timeit
LOOP = """
total = 0
for i in range(1, 1_000_001):
    total += i
"""
a = timeit.timeit(LOOP, number=100)
b = timeit.timeit(LOOP, number=100)
`,
    "one_loop_twice",
    [4],
  ],
  [
    "timeit of two equal texts",
    `import timeit
a = timeit.timeit("t = 0\\nfor i in range(1, 1000001): t += i", number=100)
b = timeit.timeit("s = 0\\nfor i in range(1, 1000001): s += i", number=100)
`,
    "two_equal_loops",
    [2, 3],
  ],
  [
    "an object that is called",
    `import time
class Loop:
    def __call__(self):
        total = 0
        for i in range(1, 1_000_001):
            total += i
        return total
loop = Loop()
def t():
    s = time.perf_counter()
    for _ in range(100): loop()
    return time.perf_counter() - s
a, b = t(), t()
`,
    "one_loop_twice",
    [5],
  ],
  [
    "a partial function that is handed on",
    `import time
from functools import partial
def loop(last):
    total = 0
    for i in range(1, last + 1):
        total += i
    return total
job = partial(loop, 1_000_000)
def t(f):
    s = time.perf_counter()
    for _ in range(100): f()
    return time.perf_counter() - s
a, b = t(job), t(job)
`,
    "one_loop_twice",
    [5],
  ],
  [
    "two runs by map()",
    `import time
def loop():
    total = 0
    for i in range(1, 1_000_001):
        total += i
    return total
def t(label):
    s = time.perf_counter()
    for _ in range(100): loop()
    return time.perf_counter() - s
a, b = map(t, "AB")
`,
    "one_loop_twice",
    [4],
  ],
  [
    "a loop that counts down",
    `import time
def loop():
    total = 0
    for i in range(1_000_000, 0, -1):
        total += i
    return total
def t():
    s = time.perf_counter()
    for _ in range(100): loop()
    return time.perf_counter() - s
a, b = t(), t()
`,
    "one_loop_twice",
    [4],
  ],
];
