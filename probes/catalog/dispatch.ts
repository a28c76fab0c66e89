/** Probes of what stands between two bytecodes, and of how much of a program's time bytecode is at all. */

import { exact, type ProbeEntry, time } from "./entry.ts";
import type { ProbeValue } from "./probe.ts";

/** Dispatch by name of the probe. */
export const DISPATCH = {
  dispatch: {
    title: "Dispatch: the bytecodes of one iteration of a loop",
    summary: "Counts the bytecodes that an iteration executes, by tracing, names them in their " +
      "order, and times what one costs. It counts plain bytecode, not what CPython puts in its " +
      "place while it runs, and cannot tell a bytecode's work from its dispatch.",
    parameters: [{
      kind: "choice",
      name: "body",
      meaning: "what the loop does: add, decide, read an attribute, call, read an item",
      default: "add",
      choices: ["add", "branch", "attribute", "method", "call", "subscript"],
    }],
    values: [
      exact("bytecodes", "bytecodes an iteration", { lowerIsBetter: true }),
      exact("iteration", "the bytecodes of an iteration"),
      time("perBytecode", "time per bytecode", { kind: "once", unit: "ns CPU" }),
    ],
  },
  dose: {
    title: "Dose: once and twice the bytecode around the same work",
    summary: "Times a loop that adds a number of times around nothing, a hash made in C, or a " +
      "wait: where twice the bytecode takes hardly longer, faster bytecode hardly helps. It says " +
      "nothing about the share of bytecode in another program.",
    parameters: [{
      kind: "choice",
      name: "around",
      meaning: "what else an iteration does: nothing, hash 64 KiB, or wait 1 ms",
      default: "nothing",
      choices: ["nothing", "sha256", "sleep"],
    }, {
      kind: "number",
      name: "dose",
      meaning: "how often an iteration adds; compare arms that differ in it",
      default: 1,
      min: 1,
      // Some 0.2 µs each: 100 of them are still less than a hash.
      max: 100,
    }],
    values: [time("iteration", "time per iteration", { kind: "once", unit: "µs" })],
  },
  time_shares: {
    title: "Shares of time: bytecode, C functions, collector, waiting, starting",
    summary: "Divides the time of a small program by what spends it. It cannot show which line " +
      "takes the time, and C functions too short for a clock around them count as bytecode.",
    parameters: [{
      kind: "choice",
      name: "workload",
      meaning:
        "a step of an agent, a web handler, rows of CSV, waiting for answers and a file, a " +
        "short script from its start on; or one with a single cause: a loop, calls of small " +
        "functions, a library in C, collecting by hand",
      default: "agent",
      choices: [
        "agent",
        "web",
        "csv",
        "io",
        "script",
        "loop",
        "calls",
        "library",
        "collector",
      ],
    }, {
      kind: "number",
      name: "n",
      meaning: "how often it is done",
      // 10 to 50 ms in all, but for building what the collector is to look at.
      default: 5,
      min: 1,
      max: 1000,
    }],
    values: [
      share("bytecode", "bytecode"),
      share("native", "functions in C"),
      share("collector", "garbage collector"),
      share("waiting", "waiting"),
      share("starting", "starting a process"),
    ],
    usesFolder: true,
  },
  tail_calls: {
    title: "Tail calls: how the interpreter was compiled to dispatch",
    summary: "Reads from the build whether bytecodes are reached by tail calls or computed " +
      "addresses, and tries whether they specialize. It cannot show what tail calls gain: for " +
      "that, compare workloads on two builds that differ in nothing else.",
    values: [
      exact("tailCalls", "tail calls"),
      exact("computedGotos", "computed gotos"),
      exact("compiler", "compiler"),
      exact("specialization", "specialization"),
    ],
  },
} as const satisfies Readonly<Record<string, ProbeEntry>>;

/** A share of the whole time; neither more nor less of it is better. */
function share(key: string, name: string): ProbeValue {
  return { key, name, unit: "%", kind: "once", lowerIsBetter: null };
}
