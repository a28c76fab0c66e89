/** Tests of clean: what goes, what stays, what is said. */

import { assertEquals, assertMatch } from "@std/assert";
import { dirname, join } from "node:path";
import { cleanCommand } from "./clean.ts";

Deno.test("cleanCommand() removes .lab/ and caches and nothing of the learner's", async () => {
  await using place = await makePlace({
    ".lab/stamp.json": "{}",
    ".cache/x": "x",
    ".work/a.ipynb": "mine",
    ".work/.probebook/store.sqlite": "mine",
    ".probebook/store.sqlite": "mine",
    "notebooks/a.ipynb": "ours",
  });
  assertEquals(await place.clean(), 0);
  assertEquals(await place.files(), [
    ".probebook/store.sqlite",
    ".work/.probebook/store.sqlite",
    ".work/a.ipynb",
    "notebooks/a.ipynb",
  ]);
  assertMatch(
    place.said(),
    /^Removed \.lab\/ \(1 MB\)\nRemoved \.cache\/ \(1 MB\)\nKept: \.work\//,
  );
});

Deno.test("cleanCommand() is content when there is nothing to remove", async () => {
  await using place = await makePlace({});
  assertEquals(await place.clean(), 0);
  assertMatch(place.said(), /^\.lab\/ is not there\n/);
});

Deno.test("cleanCommand() tells how to remove what others keep", async () => {
  await using place = await makePlace({});
  await place.clean();
  for (const command of ["rm -r .work", "deno clean", "rm -r ~/.npm/_npx"]) {
    assertEquals(place.said().includes(command), true, command);
  }
});

Deno.test("cleanCommand() refuses while JupyterLab runs from .lab/", async () => {
  await using place = await makePlace({
    ".lab/jupyter/runtime/jpserver-77.json": '{\n  "port": 8901\n}',
  });
  assertEquals(await place.clean([], { serving: "77 8901" }), 1);
  assertMatch(place.said(), /^Cannot remove \.lab\/: JupyterLab is running from it, process 77\n/);
  assertEquals(await place.files(), [".lab/jupyter/runtime/jpserver-77.json"]);
});

Deno.test("cleanCommand() does not mind the traces of a JupyterLab that is gone", async () => {
  await using place = await makePlace({
    ".lab/jupyter/runtime/jpserver-77.json": '{\n  "port": 8901\n}',
  });
  assertEquals(await place.clean(), 0);
  assertEquals(await place.files(), []);
});

Deno.test("cleanCommand() names kernels elsewhere that stop working", async () => {
  await using place = await makePlace({ "prefix/kernels/probebook/kernel.json": "{}" });
  const kernel = join(place.root, "prefix/kernels/probebook");
  await place.write(".lab/installed-kernels.txt", `${kernel}\n${place.root}/gone\n`);
  assertEquals(await place.clean(), 0);
  assertEquals(place.said().split("\n").filter((line) => line.startsWith("This kernel")), [
    `This kernel needed .lab/ and no longer starts: rm -r ${kernel}`,
  ]);
});

Deno.test("cleanCommand() takes no options", async () => {
  await using place = await makePlace({ ".lab/stamp.json": "{}" });
  assertEquals(await place.clean(["--all"]), 2);
  assertEquals(await place.files(), [".lab/stamp.json"]);
});

async function makePlace(files: Record<string, string>) {
  const root = await Deno.makeTempDir();
  const texts: string[] = [];
  const write = async (path: string, text: string) => {
    await Deno.mkdir(dirname(join(root, path)), { recursive: true });
    await Deno.writeTextFile(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) await write(path, text);
  return {
    root,
    write,
    said: () => texts.join(""),
    files: async () => (await filesBelow(root)).map((path) => path.slice(root.length + 1)).sort(),
    clean: (args: string[] = [], { serving = "" } = {}) =>
      cleanCommand(args, {
        checkout: root,
        write: (text) => void texts.push(text),
        isServing: ({ pid, port }) => Promise.resolve(`${pid} ${port}` === serving),
      }),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}

async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) found.push(...await filesBelow(path));
    else found.push(path);
  }
  return found;
}
