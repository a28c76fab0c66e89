/** Tests of predictions: what is asked for, what is kept, and that the first one stays visible. */
import { assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import { DISPLAY } from "../../../probes/mod.ts";
import { openAnswers } from "./answers.ts";
import { makePrediction, type Prediction, type PredictSpec } from "./predict.ts";

const MORNING = new Date("2026-11-21T09:00:00.000Z");
const EVENING = new Date("2026-11-21T21:30:00.000Z");

const NUMBER = { question: "How long is the longest pause?", kind: "number", unit: "ms" } as const;
const CHOICE = { question: "Which one?", kind: "choice", choices: ["list", "Islands"] } as const;
const DIRECTION = { question: "And the other build?", kind: "direction" } as const;

async function inFolder(
  run: (ask: (spec: PredictSpec, now?: Date) => Prediction) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    // A new book each time, as after a restart.
    await run((spec, now = MORNING) =>
      makePrediction({ id: "pause", spec, book: openAnswers({ folder }), now })
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function textOf(prediction: Prediction): Promise<string> {
  return (await prediction[DISPLAY]())["text/plain"] ?? "";
}

const ACCEPTED: [spec: Omit<PredictSpec, "answer">, answer: number | string, kept: unknown][] = [
  [NUMBER, 12.5, 12.5],
  [NUMBER, 0, 0],
  [CHOICE, "list", "list"],
  [CHOICE, " islands ", "Islands"],
  [DIRECTION, "Slower", "slower"],
];

for (const [spec, answer, kept] of ACCEPTED) {
  Deno.test(`predict() takes ${JSON.stringify(answer)} as a ${spec.kind}`, async () => {
    await inFolder(async (ask) => {
      const prediction = ask({ ...spec, answer });
      assertEquals([prediction.value, prediction.first], [kept, kept]);
      assertMatch(await textOf(prediction), /You say: .*\(2026-11-21 \d\d:\d\d\)/);
    });
  });
}

const OPEN: [spec: Omit<PredictSpec, "answer">, how: string][] = [
  [NUMBER, "Not answered yet. Replace null by a number in ms and run the cell again."],
  [CHOICE, 'Not answered yet. Replace null by one of "list", "Islands" and run the cell again.'],
  [DIRECTION, 'Replace null by one of "faster", "slower", "same" and run the cell again.'],
];

for (const [spec, how] of OPEN) {
  Deno.test(`predict() without a ${spec.kind} says how to answer and keeps nothing`, async () => {
    await inFolder(async (ask) => {
      for (const answer of [null, undefined, ""]) {
        const prediction = ask({ ...spec, answer });
        assertEquals([prediction.value, prediction.firstAt], [null, null]);
        assertStringIncludes((await textOf(prediction)).replaceAll("\n", " "), how);
      }
    });
  });
}

const WRONG: [spec: Omit<PredictSpec, "answer">, answer: unknown, needed: string][] = [
  [NUMBER, "12 ms", "A number is needed, in ms, without quotes: answer: 1.5"],
  [NUMBER, Number.NaN, "A number is needed"],
  [NUMBER, { ms: 12 }, "A number is needed"],
  [CHOICE, "lists", 'One of these is needed, with its quotes: "list", "Islands". For example'],
  [CHOICE, 1, "One of these is needed"],
  [DIRECTION, "up", 'One of these is needed, with its quotes: "faster", "slower", "same"'],
  [DIRECTION, [], "One of these is needed"],
];

for (const [spec, answer, needed] of WRONG) {
  Deno.test(`predict() says what a ${spec.kind} is when given ${String(answer)}`, async () => {
    await inFolder(async (ask) => {
      const prediction = ask({ ...spec, answer: answer as string });
      assertEquals(prediction.value, null);
      const text = await textOf(prediction);
      assertStringIncludes(text.replaceAll("\n", " "), needed);
      assertEquals(text.includes("Not answered yet"), false);
    });
  });
}

Deno.test("predict() keeps a changed answer beside the first one", async () => {
  await inFolder(async (ask) => {
    ask({ ...NUMBER, answer: 12 });
    const changed = ask({ ...NUMBER, answer: 60 }, EVENING);
    assertEquals([changed.value, changed.first, changed.firstAt], [60, 12, MORNING.toISOString()]);
    const text = await textOf(changed);
    assertStringIncludes(text, "You said first: 12 ms (2026-11-2");
    assertStringIncludes(text, "You say now: 60 ms (2026-11-2");
  });
});

Deno.test("predict() keeps an answer that is run again as one, and shows it when the cell is empty", async () => {
  await inFolder(async (ask) => {
    ask({ ...NUMBER, answer: 12 });
    assertEquals(ask({ ...NUMBER, answer: 12 }, EVENING).firstAt, MORNING.toISOString());
    const empty = ask({ ...NUMBER, answer: null }, EVENING);
    assertEquals(empty.value, 12);
    assertStringIncludes(await textOf(empty), "Kept from an earlier run of this notebook.");
  });
});

Deno.test("predict() shows a wrong answer's message beside the one that is kept", async () => {
  await inFolder(async (ask) => {
    ask({ ...NUMBER, answer: 12 });
    const wrong = ask({ ...NUMBER, answer: "60" }, EVENING);
    assertEquals(wrong.value, 12);
    assertStringIncludes(await textOf(wrong), "Not kept: A number is needed");
  });
});

const MISTAKES: [name: string, spec: unknown, message: string][] = [
  ["no question", { kind: "number", answer: 1 }, '"question" is missing'],
  ["an unknown kind", { question: "?", kind: "guess", answer: 1 }, '"kind" is "guess", one of'],
  ["no choices", { question: "?", kind: "choice", answer: "a" }, '"choices" has fewer than two'],
];

for (const [name, spec, message] of MISTAKES) {
  Deno.test(`predict() refuses a cell with ${name}`, async () => {
    await inFolder((ask) => {
      assertThrows(() => ask(spec as PredictSpec), TypeError, message);
      return Promise.resolve();
    });
  });
}

Deno.test("predict() says that a damaged file was set aside, also when it keeps an answer at once", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/.probebook`);
    await Deno.writeTextFile(`${folder}/.probebook/answers.json`, "{");
    const book = openAnswers({ folder });
    const prediction = makePrediction({
      id: "pause",
      spec: { ...NUMBER, answer: 2 },
      book,
      now: MORNING,
    });
    assertStringIncludes(await textOf(prediction), "Your earlier answers could not be read");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
