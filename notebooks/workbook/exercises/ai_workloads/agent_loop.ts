/** The sketch of an agent's loop, made into Python: compiled, looked at, and never run. */

import { arms, INSTALL_HINT } from "../../../../probes/mod.ts";
import { readEvidence } from "../../ledger/evidence.ts";
import type { Ruling } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { textPart } from "../parts.ts";
import { type AgentLoopFacts, askAgentLoop } from "./agent_loop_facts.ts";

type Facts = Extract<AgentLoopFacts, { kind: "facts" }>;

/** The sketch that the notebook starts with: what the lesson prints, with names of our own. */
export const AGENT_LOOP_STUB = `
for step in range(1_000_000_000):
    read_input()
    model.answer()
    remember()
    yield answer
`;

/** A loop is a few lines; a longer text is another file. */
const SOURCE_CHARACTERS_MAX = 20_000;

/** Names of a message: more of them say nothing more. */
const NAMES_SHOWN_MAX = 4;

/** The agent's loop. */
export const AGENT_LOOP: ExerciseDefinition = {
  id: "lesson5-loop",
  title: "A sketch, made into a program",
  task:
    `Change the sketch until your CPython compiles it, and until it would give an answer at each step.

- What yields stands in a function, and in its loop.
- Every name is known: a parameter, something that you define or import, or one of Python's own.

The check compiles your program and looks at it; it does not run it.`,
  fields: [{
    name: "program",
    kind: "program",
    stub: AGENT_LOOP_STUB,
    question: "Your program, as a text.",
    example: "program: agentLoop",
  }, {
    name: "python",
    kind: "python",
    question: "The CPython that compiles it; left out, it is the first one of arms().",
    example: "python: main",
  }],
  evidence: null,
  hints: [
    "Read what the cell before says: which word is refused, and where must it not stand?",
    "A line with def above the loop, and the loop below it, one step further to the right.",
    "Where would the function get its model from? Whoever calls it can hand it over.",
  ],
  max: 3,
  judge,
};

async function judge(request: JudgeRequest): Promise<Judgement> {
  const { fields, answer } = request;
  const given = fields["program"];
  if (given?.kind !== "text") {
    return given?.kind === "wrong"
      ? { kind: "not_ready", reason: given.reason }
      : { kind: "not_answered", reason: 'fill in "program".' };
  }
  if (given.value.length > SOURCE_CHARACTERS_MAX) {
    const reason =
      `the program has ${given.value.length} characters; a loop of a few lines is meant`;
    return { kind: "not_ready", reason };
  }
  const named = readEvidence(answer["python"]);
  const python = named.kind === "interpreter" ? named.python : (await arms())[0];
  if (python === undefined) {
    return { kind: "not_ready", reason: `this needs a CPython. ${INSTALL_HINT}` };
  }
  const asked = await askAgentLoop(given.value, python);
  if (asked.kind !== "value") {
    return { kind: "not_ready", reason: `${python.name} did not answer (${asked.kind})` };
  }
  return { kind: "judged", parts: partsOf(request, asked.value, python.name) };
}

function partsOf(request: JudgeRequest, value: AgentLoopFacts, python: string) {
  const part = (name: string, judged: Ruling) =>
    textPart(request, { name, field: "program", max: 1, judge: () => judged });
  if (value.kind === "broken") {
    const where = value.line === null ? "" : ` in line ${value.line}`;
    const refused = wrong(`${python} does not compile it${where}: ${value.message}.`);
    const later = wrong("It is looked at when it compiles.");
    return [part("it compiles", refused), part("answers", later), part("names", later)];
  }
  return [
    part("it compiles", { kind: "right", reason: `${python} compiles it.` }),
    part("answers", judgeYield(value)),
    part("names", judgeNames(value)),
  ];
}

function judgeYield({ yieldsInLoop, returnsInLoop, hasYield }: Facts): Ruling {
  if (yieldsInLoop) {
    return { kind: "right", reason: "A function of it yields in its loop, once a step." };
  }
  if (hasYield) {
    return wrong("It yields, but in no loop: it would give one answer and end.");
  }
  return wrong(
    returnsInLoop
      ? "A return in the loop ends it at the first step. An agent gives an answer at each step, " +
        "and goes on."
      : "No function of it yields: nobody would ever see an answer.",
  );
}

function judgeNames({ unknown }: Facts): Ruling {
  if (unknown.length === 0) return { kind: "right", reason: "Every name is known." };
  const shown = unknown.slice(0, NAMES_SHOWN_MAX).map((name) => `"${name}"`).join(", ");
  const more = unknown.length > NAMES_SHOWN_MAX ? " and others" : "";
  return wrong(
    `Nothing defines ${shown}${more}: it would end with a NameError. Make it a parameter, define ` +
      "it, or import it.",
  );
}

function wrong(reason: string): Ruling {
  return { kind: "wrong", reason };
}
