/** Tests of where kernels go. */

import { assertEquals } from "@std/assert";
import { kernelFolders, locateKernels, type Machine, type Target } from "./locations.ts";

type Env = Record<string, string>;

const USER: Target = { kind: "user" };
const SYS: Target = { kind: "sys-prefix" };

const CASES: [name: string, target: Target, env: Env, expected: string][] = [
  ["a prefix", { kind: "prefix", prefix: "/p" }, {}, "/p/share/jupyter/kernels"],
  ["the user's folder", USER, { HOME: "/h" }, "/h/.local/share/jupyter/kernels"],
  ["XDG_DATA_HOME", USER, { HOME: "/h", XDG_DATA_HOME: "/x" }, "/x/jupyter/kernels"],
  ["JUPYTER_DATA_DIR", USER, { HOME: "/h", JUPYTER_DATA_DIR: "/j" }, "/j/kernels"],
  ["a user without HOME", USER, {}, "HOME is not set"],
  ["the active environment", SYS, { VIRTUAL_ENV: "/v" }, "/v/share/jupyter/kernels"],
  ["conda's environment", SYS, { CONDA_PREFIX: "/c" }, "/c/share/jupyter/kernels"],
  ["the Python on PATH", SYS, { PREFIX: "/usr" }, "/usr/share/jupyter/kernels"],
  ["no Python at all", SYS, {}, "no Python environment is active and PATH has no python3"],
];

for (const [name, target, env, expected] of CASES) {
  Deno.test(`locateKernels() finds ${name}`, async () => {
    const folder = await locateKernels(target, machine(env));
    assertEquals(folder.kind === "folder" ? folder.path : folder.reason, expected);
  });
}

Deno.test("locateKernels() knows the user's folder of macOS", async () => {
  const folder = await locateKernels(USER, { ...machine({ HOME: "/Users/a" }), os: "darwin" });
  assertEquals(folder.kind === "folder" && folder.path, "/Users/a/Library/Jupyter/kernels");
});

Deno.test("kernelFolders() lists every place once", async () => {
  const folders = await kernelFolders(
    machine({ HOME: "/h", JUPYTER_PATH: "/a:/b", PREFIX: "/usr" }),
    "/l",
  );
  assertEquals(folders, [
    "/a/kernels",
    "/b/kernels",
    "/h/.local/share/jupyter/kernels",
    "/usr/share/jupyter/kernels",
    "/l/share/jupyter/kernels",
    "/usr/local/share/jupyter/kernels",
  ]);
});

function machine(env: Env): Machine {
  return {
    os: "linux",
    env: (name) => env[name],
    pythonPrefix: () => Promise.resolve(env["PREFIX"] ?? null),
    systemPrefixes: ["/usr/local", "/usr"],
  };
}
