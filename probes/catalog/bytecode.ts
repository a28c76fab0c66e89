/** Probes of bytecode: what the interpreter makes of it while it runs, which files of it it takes, which frames it needs. */

import { exact, type ProbeEntry } from "./entry.ts";

/** Bytecode by name of the probe. */
export const BYTECODE = {
  specialization: {
    title: "Specialization: bytecode before and after calls",
    summary:
      "Lists the bytecode of a function before it is called, after 10, 100 and 3,000 calls, and " +
      "after calls with other types: which instructions have got a form made for the types that " +
      "they met. It says nothing about what a form is worth.",
    parameters: [{
      kind: "choice",
      name: "work",
      meaning: "what the listed loop does with each thing",
      default: "arithmetic",
      choices: ["arithmetic", "attribute", "call"],
    }],
    values: [
      exact("specialized", "specialized instructions after 3,000 calls"),
      exact("before", "before the first call"),
      exact("after10", "after 10 calls"),
      exact("after100", "after 100 calls"),
      exact("afterOther", "after a call with another type"),
      exact("afterThird", "then after one with a third type"),
      exact("instructions", "instructions in the code"),
      exact("forms", "forms that this CPython has"),
    ],
  },
  bytecode_files: {
    title: "Bytecode files: their number, and who refuses them",
    summary:
      "Says which number this CPython writes into its bytecode files, and what it does with a " +
      "file that bears another one: alone it is refused, beside its source it is not used. Whether " +
      "it would have worked is not tried, as no CPython tries it.",
    parameters: [{
      kind: "number",
      name: "other",
      meaning: "number that the foreign file bears; 0 is the next one after its own",
      default: 0,
      min: 0,
      // Two bytes hold it.
      max: 65_535,
    }],
    values: [
      exact("magic", "number of its bytecode"),
      exact("own", "a file with its own number"),
      exact("other", "a file with another number"),
      exact("ownCache", "used beside a cache with its own number"),
      exact("otherCache", "used beside a cache with another number"),
    ],
    usesFolder: true,
  },
  made_frames: {
    title: "Frames: how many a comprehension, a generator and a loop make",
    summary:
      "Counts the frames that three ways to make a list of squares need beside the function " +
      "itself, and how often they are entered, and lists the bytecode of each. It cannot show what " +
      "a frame or an entry costs.",
    parameters: [{
      kind: "number",
      name: "n",
      meaning: "items of the list",
      default: 100,
      min: 1,
      // Every entry is kept until the end.
      max: 10_000,
    }],
    values: [
      exact("most", "most frames that a way makes"),
      exact("comprehension", "frames of the comprehension"),
      exact("generator", "frames of the generator"),
      exact("loop", "frames of the loop"),
      exact("comprehensionEntries", "entries into the comprehension's"),
      exact("generatorEntries", "entries into the generator's"),
      exact("loopEntries", "entries into the loop's"),
      exact("own", "the comprehension is code of its own"),
    ],
  },
} as const satisfies Readonly<Record<string, ProbeEntry>>;
