/** Tests of looking at a made-up machine in a folder of its own. */

import { assertEquals } from "@std/assert";
import { lookAround } from "./scene.ts";
import type { KnownPython } from "./known_pythons.ts";

const LISTED: KnownPython[] = [{ executable: "/listed/bin/python3", prefixes: ["/listed"] }];

Deno.test("lookAround() takes a working copy for the project, whatever configuration lies above", async () => {
  await using machine = await makeMachine(["course/.probebook/copies.json", "course/week/a"]);
  const { scene } = machine.look("course/week", { configFolder: machine.root });
  assertEquals(scene.project, `${machine.root}/course`);
});

Deno.test("lookAround() takes the notebook's folder for the project where nothing tells one", async () => {
  await using machine = await makeMachine(["week/a"]);
  assertEquals(machine.look("week").scene.project, `${machine.root}/week`);
});

Deno.test("lookAround() takes a notebook's own folder for the project in a course, whatever configuration lies above", async () => {
  await using machine = await makeMachine(["course/nbgrader_config.py", "course/autograded/me/a"]);
  const { scene } = machine.look("course/autograded/me", { configFolder: machine.root });
  assertEquals(scene.project, `${machine.root}/course/autograded/me`);
});

Deno.test("lookAround() takes no home folder for the project because of a configuration there", async () => {
  await using machine = await makeMachine(["course/week/a"]);
  const environment = { HOME: machine.root };
  const { scene } = machine.look("course/week", { configFolder: machine.root, environment });
  assertEquals(scene.project, `${machine.root}/course/week`);
});

Deno.test("lookAround() finds environments whatever they are called", async () => {
  await using machine = await makeMachine(["week/mine/pyvenv.cfg", "week/data/a"]);
  assertEquals(machine.look("week").scene.environments, [`${machine.root}/week/mine`]);
});

Deno.test("lookAround() adds what PROBEBOOK_PYTHONS names to the list, or takes nothing else", async () => {
  await using machine = await makeMachine(["week/a", "py/3.14/bin/python3.14", "py/3.14/lib/x"]);
  const named = `${machine.root}/py/3.14/bin/python3.14`;
  const PROBEBOOK_PYTHONS = `${machine.root}/py`;
  const both = machine.look("week", { environment: { PROBEBOOK_PYTHONS } });
  assertEquals(executables(both), [named, "/listed/bin/python3"]);
  const environment = { PROBEBOOK_PYTHONS, PROBEBOOK_PYTHONS_ONLY: "1" };
  assertEquals(executables(machine.look("week", { environment })), [named]);
});

Deno.test("lookAround() names a program and its folder behind links too", async () => {
  await using machine = await makeMachine(["week/a", "real/bin/python3"]);
  await Deno.symlink(`${machine.root}/real`, `${machine.root}/link`);
  const environment = {
    PROBEBOOK_PYTHONS: `${machine.root}/link/bin/python3`,
    PROBEBOOK_PYTHONS_ONLY: "1",
  };
  const { scene: { pythons } } = machine.look("week", { environment });
  assertEquals(pythons.map(({ executable }) => executable), [
    `${machine.root}/link/bin/python3`,
    `${machine.root}/real/bin/python3`,
  ]);
  assertEquals(pythons[0]?.prefixes, [`${machine.root}/link`, `${machine.root}/real`]);
});

Deno.test("lookAround() reads where Jupyter keeps its keys", async () => {
  await using machine = await makeMachine(["week/a"]);
  const environment = { JUPYTER_RUNTIME_DIR: "/run/keys/", JUPYTER_DATA_DIR: "/data" };
  const { scene } = machine.look("week", { environment });
  assertEquals(scene.jupyter, ["/run/keys", "/data/runtime"]);
});

const HOSTS: [address: string, host: string | null][] = [
  ["https://ai.example/v1", "ai.example:443"],
  ["http://127.0.0.1:11434/v1", "127.0.0.1:11434"],
  ["http://ai.example", "ai.example:80"],
  ["no address", null],
];

for (const [address, host] of HOSTS) {
  Deno.test(`lookAround() reads the host of ${address}`, async () => {
    await using machine = await makeMachine(["week/a"]);
    const { scene } = machine.look("week", { environment: { PROBEBOOK_AI_URL: address } });
    assertEquals(scene.aiHost, host);
  });
}

function executables({ scene: { pythons } }: ReturnType<typeof lookAround>): string[] {
  return pythons.map(({ executable }) => executable);
}

async function makeMachine(files: readonly string[]) {
  const root = await Deno.realPath(await Deno.makeTempDir());
  for (const file of files) {
    const path = `${root}/${file}`;
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    await Deno.writeTextFile(path, "");
  }
  return {
    root,
    look: (
      folder: string,
      { configFolder = null, environment = {} }: {
        configFolder?: string | null;
        environment?: Record<string, string>;
      } = {},
    ) =>
      lookAround({ folder: `${root}/${folder}`, configFolder }, {
        surroundings: { environment, os: "linux", checkout: `${root}/checkout` },
        listed: LISTED,
      }),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}
