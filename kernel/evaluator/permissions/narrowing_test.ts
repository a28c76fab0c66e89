/** Tests of what the folder's configuration takes away, and that it gives nothing. */

import { assertEquals, assertMatch } from "@std/assert";
import type { Grants } from "./grants.ts";
import { narrow } from "./narrowing.ts";

const GRANTS: Grants = {
  read: ["/p", "/py"],
  write: ["/p"],
  denyRead: [],
  denyWrite: ["/p/deno.json"],
  run: ["python3", "/py/bin/python3"],
  net: ["ai.example:443"],
  env: "all",
  denyEnv: ["KEY"],
  sys: "all",
  denyImport: [],
};

const CASES: [name: string, wish: unknown, changed: Partial<Grants>, refused: string | null][] = [
  ["nothing where nothing is said", {}, {}, null],
  ["nothing by true", { read: true, write: true, run: true, net: true, env: true }, {}, null],
  ["all by false", { run: false, net: false }, { run: [], net: [] }, null],
  ["all kinds by all: false", { all: false, read: ["./a"] }, {
    read: ["/p/a"],
    write: [],
    run: [],
    net: [],
    env: [],
    sys: [],
    denyImport: "all",
  }, null],
  ["paths to those inside", { read: ["./a", "/py"] }, { read: ["/p/a", "/py"] }, null],
  ["paths upwards to what was granted", { read: ["/"] }, { read: ["/p", "/py"] }, "read /"],
  ["paths by ..", { write: ["a/../b"] }, { write: ["/p/b"] }, null],
  ["paths elsewhere to none", { write: ["/etc"] }, { write: [] }, "write /etc"],
  ["paths like a granted one to none", { write: ["/pq"] }, { write: [] }, "write /pq"],
  [
    "what is denied",
    { write: { deny: ["keep"] } },
    { denyWrite: ["/p/deno.json", "/p/keep"] },
    null,
  ],
  ["what is ignored", { read: { allow: true, ignore: ["x"] } }, { denyRead: ["/p/x"] }, null],
  ["all by deny: true", { read: { deny: true } }, { read: [] }, null],
  ["programs to a name", { run: ["python3"] }, {}, null],
  ["programs to a path", { run: ["/py/bin/python3"] }, { run: ["/py/bin/python3"] }, null],
  ["programs to those granted", { run: ["python3", "sh"] }, {}, "run sh"],
  ["hosts without a port", { net: ["ai.example"] }, {}, null],
  ["hosts to those granted", { net: ["evil.example"] }, { net: [] }, "net evil.example"],
  ["variables", { env: ["HOME", "LC_*"] }, { env: ["HOME", "LC_*"] }, null],
  ["variables to those given", { env: ["KEY"] }, { env: ["KEY"] }, "env KEY"],
  ["questions to the system", { sys: ["hostname"] }, { sys: ["hostname"] }, null],
  ["hosts of imports", { import: { deny: ["a.example"] } }, { denyImport: ["a.example"] }, null],
  [
    "a list of hosts of imports to none",
    { import: ["a.example"] },
    { denyImport: "all" },
    "import a.example",
  ],
  ["no native libraries to any", { ffi: ["./a.so"] }, {}, "ffi ./a.so"],
  ["no native libraries to all", { ffi: true }, {}, "ffi"],
  ["nothing by all: true", { all: true }, {}, "all"],
];

for (const [name, wish, changed, refused] of CASES) {
  Deno.test(`narrow() narrows ${name}`, () => {
    const { grants, remark } = narrow(GRANTS, { permissions: { default: wish }, folder: "/p" });
    assertEquals(grants, { ...GRANTS, ...changed });
    assertEquals(/^Not granted by deno\.json: (.*?)\. A/.exec(remark ?? "")?.[1] ?? null, refused);
  });
}

const BROKEN: [name: string, permissions: unknown, said: RegExp][] = [
  [
    "a text",
    "x",
    /^Cannot use the permissions of deno\.json: "permissions" has no object "default"/,
  ],
  ["a list of kinds", { default: ["read"] }, /no object "default"/],
  ["an unknown kind", { default: { hrtime: true } }, /"permissions" names "hrtime"/],
  ["a number for a kind", { default: { read: 1 } }, /"permissions" has no list for "read"/],
  ["a list of numbers", { default: { run: [1] } }, /"permissions" has no list for "run"/],
];

for (const [name, permissions, said] of BROKEN) {
  Deno.test(`narrow() says what is wrong with ${name}, and changes nothing`, () => {
    const { grants, remark } = narrow(GRANTS, { permissions, folder: "/p" });
    assertEquals(grants, GRANTS);
    assertMatch(remark ?? "", said);
  });
}

Deno.test("narrow() passes over sets of other names", () => {
  const permissions = { tests: { read: false } };
  assertEquals(narrow(GRANTS, { permissions, folder: "/p" }), {
    grants: GRANTS,
    narrowed: [],
    remark: null,
  });
});
