/** Part 4, box seven: do the learner's own numbers guide a decision? */

import type { Ruling } from "../acceptance.ts";
import type { AnswerField, ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { notMeasured, textPart } from "../parts.ts";
import { judgeText } from "../text_rule.ts";
import { partRanks } from "./part_ranks.ts";
import { SECTION_KINDS, type SectionKind, SECTIONS } from "./output_sections.ts";
import type { StatedTime } from "./profiler_output.ts";
import { type ProfilerRun, profilerRuns, timesIn, timesOf } from "./profiler_trial.ts";

/** What a learner calls the parts. */
const KEYS: Readonly<Record<string, SectionKind>> = {
  loop: "loop",
  gc: "collector",
  import: "imports",
};

const FIELDS: readonly AnswerField[] = [{
  name: "part",
  kind: "choice",
  question:
    "A short script does each of the three once, and people wait for it. Where do you begin?",
  // Which one is right is the business of the learner's own runs.
  options: Object.entries(KEYS).map(([key, kind]) => ({
    key,
    text: SECTIONS[kind].name,
    isRight: false,
    reason: "",
  })),
  example: 'part: "import"',
}, {
  name: "first",
  kind: "text",
  question: "What would you try first, and by which figure, with its ±, do you decide that?",
  example: 'first: "I would … because it takes … ± … ms"',
}];

/** Words that say what somebody would do. */
const STEPS = {
  name: "what you would try first",
  synonyms: [
    ..."try tries avoid* reus* cach* defer* lazy lazily skip* remov* replac* fewer less reduc* batch*"
      .split(" "),
    ..."vectori* numpy profil* measur* shrink* split* mov* import* freez* threshold* disabl* rewrit*"
      .split(" "),
    ..."cut break weak* pool* preload* short* simplif* chang* use using c builtin built-in sum"
      .split(" "),
  ],
};

/** The guided question: right by the largest of one's own three times, and a figure that is one's own. */
export const PART_4_DECISIONS: ExerciseDefinition = {
  id: "L2-P4-04",
  title: "The seventh box: results guide decisions",
  task: `Your program has given you three times. Now use them.

- \`part\`: a short script does each of the three parts once, and people wait for it. In which part do you begin to look for time?
- \`first\`: one sentence with what you would try first there, and the figure of that part by which you decide, with its ± as your program printed it.

Your own three runs decide what is right. Where the intervals of two parts meet, either may be called the largest.`,
  fields: FIELDS,
  evidence: 'the three runs of your program, from the cell under "Three times"',
  hints: [
    "What can you save at most in each of the three parts?",
    "A figure without its ± does not say whether a gain of 5 % would be seen at all.",
  ],
  max: 2,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const { evidence } = request;
  if (evidence.kind !== "program") return notMeasured(evidence);
  const runs = profilerRuns(evidence.program);
  const isWhole = runs.some((run) => timesIn(run).length === SECTION_KINDS.length);
  if (!isWhole) {
    return {
      kind: "not_ready",
      reason: "none of your runs has a time with an interval for each of the three parts yet. " +
        "The boxes above say what is missing.",
      saysAll: true,
    };
  }
  const chosen = request.fields["part"];
  const kind = chosen?.kind === "text" ? KEYS[chosen.value.trim().toLowerCase()] : undefined;
  return {
    kind: "judged",
    parts: [
      textPart(request, {
        name: "where to begin",
        field: "part",
        max: 1,
        judge: (said) => judgePart(said, runs),
      }),
      textPart(request, {
        name: "by which figure",
        field: "first",
        max: 1,
        judge: (said) => judgeFirst(said, { runs, kind }),
      }),
    ],
  };
}

function judgePart(said: string, runs: readonly ProfilerRun[]): Ruling {
  const kind = KEYS[said.trim().toLowerCase()];
  if (kind === undefined) {
    const keys = Object.keys(KEYS).map((key) => `"${key}"`).join(", ");
    return { kind: "wrong", reason: `"${said.slice(0, 40)}" is not one of the choices: ${keys}.` };
  }
  const isLargest = runs.some((run) => partRanks(run).get(kind)?.mayBeLargest === true);
  const own = timesOf(runs, kind).map(({ ms }) => `${ms} ms`).join(", ");
  return isLargest
    ? { kind: "right", reason: `No other part can save you more: ${own} in your runs.` }
    : {
      kind: "wrong",
      reason:
        `In your runs ${SECTIONS[kind].name} took ${own}. If it took nothing at all, how much ` +
        "of the sum of the three would be gone? Another part has more to give.",
    };
}

function judgeFirst(
  said: string,
  { runs, kind }: { readonly runs: readonly ProfilerRun[]; readonly kind: SectionKind | undefined },
): Ruling {
  const times = SECTION_KINDS.filter((one) => kind === undefined || one === kind)
    .flatMap((one) => timesOf(runs, one));
  const numbers = [...said.matchAll(/\d+(?:[.,]\d+)?/g)].map(([text]) => text.replace(",", "."));
  const own = times.find((time) => numbers.some((text) => isWithin(Number(text), text, time)));
  if (own === undefined) {
    return {
      kind: "wrong",
      reason: "None of its numbers is a time of that part in your own runs: take it from your " +
        "output, in ms.",
    };
  }
  if (!/±|\+\/?-|between|\bto\b|plus or minus|–/i.test(said) || numbers.length < 2) {
    return {
      kind: "wrong",
      reason: "The figure stands there alone: how far off may it be? Write its ± behind it.",
    };
  }
  const others = numbers.filter((text) => !isWithin(Number(text), text, own));
  const isEnds = numbers.length - others.length >= 2;
  if (!isEnds && !others.some((text) => times.some((time) => isItsHalf(Number(text), time)))) {
    return {
      kind: "wrong",
      reason: "Its ± is not the one that your program has printed for that part in any run.",
    };
  }
  return judgeText(said, {
    groups: [STEPS],
    wrong: [],
    compareWith: "what you would change in that part, and the time with its interval.",
    praise: "A first step, and a figure by which others can follow you.",
  });
}

/** Whether a number is that time, as exactly as its digits allow. */
function isWithin(value: number, text: string, { lowMs, highMs }: StatedTime): boolean {
  const step = 10 ** -(text.split(".")[1]?.length ?? 0);
  return value >= lowMs - step && value <= highMs + step;
}

/** Whoever rounds a half width, or takes that of another run, is right; not who makes one up. */
const HALF_FACTOR = 2;

function isItsHalf(value: number, { halfMs }: StatedTime): boolean {
  return value >= halfMs / HALF_FACTOR && value <= halfMs * HALF_FACTOR;
}
