/** Tests of reading variables where not all may be read. */
import { assertEquals } from "@std/assert";
import { fakePrograms } from "../tests/support/fake_programs.ts";
import { runNarrow } from "../tests/support/narrow_program.ts";

Deno.test("variables that may not be read count as not set", async () => {
  using folder = fakePrograms({});
  const { out, err } = await runNarrow(
    `import { allVariables, VARIABLES } from ${
      JSON.stringify(new URL("variables.ts", import.meta.url))
    };
const { PROBEBOOK_STORE, NO_COLOR, PATH } = allVariables();
console.log(JSON.stringify([PROBEBOOK_STORE, NO_COLOR, PATH, VARIABLES.get("HOME")]));`,
    { python: "python3", folder: folder.path, variables: ["PROBEBOOK_STORE", "NO_COLOR"] },
  );
  // NO_COLOR may be read, and is none that anything of ours asks for.
  assertEquals([JSON.parse(out), err], [["off", null, null, null], ""]);
});
