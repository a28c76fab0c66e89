/** Tests of assessed items: right or wrong at once, reasons from the second answer on, the better of two counts. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { openAnswers } from "./answers.ts";
import { makeSkillSummary } from "./assessment/skill_summary.ts";
import { type Checked, makeCheck } from "./check.ts";
import { findExercise } from "./registry.ts";

const LOOK_AGAIN = "Not right yet. Look again at `lesson/02_tail_call_interpreter`";

type Ask = (answer: unknown, isGraded?: boolean) => Promise<Checked>;

async function inFolder(run: (ask: Ask, folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const definition = findExercise("assessment-listings");
  try {
    await run(async (answer, isGraded = false) =>
      await makeCheck({
        definition,
        answer,
        evidence: undefined,
        book: openAnswers({ folder }),
        now: () => new Date("2026-11-22T09:00:00.000Z"),
        isGraded,
      }), folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function reasons({ parts }: Checked): string[] {
  return parts.map(({ reason }) => reason);
}

const HALF = { feature: "specialization", since: "3.14" };
const NONE = { feature: "jit", since: "3.14" };
const RIGHT = { feature: "specialization", since: "3.11" };

Deno.test("an assessed item tells which part is wrong at once, and why from the second answer on", async () => {
  await inFolder(async (ask) => {
    const first = await ask(NONE);
    assertEquals([first.points, first.notes], [0, []]);
    for (const reason of reasons(first)) assertStringIncludes(reason, LOOK_AGAIN);
    // Run again as it stands: no second answer.
    assertStringIncludes(reasons(await ask(NONE)).join(), LOOK_AGAIN);
    const second = await ask(HALF);
    assertEquals(second.points, 1);
    assertStringIncludes(reasons(second).join(), "It is older than that");
    assertStringIncludes(second.notes.join(), "The ledger, L2-S2-04: ");
  });
});

Deno.test("the reason of a right part does not give a wrong one away", async () => {
  await inFolder(async (ask) => {
    const [wrong = "", right = ""] = reasons(await ask({ feature: "jit", since: "3.11" }));
    assertStringIncludes(wrong, LOOK_AGAIN);
    assertEquals(right, "Right.");
  });
});

Deno.test("an assessed item that is right at once shows its reasons and the ledger", async () => {
  await inFolder(async (ask) => {
    const checked = await ask(RIGHT);
    assertEquals(checked.points, 2);
    assertStringIncludes(reasons(checked).join(), "PEP 659");
    assertStringIncludes(checked.notes.join(), "The ledger, L2-S2-04: ");
  });
});

Deno.test("of an assessed item the better of the first two answers counts", async () => {
  await inFolder(async (ask, folder) => {
    const counted = () =>
      makeSkillSummary(openAnswers({ folder })).skills
        .filter(({ skill }) => skill.startsWith("Interpreter"))
        .map(({ points, max, answered }) => [points, max, answered]);
    assertEquals(counted(), [[0, 8, 0]]);
    await ask(HALF);
    assertEquals(counted(), [[1, 8, 1]]);
    await ask(NONE);
    assertEquals(counted(), [[1, 8, 1]]);
    const third = await ask(RIGHT);
    assertStringIncludes(third.notes.join(), "Your first two answers count: 1 of 2 points.");
    assertEquals(counted(), [[1, 8, 1]]);
  });
});

const NO_ANSWERS: [name: string, answer: unknown, message: string][] = [
  ["half of it", { feature: "jit", since: null }, 'Not answered yet: fill in "since", too'],
  ["no choice", { feature: "gc", since: "3.11" }, '"gc" is not one of the choices'],
  ["another type", { feature: "jit", since: 3.11 }, '"since" is a number'],
];

for (const [name, answer, message] of NO_ANSWERS) {
  Deno.test(`an assessed item does not count ${name} as an answer`, async () => {
    await inFolder(async (ask) => {
      const checked = await ask(answer);
      assertEquals([checked.points, checked.parts], [0, []]);
      assertStringIncludes(checked.message, message);
      assertStringIncludes(reasons(await ask(NONE)).join(), LOOK_AGAIN);
    });
  });
}

Deno.test("a grader sees one answer: nothing is held back, and a half counts", async () => {
  await inFolder(async (ask) => {
    const wrong = await ask(NONE, true);
    assertStringIncludes(reasons(wrong).join(), "It is older than that");
    assertEquals((await ask({ feature: "specialization", since: null }, true)).points, 1);
  });
});
