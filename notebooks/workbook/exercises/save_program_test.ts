/** Tests of saving a cell's program: whatever was written in the cell or in the file is still somewhere. */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { openAnswers } from "./answers.ts";
import { makeSavedProgram, type SavedProgram } from "./save_program.ts";

const FILE = "program.py";
const NOW = new Date("2026-11-21T14:03:00.000Z");
const STUB = '\n"""What it does."""\nimport gc\nfrom time import sleep\n\n# 1. Later.\n';

/** Runs cells in a folder of their own; each call is a kernel of its own, as after a restart. */
async function inFolder(
  run: (save: (text: string, isGraded?: boolean) => SavedProgram, folder: string) => void,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    run((text, isGraded = false) =>
      makeSavedProgram({
        file: FILE,
        text,
        folder,
        book: openAnswers({ folder }),
        now: NOW,
        isGraded,
      }), folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function textsIn(folder: string): Record<string, string> {
  const names = [...Deno.readDirSync(folder)].filter(({ isFile }) => isFile).map(({ name }) =>
    name
  );
  return Object.fromEntries(
    names.sort().map((name) => [name, Deno.readTextFileSync(`${folder}/${name}`)]),
  );
}

Deno.test("saveProgram() saves nothing of a stub", async () => {
  await inFolder((save, folder) => {
    for (const text of [STUB, "", "\n\n", "# one\n  # two"]) {
      assertEquals(save(text).kind, "empty");
    }
    assertEquals(textsIn(folder), {});
  });
});

Deno.test("saveProgram() saves what does something, without the first line end, and only once", async () => {
  await inFolder((save, folder) => {
    const saved = save(`${STUB}print(1)\n`);
    assertEquals(saved.kind, "saved");
    assertEquals(textsIn(folder), { [FILE]: `${STUB.slice(1)}print(1)\n` });
    assertEquals(save(`${STUB}print(1)\n`).kind, "unchanged");
    assertStringIncludes(saved.message, "Saved: program.py, 6 lines.");
  });
});

Deno.test("saveProgram() follows the cell over restarts", async () => {
  await inFolder((save, folder) => {
    assertEquals(["a = 1", "a = 2", "a = 1"].map((text) => save(text).kind), [
      "saved",
      "saved",
      "saved",
    ]);
    assertEquals(textsIn(folder), { [FILE]: "a = 1" });
  });
});

Deno.test("saveProgram() leaves a file alone that was edited since the cell saved it", async () => {
  await inFolder((save, folder) => {
    save("a = 1");
    Deno.writeTextFileSync(`${folder}/${FILE}`, "a = 'by hand'");
    const saved = save("a = 1");
    assertEquals(saved.kind, "edited");
    assertStringIncludes(saved.message, "left as it is; it counts");
    assertEquals(save(STUB).kind, "empty");
    assertEquals(textsIn(folder), { [FILE]: "a = 'by hand'" });
  });
});

Deno.test("saveProgram() keeps a file under another name when both were edited", async () => {
  await inFolder((save, folder) => {
    Deno.writeTextFileSync(`${folder}/${FILE}`, "a = 'by hand'");
    const saved = save("a = 2");
    assertEquals(saved.kind, "saved");
    assertStringIncludes(saved.message, "kept as program.kept-2026-11-21T14-03-00.py");
    assertEquals(textsIn(folder), {
      [FILE]: "a = 2",
      "program.kept-2026-11-21T14-03-00.py": "a = 'by hand'",
    });
  });
});

Deno.test("saveProgram() in a graded run keeps no answers", async () => {
  await inFolder((save, folder) => {
    assertEquals(save("a = 1", true).kind, "saved");
    assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), [FILE]);
  });
});

Deno.test("saveProgram() says that a file cannot be written, and keeps the text", async () => {
  await inFolder((save, folder) => {
    Deno.mkdirSync(`${folder}/${FILE}`);
    const saved = save("a = 1");
    assertEquals(saved.kind, "not_saved");
    assertStringIncludes(saved.message, "Your text stays in this cell");
    assertEquals(saved.message.includes(folder), false);
  });
});

Deno.test({
  name: "saveProgram() without permission to write says so and does not throw",
  permissions: { read: true, write: false, env: true },
  fn: () => {
    const saved = makeSavedProgram({
      file: "never_written.py",
      text: "a = 1",
      folder: ".",
      book: openAnswers({ folder: "." }),
      now: NOW,
      isGraded: true,
    });
    assertEquals(saved.kind, "not_saved");
    assertStringIncludes(saved.message, "(no permission)");
  },
});

for (const file of ["../a.py", "/tmp/a.py", "a.txt", ""]) {
  Deno.test(`saveProgram() refuses "${file}" as a name`, () => {
    const request = { file, text: "a = 1", folder: ".", book: openAnswers(), now: NOW };
    assertThrows(() => makeSavedProgram({ ...request, isGraded: true }), TypeError, "a plain name");
  });
}
