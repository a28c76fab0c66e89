/** Tests of install, uninstall and list on a temporary checkout with a stand-in for Deno. */

import { assertEquals, assertMatch } from "@std/assert";
import { dirname, join } from "@std/path";
import { kernelspecCommand } from "./command.ts";
import { parseKernelSpec } from "./spec.ts";

/** What the stand-in for Deno does when it is to warm the cache. */
const CACHES = "exit 0";
const HAS_NO_NETWORK = "echo 'error sending request for url: dns error' >&2; exit 1";

Deno.test("kernelspecCommand() installs a kernel that Jupyter can read, with its pictures", async () => {
  await using place = await makePlace();
  assertEquals(await place.run("install", "--prefix", `${place.root}/env`), 0);
  const folder = join(place.root, "env/share/jupyter/kernels/probebook");
  assertEquals((await place.namesIn(folder)).sort(), [
    "kernel.json",
    "logo-32x32.png",
    "logo-64x64.png",
    "logo-svg.svg",
  ]);
  const parsed = parseKernelSpec(await Deno.readTextFile(join(folder, "kernel.json")));
  if (parsed.kind === "invalid") throw new Error(parsed.reason);
  assertEquals(parsed.spec.argv[0], join(place.root, "checkout/.lab/python/bin/deno"));
  assertEquals(parsed.spec.env?.["DENO_DIR"], join(place.root, "checkout/.lab/deno-cache"));
});

Deno.test("kernelspecCommand() installs a second kernel whose cells may do everything", async () => {
  await using place = await makePlace();
  await place.run("install", "--user");
  const folder = join(place.root, "home/.local/share/jupyter/kernels");
  assertEquals((await place.namesIn(folder)).sort(), ["probebook", "probebook-all"]);
  const parsed = parseKernelSpec(
    await Deno.readTextFile(join(folder, "probebook-all/kernel.json")),
  );
  if (parsed.kind === "invalid") throw new Error(parsed.reason);
  assertEquals(parsed.spec.argv.slice(-5), [
    "run",
    "--permissions",
    "all",
    "--connection-file",
    "{connection_file}",
  ]);
});

Deno.test("kernelspecCommand() uninstalls a kernel that was installed before there were two", async () => {
  await using place = await makePlace();
  await place.run("install", "--user");
  const folder = join(place.root, "home/.local/share/jupyter/kernels");
  await Deno.remove(join(folder, "probebook-all"), { recursive: true });
  assertEquals(await place.run("uninstall", "--user"), 0);
  assertEquals(await place.namesIn(folder), []);
});

Deno.test("kernelspecCommand() lists what it installed, wherever that is", async () => {
  await using place = await makePlace();
  await place.run("install", "--prefix", `${place.root}/env`, "--name", "draft");
  await place.run("install", "--user");
  place.said();
  assertEquals(await place.run("list"), 0);
  assertEquals(
    place.said(),
    [
      `probebook  ${place.root}/home/.local/share/jupyter/kernels/probebook  ok\n`,
      `probebook-all  ${place.root}/home/.local/share/jupyter/kernels/probebook-all  ok\n`,
      `draft  ${place.root}/env/share/jupyter/kernels/draft  ok\n`,
      `draft-all  ${place.root}/env/share/jupyter/kernels/draft-all  ok\n`,
    ].join(""),
  );
});

Deno.test("kernelspecCommand() lists a kernel whose Deno is gone as broken", async () => {
  await using place = await makePlace();
  await place.run("install", "--user");
  await Deno.remove(join(place.root, "checkout/.lab/python/bin/deno"));
  place.said();
  await place.run("list");
  assertMatch(place.said(), /(?:broken: .*\/bin\/deno missing\n.*){2}$/);
});

Deno.test("kernelspecCommand() says when nothing is installed", async () => {
  await using place = await makePlace();
  assertEquals(await place.run("list"), 0);
  assertEquals(place.said(), "No kernel of this project is installed\n");
});

Deno.test("kernelspecCommand() uninstalls what it installed, once", async () => {
  await using place = await makePlace();
  await place.run("install", "--user");
  assertEquals(await place.run("uninstall", "--user"), 0);
  assertEquals(await place.namesIn(`${place.root}/home/.local/share/jupyter/kernels`), []);
  const register = join(place.root, "checkout/.lab/installed-kernels.txt");
  assertEquals(await Deno.readTextFile(register), "");
  place.said();
  assertEquals(await place.run("uninstall", "--user"), 1);
  assertMatch(place.said(), /^Cannot uninstall the kernel: ".*" does not exist\nRemedy: see/);
});

Deno.test("kernelspecCommand() leaves another kernel of the same name alone", async () => {
  await using place = await makePlace();
  const path = join(place.root, "env/share/jupyter/kernels/probebook/kernel.json");
  await Deno.mkdir(dirname(path), { recursive: true });
  const foreign = '{"argv": ["x"], "display_name": "X", "language": "x"}';
  await Deno.writeTextFile(path, foreign);
  assertEquals(await place.run("install", "--prefix", `${place.root}/env`), 1);
  assertEquals(await place.run("uninstall", "--prefix", `${place.root}/env`), 1);
  assertMatch(place.said(), /belongs to another kernel\nRemedy: choose another name/);
  assertEquals(await Deno.readTextFile(path), foreign);
});

Deno.test("kernelspecCommand() installs nothing when the cache cannot be filled", async () => {
  await using place = await makePlace({ deno: HAS_NO_NETWORK });
  assertEquals(await place.run("install", "--user"), 1);
  assertMatch(place.said(), /dns error\nRemedy: connect to the network/);
  assertEquals(await place.namesIn(`${place.root}/home`), []);
});

Deno.test("kernelspecCommand() says that it may not write", async () => {
  await using place = await makePlace();
  // A file in the place of the folder: a superuser may write everywhere else.
  await Deno.writeTextFile(join(place.root, "env"), "");
  assertEquals(await place.run("install", "--prefix", `${place.root}/env`), 1);
  assertMatch(place.said(), /Cannot install the kernel in ".*": .*\nRemedy: choose a folder/);
  assertEquals(await place.run("uninstall", "--prefix", `${place.root}/env`), 1);
});

Deno.test("kernelspecCommand() keeps a copy of the running Deno where the lab has none", async () => {
  await using place = await makePlace({ deno: null });
  await Deno.writeTextFile(join(place.root, "running"), `#!/bin/sh\n${CACHES}\n`, { mode: 0o755 });
  assertEquals(await place.run("install", "--user"), 0);
  await Deno.remove(join(place.root, "running"));
  place.said();
  await place.run("list");
  assertMatch(place.said(), / {2}ok\n$/);
});

const MISUSES: [name: string, args: string[], said: RegExp][] = [
  ["no command", [], /^Usage:/],
  ["an unknown command", ["instal"], /^Cannot understand "instal": not a command/],
  ["no place", ["install"], /^Cannot choose a place: none of the three options is given/],
  ["two places", ["install", "--user", "--sys-prefix"], /^Cannot choose a place: more than one/],
  ["an empty prefix", ["install", "--prefix="], /^Cannot use --prefix: the folder is missing/],
  ["an unknown option", ["install", "--usr"], /^Cannot understand "--usr": not an option/],
  ["a bare word", ["install", "--user", "x"], /^Cannot understand "x": not an option/],
  ["a name with a slash", ["install", "--user", "--name", "a/b"], /^Cannot name the kernel "a\/b"/],
  ["a name of dots", ["uninstall", "--user", "--name", ".."], /^Cannot name the kernel "\.\."/],
  [
    "a name of the other kernel",
    ["install", "--user", "--name", "x-all"],
    /^Cannot name the kernel "x-all"/,
  ],
  ["options of list", ["list", "--user"], /^Cannot understand "list --user"/],
];

for (const [name, args, said] of MISUSES) {
  Deno.test(`kernelspecCommand() refuses ${name} and shows its usage`, async () => {
    await using place = await makePlace();
    assertEquals(await place.run(...args), 2);
    const text = place.said();
    assertMatch(text, said);
    assertMatch(text, /^Usage:/m);
  });
}

async function makePlace({ deno = CACHES }: { deno?: string | null } = {}) {
  const root = await Deno.realPath(await Deno.makeTempDir());
  const checkout = join(root, "checkout");
  const bin = join(checkout, ".lab/python/bin");
  for (const folder of [bin, join(checkout, "kernel"), join(root, "home")]) {
    await Deno.mkdir(folder, { recursive: true });
  }
  await Deno.writeTextFile(join(checkout, "kernel/main.ts"), "");
  if (deno !== null) {
    await Deno.writeTextFile(join(bin, "deno"), `#!/bin/sh\n${deno}\n`, { mode: 0o755 });
  }
  const texts: string[] = [];
  return {
    root,
    /** What was written since the last call. */
    said: () => texts.splice(0).join(""),
    namesIn: async (path: string) =>
      (await Array.fromAsync(Deno.readDir(path))).map(({ name }) => name),
    run: (...args: string[]) =>
      kernelspecCommand(args, {
        os: "linux",
        env: (name) => name === "HOME" ? join(root, "home") : undefined,
        pythonPrefix: () => Promise.resolve(null),
        systemPrefixes: [],
        checkout,
        runningDeno: join(root, "running"),
        write: (text) => void texts.push(text),
      }),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}
