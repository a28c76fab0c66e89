/**
 * The audit against sentences that were written before its patterns: two a record that state the wrong form, two that
 * state what holds, and one that says nothing.
 */
import { assert, assertEquals } from "@std/assert";
import { z } from "zod";
import { judgeSentence, PATTERNS } from "./judge_sentence.ts";
import { formsOf } from "./pattern.ts";
import { PROMPTS } from "./prompts.ts";
import { sentencesOf } from "./sentences.ts";
import { parseTerm, type Term } from "./term.ts";
import annotations from "./testdata/corpus_annotations.json" with { type: "json" };
import gc from "./testdata/corpus_gc.json" with { type: "json" };
import overview from "./testdata/corpus_overview.json" with { type: "json" };
import second from "./testdata/corpus_second.json" with { type: "json" };

const CORPUS = z.record(
  z.string(),
  z.strictObject({
    wrong: z.array(z.string()).length(2),
    right: z.array(z.string()).length(2),
    neutral: z.string(),
  }),
).parse({ ...overview, ...gc, ...annotations });

/** What the storyboard asks for. */
const PRECISION_MIN = 0.95;
const RECALL_MIN = 0.8;

/** Sentences that were written when the patterns were there, as a blind test of them: it found 80 of 100. */
const SECOND = z.array(
  z.strictObject({ record: z.string(), isTrue: z.boolean(), text: z.string() }),
).parse(second);

const marksOf = (text: string) => sentencesOf(text).flatMap((sentence) => judgeSentence(sentence));

Deno.test("auditAnswer() has patterns and sentences for the same records", () => {
  assertEquals(Object.keys(CORPUS).sort(), PATTERNS.map(({ record }) => record).sort());
});

Deno.test("auditAnswer() marks 95 of 100 sentences rightly, and finds 80 of 100", () => {
  let [stated, found, marked, right] = [0, 0, 0, 0];
  for (const [record, { wrong, right: holds, neutral }] of Object.entries(CORPUS)) {
    for (const [isTrue, texts] of [[false, wrong], [true, holds]] as const) {
      for (const text of texts) {
        const marks = marksOf(text);
        stated += 1;
        if (marks.length > 0) marked += 1;
        if ((marks[0]?.verdict === "true") === isTrue && marks.length > 0) right += 1;
        const own = marks.find((mark) => mark.record === record);
        if (own !== undefined && (own.verdict === "true") === isTrue) found += 1;
      }
    }
    marked += Math.min(1, marksOf(neutral).length);
  }
  assert(right / marked >= PRECISION_MIN, `precision ${right / marked} of ${marked}`);
  assert(found / stated >= RECALL_MIN, `recall ${found / stated} of ${stated}`);
});

Deno.test("auditAnswer() marks sentences in other words as rightly", () => {
  const verdicts = SECOND.map(({ isTrue, text }) => {
    const [mark] = marksOf(text);
    return mark === undefined ? "open" : (mark.verdict === "true") === isTrue ? "right" : "wrong";
  });
  const [right, open] = ["right", "open"].map((kind) =>
    verdicts.filter((verdict) => verdict === kind).length
  );
  assert(Number(right) / (SECOND.length - Number(open)) >= PRECISION_MIN, verdicts.join(" "));
  assert(Number(right) / SECOND.length >= RECALL_MIN, verdicts.join(" "));
});

/** Phrases that are read otherwise in a sentence than they are written: these never match. */
function strayPhrases(terms: readonly Term[]): string[] {
  const phrases = terms.flatMap(({ alternatives }) =>
    alternatives.flatMap(({ what }) =>
      "phrase" in what ? [what.phrase.map(({ text }) => text).filter((text) => text !== "")] : []
    )
  );
  return phrases.map((words) => words.join(" ")).filter((phrase) =>
    // Behind a word: a number at the beginning would be that of an item.
    sentencesOf(`a ${phrase}`).flatMap(({ words }) => words).join(" ") !== `a ${phrase}`
  );
}

Deno.test("parseTerm() is given no phrase that no sentence has", () => {
  const forms = PATTERNS.flatMap(formsOf).map(({ terms }) => terms);
  const needs = PROMPTS.flatMap((prompt) =>
    prompt.needs.flatMap(({ said }) => said.map((list) => list.map(parseTerm)))
  );
  assertEquals([...forms, ...needs].flatMap(strayPhrases), []);
});

for (const patterns of PATTERNS) {
  Deno.test(`patterns of ${patterns.record} never rest on a number alone`, () => {
    for (const { verdict, terms } of formsOf(patterns)) {
      const words = terms.filter(({ isAbsent, alternatives }) =>
        !isAbsent && alternatives.some(({ what }) => "phrase" in what)
      );
      // What it is about, and what is said of it.
      assert(words.length >= (verdict === "true" ? 2 : 1), `${patterns.record}: ${verdict}`);
      assert(terms.length >= 2);
    }
  });

  Deno.test(`patterns of ${patterns.record} hold a neutral sentence for neither right nor wrong`, () => {
    assertEquals(marksOf(CORPUS[patterns.record]?.neutral ?? ""), []);
  });
}
