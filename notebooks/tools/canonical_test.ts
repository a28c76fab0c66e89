/** The command `notebooks` on real files, and the canonical form itself. */

import { assertEquals, assertMatch } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { canonicalNotebook } from "./canonical_form.ts";
import { notebooksCommand } from "./canonical.ts";
import { readNotebook } from "./nbformat.ts";
import { writeNotebook } from "./nbformat_write.ts";

/** A notebook as a front end leaves it after a run. */
const USED = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {
    kernelspec: { name: "deno", display_name: "Deno", language: "typescript" },
    language_info: { name: "typescript", version: "6.0" },
    widgets: { state: {} },
    probebook: { minutes: 45 },
  },
  cells: [
    {
      cell_type: "code",
      id: "kept",
      metadata: {
        tags: ["stop-me"],
        nbgrader: { grade: true, points: 2 },
        collapsed: true,
        scrolled: false,
        execution: { "iopub.execute_input": "2026-11-01" },
        jupyter: { source_hidden: true, outputs_hidden: true },
      },
      source: ["let a = 1;\r\n", "a;"],
      execution_count: 7,
      outputs: [{ output_type: "stream", name: "stdout", text: ["x"] }],
    },
    {
      cell_type: "markdown",
      id: "m",
      metadata: { tags: [], editable: true },
      source: "# T",
      attachments: { "a.png": { "image/png": "aa" } },
    },
  ],
});

function canonicalText(text: string): string {
  const read = readNotebook(text, "a.ipynb");
  return read.kind === "notebook" ? writeNotebook(canonicalNotebook(read.notebook)) : read.message;
}

Deno.test("canonicalNotebook() keeps what a person wrote and nothing a run left", () => {
  const { cells, metadata } = JSON.parse(canonicalText(USED));
  assertEquals(cells, [
    {
      cell_type: "code",
      execution_count: null,
      id: "kept",
      metadata: {
        jupyter: { source_hidden: true },
        nbgrader: { grade: true, points: 2 },
        tags: ["stop-me"],
      },
      outputs: [],
      source: ["let a = 1;\n", "a;"],
    },
    {
      attachments: { "a.png": { "image/png": "aa" } },
      cell_type: "markdown",
      id: "m",
      metadata: {},
      source: ["# T"],
    },
  ]);
  assertEquals(metadata.kernelspec.name, "probebook");
  assertEquals(metadata.language_info.version, undefined);
  assertEquals(metadata.widgets, undefined);
  assertEquals(metadata.probebook, { minutes: 45 });
});

Deno.test("canonicalNotebook() changes nothing a second time", () => {
  assertEquals(canonicalText(canonicalText(USED)), canonicalText(USED));
});

Deno.test("canonicalNotebook() is left alone by deno fmt", async () => {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--no-config", "--ext", "ipynb", "-"],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(canonicalText(USED)));
  await writer.close();
  const { stdout } = await child.output();
  assertEquals(new TextDecoder().decode(stdout), canonicalText(USED));
});

interface Ran {
  readonly code: number;
  readonly lines: string;
  text(name: string): string;
}

/** Runs the command in a checkout that has `files` in `notebooks/`. */
async function withCommand(
  { files, args }: { files: Record<string, string>; args: string[] },
  check: (ran: Ran) => void,
): Promise<void> {
  const root = await Deno.makeTempDir({ prefix: "probebook-notebooks-" });
  try {
    await Deno.copyFile(
      fromFileUrl(new URL("../../deno.json", import.meta.url)),
      join(root, "deno.json"),
    );
    for (const [name, text] of Object.entries(files)) {
      await Deno.mkdir(join(root, "notebooks", name, ".."), { recursive: true });
      await Deno.writeTextFile(join(root, "notebooks", name), text);
    }
    const lines: string[] = [];
    const add = (line: string) => lines.push(line);
    const code = await notebooksCommand(args, { root, print: add, note: add });
    const text = (name: string) => Deno.readTextFileSync(join(root, "notebooks", name));
    check({ code, lines: lines.join("\n"), text });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("notebooksCommand() writes the canonical form of every notebook", async () => {
  const files = { "a.ipynb": USED, "deep/b.ipynb": canonicalText(USED), ".hidden/c.ipynb": USED };
  await withCommand({ files, args: [] }, ({ code, lines, text }) => {
    assertEquals(code, 0);
    assertEquals(lines.split("\n"), [
      "notebooks/a.ipynb: written (outputs, execution counts, cell metadata, notebook metadata)",
      "2 notebooks good",
    ]);
    assertEquals(text("a.ipynb"), canonicalText(USED));
    assertEquals(text(".hidden/c.ipynb"), USED);
  });
});

Deno.test("notebooksCommand() --check lists what is not canonical and writes nothing", async () => {
  const files = { "a.ipynb": USED, "b.ipynb": canonicalText(USED).replace("\n", "\n\n") };
  await withCommand({ files, args: ["--check"] }, ({ code, lines, text }) => {
    assertEquals(code, 1);
    assertMatch(
      lines,
      /^notebooks\/a\.ipynb: not in canonical form \(outputs, .*`deno task notebooks`$/m,
    );
    assertMatch(
      lines,
      /^notebooks\/b\.ipynb: not in canonical form \(cell ids, line ends or spacing\)/m,
    );
    assertEquals(text("a.ipynb"), USED);
  });
});

Deno.test("notebooksCommand() --check finds wrong types in canonical notebooks", async () => {
  const wrong = canonicalText(USED).replace("let a = 1;", "let a: string = 1;");
  await withCommand({ files: { "a.ipynb": wrong }, args: ["--check"] }, ({ code, lines }) => {
    assertEquals(code, 1);
    assertMatch(lines, /not assignable[^]*notebooks\/a\.ipynb, cell 1, line 1:5/);
  });
});

Deno.test("notebooksCommand() refuses a broken notebook and treats the others", async () => {
  const files = { "a.ipynb": "{", "b.ipynb": USED };
  await withCommand({ files, args: [] }, ({ code, lines, text }) => {
    assertEquals(code, 1);
    assertMatch(lines, /^Cannot read "notebooks\/a\.ipynb": line 1, column 2 is not JSON/m);
    assertEquals(text("a.ipynb"), "{");
    assertEquals(text("b.ipynb"), canonicalText(USED));
  });
});

Deno.test("notebooksCommand() answers a wrong option with 2 and the usage", async () => {
  await withCommand({ files: {}, args: ["--fix"] }, ({ code, lines }) => {
    assertEquals(code, 2);
    assertMatch(lines, /^Unknown option "--fix"\n\nUsage: deno task notebooks/);
  });
});
