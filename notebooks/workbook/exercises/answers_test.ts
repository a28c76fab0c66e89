/** Tests of the answers' file: nothing that was entered is lost, and nothing throws. */
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { readableTime } from "../../../probes/mod.ts";
import { type Answers, openAnswers, withKept } from "./answers.ts";

const NOW = new Date("2026-11-21T14:03:00.000Z");

async function withFolder(run: (folder: string) => void | Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(folder);
  } finally {
    await Deno.chmod(folder, 0o700);
    await Deno.remove(folder, { recursive: true });
  }
}

function bookOf(folder: string) {
  return openAnswers({ folder, now: () => NOW });
}

function predicting(id: string, value: number) {
  return (answers: Answers): Answers => ({
    ...answers,
    predictions: {
      ...answers.predictions,
      [id]: withKept(answers.predictions[id], { value, at: NOW.toISOString() }),
    },
  });
}

function values({ predictions }: Answers, id: string): unknown[] {
  return (predictions[id] ?? []).map(({ value }) => value);
}

function filesIn(folder: string): string[] {
  return [...Deno.readDirSync(`${folder}/.probebook`)].map(({ name }) => name).sort();
}

Deno.test("openAnswers() begins empty and leaves no trace until something is kept", async () => {
  await withFolder((folder) => {
    assertEquals(bookOf(folder).read(), {
      answers: { version: 1, predictions: {}, answers: {} },
      notes: [],
    });
    assertEquals([...Deno.readDirSync(folder)], []);
  });
});

Deno.test("openAnswers() keeps what was entered over a restart, in one file", async () => {
  await withFolder((folder) => {
    assertEquals(bookOf(folder).update(predicting("a", 1)).notes, []);
    assertEquals(values(bookOf(folder).read().answers, "a"), [1]);
    assertEquals(filesIn(folder), ["answers.json"]);
  });
});

Deno.test("openAnswers() writes on what another notebook has written meanwhile", async () => {
  await withFolder((folder) => {
    const [one, other] = [bookOf(folder), bookOf(folder)];
    one.read();
    other.update(predicting("b", 2));
    one.update(predicting("a", 1));
    const { answers } = bookOf(folder).read();
    assertEquals([values(answers, "a"), values(answers, "b")], [[1], [2]]);
  });
});

const BROKEN: [name: string, text: string][] = [
  ["half a file", '{"version":1,"predictions":{'],
  ["an empty file", ""],
  ["a list", "[]"],
  ["another form", '{"version":1,"predictions":{"a":5},"answers":{}}'],
  ["no text", "\u0000\u0001"],
];

for (const [name, text] of BROKEN) {
  Deno.test(`openAnswers() sets ${name} aside and begins anew`, async () => {
    await withFolder((folder) => {
      Deno.mkdirSync(`${folder}/.probebook`);
      Deno.writeTextFileSync(`${folder}/.probebook/answers.json`, text);
      const { answers, notes } = bookOf(folder).update(predicting("a", 1));
      assertEquals(values(answers, "a"), [1]);
      assertStringIncludes(notes.join(), "the file is kept as .probebook/answers.json.broken-2026");
      const broken = "answers.json.broken-2026-11-21T14-03-00.000Z";
      assertEquals(filesIn(folder), ["answers.json", broken]);
      assertEquals(Deno.readTextFileSync(`${folder}/.probebook/${broken}`), text);
    });
  });
}

Deno.test("openAnswers() leaves the file of a newer version alone", async () => {
  await withFolder((folder) => {
    Deno.mkdirSync(`${folder}/.probebook`);
    const path = `${folder}/.probebook/answers.json`;
    Deno.writeTextFileSync(path, '{"version":2}');
    const { answers, notes } = bookOf(folder).update(predicting("a", 1));
    assertEquals(values(answers, "a"), [1]);
    assertStringIncludes(notes.join(), "in memory only");
    assertStringIncludes(notes.join(), "newer version");
    assertEquals(Deno.readTextFileSync(path), '{"version":2}');
  });
});

// Instead of a folder that nobody may write into: tests may run as root, who may.
const UNWRITABLE: [
  name: string,
  block: (folder: string) => void,
  free: (folder: string) => void,
][] = [
  [
    "a file where the folder should be",
    (folder) => Deno.writeTextFileSync(`${folder}/.probebook`, ""),
    (folder) => Deno.removeSync(`${folder}/.probebook`),
  ],
  [
    "a folder where the file should be",
    (folder) => Deno.mkdirSync(`${folder}/.probebook/answers.json`, { recursive: true }),
    (folder) => Deno.removeSync(`${folder}/.probebook/answers.json`),
  ],
];

for (const [name, block, free] of UNWRITABLE) {
  Deno.test(`openAnswers() with ${name} keeps answers in memory and writes them later`, async () => {
    await withFolder((folder) => {
      block(folder);
      const { answers, notes } = bookOf(folder).update(predicting("a", 1));
      assertEquals(values(answers, "a"), [1]);
      assertMatch(notes.join(), /^Your answers are in memory only[^\n]*$/);
      assertEquals(notes.join().includes(folder), false, "tells a path of the machine");
      assertEquals(values(bookOf(folder).read().answers, "a"), [1]);
      free(folder);
      assertEquals(bookOf(folder).update(predicting("b", 2)).notes, []);
      const { answers: written } = bookOf(folder).read();
      assertEquals([values(written, "a"), values(written, "b")], [[1], [2]]);
      assertEquals(filesIn(folder), ["answers.json"]);
    });
  });
}

Deno.test({
  name: "openAnswers() without permission keeps answers in memory",
  permissions: { read: true, write: false, run: false },
  fn() {
    const { answers, notes } = openAnswers({ folder: "/nonexistent-folder", now: () => NOW })
      .update(predicting("a", 1));
    assertEquals(values(answers, "a"), [1]);
    assertStringIncludes(notes.join(), "cannot be written (no permission)");
  },
});

Deno.test("withKept() drops the oldest but the first", () => {
  const kept = Array.from({ length: 60 }, (_, value) => ({ value, at: "" })).reduce(
    withKept<number>,
    [],
  );
  assertEquals([kept.length, kept[0]?.value, kept[1]?.value, kept.at(-1)?.value], [50, 0, 11, 59]);
});

Deno.test("readableTime() shows minutes, and what is no time as it is", () => {
  assertMatch(readableTime(NOW.toISOString()), /^2026-11-2[12] \d\d:\d3$/);
  assertEquals(readableTime("yesterday"), "yesterday");
});
