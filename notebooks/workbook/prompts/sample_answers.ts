/** Three answers to the question what changed in 3.14, of our own making: to try an audit on. */

const ANSWERS = {
  good: `
Python 3.14 was released on 7 October 2025, and what it does for speed depends on the workload and on who built it.

- Annotations are no longer evaluated at definition: with PEP 649, 3.14 defers them until somebody reads them.
- There is a new kind of interpreter based on tail calls, but it is a build option, and most binaries are compiled without it.
- Some official binaries contain a JIT compiler; it remains experimental and is off by default.
- The incremental garbage collector shipped in 3.14.0 and was reverted in 3.14.5, so today you have the generational one again.
- Free threading is officially supported now, as a separate build with some cost for a single thread.

Do not expect 50 % more speed: overall it is a few per cent at most, depending on the build.
For your own program, look first at how much of the time is spent in Python at all.
Does your agent mostly wait for a model?
`,
  mixed: `
Here is a summary of what matters in Python 3.14 for an AI service.

The interpreter was reworked with tail calls, also called the specializing adaptive interpreter in the documentation.
You only profit from it when Python was built with that option.
The JIT is still experimental and not enabled by default.
Incremental collection was part of 3.14.0 to 3.14.4 and has been taken out again since 3.14.5.
It made single pauses shorter in some programs, while the total work of the collector stayed the same because it was merely split into small steps.
How large your heap is plays a role as well.
For a live chat the longest pause matters, for a nightly batch job the total time.
Measure both with gc.callbacks before you decide on pauses.
`,
  wrong: `
Great question! Python 3.14 is a huge leap for AI workloads.

**Garbage collection:** The garbage collector of Python 3.14 is now incremental, so pauses are a thing of the past.
Instead of a single 100 ms pause you get thirty tiny pauses of 3 ms each.
**Interpreter:** The features that were experimental in 3.13 are now enabled by default in 3.14.
In practice Python 3.14 runs typical code 3-5 % faster than 3.13.
**Start-up:** Deferred annotations reduce the import time of large AI applications from seconds to milliseconds.
**All together:** Three improvements of 5 % each add up to a total of 15 %.
I recommend that you upgrade as soon as possible.
Let me know whether you would like to see some code!
`,
} as const;

/**
 * One of three answers that an AI might have given, of our own making: `good`, `mixed` or confidently `wrong`.
 *
 * ```ts
 * import { auditAnswer, sampleAnswer } from "workbook";
 *
 * const { counts } = auditAnswer(sampleAnswer("mixed"));
 * const wrong: number = counts.false;
 * ```
 */
export function sampleAnswer(kind: "good" | "mixed" | "wrong"): string {
  if (Object.hasOwn(ANSWERS, kind)) return ANSWERS[kind].trim();
  throw new TypeError(
    `Cannot find sample answer "${String(kind)}": there are "good", "mixed", "wrong"`,
  );
}
