/** Probes of what programs are made of: loops over numbers, calls, attributes, texts, containers. */

import { type ProbeEntry, time } from "./entry.ts";
import type { ProbeParameter } from "./probe.ts";

const CALL = [time("call", "time per call", { kind: "slices" })] as const;

/** Workloads by name: each has one value, the time of a call, and loops that are alike are choices of one probe. */
export const WORKLOADS = {
  numeric_loop: {
    title: "Numeric loop: compute with whole numbers, large ones, or fractions",
    summary: "Times loops that multiply, divide and decide. It says nothing about arithmetic on " +
      "whole arrays: the loops of numerical libraries are not bytecode.",
    parameters: [
      workload("what the loop does", ["integers", "squares", "floats", "large"]),
      iterations(5_000),
    ],
    values: CALL,
  },
  fibonacci: {
    title: "Fibonacci: a function that calls itself",
    summary: "Times a recursive function that does little but call itself. No program gains as " +
      "much from cheaper calls as this one does.",
    parameters: [{
      kind: "number",
      name: "n",
      meaning: "which of Fibonacci's numbers; each further one takes 1.6 times as many calls",
      // 3,193 calls: some 0.3 ms.
      default: 16,
      min: 1,
      // 2.7 million calls: 5 of them take some 1.5 s.
      max: 30,
    }],
    values: CALL,
  },
  calls: {
    title: "Call overhead: functions that hardly do anything",
    summary: "Times calls of functions in a loop: nested, of an empty one, with an argument by " +
      "name, of one written in C. The loop is a part of the time.",
    parameters: [
      workload("which functions are called", ["nested", "empty", "keywords", "builtin"]),
      iterations(4_000),
    ],
    values: CALL,
  },
  attributes: {
    title: "Attributes and methods of an object",
    summary:
      "Times how attributes are read and set and methods called. It cannot show attributes " +
      "that must be searched for: properties, long chains of classes, objects of many classes in " +
      "one place.",
    parameters: [
      workload("what is done with the object", ["mixed", "read", "write", "method", "global"]),
      iterations(5_000),
    ],
    values: CALL,
  },
  met_kinds: {
    title: "Kinds: one place that meets things of one kind, or of several",
    summary:
      "Times a loop that reads an attribute of objects, or a key of dictionaries, of one kind or " +
      "of several in turn: what an instruction remembers of the last one helps only where the next " +
      "is alike. It says nothing about attributes that are computed or inherited.",
    parameters: [{
      kind: "choice",
      name: "what",
      meaning: "what is read of each thing",
      default: "attribute",
      choices: ["attribute", "item"],
    }, {
      kind: "number",
      name: "kinds",
      meaning:
        "classes of the objects, or dictionaries with other keys; compare arms that differ in it",
      default: 1,
      min: 1,
      max: 1000,
    }, iterations(1_000)],
    values: CALL,
  },
  comprehension: {
    title: "Comprehension, generator, loop: three ways to one list",
    summary: "Times a list of squares, made in three ways. It cannot show what a generator is " +
      "good for: not having the list at all.",
    parameters: [
      workload("how the list is made", ["comprehension", "generator", "loop"]),
      iterations(10_000),
    ],
    values: CALL,
  },
  strings: {
    title: "Strings: texts built piece by piece",
    summary: "Times adding to a text, joining pieces, and formatting numbers. It cannot show " +
      "what adding costs where somebody else holds the text, too: then each piece copies all of it.",
    parameters: [
      workload("how the text is built", ["concat", "join", "format", "percent"]),
      iterations(10_000),
    ],
    values: CALL,
  },
  containers: {
    title: "Containers: dictionaries, lists and sets",
    summary: "Times reading and writing containers that fit into the processor's caches. Those " +
      "with millions of items wait for memory instead.",
    parameters: [
      workload("which container works", ["dict", "lookup", "list", "set"]),
      iterations(5_000),
    ],
    values: CALL,
  },
} as const satisfies Readonly<Record<string, ProbeEntry>>;

function workload(
  meaning: string,
  choices: readonly [string, ...string[]],
): ProbeParameter {
  return { kind: "choice", name: "workload", meaning, default: choices[0], choices };
}

/** The usual number makes a call of some 0.2 to 1 ms on the CPythons from 3.10 to 3.15. */
function iterations(usual: number): ProbeParameter {
  // Five calls with a million iterations take up to 2 s a process: more is not a probe any longer.
  return {
    kind: "number",
    name: "n",
    meaning: "iterations of the loop in one call",
    default: usual,
    min: 1,
    max: 1_000_000,
  };
}
