/** The exercise of Part 1: its text, the file that a learner starts from, and hints. */

/** What a learner is shown before the program is judged. */
export interface ProgramTask {
  /** Record of the ledger. */
  readonly id: string;
  /** The learner's file, relative to the notebook. */
  readonly file: string;
  /** The task as Markdown; it says which lines the check reads. */
  readonly task: string;
  /** The file to start from: it runs and counts as not answered. */
  readonly stub: string;
  /** One after the other, on request. */
  readonly hints: readonly string[];
}

/** Lines that the check can read, by what they are for; its feedback quotes them. */
export const EXAMPLE_LINES = {
  sum: "sum: 500000500000",
  times: "loop A: 2.4103 s",
  ratio: "ratio B / A: 1.0124",
  noise: "The two loops are the same program, so this difference is noise.",
  pauses: "pauses: [0.041, 0.038, 1.204] ms, wall 85.2 ms",
  collections: "setting disable: collections [0, 0, 0]",
} as const;

/** The program of Part 1. */
export const PERFORMANCE_DISCOVERY: ProgramTask = {
  id: "L2-P1-01",
  file: "performance_discovery.py",
  task: `Write \`performance_discovery.py\` with the standard library alone. It

1. adds the numbers 1 to 1,000,000 in a loop, 100 times, and times that; then does the very same again with a second loop that is equal to the first (or calls the same function a second time);
2. makes many objects that refer to each other in circles, and takes the length of every pause of the garbage collector by \`gc.callbacks\`;
3. repeats part 2 under at least two settings of the collector, and prints how many collections each made.

The check runs the file once, for at most 60 s, in an empty folder. It reads these lines, in any order and with any other words around them:

- the sum, anywhere: \`${EXAMPLE_LINES.sum}\`
- two lines with the word *loop* and a time with its unit (s, ms, µs or ns): \`${EXAMPLE_LINES.times}\`
- a line with the word *ratio* and one time divided by the other, with at least three digits: \`${EXAMPLE_LINES.ratio}\`
- within three lines of it, a sentence that says what the difference between the two loops is
- a line with the word *pauses*, all lengths in brackets and their unit; the time of that part may follow behind the word *wall*: \`${EXAMPLE_LINES.pauses}\`
- one line for each setting, with its name, the word *collections* and the numbers: \`${EXAMPLE_LINES.collections}\`

The size of the ratio is never graded.
`,
  stub: `"""Part 1: two equal loops, the collector's pauses, and two of its settings."""
import gc
import time

# 1. A function that adds the numbers 1 to 1,000,000. Time 100 calls of it, twice; print both times and their ratio.

# 2. Make objects that refer to each other in circles; let gc.callbacks tell you how long each collection takes.

# 3. The same under two settings of the collector; print how many collections each made.
`,
  hints: [
    "The sum of 1 to n is n · (n + 1) / 2: so you know what your loop must give for a million. range() leaves its end out.",
    'The collector calls every function in gc.callbacks with ("start", info) and ("stop", info): read a clock in both.',
    "What must objects form before the collector sees them? A list that is dropped is freed at once; two lists that hold each other are not.",
    'gc.get_stats() has a number "collections" for each generation: read it before and after, and print the difference.',
  ],
};
