/** Three benchmarks of pyperformance that resemble one's own work, and why. */

import { PYPERFORMANCE_LISTING } from "../../../../probes/mod.ts";
import { cut, type Ruling } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { textPart, wordsPart } from "../parts.ts";
import { judgeText, type TextRule } from "../text_rule.ts";

/** As many as are asked for. */
const NAMES_COUNT = 3;

/** Words of names that people expect in such a list. */
const MODELS = /transformer|llm|gpt|bert|torch|tensorflow|inference|attention|embedding|neural/i;

/** Three names. */
export const BENCHMARKS: ExerciseDefinition = {
  id: "L2-S5-07",
  title: "Three benchmarks for your work",
  task:
    `Choose three benchmarks of pyperformance that resemble something that you do, or would like to do, with AI.

- \`names\`: their names, as the table writes them.
- \`why\`: one or two sentences: what of your work does each resemble?`,
  fields: [{
    name: "names",
    kind: "words",
    stub: [],
    question: "Three names out of the table.",
    example: 'names: ["nbody", "float", "go"]',
  }, {
    name: "why",
    kind: "text",
    question: "What of your work do they resemble?",
    example: 'why: "…"',
  }],
  evidence: null,
  hints: [
    "What does your program do before and after it asks a model?",
    "Texts are cut into tokens, answers are read, many requests wait at once: look for names of those.",
  ],
  max: 3,
  judge,
};

const WHY: TextRule = {
  groups: [{
    name: "something that your own work does",
    synonyms: [
      ...["pars*", "json", "token*", "text*", "string*", "regex*", "template*", "html*", "xml*"],
      ...["wait*", "async*", "request*", "respon*", "server*", "web", "http*", "network*", "api*"],
      ...["sql*", "databas*", "file*", "log*", "pickl*", "serial*", "config*", "start*", "import*"],
      ...["prompt*", "agent*", "context*", "document*", "retriev*", "graph*", "number*", "loop*"],
      ...["data*", "object*", "garbage", "collector", "memory"],
    ],
  }],
  wrong: [{
    groups: [
      { name: "a model", synonyms: ["transformer*", "llm*", "neural", "model's", "gpu*"] },
      {
        name: "measured by it",
        synonyms: ["measure*", "run*", "comput*", "benchmark*", "test*", "time*"],
      },
    ],
    reason: "None of its benchmarks computes a model's answer. What do they do instead?",
  }],
  compareWith: "what your program does around the model, such as reading JSON or cutting tokens.",
  praise: "You say what of your work it is.",
};

function judge(request: JudgeRequest): Judgement {
  return {
    kind: "judged",
    parts: [
      wordsPart(request, { name: "names of the list", field: "names", max: 2, judge: judgeNames }),
      textPart(request, {
        name: "what they resemble",
        field: "why",
        max: 1,
        judge: (text) => judgeText(text, WHY),
      }),
    ],
  };
}

function judgeNames(given: readonly string[]): Ruling {
  const { benchmarks, version } = PYPERFORMANCE_LISTING;
  const names = given.map((name) => name.trim().toLowerCase());
  const stranger = names.find((name) => !benchmarks.some((one) => one.name === name));
  if (stranger !== undefined) {
    return wrong(
      MODELS.test(stranger)
        ? `"${
          cut(stranger)
        }" is not in it: pyperformance ${version} has no benchmark that computes ` +
          "a model's answer. What surrounds a model is there."
        : `"${
          cut(stranger)
        }" is not in the list of pyperformance ${version}: take the names as the ` +
          "table writes them.",
    );
  }
  const different = new Set(names).size;
  if (different !== NAMES_COUNT) {
    return wrong(`There are ${different} different names, and ${NAMES_COUNT} are asked for.`);
  }
  return { kind: "right", reason: `All three are in pyperformance ${version}.` };
}

function wrong(reason: string): Ruling {
  return { kind: "wrong", reason };
}
