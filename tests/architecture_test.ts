/** The architecture: the tree keeps the rules of the house, and each rule is shown to be able to fail. */
import { assertEquals } from "@std/assert";
import { fromFileUrl, join, relative, toFileUrl } from "@std/path";
import { z } from "zod";
import {
  directionFaults,
  fileFaults,
  originFaults,
  placeFaults,
  roomCycles,
  type SourceFile,
  topLevelFaults,
} from "./support/architecture.ts";
import type { Import } from "./support/rooms.ts";
import { testUnless } from "./support/skip.ts";

const ROOT = fromFileUrl(new URL("../", import.meta.url));

/** Pictures and other files that are no text. */
const BINARY = /\.(?:png|jpg|ico|wasm|ttf|gz|zip)$/;

const paths = await listPaths();
const missing = paths === null ? "git is missing, or this is no clone" : null;

testUnless(missing, {
  name: "imports keep the directions of the rooms",
  fn: async () => assertEquals(directionFaults(await readImports()), []),
});

testUnless(missing, {
  name: "rooms do not import each other in rings",
  fn: async () => assertEquals(roomCycles(await readImports()), []),
});

testUnless(missing, {
  name: "packages come from the import map, never from JSR or a bare address",
  fn: async () => {
    assertEquals(originFaults(await readImports()), []);
    const config = await Deno.readTextFile(join(ROOT, "deno.json"));
    const lock = await Deno.readTextFile(join(ROOT, ".ci", "deno.lock"));
    for (const text of [config, lock]) assertEquals(text.match(/"jsr:[^"]*"?/g), null);
  },
});

testUnless(missing, {
  name: "the top level holds the agreed names and no others",
  fn: () => assertEquals(topLevelFaults(paths ?? []), []),
});

testUnless(missing, {
  name: "files say what they are for, stay short, and mod.ts only re-exports",
  fn: async () => assertEquals((await readFiles()).flatMap(fileFaults), []),
});

testUnless(missing, {
  name: "files name no package registry and no folder of one machine",
  fn: async () => assertEquals((await readFiles()).flatMap(placeFaults), []),
});

Deno.test("directionFaults() names the file and the forbidden room", () => {
  const imports = [link("kernel/zmtp/a.ts", "probes/mod.ts"), link("probes/a.ts", "zod")];
  assertEquals(directionFaults(imports), ["kernel/zmtp/a.ts: kernel/zmtp may not import probes"]);
});

Deno.test("roomCycles() finds a ring once, also a ring of types", () => {
  const imports = [
    link("kernel/session/a.ts", "kernel/messaging/b.ts"),
    { ...link("kernel/messaging/b.ts", "kernel/zmtp/c.ts"), isTypeOnly: true },
    link("kernel/zmtp/c.ts", "kernel/session/a.ts"),
    link("kernel/main.ts", "kernel/session/a.ts"),
  ];
  assertEquals(roomCycles(imports), [
    "kernel/messaging -> kernel/zmtp -> kernel/session -> kernel/messaging",
  ]);
  assertEquals(roomCycles(imports.slice(0, 2)), []);
});

Deno.test("originFaults() refuses JSR and addresses", () => {
  const imports = [link("probes/a.ts", "jsr:@std/assert"), link("probes/a.ts", "node:fs")];
  assertEquals(originFaults(imports), ['probes/a.ts: may not import "jsr:@std/assert"']);
});

Deno.test("topLevelFaults() names strangers and what is missing", () => {
  const faults = topLevelFaults([".ci/run", "README.md", "deno.json", "kernel/a.ts", "src/b.ts"]);
  assertEquals(faults, [
    "src does not belong at the top",
    "notebooks is missing at the top",
    "probes is missing at the top",
    "tests is missing at the top",
  ]);
});

const FILE_CASES: [name: string, file: SourceFile, faults: string[]][] = [
  ["a good file", { path: "probes/a.ts", text: "/** Adds. */\n" }, []],
  ["a notebook", { path: "notebooks/a.ipynb", text: "{}\n".repeat(900) }, []],
  [
    "a long file",
    { path: "probes/a.ts", text: `/** Adds. */${"\n".repeat(400)}` },
    ["probes/a.ts: 401 lines, and no word at its top why it is one piece"],
  ],
  [
    "a long file with its reason",
    { path: "probes/a.ts", text: `/** Adds. It is one piece because of x. */${"\n".repeat(400)}` },
    [],
  ],
  [
    "a file without a word",
    { path: "probes/a.ts", text: "export const a = 1;\n" },
    ["probes/a.ts: does not start with a doc comment"],
  ],
  [
    "a public face",
    {
      path: "probes/mod.ts",
      text:
        '/** Probes. */\n// First:\nexport * from "./a.ts";\nexport { type A, b } from "./b.ts";\n',
    },
    [],
  ],
  [
    "a public face with logic",
    { path: "probes/mod.ts", text: '/** Probes. */\nexport * from "./a.ts";\nstart();\n' },
    ["probes/mod.ts: holds more than documentation and re-exports"],
  ],
];

for (const [name, file, faults] of FILE_CASES) {
  Deno.test(`fileFaults() judges ${name}`, () => assertEquals(fileFaults(file), faults));
}

Deno.test("placeFaults() finds a registry and a folder of one machine", () => {
  const host = ["registry", "npmjs", "org"].join(".");
  const folder = ["", "work", "main"].join("/");
  assertEquals(placeFaults({ path: "a.json", text: `{"from": "https://${host}/zod"}` }), [
    `a.json: mentions ${host}`,
  ]);
  assertEquals(placeFaults({ path: "b.ts", text: `open("${folder}/x")` }), [
    `b.ts: mentions ${folder}`,
  ]);
  assertEquals(placeFaults({ path: "c.ts", text: "http://127.0.0.1:8888/lab" }), []);
});

function link(from: string, to: string): Import {
  return { from, to, isTypeOnly: false };
}

/** All files that git keeps or would keep, or null when git cannot tell. */
async function listPaths(): Promise<string[] | null> {
  try {
    const args = ["-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    const ended = await new Deno.Command("git", { args, stderr: "null" }).output();
    if (!ended.success) return null;
    const listed = new TextDecoder().decode(ended.stdout).split("\0").filter((path) => path !== "");
    const present = await Promise.all(listed.map(isThere));
    return listed.filter((_, index) => present[index]);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    return (await Deno.lstat(join(ROOT, path))).isFile;
  } catch {
    // Deleted, but still known to git: not part of the tree any more.
    return false;
  }
}

async function readFiles(): Promise<SourceFile[]> {
  const texts = (paths ?? []).filter((path) => !BINARY.test(path));
  return await Promise.all(texts.map(async (path) => ({
    path,
    text: await Deno.readTextFile(join(ROOT, path)),
  })));
}

const place = z.object({ specifier: z.string().optional(), error: z.string().optional() });
const moduleGraph = z.object({
  modules: z.array(z.object({
    specifier: z.string(),
    dependencies: z.array(z.object({
      specifier: z.string(),
      code: place.optional(),
      type: place.optional(),
    })).default([]),
  })),
});

/** Every import of every file of ours, as Deno's own module graph has it. */
async function readImports(): Promise<Import[]> {
  const modules = (paths ?? []).filter((path) => path.endsWith(".ts"));
  const root = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    const lines = modules.map((path) => `import "${toFileUrl(join(ROOT, path))}";`);
    await Deno.writeTextFile(root, lines.join("\n"));
    const args = ["info", "--json", "--no-lock", "--config", join(ROOT, "deno.json"), root];
    const ended = await new Deno.Command(Deno.execPath(), { args, cwd: ROOT }).output();
    const graph = moduleGraph.parse(JSON.parse(new TextDecoder().decode(ended.stdout)));
    return graph.modules.flatMap(({ specifier, dependencies }) => {
      const from = repositoryPath(specifier);
      return from === null ? [] : dependencies.map((dependency) => ({
        from,
        to: repositoryPath(dependency.code?.specifier ?? dependency.type?.specifier ?? "") ??
          dependency.specifier,
        isTypeOnly: dependency.code === undefined,
      }));
    });
  } finally {
    await Deno.remove(root);
  }
}

function repositoryPath(specifier: string): string | null {
  if (!specifier.startsWith("file:")) return null;
  const path = relative(ROOT, fromFileUrl(specifier));
  return path.startsWith("..") ? null : path;
}
