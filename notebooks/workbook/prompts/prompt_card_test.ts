/** Tests of prompt cards: whose figures stand in them, what is said of missing ones, and what may stand in a page. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { DISPLAY } from "../../../probes/mod.ts";
import {
  fakeComparison,
  fakeComparisonResult,
  fakeMeasurement,
} from "../../../tests/support/fake_comparisons.ts";
import { fakeArm, fakeInterpreter } from "../../../tests/support/fake_interpreters.ts";
import { PATTERNS } from "./judge_sentence.ts";
import { machineLines } from "./machine_lines.ts";
import { promptCard } from "./prompt_card.ts";
import { PROMPTS } from "./prompts.ts";

const today = new Date("2026-11-22T10:00:00Z");
const PAUSES = {
  ...fakeMeasurement({}),
  title: "pauses, list",
  arms: [{
    ...fakeArm("py3.14.3", []),
    params: { requests: 15_000 },
    summary: {
      longest: { median: 60.25, low: 57, high: 64, count: 3 },
      total: { median: 900, low: 885, high: 914, count: 3 },
      pauses: { median: 96, low: 96, high: 96, count: 3 },
    },
  }],
};

Deno.test("promptCard() fills in what was found and measured, also what still measures", async () => {
  const lines = await machineLines({
    python: Promise.resolve([fakeInterpreter("py3.14.0")]),
    ratio: fakeComparisonResult([fakeComparison()]),
    pauses: PAUSES,
    values: { "ns an iteration": { value: 48, low: 45, high: 52 }, "never counted": null },
    listing: "FOR_ITER 3\nJUMP_BACKWARD 5",
  }, { wants: [], today });
  const text = lines.join("\n");
  for (
    const part of [
      "Date: 2026-11-22",
      "py3.14.0: CPython 3.14.0",
      "1.052x slower [1.041, 1.063], 18 rounds",
      "pauses, list, py3.14.3: longest 60.25 ms, together 900 ms, 96 pauses, 15,000 requests",
      "ns an iteration: 48 [45, 52]",
      "never counted: not measured",
      "  FOR_ITER 3",
    ]
  ) assertStringIncludes(text, part);
});

Deno.test("promptCard() says which facts it misses", async () => {
  const lines = await machineLines({}, {
    wants: ["python", "ratio", "pauses", "values", "listing"],
    today,
  });
  assertEquals(lines, [
    "Date: 2026-11-22",
    "CPython: not given",
    "Ratio of two CPythons: not measured",
    "Pauses of the collector: not measured",
    "My own figures: not measured",
    "Bytecode of my loop: not listed",
  ]);
});

Deno.test("promptCard() says what was measured elsewhere", async () => {
  const frozen = { date: "2026-11-21", machine: "a machine", builds: "a build" };
  const arms = PAUSES.arms.map((arm) => ({ ...arm, label: "a build with a name ".repeat(4) }));
  for (const pauses of [PAUSES, { ...PAUSES, arms }]) {
    const [, line = ""] = await machineLines({ pauses: { ...pauses, frozen } }, {
      wants: [],
      today,
    });
    assertStringIncludes(line, "measured elsewhere, 2026-11-21");
  }
});

Deno.test("promptCard() has at most 12 lines of facts, and counts those left out", async () => {
  const values = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`v${index}`, index]));
  const lines = await machineLines({ values }, { wants: [], today });
  assertEquals(lines.length, 12);
  assertStringIncludes(lines[0] ?? "", "19 more lines left out");
});

const interval = "1.052x slower [1.041, 1.063], 18 rounds";
const LONG: [name: string, line: string, end: string][] = [
  [
    "a part of a sentence",
    `${"a b ".repeat(25)}${interval}; ${"about 270 more ".repeat(6)}`,
    "18 rounds …",
  ],
  ["an interval", `${"a b ".repeat(33)}${interval}`, "1.052x slower …"],
  ["a word", "several words ".repeat(20), "words …"],
  ["one long name", "n".repeat(300), "nnn…"],
];

for (const [name, line, end] of LONG) {
  Deno.test(`promptCard() does not cut ${name} in two where it can help it`, async () => {
    const [, shown = ""] = await machineLines({ values: { [line]: 1 } }, { wants: [], today });
    assert(shown.length <= 160 && shown.endsWith(end), shown);
  });
}

Deno.test("promptCard() takes the learner's own question", async () => {
  const text = await promptCard("lesson3-measure", { question: "Why?" }).toText();
  assert(text.startsWith("Why?\n\nMy machine:\n"));
});

Deno.test("promptCard() shows markup in facts as it is, in a field that needs no script", async () => {
  const values = { "</textarea><script>alert(1)</script>": "<b>" };
  const bundle = await promptCard("lesson1-time-saved", { values })[DISPLAY]();
  const html = String(bundle["text/html"]);
  assertEquals(html.match(/<script>/g)?.length, 1);
  assertEquals(html.match(/<\/textarea>/g)?.length, 1);
  assertStringIncludes(html, "&lt;b&gt;");
  assert(!html.includes("<button"), "without a script there is no button that does nothing");
});

Deno.test("promptCard() names the prompts there are", () => {
  assertThrows(() => promptCard("lesson9"), TypeError, '"lesson1-time-saved"');
});

for (const { id, question, needs, expectWrong } of PROMPTS) {
  Deno.test(`prompt "${id}" asks, and says what to expect`, () => {
    assert(question.length > 80 && needs.length >= 2 && expectWrong.length >= 2);
    const known = PATTERNS.map(({ record }) => record);
    for (const record of expectWrong) assert(known.includes(record), record);
  });
}
