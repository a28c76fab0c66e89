/** Tests of the flags, which say nothing that Deno takes for everything. */

import { assertEquals } from "@std/assert";
import { permissionFlags } from "./flags.ts";
import type { Grants } from "./grants.ts";

const NONE: Grants = {
  read: [],
  write: [],
  denyRead: [],
  denyWrite: [],
  run: [],
  net: [],
  env: [],
  denyEnv: [],
  sys: [],
  denyImport: [],
};

const NEEDS = { read: [], write: [], ffi: [] };

const CASES: [
  name: string,
  grants: Partial<Grants>,
  needs: Partial<typeof NEEDS>,
  flags: string[],
][] = [
  ["nothing for empty lists", {}, {}, []],
  ["lists", { read: ["/a", "/b"], run: ["python3"] }, {}, [
    "--allow-read=/a,/b",
    "--allow-run=python3",
  ]],
  ["a folder with a comma from within", { write: ["/a, b/c", "/a, b"] }, {}, [
    "--allow-write=.,./..",
  ]],
  ["a file with a comma by no means", { write: ["/a, b/x,y"], read: ["/z,z"] }, {}, []],
  ["all variables but some", { env: "all", denyEnv: ["KEY"] }, {}, [
    "--allow-env",
    "--deny-env=KEY",
  ]],
  ["no hosts for imports", { denyImport: "all" }, {}, ["--deny-import"]],
  ["fewer hosts for imports", { denyImport: ["a.example:443"] }, {}, [
    "--deny-import=a.example:443",
  ]],
];

for (const [name, grants, needs, flags] of CASES) {
  Deno.test(`permissionFlags() says ${name}`, () => {
    const all = permissionFlags({ ...NONE, ...grants }, {
      needs: { ...NEEDS, ...needs },
      folder: "/a, b/c",
    });
    assertEquals(all, ["--no-prompt", ...flags]);
  });
}

Deno.test("permissionFlags() says what our own code needs, whatever cells have", () => {
  const needs = { read: ["/kernel"], write: ["/spool"], ffi: ["/libc.so.6"] };
  assertEquals(permissionFlags(NONE, { needs, folder: "/" }), [
    "--no-prompt",
    "--allow-read=/kernel",
    "--allow-write=/spool",
    "--allow-ffi=/libc.so.6",
  ]);
});
