/** Tests of what a program is and how it was built. */
import { assertEquals, assertMatch } from "@std/assert";
import { fakePrograms, printing } from "../../tests/support/fake_programs.ts";
import { testUnless } from "../../tests/support/skip.ts";
import { discoverInterpreters } from "../interpreters/mod.ts";
import { readProgram } from "./program.ts";

const PYTHONS = await discoverInterpreters();

for (const python of PYTHONS.length === 0 ? [undefined] : PYTHONS) {
  testUnless(python === undefined ? "no CPython" : null, {
    name: `readProgram() reads ${python?.name ?? "a CPython"}`,
    async fn() {
      if (python === undefined) throw new TypeError("Cannot read a program without a CPython");
      const facts = await readProgram(python);
      assertMatch(facts.sha256 ?? "", /^[0-9a-f]{64}$/);
      assertEquals(facts.banner?.split(" ")[0], python.version);
      assertEquals(facts.isDebug, python.debug);
      assertMatch(facts.buildDate ?? "", /\d{4}/);
      assertEquals(facts.fileBytes, Deno.statSync(python.executable).size);
    },
  });
}

const SILENT: [name: string, body: string][] = [
  ["something else", printing('{"banner": 3}')],
  ["nothing", "true"],
  ["a failure", "exit 3"],
];

for (const [name, body] of SILENT) {
  Deno.test(`readProgram() knows the file of a program that answers ${name}`, async () => {
    using folder = fakePrograms({ a: body });
    const facts = await readProgram({ executable: folder.at("a"), major: 3, minor: 14 });
    assertEquals([facts.banner, facts.configArgs, facts.isDebug], [null, null, null]);
    assertEquals(facts.fileBytes, `#!/bin/sh\n${body}\n`.length);
  });
}

Deno.test("readProgram() knows nothing of a program that is gone", async () => {
  const facts = await readProgram({ executable: "/nonexistent/python", major: 3, minor: 14 });
  assertEquals([facts.sha256, facts.fileBytes, facts.changedAt, facts.banner], [
    null,
    null,
    null,
    null,
  ]);
});
