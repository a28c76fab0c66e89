/** Tests of checking: stubs, fields, graded runs, and what is kept. The exercises' own answers: tests/notebooks. */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { DISPLAY, type DisplayBundle } from "../../../probes/mod.ts";
import { fakeInterpreter } from "../../../tests/support/fake_interpreters.ts";
import { openAnswers } from "./answers.ts";
import { check, type Checked, isGradedRun, makeCheck } from "./check.ts";
import { findExercise } from "./registry.ts";

const RIGHT = {
  factors: "work",
  overhead: "baseline",
  pause: "longest",
  sentence: "A user has to wait until the longest pause is over.",
};

interface Asked {
  readonly answer: unknown;
  readonly id?: string;
  readonly evidence?: unknown;
  readonly isGraded?: boolean;
}

async function inFolder(
  run: (ask: (asked: Asked) => Promise<Checked>, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const now = () => new Date("2026-11-21T09:00:00.000Z");
  try {
    await run(async ({ id = "L2-P1-05", answer, evidence, isGraded = false }) => {
      const book = openAnswers({ folder });
      return await makeCheck({
        definition: findExercise(id),
        answer,
        evidence,
        book,
        now,
        isGraded,
      });
    }, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function bundleOf(checked: Checked): Promise<DisplayBundle> {
  return await checked[DISPLAY]();
}

const STUBS: [name: string, answer: unknown][] = [
  ["null", null],
  ["undefined", undefined],
  ["an empty text", ""],
  ["no fields", {}],
  ["empty fields", { factors: null, overhead: undefined, pause: "", sentence: "  " }],
];

for (const [name, answer] of STUBS) {
  Deno.test(`check() of ${name} is not answered yet, without points and without an error`, async () => {
    await inFolder(async (ask, folder) => {
      const checked = await ask({ answer });
      assertEquals([checked.kind, checked.points, checked.max], ["not_answered", 0, 4]);
      assertStringIncludes(checked.message, "Not answered yet");
      assertEquals([...Deno.readDirSync(folder)], []);
    });
  });
}

Deno.test("check() of an empty answer asks for the fields that nobody fills in but the learner", async () => {
  await inFolder(async (ask) => {
    const { message } = await ask({ id: "L2-S2-08", answer: {} });
    assertEquals(message, 'Not answered yet: fill in "source", "listing" and "words".');
  });
});

Deno.test("check() of a program that is no text asks for a text, and for no measurement", async () => {
  await inFolder(async (ask) => {
    const { kind, message } = await ask({ id: "L2-S3-12", answer: { program: 5 } });
    assertEquals(kind, "not_ready");
    assertEquals(message.endsWith("for example program: tools."), true, message);
  });
});

const UNREADABLE: [name: string, answer: unknown, message: string][] = [
  ["a text", "work", "The answer is a text, and an object with fields is needed: { factors: "],
  ["a list", ["work"], "The answer is a list"],
  ["a number", 5, "The answer is a number"],
  ["a field with a typing error", { ...RIGHT, factor: "work" }, 'Did you mean "factors"?'],
  ["a field that nobody knows", { colour: "red" }, 'There is no field "colour" in this answer.'],
  [
    "an object that breaks when it is read",
    {
      get factors() {
        throw new Error("no");
      },
    },
    "it could not be checked. no",
  ],
];

for (const [name, answer, message] of UNREADABLE) {
  Deno.test(`check() of ${name} names the fault and does not throw`, async () => {
    await inFolder(async (ask) => {
      const checked = await ask({ answer });
      assertEquals([checked.kind, checked.points], ["not_ready", 0]);
      assertStringIncludes(checked.message, message);
    });
  });
}

const WRONG_TYPES: [value: unknown, reason: string][] = [
  [
    5,
    '"factors" is a number, and one of the choices in quotes is needed, for example factors: "cpu".',
  ],
  [["work"], '"factors" is a list'],
  [10n, '"factors" is another object'],
  [true, '"factors" is true or false'],
  [() => "work", '"factors" is a function'],
];

for (const [value, reason] of WRONG_TYPES) {
  Deno.test(`check() of a field that holds ${String(value)} says which type is needed`, async () => {
    await inFolder(async (ask) => {
      const { points, parts } = await ask({ answer: { ...RIGHT, factors: value } });
      assertEquals(points, 3);
      assertStringIncludes(parts[0]?.reason ?? "", reason);
    });
  });
}

Deno.test("check() gives points part by part, and keeps the answer with its time", async () => {
  await inFolder(async (ask, folder) => {
    const checked = await ask({ answer: { ...RIGHT, pause: null } });
    assertEquals([checked.points, checked.parts.map(({ points }) => points)], [3, [1, 1, 0, 1]]);
    assertEquals(checked.parts[2]?.reason, 'Not answered yet: fill in "pause".');
    await ask({ answer: RIGHT });
    await ask({ answer: RIGHT });
    const kept = openAnswers({ folder }).read().answers.answers["L2-P1-05"] ?? [];
    assertEquals(kept.map(({ value }) => value), [
      { ...RIGHT, pause: null, points: 3 },
      { ...RIGHT, points: 4 },
    ]);
  });
});

Deno.test("check() shows the last answer where the cell is empty again", async () => {
  await inFolder(async (ask) => {
    await ask({ answer: RIGHT });
    const text = (await bundleOf(await ask({ answer: null })))["text/plain"] ?? "";
    assertStringIncludes(text, "Your last answer, from 2026-11-21");
    assertStringIncludes(text, '"factors":"work"');
  });
});

Deno.test("check() does not keep an answer of a megabyte, and says so", async () => {
  await inFolder(async (ask, folder) => {
    const { points, notes } = await ask({
      answer: { ...RIGHT, sentence: "wait ".repeat(200_000) },
    });
    assertEquals(points, 3);
    assertStringIncludes(notes.join(), "too long to be kept");
    assertEquals([...Deno.readDirSync(folder)], []);
  });
});

const GRADED: [name: string, answer: unknown, id: string, points: string][] = [
  ["an answer", RIGHT, "L2-P1-05", "4"],
  ["half an answer", { factors: "work" }, "L2-P1-05", "1"],
  ["no answer", null, "L2-P1-05", "0"],
  ["a wrong field", { colour: 1 }, "L2-P1-05", "0"],
  ["an answer without its measurement", { difference: "noise" }, "part1-noise", "0"],
];

for (const [name, answer, id, points] of GRADED) {
  Deno.test(`check() in a graded run gives ${name} as a plain number and keeps nothing`, async () => {
    await inFolder(async (ask, folder) => {
      const bundle = await bundleOf(await ask({ id, answer, isGraded: true }));
      assertEquals(bundle["text/plain"], points);
      assertStringIncludes(bundle["text/html"] ?? "", "<strong>Check: ");
      assertEquals([...Deno.readDirSync(folder)], []);
    });
  });
}

const ENVIRONMENTS: [variables: Record<string, string>, isGraded: boolean][] = [
  [{}, false],
  [{ NBGRADER_EXECUTION: "autograde" }, true],
  [{ NBGRADER_EXECUTION: "" }, false],
  [{ PROBEBOOK_GRADED: "1" }, true],
  [{ PROBEBOOK_GRADED: "0" }, false],
];

for (const [variables, isGraded] of ENVIRONMENTS) {
  Deno.test(`isGradedRun() with ${JSON.stringify(variables)}`, () => {
    assertEquals(isGradedRun({ get: (name) => variables[name] }), isGraded);
  });
}

Deno.test({
  name: "isGradedRun() without permission for the environment is false",
  permissions: { env: false },
  fn: () => assertEquals(isGradedRun(), false),
});

const MISSING: [name: string, evidence: () => unknown, message: string][] = [
  [
    "nothing",
    () => undefined,
    "what was given is nothing, and needed is the comparison of the two loops",
  ],
  ["a number", () => 1.01, "what was given is a number"],
  ["a measurement that failed", () => Promise.reject(new Error("no CPython")), "no CPython"],
];

for (const [name, evidence, message] of MISSING) {
  Deno.test(`check() with ${name} as evidence says what is to be run first`, async () => {
    await inFolder(async (ask) => {
      const checked = await ask({
        id: "part1-noise",
        answer: { difference: "noise" },
        evidence: evidence(),
      });
      assertEquals([checked.kind, checked.points], ["not_ready", 0]);
      assertStringIncludes(checked.message, message);
    });
  });
}

const PROGRAMS: [name: string, answer: unknown, kind: string, message: string][] = [
  [
    "a file that is not there",
    { path: "/nonexistent/performance_discovery.py", python: fakeInterpreter("py3.14.0") },
    "not_answered",
    "Not answered yet: ",
  ],
  ["a path that is a number", { path: 5 }, "not_ready", '"path" is a number, and a text in quotes'],
  [
    "a path for an interpreter",
    { path: "a.py", python: "python3" },
    "not_ready",
    '"python" is a text, and an interpreter as discoverInterpreters() gives it is needed',
  ],
];

for (const [name, answer, kind, message] of PROGRAMS) {
  Deno.test(`check() of a program with ${name}`, async () => {
    await inFolder(async (ask) => {
      const checked = await ask({ id: "L2-P1-01", answer });
      assertEquals([checked.kind, checked.points, checked.max], [kind, 0, 9]);
      assertStringIncludes(checked.message, message);
    });
  });
}

Deno.test("check() refuses an exercise that does not exist", () => {
  assertThrows(
    () => check("part9", null),
    TypeError,
    'Cannot find exercise "part9": there are "start-first-cell"',
  );
});

Deno.test("check() says that a damaged file was set aside when it keeps an answer", async () => {
  await inFolder(async (ask, folder) => {
    await Deno.mkdir(`${folder}/.probebook`);
    await Deno.writeTextFile(`${folder}/.probebook/answers.json`, "{");
    const { notes } = await ask({ answer: RIGHT });
    assertEquals(notes.length, 1);
    assertStringIncludes(notes[0] ?? "", "Your earlier answers could not be read");
  });
});
