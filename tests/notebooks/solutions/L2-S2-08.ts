/** Answers to `L2-S2-08`, a loop of one's own: written for the CPython that is there, since each lists it in its own way. */

import { arms, type Interpreter } from "../../../probes/mod.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const SOURCE = `
def count(n):
    total = 0
    for i in range(n):
        total = total + i
    return total
`;

/** What somebody would write about each of them, whichever this CPython has. */
const SENTENCES: Readonly<Record<string, string>> = {
  FOR_ITER: "asks the iterator for the next number and leaves the loop when there is none",
  STORE_FAST: "takes the topmost value from the stack and gives it a local name",
  LOAD_FAST: "puts the value of a local name onto the stack",
  LOAD_FAST_LOAD_FAST: "does that for two local names at once",
  LOAD_FAST_BORROW: "puts the value of a local name onto the stack without counting it",
  LOAD_FAST_BORROW_LOAD_FAST_BORROW: "does that for two local names at once",
  BINARY_ADD: "takes two values from the stack and leaves their sum there",
  BINARY_OP: "takes two values from the stack and leaves their sum there",
  JUMP_ABSOLUTE: "goes back to the beginning of the loop",
  JUMP_BACKWARD: "goes back to the beginning of the loop",
};

const LISTINGS = {
  "3.10": `
  4     >>   12 FOR_ITER                 6 (to 26)
             14 STORE_FAST               2 (i)
  5          16 LOAD_FAST                1 (total)
             18 LOAD_FAST                2 (i)
             20 BINARY_ADD
             22 STORE_FAST               1 (total)
             24 JUMP_ABSOLUTE            6 (to 12)`,
  "3.13": `
  4   L1:     FOR_ITER                 7 (to L2)
              STORE_FAST               2 (i)
  5           LOAD_FAST_LOAD_FAST     18 (total, i)
              BINARY_OP                0 (+)
              STORE_FAST               1 (total)
              JUMP_BACKWARD            9 (to L1)`,
};

const [python] = await arms();
const listing = python === undefined ? "" : await listedBy(python);
const named = Object.entries(SENTENCES).filter(([name]) =>
  new RegExp(`\\b${name}\\b`).test(listing)
);
const words = named.map(([name, sentence]) => `${name} ${sentence}.`).join("\n");
const [first] = named.map(([name]) => name);
const RIGHT = { source: SOURCE, listing, words, python };

/** A listing that this CPython cannot have made. */
const foreign = LISTINGS[python !== undefined && python.minor < 12 ? "3.13" : "3.10"];

async function listedBy({ executable }: Interpreter): Promise<string> {
  const { stdout } = await new Deno.Command(executable, {
    args: ["-c", "import dis, sys; dis.dis(sys.argv[1])", SOURCE],
  }).output();
  return new TextDecoder().decode(stdout);
}

/** The stub, the model answer, and what learners write. */
export const TIGHT_LOOP: ExerciseAnswers = {
  exercise: "L2-S2-08",
  needsPython: true,
  evidence: null,
  stub: { source: "# def count(n): ...", listing: "", words: "", python },
  solution: RIGHT,
  wrong: [
    {
      name: "no loop at all",
      answer: { ...RIGHT, source: "def double(n):\n    return n + n\n" },
      part: "a loop",
      reason: "neither a for nor a while",
    },
    {
      name: "a loop that does not compile",
      answer: { ...RIGHT, source: "for i in range(3)\n    print(i)" },
      part: "its listing",
      reason: "cannot compile your source in line 1",
    },
    {
      name: "a listing from another CPython",
      answer: { ...RIGHT, listing: foreign },
      part: "its listing",
      reason: "Is the listing from another CPython?",
    },
    {
      name: "a listing without the jump back",
      answer: { ...RIGHT, listing: listing.replaceAll(/^.*\bJUMP_.*$/gm, "") },
      part: "its listing",
      reason: "No jump leads back in this listing",
    },
    {
      name: "a listing from before a name was changed",
      answer: { ...RIGHT, listing: listing.replaceAll("total", "sum_so_far") },
      part: "its listing",
      reason: "Was the source changed after listing it?",
    },
    {
      name: "the source pasted in place of its listing",
      answer: { ...RIGHT, listing: SOURCE },
      part: "its listing",
      reason: "No line of it lists a bytecode",
    },
    {
      name: "lines of source explained, not bytecode",
      answer: { ...RIGHT, words: "It takes the next number, then adds it to the total." },
      part: "bytecodes that exist",
      reason: "No bytecode is named",
    },
    {
      name: "a bytecode that was made up",
      answer: { ...RIGHT, words: `${words}\nADD_NUMBERS adds them.` },
      part: "bytecodes that exist",
      reason: "ADD_NUMBERS does not exist in",
    },
    {
      name: "a bytecode of the loop left out",
      answer: { ...RIGHT, words: words.split("\n").slice(1).join("\n") },
      part: "every bytecode of the loop",
      reason: `are not mentioned: ${first}.`,
    },
    {
      name: "names without a word about them",
      answer: { ...RIGHT, words: named.map(([name]) => name).join(", ") },
      part: "every bytecode of the loop",
      reason: "say of each what it does",
    },
  ],
};
