/** The assessment's notebook against its items: points, skills and objectives in its metadata, records of the ledger. */
import { assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { ASSESSMENT } from "../../notebooks/workbook/exercises/assessment/assessment.ts";
import { POOL } from "../../notebooks/workbook/exercises/assessment/sentence_pool.ts";
import {
  MINUTES,
  NEW_CONCEPTS,
  OBJECTIVES,
  SKILLS,
} from "../../notebooks/workbook/exercises/assessment/skills.ts";
import { LEDGER } from "../../notebooks/workbook/ledger/ledger.ts";
import { readNotebookFile } from "../../notebooks/tools/notebook_file.ts";

const PATH = fromFileUrl(new URL("../../notebooks/assessment.ipynb", import.meta.url));
const read = await readNotebookFile(PATH, "assessment.ipynb");
if (read.kind !== "notebook") throw new Error(read.message);
const { notebook } = read;

Deno.test("the assessment has 14 items of 40 points, each for one skill", () => {
  assertEquals([ASSESSMENT.length, ASSESSMENT.reduce((sum, { max }) => sum + max, 0)], [14, 40]);
  const shown = SKILLS.flatMap(({ items }) => items);
  assertEquals(shown.toSorted(), ASSESSMENT.map(({ id }) => id).toSorted());
  assertEquals([SKILLS.length, OBJECTIVES.length], [6, 4]);
  assertEquals(OBJECTIVES.flatMap(({ items }) => items).filter((id) => !shown.includes(id)), []);
});

Deno.test("the assessment's notebook holds skills, objectives, minutes and concepts in its metadata alone", () => {
  assertEquals(notebook.metadata["probebook"], {
    minutes: MINUTES,
    newConcepts: NEW_CONCEPTS,
    objectives: OBJECTIVES,
    skills: SKILLS,
  });
  const text = notebook.cells.map(({ source }) => source).join("\n");
  const hidden = [...SKILLS, ...OBJECTIVES].flatMap((one) =>
    "measurable" in one ? [one.measurable, one.digcompArea] : [one.objective]
  );
  assertEquals(hidden.filter((words) => text.includes(words)), []);
});

Deno.test("the assessment's checks have the points of their items for a grader", () => {
  const points = notebook.cells.flatMap(({ metadata: { nbgrader } }) =>
    typeof nbgrader === "object" && nbgrader !== null && "points" in nbgrader &&
      "grade_id" in nbgrader
      ? [[nbgrader.grade_id, nbgrader.points]]
      : []
  );
  assertEquals(points, ASSESSMENT.map(({ id, max }) => [id, max]));
});

Deno.test("the assessment draws from at least 40 sentences, each once, with something of each mark", () => {
  assertEquals(POOL.length >= 40, true);
  assertEquals(new Set(POOL.map(({ text }) => text)).size, POOL.length);
  const marks = new Set(POOL.map((sentence) => sentence.marks[0]));
  assertEquals([...marks].sort(), ["false", "outdated", "partly", "true"]);
});

Deno.test("the assessment tells records that the ledger has, and claims of the front matter among them", () => {
  const told = new Set([
    ...ASSESSMENT.flatMap(({ assessed }) => assessed?.records ?? []),
    ...POOL.map(({ record }) => record),
  ]);
  const known = LEDGER.map(({ id }) => id);
  assertEquals([...told].filter((id) => !known.includes(id)), []);
  const frontMatter = known.filter((id) => id.startsWith("L2-S0-"));
  assertEquals(frontMatter.filter((id) => !told.has(id)), []);
});
