/** Section 2's challenge: a tight loop of one's own, its listing, and what the interpreter does on every iteration. */

import { arms, INSTALL_HINT } from "../../../../probes/mod.ts";
import { readEvidence } from "../../ledger/evidence.ts";
import type { Ruling } from "../acceptance.ts";
import type { AnswerField, ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { textPart } from "../parts.ts";
import { type ListedLine, listedLines, matchListing } from "./listed_lines.ts";
import { askLoopFacts, type LoopFacts } from "./loop_facts.ts";

type Facts = Extract<LoopFacts, { kind: "facts" }>;

/** A page of Python is some 3,000 characters; a loop is a few lines. */
const SOURCE_CHARACTERS_MAX = 20_000;

/** Fewest words beside its name that say what a bytecode does. */
const WORDS_PER_OPCODE_MIN = 3;

const FIELDS: readonly AnswerField[] = [{
  name: "source",
  kind: "program",
  // Whatever the notebook's stub says, it is a remark.
  stub: "",
  question: "Your loop, as a small Python function.",
  example: "source: loopSource",
}, {
  name: "listing",
  kind: "text",
  question: "What dis.dis() prints for it, pasted whole.",
  example: "listing: loopListing",
}, {
  name: "words",
  kind: "text",
  question: "What happens on every iteration: one sentence for each bytecode of the loop's body.",
  example: "words: loopWords",
}, {
  name: "python",
  kind: "python",
  question: "The CPython that lists it; left out, it is the first one of arms().",
  example: "python: main",
}];

/** Source, listing and explanation. */
export const TIGHT_LOOP: ExerciseDefinition = {
  id: "L2-S2-08",
  title: "A loop of your own, bytecode by bytecode",
  task:
    `Write a small loop in Python, let a CPython list its bytecode, and say what that CPython does on every iteration.

- \`source\`: a function with a \`for\` or \`while\` in it; short is good.
- \`listing\`: its listing, pasted as it was printed. Line numbers, places and addresses do not matter.
- \`words\`: a sentence for each bytecode of the loop's body, with the bytecode's name in it.`,
  fields: FIELDS,
  evidence: null,
  hints: [
    "The cell before prints the listing of whatever stands in your source.",
    "Find the jump whose goal lies above it. From that goal down to the jump is the loop's body.",
    "Values lie on a stack. What does an addition take from it, and what does it leave there?",
  ],
  max: 5,
  judge,
};

async function judge(request: JudgeRequest): Promise<Judgement> {
  const { fields, answer } = request;
  const given = fields["source"];
  // The interpreter, which the notebook gives, is no answer by itself.
  const written = ["source", "listing", "words"];
  if (written.every((name) => (fields[name]?.kind ?? "open") === "open")) {
    return { kind: "not_answered", reason: 'fill in "source", "listing" and "words".' };
  }
  if (given?.kind !== "text") return { kind: "judged", parts: partsOf(request, () => NO_SOURCE) };
  if (given.value.length > SOURCE_CHARACTERS_MAX) {
    const reason =
      `The source has ${given.value.length} characters; a loop of a few lines is meant.`;
    return { kind: "judged", parts: partsOf(request, () => wrong(reason)) };
  }
  const named = readEvidence(answer["python"]);
  const interpreter = named.kind === "interpreter" ? named.python : (await arms())[0];
  if (interpreter === undefined) {
    return { kind: "not_ready", reason: `this needs a CPython. ${INSTALL_HINT}` };
  }
  const asked = await askLoopFacts(given.value, interpreter);
  if (asked.kind !== "value") {
    return { kind: "not_ready", reason: `${interpreter.name} did not answer (${asked.kind})` };
  }
  const { value } = asked;
  if (value.kind === "broken") {
    const where = value.line === null ? "" : ` in line ${value.line}`;
    const fault = wrong(
      `${interpreter.name} cannot compile your source${where}: ${value.message}.`,
    );
    return { kind: "judged", parts: partsOf(request, () => fault) };
  }
  return { kind: "judged", parts: partsOf(request, rulesOf(value, interpreter.name)) };
}

type PartName = "loop" | "listing" | "names" | "words";

const NO_SOURCE = wrong('Fill in "source" first: the rest is judged by it.');

function partsOf(
  request: JudgeRequest,
  rule: (part: PartName, text: string) => Ruling,
) {
  const part = (name: string, spec: { field: string; max: number; rule: PartName }) =>
    textPart(request, { name, ...spec, judge: (text) => rule(spec.rule, text) });
  return [
    part("a loop", { field: "source", max: 1, rule: "loop" }),
    part("its listing", { field: "listing", max: 2, rule: "listing" }),
    part("bytecodes that exist", { field: "words", max: 1, rule: "names" }),
    part("every bytecode of the loop", { field: "words", max: 1, rule: "words" }),
  ];
}

function rulesOf(facts: Facts, name: string): (part: PartName, text: string) => Ruling {
  return (part, text) => {
    switch (part) {
      case "loop":
        return judgeLoop(facts);
      case "listing":
        return judgeListing(text, facts, name);
      case "names":
        return judgeNames(text, facts, name);
      case "words":
        return judgeWords(text, facts);
    }
  };
}

function judgeLoop({ hasLoop, loops }: Facts): Ruling {
  if (!hasLoop) return wrong("There is neither a for nor a while in it.");
  return loops.length === 0
    ? wrong("It has a loop from which no jump leads back: its body never runs a second time.")
    : right("It has a loop.");
}

function judgeListing(text: string, facts: Facts, name: string): Ruling {
  const given = listedLines(text);
  if (given.length === 0) {
    return wrong("No line of it lists a bytecode. Paste what dis.dis() prints.");
  }
  const stranger = strangerAmong(given.map((line) => line.name), facts, name);
  if (stranger !== null) return wrong(`${stranger} Is the listing from another CPython?`);
  const backward = new Set(facts.loops.flatMap((body) => body.slice(-1)));
  if (backward.size > 0 && !given.some((line) => backward.has(line.name))) {
    return wrong(
      `No jump leads back in this listing; that of the loop is ${[...backward].join(" or ")}. ` +
        "Is it pasted whole?",
    );
  }
  const match = matchListing(given, listedLines(facts.listing));
  switch (match.kind) {
    case "same":
      return right(`${name} lists the same.`);
    case "other_arguments":
      return wrong(
        `The bytecodes are the same, but ${name} lists ${
          lineText(match.expected)
        } where yours has ${lineText(match.given)}. Was the source changed after listing it?`,
      );
    case "differs":
      return wrong(
        `Bytecode ${match.index} of your listing is ${lineText(match.given)}; ${name} lists ${
          match.expected === null ? "nothing more" : lineText(match.expected)
        } there. List the source again with this CPython.`,
      );
  }
}

/** A word in capitals with an underscore is meant as a bytecode; one without may be any word. */
const OPCODE_WORD = /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g;

function judgeNames(text: string, facts: Facts, name: string): Ruling {
  const named = namedIn(text, facts);
  const stranger = strangerAmong(text.match(OPCODE_WORD) ?? [], facts, name);
  if (stranger !== null) return wrong(stranger);
  return named.length === 0
    ? wrong(
      "No bytecode is named. You explain lines of Python; the interpreter goes from bytecode to " +
        "bytecode, so say what each of them does.",
    )
    : right(`Named: ${named.join(", ")}.`);
}

function judgeWords(text: string, facts: Facts): Ruling {
  const named = namedIn(text, facts);
  // Of several loops the one that is explained best is meant.
  const [missing, body] = facts.loops.map((loop) => {
    const opcodes = [...new Set(loop)];
    return [opcodes.filter((opcode) => !named.includes(opcode)), opcodes] as const;
  }).toSorted(([left], [right]) => left.length - right.length)[0] ?? [[], []];
  if (body.length === 0) return wrong("There is no loop whose body could be explained.");
  if (missing.length > 0) {
    return wrong(
      `${missing.length} of ${body.length} bytecodes of the loop are not mentioned: ${
        missing.join(", ")
      }. They run on every iteration, too.`,
    );
  }
  const plain = text.replaceAll(OPCODE_WORD, " ").match(/\p{L}{2,}/gu) ?? [];
  return plain.length < WORDS_PER_OPCODE_MIN * body.length
    ? wrong("All of them are named; say of each what it does, in a sentence.")
    : right("Every bytecode of the loop is there.");
}

/** The bytecodes of this CPython that a text names. */
function namedIn(text: string, { opcodes }: Facts): string[] {
  const words = new Set(text.match(/\b[A-Z][A-Z0-9_]{2,}\b/g) ?? []);
  return opcodes.filter((opcode) => words.has(opcode));
}

/** Says which of the names is no bytecode of this CPython, or null. */
function strangerAmong(
  names: readonly string[],
  { opcodes, specialized }: Facts,
  python: string,
): string | null {
  const stranger = names.find((name) => !opcodes.includes(name));
  if (stranger === undefined) return null;
  return specialized.includes(stranger)
    ? `${stranger} is what ${python} puts there while it runs; a plain listing, without adaptive, ` +
      "shows the bytecode itself."
    : `${stranger} does not exist in ${python}.`;
}

function lineText({ name, argument }: ListedLine): string {
  return argument === "" ? name : `${name} (${argument})`;
}

function right(reason: string): Ruling {
  return { kind: "right", reason };
}

function wrong(reason: string): Ruling {
  return { kind: "wrong", reason };
}
