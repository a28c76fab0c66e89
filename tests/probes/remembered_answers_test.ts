/** What programs answered is kept for later processes: each of these commands is a program of its own. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { fakeFacts, type FakeFolder, fakePrograms, printing } from "../support/fake_programs.ts";
import { onlyIn, runOutside } from "../support/probe_cli.ts";

/** Notes each start, which is not part of what it answers. */
function counting(version: string): string {
  return `echo x >> "$0.starts"\n${printing(fakeFacts(version))}`;
}

function startsOf(folder: FakeFolder): number {
  return Deno.readTextFileSync(folder.at("a/bin/python3.starts")).length / 2;
}

async function list(folder: FakeFolder): Promise<string[]> {
  const environment = {
    ...onlyIn(folder).environment,
    PROBEBOOK_STORE: folder.at("s/store.sqlite"),
  };
  const { out, code, err } = await runOutside(["interpreters", "--json"], environment);
  assertEquals([code, err], [0, ""]);
  return JSON.parse(out).map(({ name }: { name: string }) => name);
}

Deno.test("interpreters asks a program once, and again where it changed or the file is damaged", async () => {
  using folder = fakePrograms({ "a/bin/python3": counting("3.14.1") });
  assertEquals([await list(folder), startsOf(folder)], [["py3.14.1"], 1]);
  assertEquals([await list(folder), startsOf(folder)], [["py3.14.1"], 1]);

  const replaced = `#!/bin/sh\n${counting("3.15.0rc1")}\n`;
  Deno.writeTextFileSync(folder.at("a/bin/python3"), replaced, { mode: 0o755 });
  assertEquals([await list(folder), startsOf(folder)], [["py3.15.0rc1"], 2]);

  const [kept = ""] = [...Deno.readDirSync(folder.at("s"))].map(({ name }) => name);
  assertEquals(kept, "store.interpreters.json");
  Deno.writeTextFileSync(folder.at(`s/${kept}`), '{"script": {');
  assertEquals([await list(folder), startsOf(folder)], [["py3.15.0rc1"], 3]);
  assertEquals([await list(folder), startsOf(folder)], [["py3.15.0rc1"], 3]);
});

Deno.test("interpreters keeps nothing where nothing is recorded", async () => {
  using folder = fakePrograms({ "a/bin/python3": counting("3.14.1") });
  const environment = { ...onlyIn(folder).environment, PROBEBOOK_STORE: "off" };
  for (const _ of [1, 2]) {
    assertStringIncludes((await runOutside(["interpreters"], environment)).out, "py3.14.1");
  }
  assertEquals(startsOf(folder), 2);
});
