/** The exercise of Part 4: its text, the file that a learner starts from, and hints. */

import type { ProgramTask } from "../part_1/performance_discovery_task.ts";

/** Lines that the check can read, by what they are for; its feedback quotes them. The numbers are of no machine. */
export const EXAMPLE_LINES = {
  loop: "=== Tight Loop Benchmark ===",
  collector: "=== GC Workload Benchmark ===",
  imports: "=== Import Benchmark ===",
  time: "Time: 1.234 ms +/- 0.056 ms",
  statistics: "Mean: 1.234 ms, std dev: 0.056 ms, n = 20",
  baseline: "Baseline: 0.456 ms",
  first: "First call: 1.789 ms",
  pauses: "GC pause times: [0.012 ms, 0.034 ms, ...]",
  share: "GC share: 12.3 %",
  off: "Time with GC off: 1.234 ms +/- 0.056 ms",
  verdict: "Verdict: one sentence that your numbers bear out",
  hypothesis:
    "Hypothesis: which part takes most, a number, and whether it was confirmed or refuted",
} as const;

/** How often the program is run, and for how long at most each time. */
export const PROFILER_RUNS = { count: 3, secondsMax: 30 } as const;

/** The program of Part 4. */
export const PERFORMANCE_PROFILER: ProgramTask = {
  id: "L2-P4-01",
  file: "performance_profiler.py",
  task: `Write \`performance_profiler.py\` with the standard library alone. It times

1. a tight loop, with \`timeit\`; beside it an empty loop of the same length (the baseline) and the very first call in the fresh process, before any warm-up;
2. work that makes objects in circles, with the length of each pause from \`gc.callbacks\`, and what the collector costs by itself: its share of the time, or the time without it;
3. an import that is really done again.

It looks at one of them with \`cProfile\`, has a type hint at every parameter and result, starts from \`if __name__ == "__main__":\`, and states a hypothesis about its largest part: in its documentation before, in its output together with what came out.

Its output, each line by itself:

- three titles: \`${EXAMPLE_LINES.loop}\`, \`${EXAMPLE_LINES.collector}\`, \`${EXAMPLE_LINES.imports}\`
- below each of them: \`${EXAMPLE_LINES.time}\`, where ends may follow as \`[1.2 to 1.3 ms]\`
- and \`${EXAMPLE_LINES.statistics}\`, n at least 10, of the import 5
- and \`${EXAMPLE_LINES.verdict}\`
- for the loop: \`${EXAMPLE_LINES.baseline}\` and \`${EXAMPLE_LINES.first}\`
- for the collector: \`${EXAMPLE_LINES.pauses}\`, and \`${EXAMPLE_LINES.share}\` or \`${EXAMPLE_LINES.off}\`
- somewhere: \`${EXAMPLE_LINES.hypothesis}\`

The program runs ${PROFILER_RUNS.count} times, for at most ${PROFILER_RUNS.secondsMax} s each, in a folder of its own. How fast it is costs no points.
`,
  stub: `"""Times a loop, the collector and an import.

Hypothesis: (which of the three takes the largest time, and why?)
"""


def main() -> None:
    print("${EXAMPLE_LINES.loop}")
    print("${EXAMPLE_LINES.collector}")
    print("${EXAMPLE_LINES.imports}")


if __name__ == "__main__":
    main()
`,
  hints: [
    "Begin with the shape: print the lines with times of one loop only, run it, and let the check say what is missing.",
    "timeit.repeat(work, number=1, repeat=20) gives a list of seconds. What would two such lists have in common, and what not?",
    "timeit switches the collector off while it times. gc.enable() in the work brings it back; gc.callbacks are told of each start and stop.",
    "An interval: sort medians of many samples drawn from your own timings (random.choices), and take the middle 95 %. Or look at statistics.quantiles.",
    "A module that was imported lies in sys.modules, and importing it again only looks it up there: del sys.modules[name] first, the modules below it too.",
  ],
};
