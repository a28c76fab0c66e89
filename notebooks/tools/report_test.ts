/** The command `report` on folders that are thrown away. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { reportCommand } from "./report.ts";

interface Ran {
  readonly code: number;
  readonly lines: string;
  readonly files: readonly string[];
}

async function withCommand(
  args: readonly string[],
  check: (ran: Ran) => void,
  { hasCopy = true }: { readonly hasCopy?: boolean } = {},
): Promise<void> {
  const base = await Deno.makeTempDir({ prefix: "probebook-report-" });
  const workingCopy = join(base, "work");
  try {
    if (hasCopy) {
      await Deno.mkdir(workingCopy);
      const notebook = { cells: [{ cell_type: "markdown", source: "# Start" }], nbformat: 4 };
      await Deno.writeTextFile(join(workingCopy, "00_start_here.ipynb"), JSON.stringify(notebook));
    }
    let lines = "";
    const code = reportCommand([...args], {
      base,
      workingCopy,
      write: (text) => void (lines += text),
    });
    const files = hasCopy ? [...Deno.readDirSync(workingCopy)].map(({ name }) => name).sort() : [];
    check({ code, lines, files });
  } finally {
    await Deno.remove(base, { recursive: true });
  }
}

Deno.test("reportCommand() writes both files into the working copy", async () => {
  await withCommand([], ({ code, lines, files }) => {
    assertEquals([code, files], [0, ["00_start_here.ipynb", "report.html", "report.json"]]);
    assertStringIncludes(lines, "points, 1 notebooks");
  });
});

Deno.test("reportCommand() writes into another folder, and leaves that of the notebooks alone", async () => {
  await withCommand(["--dir", "work", "--out", "kept/here"], ({ code, lines, files }) => {
    assertEquals([code, files], [0, ["00_start_here.ipynb"]]);
    assertStringIncludes(lines, join("kept", "here", "report.html"));
  });
});

const REFUSED: [name: string, args: string[], code: number, words: string][] = [
  ["an option that does not exist", ["--dri", "x"], 2, 'Cannot understand "--dri"'],
  ["a name too many", ["work"], 2, 'Cannot understand "work"'],
  ["a folder that is not there", ["--dir", "gone"], 1, "Remedy: start the lab once"],
  ["a target that is a file", ["--out", "work/00_start_here.ipynb"], 1, "cannot be written"],
];

for (const [name, args, code, words] of REFUSED) {
  Deno.test(`reportCommand() ends with ${code} for ${name}`, async () => {
    await withCommand(args, (ran) => {
      assertEquals(ran.code, code);
      assertStringIncludes(ran.lines, words);
    });
  });
}

Deno.test("reportCommand() without a working copy says how to get one", async () => {
  await withCommand([], ({ code, lines }) => {
    assertEquals(code, 1);
    assertStringIncludes(lines, "start the lab once");
  }, { hasCopy: false });
});
