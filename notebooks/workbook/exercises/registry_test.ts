/** Tests of the exercises' texts: no sentence tells a result, and each says how it is answered. */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { DISPLAY } from "../../../probes/mod.ts";
import { LEDGER } from "../ledger/ledger.ts";
import { exercise } from "./exercise.ts";
import { EXERCISES, findExercise } from "./registry.ts";

/** Words that tell a result; a question may have them. */
const TELLING = /\b(?:faster|slower|longer|quicker)\b/i;

const TEXTS: [id: string, texts: string[]][] = [
  ...EXERCISES.map(({ id, task, hints, fields }): [string, string[]] => [
    id,
    [
      task,
      ...hints,
      ...fields.flatMap(({ question, ...field }) => [
        question,
        ...(field.kind === "choice"
          ? field.options.flatMap(({ text, reason }) => [text, reason])
          : []),
      ]),
    ],
  ]),
  ...LEDGER.map(({ id, statement, truth, probe }): [string, string[]] => [
    `claim ${id}`,
    [statement, truth, probe],
  ]),
];

for (const [id, texts] of TEXTS) {
  Deno.test(`${id} has no sentence that depends on a result`, () => {
    assertEquals(texts.flatMap(tellingSentences), []);
  });
}

Deno.test("a sentence that depends on a result is found, a question is not", () => {
  const text = "Is the second loop faster? The second loop is slower.";
  assertEquals(tellingSentences(text), ["The second loop is slower."]);
});

for (const { id, fields, max } of EXERCISES) {
  Deno.test(`${id} names each field of its answer and its points`, async () => {
    const shown = (await exercise(id)[DISPLAY]())["text/plain"] ?? "";
    for (const { name } of fields) assertStringIncludes(shown, name);
    assertStringIncludes(shown, `Points: ${max}`);
    assertStringIncludes(shown, `check("${id}", {`);
  });
}

Deno.test("findExercise() forgives case, and lists the ids where there is none", () => {
  assertEquals(findExercise(" PART1-noise").id, "part1-noise");
  assertThrows(
    () => findExercise("x"),
    TypeError,
    'Cannot find exercise "x": there are "start-first-cell"',
  );
});

function tellingSentences(text: string): string[] {
  return text.split(/(?<=[.?!:])\s+/).filter((part) => TELLING.test(part) && !part.endsWith("?"));
}
