/** Tests of the audit: what it says of sentences, what it cannot judge, and texts of any kind and size. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { cpuUsage } from "node:process";
import { auditAnswer } from "./audit_answer.ts";
import { sampleAnswer } from "./sample_answers.ts";

const SENTENCES: [name: string, text: string, verdict: string][] = [
  ["a wrong claim", "Three improvements of 5 % each add up to 15 %.", "false"],
  ["the same, denied", "It is a myth that three improvements of 5 % each add up to 15 %.", "true"],
  [
    "the same, reported",
    "Some say that three improvements of 5 % each add up to 15 %.",
    "cannot judge",
  ],
  [
    "a report that it denies",
    "Some blog posts say that the JIT is enabled by default, which is wrong.",
    "true",
  ],
  [
    "what others are said to write",
    "You may read that the garbage collector in 3.14 is incremental.",
    "cannot judge",
  ],
  ["a sum in signs", "The gains compound: 5 % + 5 % + 5 % = 15 %.", "false"],
  [
    "pauses in other words",
    "A 100 ms pause is replaced by 30 pauses of about 3 ms.",
    "false",
  ],
  [
    "a start in other words",
    "With deferred annotations large apps start in milliseconds rather than seconds.",
    "false",
  ],
  [
    "free threading by a flag",
    "Free threading is enabled with a command-line flag in 3.14.",
    "false",
  ],
  ["the lock of the default build", "The GIL is still on in the default build of 3.14.", "true"],
  ["the lock taken away", "The GIL has been removed in Python 3.14.", "false"],
  ["the lock off for everybody", "In 3.14 the GIL is off by default.", "false"],
  ["free threading for everybody", "Free threading is enabled by default in 3.14.", "false"],
  ["all that is kept", "Removing the GIL keeps every optimisation.", "false"],
  [
    "what is kept and what is not",
    "In 3.14 free threading keeps the specializing interpreter, but the JIT is not available.",
    "true",
  ],
  ["the same, asked", "Do three improvements of 5 % each add up to 15 %?", "cannot judge"],
  ["what no longer holds", "The garbage collector of Python 3.14 is incremental.", "outdated"],
  ["what holds", "In 3.14 the JIT remains experimental and is off by default.", "true"],
  ["what holds in part", "Python 3.14 is 3-5 % faster than 3.13.", "partly"],
  ["a number alone", "3-5 %.", "cannot judge"],
  ["numbers alone", "48 ns, 48 s, 2.4 s.", "cannot judge"],
  ["a subject alone", "The incremental garbage collector.", "cannot judge"],
  ["another matter", "Bananas are yellow.", "cannot judge"],
  [
    "marks of Markdown",
    "- **In 3.14 the `JIT` remains _experimental_ and is off by default.**",
    "true",
  ],
  [
    "dashes, and words for numbers",
    "Three to five per cent is what every 3.14 user gets.",
    "false",
  ],
];

for (const [name, text, verdict] of SENTENCES) {
  Deno.test(`auditAnswer() says of ${name}: ${verdict}`, () => {
    assertEquals(auditAnswer(text).sentences.map((sentence) => sentence.verdict), [verdict]);
  });
}

Deno.test("auditAnswer() gives the record, what holds, and what settles it", () => {
  const [sentence] = auditAnswer("The garbage collector of Python 3.14 is incremental.").sentences;
  assertEquals(sentence?.record, "L2-S0-02");
  assertStringIncludes(sentence?.fact ?? "", "3.14.5");
  assertStringIncludes(sentence?.settledBy ?? "", 'probe "gc_state"');
});

Deno.test("auditAnswer() parts an answer at its items, headings and full stops, and leaves code out", () => {
  const { sentences } = auditAnswer(
    "# About 3.14\nIt came out e.g. in 3.14.0, after a\nwhile. Second one.\n\n- an item\n2. another\n\n" +
      "```py\nprint('not. this')\n```\n| a | row |\nLast",
  );
  assertEquals(sentences.map(({ text }) => text), [
    "About 3.14",
    "It came out e.g. in 3.14.0, after a while.",
    "Second one.",
    "an item",
    "another",
    "a | row | Last",
  ]);
});

Deno.test("auditAnswer() looks for what the prompt needs", () => {
  const said = (text: string) =>
    auditAnswer(text, { prompt: "lesson3-trade-off" }).needed.map(({ isSaid }) => isSaid);
  assertEquals(said("Nothing."), [false, false, false]);
  assertEquals(
    said(
      "The total work is not the same. An interactive program looks at latency, a batch job at the " +
        "total. No context switch is needed.",
    ),
    [true, true, true],
  );
});

Deno.test("auditAnswer() says what to do while there is no answer", () => {
  for (const nothing of ["", "  \n", null, undefined]) {
    const audit = auditAnswer(nothing);
    assertEquals(audit.sentences, []);
    assertStringIncludes(audit.toText(), "put the answer between the backquotes");
  }
});

Deno.test("auditAnswer() says so where all that was given is a code block", () => {
  const text = auditAnswer("```\nThe JIT is off by default in 3.14.\n```").toText();
  assertStringIncludes(text, "outside of code blocks there is no sentence");
});

Deno.test("auditAnswer() refuses what is no text", () => {
  // Cells are not held to their types.
  const loose: (text: never) => unknown = auditAnswer;
  const number: unknown = 5;
  assertThrows(() => Reflect.apply(loose, null, [number]), TypeError, "a text is needed");
});

/** What was written into the samples: nothing wrong, two wrong claims, six wrong claims. */
const SAMPLES: [kind: "good" | "mixed" | "wrong", right: string[], wrong: string[]][] = [
  ["good", ["L2-I-02", "L2-S0-03", "L2-S0-01", "L2-S1-01", "L2-S0-02", "L2-S1-01"], []],
  ["mixed", ["L2-S1-01", "L2-S0-02", "L2-S3-11", "L2-S3-13"], ["L2-S2-01", "L2-S3-08"]],
  [
    "wrong",
    [],
    ["L2-S0-02", "L2-S3-07", "L2-S1-01", "L2-S1-02", "L2-S4-08", "L2-S5-05"],
  ],
];

for (const [kind, right, wrong] of SAMPLES) {
  Deno.test(`auditAnswer() finds what is right and wrong in the sample answer "${kind}"`, () => {
    const judged = auditAnswer(sampleAnswer(kind)).sentences.filter(({ verdict }) =>
      verdict !== "cannot judge"
    );
    const touched = (isTrue: boolean) =>
      judged.filter(({ verdict }) => (verdict === "true") === isTrue)
        .map(({ record, others }) => [record, ...others]);
    for (const [isTrue, expected] of [[true, right], [false, wrong]] as const) {
      const found = touched(isTrue);
      assertEquals(found.length, expected.length, JSON.stringify(found));
      for (const [index, id] of expected.entries()) {
        assert(found[index]?.includes(id), `${found[index]}`);
      }
    }
  });
}

/** Sentences as they stand in articles about 3.14, in our words: each was once marked, and should not have been. */
const BYSTANDERS = [
  "With an experimental JIT compiler beside it, this is the largest shift in performance for years.",
  "The adaptive interpreter and the experimental JIT compiler can optimize such a loop.",
  "To get the greatest performance advantage of tail calls, build Python with profile-guided optimization.",
  "A C compiler optimizes the code of CPython, so that bytecode instructions are dispatched sooner.",
  "Developers of CPython need not know all bytecode instruction sets by heart.",
  "Our change is quite effective at reducing pause times of the GC and thereby latency.",
  "Recursive Fibonacci improves by 27 % in 3.14.",
  "A reference cycle keeps the reference count of an object from going to zero.",
  "It is a SyntaxError to use yield from inside of a coroutine.",
  "Specialization kicks in for code that runs repeatedly.",
  "Tail calls are enabled by default in some builds of 3.14.",
  "Free threading is off by default in 3.14.",
  "Whether tail calls are active depends on the compiler.",
  "Tail calls are active by default only if your vendor chose so.",
  "When 3.14 came out, its garbage collector was incremental.",
  "In the free-threaded build of 3.14 the GIL is disabled by default.",
  "In builds of 3.14 without the lock the GIL can be removed.",
  "The free-threaded build has an environment variable that turns the lock on.",
  "Throughput is a few per cent better, but the longest pause is what we looked at.",
];

for (const text of BYSTANDERS) {
  Deno.test(`auditAnswer() cannot judge: ${text}`, () => {
    assertEquals(auditAnswer(text).sentences.map(({ verdict }) => verdict), ["cannot judge"]);
  });
}

const LENGTH = 100_000;
const wrongClaim = "Instead of one pause of 100 ms you get thirty pauses of 3 ms. ";

/** 100 kB of anything. */
const MASSES: [name: string, text: string][] = [
  ["one letter", "a".repeat(LENGTH)],
  ["full stops", ".".repeat(LENGTH)],
  ["question marks and brackets", "?)".repeat(LENGTH / 2)],
  ["quotes behind full stops", `."'`.repeat(LENGTH / 3)],
  ["blanks", " ".repeat(LENGTH)],
  ["empty lines", "\n".repeat(LENGTH)],
  ["digits", "1".repeat(LENGTH)],
  ["dots between digits", "1.".repeat(LENGTH / 2)],
  ["commas between digits", "1,000".repeat(LENGTH / 5)],
  ["dashes", "- ".repeat(LENGTH / 2)],
  ["list signs", "*".repeat(LENGTH)],
  ["backquotes", "`".repeat(LENGTH)],
  ["fences", "```\n".repeat(LENGTH / 4)],
  ["apostrophes", "n't'".repeat(LENGTH / 4)],
  ["surrogates", "\u{1f600}".repeat(LENGTH / 4)],
  ["half surrogates", "\ud83d".repeat(LENGTH)],
  ["zero characters", "\0".repeat(LENGTH)],
  ["one endless sentence", "the collector pauses and ".repeat(LENGTH / 25)],
  ["negations", "not ".repeat(LENGTH / 4)],
  ["percents", "5 per cent ".repeat(LENGTH / 11)],
  ["short sentences", "The gc stops. ".repeat(LENGTH / 14)],
  ["wrong claims", wrongClaim.repeat(LENGTH / wrongClaim.length)],
  ["JSON", JSON.stringify(Array.from({ length: 5000 }, (_, id) => ({ id, ms: id / 7 })))],
  ["markup", "<b onclick='x'>gc</b>".repeat(LENGTH / 21)],
];

for (const [name, text] of MASSES) {
  Deno.test(`auditAnswer() reads 100 kB of ${name} within a second`, () => {
    // Processor time: what other programs take is none of the audit's.
    const before = cpuUsage();
    const shown = auditAnswer(text).toText();
    const { user, system } = cpuUsage(before);
    assert(user + system < 1e6, `${((user + system) / 1000).toFixed(0)} ms`);
    assert(shown.length < 200_000);
  });
}
