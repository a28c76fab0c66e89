/** The tracked notebooks are formatted, told by their text: `deno fmt --check` misjudges notebooks. */
import { assertEquals, assertNotEquals } from "@std/assert";
import { fromFileUrl, join, relative } from "@std/path";

const ROOT = fromFileUrl(new URL("../", import.meta.url));
const NOTEBOOKS = join(ROOT, "notebooks");

for await (const path of notebooksIn(NOTEBOOKS)) {
  Deno.test(`${relative(NOTEBOOKS, path)} is formatted as deno fmt does it`, async () => {
    const text = await Deno.readTextFile(path);
    assertEquals(await formatted(text), text);
  });
}

Deno.test("deno fmt tells a notebook with careless code", async () => {
  const cell = { cell_type: "code", execution_count: null, metadata: {}, outputs: [] };
  const metadata = { language_info: { name: "typescript" } };
  const careless = { cells: [{ ...cell, source: ["let  a=1"] }], metadata, nbformat: 4 };
  const text = `${JSON.stringify({ ...careless, nbformat_minor: 5 }, null, 1)}\n`;
  assertNotEquals(await formatted(text), text);
});

async function* notebooksIn(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) yield* notebooksIn(path);
    else if (name.endsWith(".ipynb")) yield path;
  }
}

async function formatted(text: string): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--ext", "ipynb", "-"],
    cwd: ROOT,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(text));
  await writer.close();
  return new TextDecoder().decode((await child.output()).stdout);
}
