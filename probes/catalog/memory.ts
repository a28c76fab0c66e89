/** Probes of memory: what records and common objects weigh, how they are made, and how texts and lists grow. */

import { exact, type ProbeEntry, time } from "./entry.ts";
import type { ProbeParameter, ProbeValue } from "./probe.ts";

const REPRESENTATION: ProbeParameter = {
  kind: "choice",
  name: "representation",
  meaning: "how a record is kept",
  default: "plain",
  choices: ["tuple", "slots", "dataclass_slots", "plain", "dataclass", "dict"],
};

/** A number without unit that is measured once a process. */
const RATIO = { kind: "once", lowerIsBetter: true } as const;

function bytes(key: string, name: string): ProbeValue {
  return exact(key, name, { unit: "bytes", lowerIsBetter: true });
}

/** Memory by name of the probe. */
export const MEMORY = {
  records: {
    title: "Records: how they are made, in six representations",
    summary:
      "Times how small records of three whole numbers are made: as tuples, as objects with and " +
      "without slots, as dataclasses, as dictionaries. It says nothing about reading them.",
    parameters: [REPRESENTATION, {
      kind: "number",
      name: "n",
      meaning: "records made in one call, all alive at its end",
      // 0.3 to 4 ms on the CPythons from 3.8 to 3.15.
      default: 5_000,
      min: 1,
      // Five times a million dictionaries take up to 3 s a process.
      max: 1_000_000,
    }],
    values: [time("call", "time per call", { kind: "slices" })],
  },
  record_memory: {
    title: "Records: their bytes, in six representations",
    summary: "Counts the bytes that one record takes with all that belongs to it alone, which " +
      "sys.getsizeof() does not see. The numbers in it are shared and not counted.",
    parameters: [REPRESENTATION, {
      kind: "number",
      name: "fields",
      meaning: "whole numbers in a record",
      default: 3,
      min: 1,
      // An object with more attributes than 30 keeps them in another way, which is worth seeing.
      max: 60,
    }],
    values: [
      bytes("bytes", "memory of a record"),
      bytes("asked", "without what fills the allocator's blocks"),
      bytes("sizeof", "sys.getsizeof()"),
      {
        key: "rss",
        name: "growth of the process a record",
        unit: "bytes",
        kind: "once",
        lowerIsBetter: true,
      },
    ],
  },
  object_sizes: {
    title: "Objects: what they weigh, and what sys.getsizeof() does not see",
    summary: "Lists the sizes of common objects beside what making one allocates. It cannot show " +
      "what libraries in C allocate by themselves.",
    values: [
      bytes("object", "an object()"),
      bytes("int", "the number 1,000"),
      bytes("bigInt", "the number 2 ** 100"),
      bytes("float", "a float"),
      bytes("text", "a text of 10 ASCII characters"),
      bytes("wideText", "a text of 10 emoji"),
      bytes("tuple", "a tuple of 10"),
      bytes("list", "a list of 10"),
      bytes("dict", "a dict of 10"),
      bytes("set", "a set of 10"),
      bytes("function", "a function"),
      bytes("instance", "an object with three attributes"),
      bytes("wholeInstance", "what making that object allocates"),
      bytes("texts", "a list of 100 texts"),
      bytes("wholeTexts", "what making that list allocates"),
      exact("intsAnew", "blocks for 500 numbers that were freed before", {
        lowerIsBetter: true,
      }),
    ],
  },
  string_growth: {
    title: "Strings: whether += copies the whole text",
    summary: "Finds out whether a text that grows by += stays where it is, alone and with a " +
      "second name for it, and times both for so many characters and for twice as many. It cannot " +
      "show what the allocator copies behind CPython's back.",
    parameters: [{
      kind: "number",
      name: "n",
      meaning: "characters added, one by one",
      default: { smoke: 4_000, quick: 40_000, careful: 100_000 },
      // The times of fewer are shorter than the clock can tell.
      min: 1_000,
      // With a second name: twice that copied half as often, 40 GB.
      max: 200_000,
    }],
    values: [
      exact("alone", "text with one name"),
      exact("shared", "text with two names"),
      time("aloneTime", "time with one name", { kind: "once", unit: "ms CPU" }),
      { key: "aloneTwice", name: "times that for twice as many", unit: "×", ...RATIO },
      time("sharedTime", "time with two names", { kind: "once", unit: "ms CPU" }),
      { key: "sharedTwice", name: "times that for twice as many, too", unit: "×", ...RATIO },
    ],
  },
  list_growth: {
    title: "Lists: the room they take while they grow",
    summary: "Lists how much room a list takes whenever an appended item finds none, and what " +
      "lists of a known length take. It cannot show whether growing moved the items.",
    parameters: [{
      kind: "number",
      name: "n",
      meaning: "items appended",
      default: 1_000,
      min: 1,
      // Some 110 growths.
      max: 1_000_000,
    }],
    values: [
      exact("steps", "room after each growth"),
      exact("growths", "number of growths", { lowerIsBetter: true }),
      bytes("appended", "list after all appends"),
      bytes("comprehension", "list made by a comprehension"),
      bytes("known", "list of known length"),
    ],
  },
} as const satisfies Readonly<Record<string, ProbeEntry>>;
