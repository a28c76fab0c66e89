/** What a function keeps of its annotations, and which of the three formats serves whom. */

import type { ChoiceOption } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest, PairItem } from "../definition.ts";
import { choicePart, pairParts } from "../parts.ts";

const KEEPS: readonly ChoiceOption[] = [{
  key: "text",
  text: "their text",
  isRight: false,
  reason: "Text is what the future import leaves, PEP 563, or what the format STRING makes on " +
    "request. What does the first row of the picture say?",
}, {
  key: "function",
  text: "a function that makes them",
  isRight: true,
  reason: "The compiler writes it, and it runs when somebody asks for the first time.",
}, {
  key: "object",
  text: "an object of a type of its own that waits",
  isRight: false,
  reason: "The first row of the picture shows the type of what is kept. Functions are objects, " +
    "too, but this type is an old one.",
}, {
  key: "nothing",
  text: "nothing, they are gone",
  isRight: false,
  reason: "They can still be read: the first sections have done so.",
}];

type Format = "value" | "forwardref" | "string";

const FORMATS: readonly { readonly key: Format; readonly text: string }[] = [
  { key: "value", text: "VALUE: the objects themselves, or an error" },
  { key: "forwardref", text: "FORWARDREF: the objects, and a stand-in for what is not known yet" },
  { key: "string", text: "STRING: the text, nothing is looked up" },
];

const READERS: readonly {
  readonly key: string;
  readonly text: string;
  readonly right: Format;
  readonly reasons: Readonly<Record<Format, string>>;
}[] = [{
  key: "validator",
  text: "A validator that tests each argument of a call against its type",
  right: "value",
  reasons: {
    value: "It needs the types themselves, and should fail loudly where one is missing.",
    forwardref: "A stand-in is no type: nothing can be tested against it.",
    string: "No argument can be tested against a text.",
  },
}, {
  key: "manual",
  text: "A manual that prints signatures, also of modules whose imports are missing",
  right: "string",
  reasons: {
    value: "In the row VALUE look at what becomes of a name that is missing.",
    forwardref: "It would work, and print list[int] after looking up both names. What is printed " +
      "anyway needs no object at all.",
    string: "What is printed needs no object, and missing names do not matter.",
  },
}, {
  key: "registry",
  text: "A decorator that notes the fields of a class, some of a class defined further down",
  right: "forwardref",
  reasons: {
    value: "It runs before the other class exists: see what VALUE makes of such a name.",
    forwardref: "It gets the types that there are, and a stand-in to be resolved later.",
    string: "Then it would have to look up the types by itself, those that exist already, too.",
  },
}];

const ITEMS: readonly PairItem[] = READERS.map(({ key, text, right, reasons }) => ({
  key,
  text,
  options: FORMATS.map((format) => ({
    ...format,
    isRight: format.key === right,
    reason: reasons[format.key],
  })),
}));

/** What is kept, and the formats. */
export const KEPT: ExerciseDefinition = {
  id: "lesson4-kept",
  title: "What is kept, and who asks how",
  task: `Read the picture of the formats.

- \`keeps\`: what a function of 3.14 and later keeps of its annotations.
- \`formats\`: for each reader the format that it should ask for.`,
  fields: [{
    name: "keeps",
    kind: "choice",
    question: "What does a function keep of its annotations?",
    options: KEEPS,
    example: 'keeps: "text"',
  }, {
    name: "formats",
    kind: "pairs",
    question: "Which format should each of them ask for?",
    items: ITEMS,
    example: 'formats: { validator: "string", manual: "string", registry: "string" }',
  }],
  evidence: null,
  hints: [
    "The first row is the answer to type(f.__annotate__).",
    "Who needs the object, who needs words, and who comes too early?",
  ],
  max: 1 + READERS.length,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  return {
    kind: "judged",
    parts: [
      choicePart(request, { name: "what is kept", field: "keeps", max: 1, options: KEEPS }),
      ...pairParts(request, { field: "formats", items: ITEMS, max: 1 }),
    ],
  };
}
