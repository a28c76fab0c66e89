/** Tests of R-text: ideas, negations, wrong claims, and texts of any length. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { judgeText, type SynonymGroup, type TextRule } from "./text_rule.ts";

const LONGEST: SynonymGroup = { name: "the longest pause", synonyms: ["longest", "worst", "p99"] };
const WAITING: SynonymGroup = { name: "waiting", synonyms: ["wait*", "latenc*", "has to hold on"] };
const AVERAGE: SynonymGroup = { name: "the average", synonyms: ["average*"] };
const PAUSE: SynonymGroup = { name: "pauses", synonyms: ["pause*"] };
const VERSION: SynonymGroup = { name: "the version", synonyms: ["up to 3.14.4", "opt-in"] };

const RULE: TextRule = {
  groups: [LONGEST, WAITING],
  wrong: [{ groups: [AVERAGE, PAUSE], unless: [LONGEST], reason: "Nobody waits for an average." }],
  compareWith: "somebody waits for the longest pause.",
  praise: "Well said.",
};

const CASES: [name: string, answer: string, kind: string, reason: string][] = [
  [
    "both ideas",
    "A user has to wait until the longest pause is over.",
    "right",
    "Well said.",
  ],
  [
    "ideas in two sentences",
    "The LONGEST pause is what counts. Somebody's latency grows by it.",
    "right",
    "Well said.",
  ],
  [
    "an idea of several words",
    "At the worst moment the program has to hold on for long.",
    "right",
    "Well said.",
  ],
  ["a text over two lines", "A user has to wait until\nthe longest pause is over.", "right", ""],
  [
    "one idea",
    "The user has to wait for the answer a little while.",
    "wrong",
    "One idea is missing: say something about the longest pause.",
  ],
  [
    "a negated idea",
    "People do not wait, and the longest of them does not matter much.",
    "wrong",
    "You write that it is not about waiting.",
  ],
  [
    "a negation inside of a word",
    "A user doesn't wait here while the longest pause goes on.",
    "wrong",
    "You write that it is not about waiting.",
  ],
  [
    "a typographic apostrophe",
    "A user doesn’t wait here while the longest pause goes on.",
    "wrong",
    "You write that it is not about waiting.",
  ],
  [
    "a negation of two words",
    "We look at other things instead of the longest pause while users wait.",
    "wrong",
    "You write that it is not about the longest pause.",
  ],
  [
    "a negation too far ahead",
    "It does not help much for you to say longest when users wait.",
    "right",
    "",
  ],
  [
    "a negation before a comma",
    "It is not small, the longest wait that users have here.",
    "right",
    "",
  ],
  ["a negation before a but", "Not short but longest is the wait of some users here.", "right", ""],
  [
    "not only",
    "It is not only the longest pause for which users wait here.",
    "right",
    "",
  ],
  [
    "an idea that is negated once and said once",
    "Not waiting is nice. In the longest pause all users are waiting.",
    "right",
    "",
  ],
  [
    "a wrong claim",
    "The average pause is what all of the users wait for.",
    "wrong",
    "Nobody waits for an average.",
  ],
  [
    "a wrong claim although the ideas are there",
    "The average pause is what counts. Users wait for the longest time.",
    "wrong",
    "Nobody waits for an average.",
  ],
  [
    "a wrong claim that is denied",
    "Users do not wait for the average pause. They wait for the longest one.",
    "right",
    "",
  ],
  [
    "a wrong claim beside what sets it right",
    "The average pause is short, the longest pause is what users wait for.",
    "right",
    "",
  ],
  [
    "something else",
    "CPython was written by many people over a good thirty years.",
    "unjudged",
    "I cannot judge this; compare with: somebody waits for the longest pause.",
  ],
  ["a few words", "longest pause, users wait", "wrong", "Say it in a sentence"],
  ["nothing", "", "wrong", "Say it in a sentence"],
  ["signs alone", "?!… — ;;; 🙂 🙂 🙂", "wrong", "Say it in a sentence"],
  [
    "a word that only begins alike",
    "The longestlike thing is what all of them awaited there.",
    "unjudged",
    "I cannot judge this",
  ],
];

for (const [name, answer, kind, reason] of CASES) {
  Deno.test(`judgeText() with ${name}`, () => {
    const ruling = judgeText(answer, RULE);
    assertEquals([ruling.kind, ruling.needsReader ?? false], [kind, kind === "unjudged"]);
    assertStringIncludes(ruling.reason, reason);
  });
}

Deno.test("judgeText() reads versions and hyphens as words", () => {
  const rule = { ...RULE, groups: [VERSION], wrong: [] };
  for (const text of ["It was so up to 3.14.4.", "It is an opt-in."]) {
    assertEquals(judgeText(`${text} That is what I have read there.`, rule).kind, "right");
  }
});

const LONG: [name: string, text: string][] = [
  ["one word", "a".repeat(100_000)],
  ["one sentence", "wait longest not ".repeat(6000)],
  ["many sentences", "Not. ".repeat(20_000)],
  ["apostrophes", "a'".repeat(50_000)],
  ["line ends", "\n \n".repeat(33_000)],
  ["no sense", "\u0000\ud800x ".repeat(25_000)],
];

for (const [name, text] of LONG) {
  Deno.test(`judgeText() reads 100 kB of ${name} in no time`, () => {
    const startMs = performance.now();
    judgeText(text, RULE);
    // It takes some 50 ms here; a rule whose time grows with the square takes minutes.
    assert(performance.now() - startMs < 5000, `${performance.now() - startMs} ms`);
  });
}
