/** The recorded table against the checks, the requirements and the guarded lines. */
import { assertEquals, assertGreater } from "@std/assert";
import { findHelperPython } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";
import guardedList from "./guarded.json" with { type: "json" };
import { listChecks } from "./judge.ts";
import { readmeText } from "./main.ts";
import { allRequirements } from "./requirements.ts";
import { parseResults, verdictOf } from "./results.ts";
import { SUBJECTS } from "./subjects.ts";

const results = parseResults(await Deno.readTextFile(new URL("results.json", import.meta.url)));
const helper = await findHelperPython();
const python = helper.kind === "ready" ? helper.python : "";

testUnless(helper.missing, {
  name: "listChecks() names every requirement with its level, its text and how it is tested",
  async fn() {
    const checks = await listChecks(python);
    const listed = checks.map(({ id, level, text }) => `${id} ${level} ${text}`);
    const wanted = allRequirements().map(({ id, level, text }) => `${id} ${level} ${text}`);
    assertEquals(listed.sort(), wanted.sort());
    assertEquals(checks.filter(({ how }) => how === "").map(({ id }) => id), []);
  },
});

testUnless(helper.missing, {
  name: "readmeText() is what README.md says",
  async fn() {
    const readme = await Deno.readTextFile(new URL("README.md", import.meta.url));
    assertEquals(readme, await readmeText(python));
  },
});

Deno.test("results.json has every kernel with every line of the requirements", () => {
  const ids = allRequirements().map(({ id }) => id).sort();
  assertEquals(Object.keys(results), SUBJECTS.map(({ name }) => name));
  for (const [name, { outcomes }] of Object.entries(results)) {
    assertEquals(Object.keys(outcomes).sort(), ids, name);
  }
});

Deno.test("results.json has our kernel pass every MUST and every guarded line", () => {
  const own = results.probebook?.outcomes ?? {};
  const demanded = allRequirements().filter(({ id, level }) =>
    level === "MUST" || guardedList.includes(id)
  );
  const failing = demanded.filter(({ id }) => {
    const outcome = own[id];
    return outcome === undefined || verdictOf(outcome).kind === "fail";
  });
  assertEquals(failing.map(({ id }) => id), []);
  assertEquals(demanded.length, new Set(demanded.map(({ id }) => id)).size);
});

for (const { name } of SUBJECTS.filter(({ name }) => name !== "probebook")) {
  Deno.test(`results.json has ${name} pass and fail: its checks can do both`, () => {
    const kinds = Object.values(results[name]?.outcomes ?? {}).map((one) => verdictOf(one).kind);
    assertGreater(kinds.filter((kind) => kind === "pass").length, 0);
    assertGreater(kinds.filter((kind) => kind === "fail").length, 0);
  });
}
