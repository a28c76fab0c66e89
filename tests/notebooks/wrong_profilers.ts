/** Wrong answers to the program of Part 4: the model solution with a few edits, and what each loses by them. */

import type { WrongAnswer } from "./wrong_answers.ts";

/** One wrong program, with how to run it. */
export interface WrongProfiler extends WrongAnswer {
  /** Three where something shows only then; one when not given. */
  readonly runCount?: number;
  /** Seconds for a run, where it does not end. */
  readonly secondsMax?: number;
}

const TIME_LINE = 'print(f"Time: {middle:.4f} ms +/- {half:.4f} ms [{low:.4f}, {high:.4f} ms]")';
const IMPORT_VERDICT =
  `print(f"Verdict: importing json costs {rows['import']:.4f} ms, once a process.")`;
const FIRST = "    first = timed(loop, 1)[0]\n";

/** The lesson's sample, printed. */
const SAMPLE = `"""Hypothesis: the GC workload takes the largest time."""


def main() -> None:
    print("=== Tight Loop Benchmark ===")
    print("Time: 45.2ms +/- 2.1ms")
    print("Verdict: Not a bottleneck (very fast)")
    print("=== GC Workload Benchmark ===")
    print("Time: 234.5ms +/- 5.3ms")
    print("GC pause times: [0.1ms, 0.2ms, 0.15ms, ...]")
    print("Verdict: Memory churn is the issue")
    print("=== Import Benchmark ===")
    print("Time: 23.4ms +/- 1.2ms")
    print("Verdict: Reasonable for startup")


if __name__ == "__main__":
    main()
`;

/** What is lost as well where no run came to its end. */
const UNJUDGED: WrongAnswer["lost"] = [
  ["three runs agree", 0, "0 came to their end"],
  ["statistics that mean something", 0, "Not judged before"],
  ["the collector by itself", 0, "Not judged before"],
  ["a hypothesis", 0, "Not judged before"],
  ["verdicts that the numbers bear out", 0, "Not judged before"],
];

/** Programs that want more than they may have: a line more, and what is said of it. */
const GREEDY: readonly (readonly [what: string, line: string, reason: string])[] = [
  ["memory", "bytes(4 << 30)", "asked for more than 1024 MiB of memory"],
  ["output", 'print("x" * (2 << 20))', "printed more than 1 MiB and was ended"],
  ["a file", 'open("big", "wb").write(bytes(20 << 20))', "wrote a file of more than 16 MiB"],
];

/** What somebody plausibly hands in; `folder` is where the file lies. */
export function wrongProfilers(right: string, folder: string): WrongProfiler[] {
  const importPart = right.slice(
    right.indexOf("    import_json()\n    rows"),
    right.indexOf("    largest = max"),
  );
  return [
    {
      what: "no interval",
      edits: [[TIME_LINE, 'print(f"Time: {middle:.4f} ms")']],
      lost: [["statistics that mean something", 2, "has no interval"]],
    },
    {
      what: "the lesson's own sample, printed",
      edits: [[right, SAMPLE]],
      runCount: 3,
      lost: [
        ["three runs agree", 0, "these digits do not look measured"],
        ["statistics that mean something", 1, "There is no line with mean"],
        ["the collector by itself", 1, "record L2-P4-03"],
        ["a hypothesis", 0, "There is no line with your hypothesis"],
        ["measured, with what every Python has", 1, "stands in the source"],
      ],
    },
    {
      what: "a section that is missing",
      edits: [[importPart, ""]],
      lost: [["statistics that mean something", 1, "There is no section of the import"]],
    },
    {
      what: "functions without type hints",
      edits: [
        [
          "def timed(work: Callable[[], Any], count: int) -> list[float]:",
          "def timed(work, count=5):",
        ],
        ["def loop() -> int:", "def loop():"],
      ],
      lost: [[
        "type hints complete",
        0,
        "4 hints are missing: loop() ->, line",
      ]],
    },
    {
      what: "seconds in place of milliseconds",
      edits: [[
        TIME_LINE,
        'print(f"Time: {middle / 1e3:.7f} s +/- {half / 1e3:.7f} s")',
      ]],
      lost: [["statistics that mean something", 2, "is not in milliseconds"]],
    },
    {
      what: "microseconds that are called milliseconds",
      edits: [["[seconds * 1e3 for", "[seconds * 1e6 for"]],
      lost: [["three runs agree", 0, "is the unit right?"]],
    },
    {
      what: "a loop without an end",
      edits: [[FIRST, "    while True:\n        loop()\n" + FIRST]],
      secondsMax: 1,
      lost: [
        ["it runs", 0, "was still running after 1 s and was ended"],
        ...UNJUDGED,
      ],
    },
    ...GREEDY.map(([what, line, reason]): WrongProfiler => ({
      what: `more of ${what} than it may have`,
      edits: [[FIRST, `    ${line}\n${FIRST}`]],
      lost: [["it runs", 0, reason], ...UNJUDGED],
    })),
    {
      what: "a crash in the second run",
      edits: [[FIRST, '    open("seen.txt", "x").close()\n' + FIRST]],
      runCount: 3,
      lost: [
        ["it runs", 0, "Run 2, in the folder that run 1 has left behind"],
        ["three runs agree", 0, "1 came to their end"],
      ],
    },
    {
      what: "a verdict that its numbers contradict",
      edits: [[IMPORT_VERDICT, 'print("Verdict: the tight loop is negligible, this is 0 ms.")'], [
        "the additions take {rows['loop']:.4f} ms, the empty loop is part of that.",
        "this is by far the slowest of the three parts.",
      ], ["TURNS = 8_000", "TURNS = 100"]],
      lost: [["verdicts that the numbers bear out", 0, '"slowest" of the tight loop']],
    },
    {
      what: "a module that is not there",
      edits: [["import cProfile\n", "import cProfile\n\nimport numpy\n"]],
      lost: [
        ["it runs", 0, "imports numpy in line"],
        ...UNJUDGED,
        ["measured, with what every Python has", 1, "numpy, line"],
      ],
    },
    {
      what: "a file that it writes elsewhere",
      edits: [[
        FIRST,
        `    with open(${JSON.stringify(`${folder}/report.txt`)}, "w") as file:\n` +
        '        file.write("done")\n' + FIRST,
      ]],
      runCount: 2,
      lost: [["it runs", 0, "writes outside of its folder: report.txt (created)"]],
    },
    {
      what: "an import out of the cache",
      edits: [["        del sys.modules[name]\n", "        name.upper()\n"]],
      lost: [[
        "measured, with what every Python has",
        1,
        "only looks into sys.modules",
      ]],
    },
    {
      what: "numbers that were drawn by lot",
      edits: [[
        "    half = max((high - low) / 2, 0.0001)\n",
        "    half = max((high - low) / 2, 0.0001) * random.uniform(1, 1.01)\n",
      ]],
      lost: [["measured, with what every Python has", 1, "prints a time that random has made"]],
    },
  ];
}
