/** An assignment of ours through nbgrader: made, released, submitted, graded, handed back. */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { findHelperPython } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";
import { NEWEST } from "../support/tried_pythons.ts";
import { type Course, makeCourse, type Submission } from "./course.ts";

const ASSIGNMENT = "part_1_discover";
const NOTEBOOK = fromFileUrl(
  new URL(`../../notebooks/challenge/${ASSIGNMENT}.ipynb`, import.meta.url),
);
const PROGRAM = await Deno.readTextFile(new URL("../notebooks/right_answer.py", import.meta.url));

/** Longer than any cell of this notebook takes; the endless loop costs so much. */
const CELL_SECONDS = 20;

const RIGHT: Submission = {
  "part1-noise-answer": 'const noiseAnswer = { difference: "noise", sizePercent: 0 };',
  "part1-settings-list": 'const settings = ["default", "disable"];',
  "part1-settings-answer": 'const settingsAnswer = { settings, fewest: "disable" };',
  "L2-P1-01-program": `import { saveProgram } from "workbook";
const program = String.raw\`${PROGRAM}\`;
saveProgram("performance_discovery.py", program);`,
  "L2-P1-05-answer": `const selfCheck = {
  factors: "work",
  overhead: "baseline",
  pause: "longest",
  sentence: "The user whose request comes during the longest pause waits that much longer.",
};`,
};

/** What a student's cell should not do on a grader's machine; each is refused, so that the answer stays right. */
const HOSTILE = `const home = Deno.env.get("HOME");
const attempts: (() => Promise<unknown>)[] = [
  () => Deno.readTextFile(home + "/course/gradebook.db"),
  () => Deno.writeTextFile(home + "/planted.txt", "mine"),
  () => Deno.writeTextFile("../../../planted.txt", "mine"),
  async () => await fetch("http://127.0.0.1:8888"),
  async () => await new Deno.Command("sh", { args: ["-c", "true"] }).output(),
];
const endings: string[] = [];
for (const attempt of attempts) {
  endings.push(await attempt().then(() => "done", (error) => error.name));
}
const isRefused = endings.every((ending) => ending === "NotCapable");
const noiseAnswer = { difference: isRefused ? "noise" : endings.join(), sizePercent: 0 };`;

/** A break-in that is refused, one wrong choice, one answer that never ends, and a program that is not there. */
const PARTLY: Submission = {
  ...RIGHT,
  "part1-noise-answer": HOSTILE,
  // The solutions and hidden tests of the course: this cell fails, and costs its own check.
  "part1-settings-list":
    `const settings = [Deno.readTextFileSync("../../../source/${ASSIGNMENT}/${ASSIGNMENT}.ipynb")];`,
  "part1-settings-answer": "while (true) {}",
  "L2-P1-01-program": "// Not done.",
  "L2-P1-05-answer": RIGHT["L2-P1-05-answer"]?.replace('"work"', '"cpu"') ?? "",
};

const WRONG: Submission = {
  "part1-noise-answer": 'const noiseAnswer = { difference: "caching", sizePercent: 90 };',
  "part1-settings-list": 'const settings = ["default"];',
  "part1-settings-answer": 'const settingsAnswer = { settings, fewest: "manual" };',
  "L2-P1-01-program":
    'import { saveProgram } from "workbook";\nsaveProgram("performance_discovery.py", "def f(:");',
  "L2-P1-05-answer": 'throw new Error("no answer");',
};

const [python] = NEWEST.slice(-1);
const helper = await findHelperPython();

testUnless(helper.missing ?? (python === undefined ? "no CPython" : null), {
  name: "nbgrader marks a right, a partly right and a wrong submission rightly",
  async fn(t) {
    await using course = await makeCourse({
      python: helper.kind === "ready" ? helper.python : "",
      notebook: NOTEBOOK,
      assignment: ASSIGNMENT,
      env: {
        PROBEBOOK_BUDGET: "smoke",
        PROBEBOOK_PYTHONS: python?.executable ?? "",
        PROBEBOOK_PYTHONS_ONLY: "1",
      },
    });
    await t.step("generate_assignment makes what we hand out", () => generate(course));
    await course.submit("right", RIGHT);
    await course.submit("partly", PARTLY);
    await course.submit("wrong", WRONG);
    await t.step("autograde gives the marks, also after an endless loop", () => autograde(course));
    await t.step(
      "generate_feedback shows the reasons and nothing of the grader's",
      () => feedback(course),
    );
  },
});

async function generate(course: Course): Promise<void> {
  await course.nbgrader("generate_assignment", ASSIGNMENT);
  const sources = async (...path: string[]) => {
    const text = await Deno.readTextFile(join(course.folder, ...path, `${ASSIGNMENT}.ipynb`));
    const { cells }: { cells: { source: string[] | string }[] } = JSON.parse(text);
    return cells.map(({ source }) => [source].flat().join(""));
  };
  const released = await sources("release", ASSIGNMENT);
  assertEquals(released, await sources("student"));
  assert(released.length > 0);
}

async function autograde(course: Course): Promise<void> {
  const limit = `--ExecutePreprocessor.timeout=${CELL_SECONDS}`;
  const said = await course.nbgrader("autograde", ASSIGNMENT, limit);
  assertMatch(said, /Timeout waiting for execute reply/);
  // Full marks; noise 2 and questions 3 of 4, after the loop that never ends; none.
  assertEquals(await course.marks(), { right: [18, 18], partly: [5, 18], wrong: [0, 18] });
}

async function feedback(course: Course): Promise<void> {
  await course.nbgrader("generate_feedback", ASSIGNMENT);
  const folder = join(course.folder, "feedback", "partly", ASSIGNMENT);
  const page = await Deno.readTextFile(join(folder, `${ASSIGNMENT}.html`));
  assertStringIncludes(page, "The processor was the same in all of your runs");
  assertStringIncludes(page, "(Score: 3.0 / 4.0)");
  assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), [`${ASSIGNMENT}.html`]);
}
