/** Answers to `L2-S3-12`: `collector_tools.py`, and programs that look right on some CPythons. Each is tried in all found. */

import { COLLECTOR_TOOLS_STUB } from "../../../notebooks/workbook/exercises/garbage_collection/collector_tools.ts";
import { arms, measure } from "../../../probes/mod.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const SOLUTION = await Deno.readTextFile(new URL("collector_tools.py", import.meta.url));

/** The model solution with another body for one of its functions. */
function withFunction(name: string, body: string): { readonly program: string } {
  const [before, own] = SOLUTION.split(`def ${name}(`);
  if (before === undefined || own === undefined) {
    throw new TypeError(`Cannot make a wrong answer: there is no function ${name}`);
  }
  const [signature] = own.split("\n");
  const rest = /\n\n\n[\s\S]*$/.exec(own)?.[0] ?? "\n";
  return { program: `${before}def ${name}(${signature}\n${body}${rest}` };
}

/** The stub, the model answer, and what learners write. */
export const COLLECTOR_TOOLS: ExerciseAnswers = {
  exercise: "L2-S3-12",
  needsPython: true,
  evidence: arms().then((pythons) => measure("gc_state", { arms: pythons, rounds: 1 })),
  stub: { program: COLLECTOR_TOOLS_STUB },
  solution: { program: SOLUTION },
  wrong: [
    {
      name: "the version in place of the behaviour",
      answer: withFunction(
        "detect_incremental",
        "    import sys\n    return sys.version_info >= (3, 14)",
      ),
      part: "the detector asks the collector",
      reason: "It asks for the version",
    },
    {
      name: "a version that is read once",
      answer: {
        program: `from platform import python_version\nIS_NEW = python_version() >= "3.14"\n${
          withFunction("detect_incremental", "    gc.collect()\n    return IS_NEW").program
        }`,
      },
      part: "the detector asks the collector",
      reason: "It asks for the version",
    },
    {
      name: "the third threshold",
      answer: withFunction("detect_incremental", "    return gc.get_threshold()[2] == 0"),
      part: "the detector asks the collector",
      reason: "they are only a hint",
    },
    {
      name: "an answer that nothing was asked for",
      answer: withFunction("detect_incremental", "    return False"),
      part: "the detector asks the collector",
      reason: "it asks the collector nothing",
    },
    {
      name: "a detector without an answer",
      answer: withFunction("detect_incremental", "    gc.collect(0)"),
      part: "the detector is right",
      reason: "gave None: True or False is needed",
    },
    {
      name: "a clock around gc.collect()",
      answer: withFunction(
        "measure_pauses",
        `    workload()
    began = time.perf_counter()
    gc.collect()
    return [(time.perf_counter() - began) * 1e3]`,
      ),
      part: "every collection is counted",
      reason: "A clock around gc.collect() misses those",
    },
    {
      name: "times that gc.get_stats() is to have",
      answer: withFunction(
        "measure_pauses",
        '    workload()\n    return [one["pause"] for one in gc.get_stats()]',
      ),
      part: "pauses are listed",
      reason: "KeyError: 'pause'",
    },
    {
      name: "seconds",
      answer: { program: SOLUTION.replace(" * 1e3)", ")") },
      part: "every collection is counted",
      reason: "is the unit right?",
    },
    {
      name: "microseconds",
      answer: { program: SOLUTION.replace(" * 1e3)", " * 1e6)") },
      part: "pauses are listed",
      reason: "is the unit right?",
    },
    {
      name: "a collector that is switched off",
      answer: withFunction("measure_pauses", "    gc.disable()\n    workload()\n    return []"),
      part: "pauses are listed",
      reason: "leave it switched on",
    },
    {
      name: "a workload that is never called",
      answer: withFunction("measure_pauses", "    return [1.0]"),
      part: "pauses are listed",
      reason: "never called workload()",
    },
    {
      name: "callbacks that are thrown away",
      answer: { program: SOLUTION.replace("gc.callbacks.remove(watch)", "gc.callbacks.clear()") },
      part: "every collection is counted",
      reason: "remove only your own",
    },
    {
      name: "a module that is not there",
      answer: { program: `import no_such_module\n${SOLUTION}` },
      part: "runs in every CPython",
      reason: "No module named 'no_such_module', line 1",
    },
    {
      name: "no program",
      answer: { program: "def measure_pauses(workload)\n    pass\n" },
      part: "runs in every CPython",
      reason: "does not compile: line 1",
    },
    {
      name: "an end without end",
      answer: withFunction("measure_pauses", "    while True:\n        pass"),
      part: "pauses are listed",
      reason: "was still running after 5 s",
    },
  ],
};
