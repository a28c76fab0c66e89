/** Tests of noticing files by their time stamps. */
import { assertEquals } from "@std/assert";
import { fakePrograms } from "../../tests/support/fake_programs.ts";
import { compareSnapshots, snapshotFolder } from "./folder_watch.ts";

Deno.test("compareSnapshots() names what appeared, changed and vanished, in order", () => {
  const before = new Map([["a", "1"], ["b", "1"], ["c", "1"]]);
  const after = new Map([["d", "1"], ["b", "2"], ["a", "1"]]);
  assertEquals(compareSnapshots(before, after), [
    { path: "b", kind: "changed" },
    { path: "c", kind: "removed" },
    { path: "d", kind: "created" },
  ]);
});

Deno.test("snapshotFolder() passes over what notebooks and tools write by themselves", async () => {
  using folder = fakePrograms({
    "a.txt": "",
    "part.ipynb": "",
    ".a.py.swp": "",
    "a.py~": "",
    "#a.py#": "",
    ".ipynb_checkpoints/part.ipynb": "",
    ".probebook/answers.json": "",
    "deep/b.txt": "",
  });
  assertEquals([...(await snapshotFolder(folder.path)).keys()].sort(), ["a.txt", "deep/b.txt"]);
});

Deno.test("snapshotFolder() has nothing to say of a folder that is not there", async () => {
  assertEquals((await snapshotFolder("/nonexistent/folder")).size, 0);
});
