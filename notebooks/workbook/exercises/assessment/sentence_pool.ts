/** Sentences as an AI might say them, of our own making, each with the marks that are right and the reason. */

import type { SentenceWord } from "./sentences.ts";

/** One sentence. */
export interface PooledSentence {
  readonly text: string;
  /** What it may be marked: several where the line between two of them is thin. */
  readonly marks: readonly SentenceWord[];
  readonly reason: string;
  /** The record of the ledger that it is about. */
  readonly record: string;
}

/** All of them, in the order of the lesson's sections about them. */
export const POOL: readonly PooledSentence[] = [
  {
    text: "Python 3.14 implements PEP 649 and PEP 749.",
    marks: ["true"],
    reason: "Both are in 3.14, with the module annotationlib.",
    record: "L2-S4-01",
  },
  {
    text: "Before 3.14 every annotation was evaluated when its module was imported.",
    marks: ["partly"],
    reason: "By default, yes; with the future import they were strings, and those of local " +
      "names were never evaluated.",
    record: "L2-S4-02",
  },
  {
    text: "Since 3.14 annotations are kept as plain text until somebody needs them.",
    marks: ["false"],
    reason: "They are compiled into a function that makes them; text comes only from the future " +
      "import or on request.",
    record: "L2-S4-05",
  },
  {
    text: "On 3.14 importing a module takes practically no time any more.",
    marks: ["false"],
    reason: "Only the part of the annotations shrinks; reading and executing the module is left.",
    record: "L2-S4-07",
  },
  {
    text: "Deferred annotations cut the import of a large AI application from seconds to " +
      "milliseconds.",
    marks: ["false"],
    reason: "Annotations cost milliseconds for thousands of functions, so they cannot save " +
      "seconds.",
    record: "L2-S4-08",
  },
  {
    text: "On 3.14 a nested hint such as dict[str, list[int]] is not evaluated until somebody " +
      "reads it.",
    marks: ["true"],
    reason: "It is part of the annotate function, which runs at the first reading.",
    record: "L2-S4-06",
  },
  {
    text: "Reading annotations takes less time on 3.14, since they were prepared in advance.",
    marks: ["false"],
    reason: "The first reading has to run the annotate function: it takes more time than before.",
    record: "L2-S4-10",
  },
  {
    text: "Deferred annotations matter for programs with many hints and frequent starts.",
    marks: ["partly", "true"],
    reason: "The direction is right, the size is small, and repeated imports within a process " +
      "are cached anyway.",
    record: "L2-S4-09",
  },
  {
    text: "CPython frees most objects by counting references, and looks for cycles besides.",
    marks: ["true"],
    reason: "Reference counts come first; the collector is for what holds itself.",
    record: "L2-S3-01",
  },
  {
    text: "The garbage collector of Python 3.14 is incremental.",
    marks: ["outdated", "partly"],
    reason: "It was in 3.14.0 to 3.14.4; 3.14.5 took it out again.",
    record: "L2-S3-02",
  },
  {
    text: "While the collector of a normal build runs, no Python code of the program does.",
    marks: ["true"],
    reason: "The collecting thread holds the GIL meanwhile.",
    record: "L2-S3-03",
  },
  {
    text: "A program that holds a gigabyte of bytes objects has long collections because of that.",
    marks: ["false"],
    reason: "The collector walks containers and never looks at bytes: it is their number that " +
      "counts.",
    record: "L2-S3-05",
  },
  {
    text: "Current Python collects the old generation a little at a time, between steps of " +
      "the program.",
    marks: ["outdated"],
    reason: "That is how 3.14.0 to 3.14.4 did it, and no later release does.",
    record: "L2-S3-06",
  },
  {
    text: "An increment turns a pause of 100 ms into thirty pauses of 3 ms.",
    marks: ["false"],
    reason: "Nothing in the design fixes such numbers; measured factors depend on the shape of " +
      "the heap.",
    record: "L2-S3-07",
  },
  {
    text: "Splitting a collection into increments leaves the total work of the collector the same.",
    marks: ["false"],
    reason: "Measured totals were larger: what is looked at twice is paid twice.",
    record: "L2-S3-08",
  },
  {
    text: "The increments of the collector cost context switches between threads.",
    marks: ["false"],
    reason: "The collector runs in the thread that allocates; no other thread is involved.",
    record: "L2-S3-10",
  },
  {
    text: "gc.get_stats() has told the length of each pause ever since Python 3.4.",
    marks: ["false"],
    reason: "It counted collections only; 3.15 adds a duration, and gc.callbacks work everywhere.",
    record: "L2-S3-13",
  },
  {
    text: "In small programs a collection stops everything for some milliseconds.",
    marks: ["partly", "false"],
    reason: "Young collections of a small heap take tens to hundreds of microseconds.",
    record: "L2-S3-04",
  },
  {
    text: "Most stops of the collector are short, and with a million live objects some exceed " +
      "100 ms.",
    marks: ["true"],
    reason: "Both were seen: the length follows the objects that are looked at.",
    record: "L2-P1-04",
  },
  {
    text: "The tail-call interpreter and the specializing interpreter are two names of one " +
      "feature.",
    marks: ["false"],
    reason: "One is how C code is compiled, the other rewrites bytecode while it runs.",
    record: "L2-S2-01",
  },
  {
    text: "Tail calls are the most important optimization of 3.14.",
    marks: ["partly", "false"],
    reason: "They give a few per cent, and only in builds that were made with them.",
    record: "L2-S2-02",
  },
  {
    text: "Adaptive specialization of bytecode is new in Python 3.14.",
    marks: ["false"],
    reason: "It came with 3.11 (PEP 659).",
    record: "L2-S2-04",
  },
  {
    text: "Specialization makes typical code 3 to 5 % quicker.",
    marks: ["false"],
    reason: "That figure belongs to tail calls; PEP 659 speaks of 10 to 60 %.",
    record: "L2-S2-05",
  },
  {
    text: "A quicker interpreter helps programs little that wait for input and output.",
    marks: ["true"],
    reason: "Waiting is no bytecode.",
    record: "L2-S2-07",
  },
  {
    text: "Python has bytecode for independence of the platform.",
    marks: ["partly"],
    reason: "A compiled file is bound to one minor version: its number is checked.",
    record: "L2-S2-09",
  },
  {
    text: "Loops with tiny bodies have gained most from the newest interpreters.",
    marks: ["false"],
    reason: "In measured pairs of releases calls and attributes gain, tiny loops hardly.",
    record: "L2-S2-11",
  },
  {
    text: "Python 3.14 dispatches bytecode by tail calls.",
    marks: ["partly"],
    reason: "Builds that were made so do, and most are not: GCC builds keep computed jumps.",
    record: "L2-S0-01",
  },
  {
    text: "An interpreter fetches a bytecode, decodes it, executes it, and goes on to the next.",
    marks: ["true", "partly"],
    reason: "As a model it is right for every build.",
    record: "L2-S2-03",
  },
  {
    text: "Whoever upgrades from 3.13 to 3.14 gains 3 to 5 % in typical programs.",
    marks: ["false", "partly"],
    reason: "The figure is for tail-call builds; a default build shows no such general gain.",
    record: "L2-S1-02",
  },
  {
    text: "3.14 switches on by default what was experimental in 3.13.",
    marks: ["false"],
    reason: "The JIT is off by default, and free threading still takes another build.",
    record: "L2-S1-01",
  },
  {
    text: "pyperformance measures how real applications perform.",
    marks: ["partly"],
    reason: "It mixes small kernels, libraries and programs; whole services are not in it.",
    record: "L2-S0-04",
  },
  {
    text: "Whether 3 to 5 % matter depends on how much of the time is bytecode, and on how " +
      "much time that is.",
    marks: ["true"],
    reason: "The share bounds the gain, and the sum of time decides what it is worth.",
    record: "L2-S0-05",
  },
  {
    text: "With a 5 % quicker interpreter a pipeline of ten hours takes nine and a half.",
    marks: ["false"],
    reason: "Only if all of it were bytecode; inference is mostly native code.",
    record: "L2-S5-03",
  },
  {
    text: "Three improvements of 5 % make 15 % together.",
    marks: ["false"],
    reason: "On the same work they make 14.3 % less time, and these act on different parts.",
    record: "L2-S5-05",
  },
  {
    text: "A million tokens of 1 ms take 1,000 s, of which 5 % are 50 s.",
    marks: ["true"],
    reason: "The sum is right, for the part of the time that is bytecode.",
    record: "L2-S5-08",
  },
  {
    text: "5 % faster means that 95 % of the time is needed.",
    marks: ["partly", "false"],
    reason: "5 % less time is 0.95; a speed 5 % higher is 1 ÷ 1.05, which is 0.952.",
    record: "L2-S5-02",
  },
  {
    text: "Without the GIL threads run in parallel and nothing is lost.",
    marks: ["partly"],
    reason: "They do run in parallel; a single thread pays some per cent, and the JIT is " +
      "missing there.",
    record: "L2-C3-01",
  },
  {
    text: "If 95 % of the time is spent in C code, a quicker interpreter changes the total by " +
      "a fraction of a per cent.",
    marks: ["true"],
    reason: "Amdahl: 5 % of 5 % is a quarter of a per cent.",
    record: "L2-P3-02",
  },
  {
    text: "A single time of a program shows where its bottleneck is.",
    marks: ["false"],
    reason: "It takes a share or a comparison, for example with the collector off.",
    record: "L2-P4-03",
  },
  {
    text: "From 3.11 to 3.14 Python became 40 % quicker.",
    marks: ["partly", "false"],
    reason: "Such a figure was published against 3.10, for one machine with a JIT build; most " +
      "of it came with 3.11.",
    record: "L2-TW-01",
  },
  {
    text: "All of that came without any change that breaks older programs.",
    marks: ["false"],
    reason: "Each release removes and changes something: distutils in 3.12, old modules in 3.13.",
    record: "L2-TW-02",
  },
  {
    text: "Cheap frames are new in 3.14, and show in comprehensions.",
    marks: ["false"],
    reason: "Cheap frames came with 3.11, comprehensions were inlined in 3.12.",
    record: "L2-TW-04",
  },
  {
    text: "Whoever wants short pauses today just takes the newest 3.14.",
    marks: ["outdated"],
    reason: "That was so for 3.14.0 to 3.14.4 and certain heaps; the newest one has the " +
      "generational collector.",
    record: "L2-P2-01",
  },
  {
    text: "To compare collectors, take the newest Python: its collector is incremental.",
    marks: ["outdated"],
    reason: "Only 3.14.0 to 3.14.4 had it; the newest one is no such example.",
    record: "L2-TW-05",
  },
];
