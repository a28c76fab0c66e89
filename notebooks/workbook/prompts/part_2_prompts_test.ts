/** Tests of what an answer to the prompts of Part 2 needs: in our own samples, and in other words. */
import { assertEquals } from "@std/assert";
import { auditAnswer } from "./audit_answer.ts";
import { sampleAnswer } from "./sample_answers.ts";

const FACTS = ["withdrawn", "opt-in", "off", "deferred", "size"] as const;

function factsIn(text: string): string[] {
  const { needed } = auditAnswer(text, { prompt: "part2-what-changed" });
  return FACTS.filter((_, index) => needed[index]?.isSaid);
}

const TEXTS: [text: string, facts: readonly string[]][] = [
  [sampleAnswer("good"), FACTS],
  [sampleAnswer("mixed"), ["withdrawn", "opt-in", "off"]],
  [sampleAnswer("wrong"), []],
  ["In 3.14.5 the generational collector came back, the incremental one was withdrawn.", [
    "withdrawn",
  ]],
  ["Only 3.14.0 to 3.14.4 collect incrementally.", ["withdrawn"]],
  ["The collector of 3.14 is incremental.", []],
  ["Tail calls need a compiler option when you configure the build.", ["opt-in"]],
  ["Tail calls are a compile-time choice.", ["opt-in"]],
  ["Tail calls make every 3.14 quicker.", []],
  ["The JIT is disabled; set PYTHON_JIT=1 to try it.", ["off"]],
  ["The just-in-time compiler is still experimental.", ["off"]],
  ["The JIT makes loops quick.", []],
  ["Type hints are evaluated lazily in 3.14.", ["deferred"]],
  ["Annotations are no longer evaluated at once.", ["deferred"]],
  ["Type hints help your editor.", []],
  ["Deferred annotations make imports quick.", []],
  ["3.14 has deferred evaluation of annotations.", ["deferred"]],
  ["Expect a single-digit gain of 3.14 at most.", ["size"]],
  ["How much faster it is depends on the compiler and the build.", ["size"]],
  ["It is definitely closer to 5 % than to 50 %.", ["size"]],
  ["3.14 is 50 % faster than 3.13.", []],
  ["It is closer to 50 % than to 5 %.", []],
  ["The gain from 3.13 to 3.14 depends on who built it.", ["size"]],
  ["My loop took 5 % less time; another build may be slower.", ["size"]],
  ["3.14.0 to 3.14.4 shipped an incremental collector; since 3.14.5 the old one is back.", [
    "withdrawn",
  ]],
  ["Since 3.14.5 the collector is generational again.", ["withdrawn"]],
  ["The incremental collector is no longer in 3.14.5 and later.", ["withdrawn"]],
  ["In 3.14.0 to 3.14.4 the collector works in increments, later it does not.", ["withdrawn"]],
  ["The incremental collector is there from 3.14.0 to 3.14.10.", []],
  ["Tail calls are a matter of those who compile CPython.", ["opt-in"]],
  ["The just-in-time compiler sleeps until somebody wakes it.", ["off"]],
  ["You have to turn the JIT on yourself.", ["off"]],
  ["The JIT is enabled by default.", []],
  ["Experimental features such as the JIT are on by default.", []],
  ["Lazy annotations cut the import of a big application.", []],
  ["PEP 649 makes annotations lazy.", ["deferred"]],
  ["Annotations are evaluated only when somebody reads them.", ["deferred"]],
  ["Type hints are evaluated when they are asked for.", ["deferred"]],
  ["Type hints are evaluated when the function is defined.", []],
];

for (const [text, facts] of TEXTS) {
  Deno.test(`the prompt of Part 2 finds ${facts.join(", ") || "nothing"} in: ${text.slice(0, 60)}`, () => {
    assertEquals(factsIn(text), facts);
  });
}

const FOLLOW_UPS: [text: string, said: readonly boolean[]][] = [
  ["The total grows, because old objects are looked at more than once.", [true, false, false]],
  ["A nightly batch job minimises the sum of all pauses.", [false, true, false]],
  ["For a live chat the longest pause matters.", [false, false, true]],
  ["Short pauses are nice.", [false, false, false]],
];

for (const [text, said] of FOLLOW_UPS) {
  Deno.test(`the follow-up of Part 2 reads: ${text}`, () => {
    const { needed } = auditAnswer(text, { prompt: "part2-follow-up" });
    assertEquals(needed.map(({ isSaid }) => isSaid), said);
  });
}
