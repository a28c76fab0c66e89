/** Tests of where the record lies. */
import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { recordPath, STORE_VARIABLE, storePath } from "./place.ts";
import { fakeKernel } from "../../tests/support/fake_kernel.ts";
import { storeFolder } from "../../tests/support/fake_sessions.ts";

const CASES: [name: string, files: string[], from: string, expected: string][] = [
  ["the nearest project", ["deno.json", "part/deno.json"], "part/one", "part"],
  ["the project above", ["deno.jsonc"], "part/one", ""],
  [
    "a working copy inside a project",
    ["deno.json", "work/.probebook/copies.json"],
    "work/part",
    "work",
  ],
  ["the notebook's folder elsewhere", [], "part/one", "part/one"],
];

for (const [name, files, from, expected] of CASES) {
  Deno.test(`storePath() chooses ${name}`, () => {
    using store = storeFolder();
    for (const file of files) {
      Deno.mkdirSync(join(store.folder, file, ".."), { recursive: true });
      Deno.writeTextFileSync(join(store.folder, file), "{}");
    }
    const path = storePath({
      folder: join(store.folder, from),
      variable: undefined,
      isInCell: false,
    });
    assertEquals(path, join(store.folder, expected, ".probebook", "store.sqlite"));
  });
}

const RECORDED: [variable: string | undefined, isInCell: boolean, expected: string | null][] = [
  [undefined, true, "/nowhere/at/all/.probebook/store.sqlite"],
  ["", true, "/nowhere/at/all/.probebook/store.sqlite"],
  ["off", true, null],
  ["/tmp/x.sqlite", true, "/tmp/x.sqlite"],
  [undefined, false, null],
  ["/tmp/x.sqlite", false, "/tmp/x.sqlite"],
];

for (const [variable, isInCell, expected] of RECORDED) {
  Deno.test(`recordPath() ${isInCell ? "in a cell" : "elsewhere"} with "${variable}"`, () => {
    assertEquals(recordPath({ folder: "/nowhere/at/all", variable, isInCell }), expected);
  });
}

Deno.test("recordPath() knows a cell by its kernel", () => {
  assertEquals(recordPath(), null);
  using _ = fakeKernel();
  // Which the played kernel sets, and takes back when it goes.
  Deno.env.delete(STORE_VARIABLE);
  assertEquals(recordPath(), storePath());
});
