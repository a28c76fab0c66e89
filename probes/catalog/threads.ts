/** Probes of working side by side: threads with and without the lock, interpreters, processes. */

import { exact, type ProbeEntry, time } from "./entry.ts";
import type { ProbeParameter, ProbeValue } from "./probe.ts";
import { median, quantile } from "../stats/mod.ts";
import { millisecondsOf } from "./times.ts";

const SPEEDUP: ProbeValue = {
  key: "speedup",
  name: "speed-up over one after the other",
  unit: "x",
  kind: "once",
  lowerIsBetter: false,
};

const TIMES = [
  time("alone", "one worker's work by itself", { kind: "once" }),
  time("together", "all at once", { kind: "once" }),
] as const;

/** Some 2 ms on the CPythons from 3.10 to 3.15: shorter than what other programs leave of a processor at a time. */
const PASSES: ProbeParameter = {
  kind: "number",
  name: "n",
  meaning: "amount of each worker's work: passes of a loop",
  default: { smoke: 10_000, quick: 30_000, careful: 100_000 },
  min: 1,
  max: 10_000_000,
};

/** Side by side by name of the probe. */
export const THREADS = {
  thread_scaling: {
    title: "Threads: what several at once gain",
    summary: "Times the same work in one thread and in several at once. With the lock, " +
      "threads that compute gain nothing (1); those that wait or hash do. It cannot show more " +
      "speed than there are processors, nor what other programs take of them meanwhile.",
    parameters: [{
      kind: "choice",
      name: "work",
      meaning: "what each thread does: a loop on its own numbers, calls, writing one dictionary " +
        "that all share, hashing in C without the lock, or sleeping",
      default: "loop",
      choices: ["loop", "calls", "dict", "hash", "sleep"],
    }, {
      kind: "number",
      name: "threads",
      meaning: "how many at once",
      default: 2,
      min: 1,
      max: 256,
    }, PASSES],
    values: [SPEEDUP, ...TIMES, exact("processors", "processors that may be used")],
  },
  single_thread: {
    title: "One thread: what a build without the lock costs it",
    summary: "Times a single thread at work that such builds make dearer: writing dictionaries, " +
      "attributes, calls. It shows the price only in a comparison of a build with the lock and " +
      "one without it, from the same compiler.",
    parameters: [{
      kind: "choice",
      name: "workload",
      meaning: "what is done: a share of each of the others, or one of them",
      default: "mixed",
      choices: ["mixed", "dict", "attributes", "calls", "comprehension"],
    }, {
      kind: "number",
      name: "n",
      meaning: "how often it is done in one call",
      // Some 0.1 to 0.4 ms.
      default: 4_000,
      min: 1,
      max: 1_000_000,
    }],
    values: [
      time("call", "time per call", { kind: "slices", unit: "µs" }),
      exact("gil", "the lock: always, on or off"),
    ],
  },
  gil_wait: {
    title: "Waiting for the lock: a thread wakes up while others compute",
    summary: "Times how late a thread goes on after a short sleep. With the lock it waits until " +
      "a computing thread gives it away, after the switch interval. It cannot tell that from a " +
      "wait for a processor: without computing threads it shows the machine by itself.",
    parameters: [{
      kind: "number",
      name: "computing",
      meaning: "threads that run bytecode meanwhile",
      default: 1,
      min: 0,
      max: 64,
    }, {
      kind: "number",
      name: "interval",
      meaning: "switch interval in microseconds; 5,000 is CPython's own",
      default: 5_000,
      min: 1,
      max: 1_000_000,
    }, {
      kind: "number",
      name: "wakes",
      meaning: "how often the thread sleeps for a millisecond",
      // Some 6 ms each with the lock.
      default: { smoke: 10, quick: 30, careful: 100 },
      min: 1,
      max: 10_000,
    }],
    values: [
      time("median", "median lateness", { kind: "events" }),
      time("longest", "longest lateness", { kind: "events" }),
      exact("gil", "the lock: on or off"),
    ],
    reduce: ({ events, values }) => ({
      ...millisecondsOf(events, {
        list: "late",
        statistics: { median, longest: (durationNs) => quantile(durationNs, 1) },
      }),
      ...values,
    }),
  },
  workers: {
    title: "Threads, interpreters, processes: start and speed-up",
    summary: "Gets workers ready, does the same work with one and with all at once, and compares " +
      "the times. It cannot show what it costs to hand data over: these workers get a " +
      "number and give nothing back.",
    parameters: [{
      kind: "choice",
      name: "way",
      meaning:
        "threads; interpreters in one process, each with a lock of its own; the same by a pool; " +
        "processes that are started anew",
      default: "threads",
      choices: ["threads", "interpreters", "pool", "processes"],
    }, {
      kind: "number",
      name: "workers",
      meaning: "how many at once",
      default: 2,
      min: 1,
      max: 64,
    }, PASSES],
    values: [SPEEDUP, time("start", "until all are ready", { kind: "once" }), ...TIMES],
  },
} as const satisfies Readonly<Record<string, ProbeEntry>>;
