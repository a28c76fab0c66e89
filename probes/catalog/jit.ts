/** Probes of the just-in-time compiler: whether it works, when it begins, and how a process gets warm. */

import { exact, type ProbeEntry, time } from "./entry.ts";
import type { ValuesByKey } from "./probe.ts";
import type { RawRun } from "../run/event.ts";
import { median } from "../stats/mod.ts";

/** A million iterations a process take some 50 ms: more is no warm-up any longer. */
const ITERATIONS_MAX = 10_000;

/** The compiler by name of the probe. */
export const COMPILER = {
  jit_state: {
    title: "Just-in-time compiler: absent, off or on, and what it compiles",
    summary:
      "Says whether the compiler is there and on, from which iteration of a loop its code runs, " +
      'and which kinds of functions it compiles. It is switched on with env { PYTHON_JIT: "1" }. ' +
      "It says nothing about whether that pays.",
    values: [
      exact("state", "just-in-time compiler"),
      exact("firstCompiled", "first compiled iteration of a loop", { unit: "iterations" }),
      exact("loop", "compiled pieces of a loop"),
      exact("recursion", "of a function that calls itself"),
      exact("called", "of a function called by a loop"),
      exact("mapped", "of a function called by map()"),
      exact("loopBytes", "machine code of the loop", { unit: "bytes" }),
    ],
  },
  jit_warmup: {
    title: "Warm-up: chunks of a loop from the first one on",
    summary:
      "Times a loop in chunks of a few hundred iterations: general bytecode, then specialized, " +
      "then, with the compiler on, machine code. One chunk may be slow because another program ran; " +
      "several processes tell that apart.",
    parameters: [{
      kind: "choice",
      name: "workload",
      meaning: "what the loop does",
      default: "integers",
      choices: ["integers", "floats", "calls"],
    }, {
      kind: "number",
      name: "iterations",
      meaning: "iterations of a chunk",
      // The compiler begins after some 4,000 iterations: the 21st chunk (measured, 3.14.10 and 3.15.2, November 2026).
      default: 200,
      min: 10,
      max: ITERATIONS_MAX,
    }, {
      kind: "number",
      name: "chunks",
      meaning: "chunks of a process",
      default: 100,
      // Some before the compiler begins, some behind.
      min: 10,
      max: 1_000,
    }],
    values: [
      time("settled", "a chunk of the last half", { kind: "events", unit: "µs" }),
      time("early", "a chunk before the compiler begins", { kind: "events", unit: "µs" }),
      time("first", "the first chunk", { kind: "events", unit: "µs" }),
      {
        key: "gain",
        name: "gain of the last half",
        unit: "x",
        kind: "events",
        lowerIsBetter: false,
      },
    ],
    reduce: reduceChunks,
  },
} as const satisfies Readonly<Record<string, ProbeEntry>>;

/**
 * Iterations between which code is specialized and not yet compiled: 3.14 compiles a loop after 4,096 iterations, 3.15 after
 * 4,001, and specialization is over after some hundred (measured, November 2026).
 */
const EARLY_ITERATIONS = { from: 600, until: 3_600 } as const;

/** Reduces the chunks of one process; without one between those iterations there is no early one, and no gain. */
export function reduceChunks({ events, values }: RawRun): ValuesByKey {
  const series = events.find(({ name }) => name === "chunk");
  if (series === undefined) return values;
  const { durationNs, group } = series;
  const isEarly = (_: number, index: number) => {
    const [begin = 0, end = Infinity] = [group[index], group[index + 1]];
    return begin >= EARLY_ITERATIONS.from && end <= EARLY_ITERATIONS.until;
  };
  const early = median(durationNs.filter(isEarly));
  const settled = median(durationNs.slice(Math.floor(durationNs.length / 2)));
  return {
    ...values,
    settled: microseconds(settled),
    early: microseconds(early),
    first: microseconds(durationNs[0] ?? null),
    gain: early === null || settled === null || settled === 0 ? null : early / settled,
  };
}

function microseconds(ns: number | null): number | null {
  return ns === null ? null : ns / 1e3;
}
