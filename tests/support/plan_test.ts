/** Tests of the plan: quick phases first, one slow phase for each folder of tests, the browser last. */
import { assertEquals } from "@std/assert";
import { planPhases } from "./plan.ts";

async function makeTree(files: Record<string, string>): Promise<string> {
  const root = await Deno.makeTempDir();
  for (const [path, text] of Object.entries(files)) {
    await Deno.mkdir(`${root}/${path.slice(0, path.lastIndexOf("/"))}`, { recursive: true });
    await Deno.writeTextFile(`${root}/${path}`, text);
  }
  return root;
}

const FILES = {
  "kernel/a.ts": "/**\n * Adds.\n * ```ts\n * add();\n * ```\n */\n",
  "kernel/a_test.ts": "const text = `\n * ```ts`;\n",
  "probes/b.ts": "/** Subtracts. */\n",
  "notebooks/tools/c.ts": "",
  "tests/support/d_test.ts": "",
  "tests/bench/e_test.ts": "",
  "tests/browser/lab_test.ts": "",
  "tests/soak/zmq_test.ts": "",
  "tests/notebooks/solutions/mean.ts": "",
};

Deno.test("planPhases() runs one phase for each folder with tests, the browser last", async () => {
  const root = await makeTree(FILES);
  const quick = (await planPhases("ok", root)).map(({ name }) => name);
  const all = (await planPhases("test", root)).map(({ name }) => name);
  await Deno.remove(root, { recursive: true });
  assertEquals(quick.at(0), "format");
  assertEquals(all, [...quick, "soak", "browser"]);
});

Deno.test("planPhases() runs the examples of source files that have some", async () => {
  const root = await makeTree(FILES);
  const examples = (await planPhases("ok", root)).find(({ name }) => name === "examples");
  await Deno.remove(root, { recursive: true });
  assertEquals(examples?.args, ["test", "-A", "--doc", "--parallel", "kernel/a.ts"]);
});

Deno.test("planPhases() runs what waits for a browser beside what keeps a processor busy", async () => {
  const root = await makeTree(FILES);
  const lanes = (await planPhases("test", root)).map(({ name, lane }) => `${name} ${lane}`);
  const matrix = (await planPhases("all", root)).map(({ lane }) => lane);
  await Deno.remove(root, { recursive: true });
  assertEquals(lanes.slice(-3), ["examples undefined", "soak busy", "browser waiting"]);
  assertEquals(new Set(matrix), new Set([undefined]));
});

Deno.test("planPhases() switches the language server off where nobody asks about types", async () => {
  const root = await makeTree(FILES);
  const phases = await planPhases("test", root);
  await Deno.remove(root, { recursive: true });
  const variables = phases.slice(-2).map(({ name, env }) => [name, env]);
  const off = { PROBEBOOK_LANGUAGE_SERVER: "off" };
  assertEquals(variables, [["soak", off], ["browser", undefined]]);
});
