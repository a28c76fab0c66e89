/** Wrong answers to the program of Part 1: a right one with a few edits, and what each loses by them. */

/** A piece of the right answer, and what stands there instead. */
export type Edit = readonly [there: string, instead: string];

/** One wrong answer. */
export interface WrongAnswer {
  /** What is wrong with it. */
  readonly what: string;
  readonly edits: readonly Edit[];
  /** The parts that it loses, with the points left and words of the reason. */
  readonly lost: readonly (readonly [part: string, points: number, reason: string])[];
}

const REPETITIONS = `REPETITIONS = 100


`;
const NOISE = `print("The loops are the same program: this is noise.")
`;
const OUTPUT_OF_PAUSES = `pauses, made = pauses_and_collections(30_000)
print("pauses:", pauses, "ms")
print("default: collections", made)
`;
const OUTPUT_OF_DISABLE = `gc.disable()
_, made = pauses_and_collections(30_000)
print("disable: collections", made)
`;

/** Repeats a short sum a million times instead of a long one a hundred times. */
export const MILLION_SUMS: readonly Edit[] = [
  [REPETITIONS, ""],
  ["range(1, 1_000_001)", "range(100)"],
  ["range(REPETITIONS)", "range(1_000_000)"],
];

/** Pauses that nobody watched: taken around calls of the collector. */
const COLLECT_TIMED: readonly Edit[] = [
  [
    `    pauses, started = [], [0.0]

    def watch(phase, info):
        if phase == "start":
            started[0] = time.perf_counter()
        else:
            pauses.append((time.perf_counter() - started[0]) * 1e3)

`,
    "    pauses = []\n",
  ],
  [
    "    gc.callbacks.append(watch)\n",
    `    for _ in range(10):
        start = time.perf_counter()
        gc.collect()
        pauses.append(round((time.perf_counter() - start) * 1e3, 5))
`,
  ],
  ["    gc.callbacks.remove(watch)\n", ""],
  ["[round(pause, 5) for pause in pauses], made", "pauses, made"],
];

/** What a run might have printed. */
const INVENTED = `print("sum: 500000500000")
print("loop A: 2.4103 s")
print("loop B: 2.4402 s")
print("ratio B / A: 1.0124")
${NOISE}print("pauses: [0.041, 0.038, 1.204] ms")
print("default: collections [43, 3, 0]")
print("disable: collections [0, 0, 0]")
`;

/** The wrong answers that somebody plausibly hands in. */
export function wrongAnswers(right: string): WrongAnswer[] {
  const watching = right.slice(
    right.indexOf("def pauses_and_collections"),
    right.indexOf("time_a, total"),
  );
  return [
    {
      what: "a million short sums in place of a hundred long ones",
      edits: MILLION_SUMS,
      lost: [["sum of 1 to 1,000,000", 0, "one repetition is a million additions"]],
    },
    {
      what: "objects that reference counting frees at once",
      edits: [["pair = [[]]\n        pair[0].append(pair)\n", "[[]]\n"]],
      lost: [
        ["pauses of the collector", 0, "the empty lane of the notebook's picture"],
        ["settings of the collector", 0, "these settings collect alike"],
      ],
    },
    {
      what: "a second loop that is said to profit from the first",
      edits: [[
        NOISE,
        'print("Loop B is faster than loop A because its code is cached by then.")\n',
      ]],
      lost: [["what the difference is", 0, "both loops are the same program"]],
    },
    {
      what: "a winner that is then called noise",
      edits: [[NOISE, 'print("Loop A wins by a little, but that may be noise.")\n']],
      lost: [["what the difference is", 0, '"Loop A wins by a little']],
    },
    {
      what: "no word about the ratio",
      edits: [[NOISE, ""]],
      lost: [["what the difference is", 0, "Found no sentence"]],
    },
    {
      what: "a second loop that is another program",
      edits: [
        [
          "def timed():",
          "def add_with_sum():\n    return sum(range(1, 1_000_001))\n\n\ndef timed(add):",
        ],
        ["total = add_up()", "total = add()"],
        ["time_a, total = timed()", "time_a, total = timed(add_up)"],
        ["time_b, total = timed()", "time_b, total = timed(add_with_sum)"],
      ],
      lost: [["two equal loops", 0, "are not equal"]],
    },
    {
      what: "a single repetition of each loop",
      edits: [
        [REPETITIONS, ""],
        ["    for _ in range(REPETITIONS):\n        total = add_up()", "    total = add_up()"],
        [
          NOISE,
          'print(f"loop B took {(time_b / time_a - 1) * 100:+.1f} % longer")\n' + NOISE,
        ],
      ],
      lost: [["to 1,000,000, 100 times", 0, "is not repeated"]],
    },
    {
      what: "nothing after the loops",
      edits: [
        ["import gc\n", ""],
        [watching, ""],
        [OUTPUT_OF_PAUSES + OUTPUT_OF_DISABLE, ""],
      ],
      lost: [
        ["pauses of the collector", 0, "Found no line with the word pauses"],
        ["settings of the collector", 0, "Found no line with numbers of collections"],
      ],
    },
    {
      what: "pauses taken around gc.collect()",
      edits: COLLECT_TIMED,
      lost: [["pauses of the collector", 1, "append a function to gc.callbacks"]],
    },
    {
      what: "one setting of the collector",
      edits: [[OUTPUT_OF_DISABLE, ""]],
      lost: [["settings of the collector", 0, "Found one line"]],
    },
    {
      what: "two settings that collect alike",
      edits: [
        ['print("default: collections", made)\n', ""],
        [
          OUTPUT_OF_DISABLE,
          OUTPUT_OF_DISABLE +
          OUTPUT_OF_DISABLE.replace("gc.disable", "gc.freeze").replace(
            "disable:",
            "disable and freeze:",
          ),
        ],
      ],
      lost: [["settings of the collector", 0, "these settings collect alike"]],
    },
    {
      what: "a ratio that is not that of its times",
      edits: [["{time_b / time_a:.4f}", "{time_b / time_a + 0.5:.4f}"]],
      lost: [["two times and their ratio", 0, "does not fit"]],
    },
    {
      what: "milliseconds that are called seconds",
      edits: [
        ["{time_a:.5f} s", "{time_a * 1e3:.2f} s"],
        ["{time_b:.5f} s", "{time_b * 1e3:.2f} s"],
        ['pauses, "ms"', 'pauses, "s"'],
      ],
      lost: [
        ["two times and their ratio", 0, "is the unit right?"],
        ["pauses of the collector", 0, "is the unit right?"],
      ],
    },
    {
      what: "invented numbers",
      edits: [[right, INVENTED]],
      lost: [
        ["sum of 1 to 1,000,000", 0, "stands as a text"],
        ["two equal loops", 0, "has no loop that adds up"],
        ["to 1,000,000, 100 times", 0, "Neither number stands in the source"],
        ["two times and their ratio", 0, "reads no clock"],
        ["pauses of the collector", 0, "were not measured"],
        ["settings of the collector", 0, "No setting of the collector is changed"],
      ],
    },
  ];
}

/** A text with edits made; each must have exactly one place, or it would edit nothing or too much. */
export function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduce((current, [there, instead]) => {
    if (current.split(there).length !== 2) {
      throw new TypeError(`Cannot edit an answer: not exactly one place has "${there}"`);
    }
    return current.replace(there, () => instead);
  }, text);
}
