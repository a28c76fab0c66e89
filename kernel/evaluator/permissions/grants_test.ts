/** Tests of the rules on made-up machines. */

import { assertEquals } from "@std/assert";
import { defaultGrants, type Grants, type Scene } from "./grants.ts";

const SCENE: Scene = {
  folder: "/home/me/course/week",
  project: "/home/me/course",
  checkout: "/opt/probebook",
  home: "/home/me",
  temporary: ["/tmp"],
  denoCache: "/home/me/.cache/deno",
  userCache: "/home/me/.cache/probebook",
  store: null,
  pythons: [{ executable: "/py/3.14/bin/python3.14", prefixes: ["/py/3.14"] }],
  environments: [],
  searched: ["/usr/bin"],
  jupyter: ["/tmp/jupyter"],
  withheld: ["API_KEY"],
  aiHost: null,
};

type Field = "read" | "write" | "denyRead" | "denyWrite" | "run" | "net" | "denyEnv";

const CASES: [name: string, scene: Partial<Scene>, field: Field, has: string[], lacks: string[]][] =
  [
    ["reads project, checkout and CPythons", {}, "read", [
      "/home/me/course",
      "/opt/probebook/probes",
      "/py/3.14",
      "/tmp",
      "/usr/bin",
    ], ["/home/me", "/"]],
    [
      "reads nothing that lies beside our own in the checkout",
      { project: "/opt/probebook", folder: "/opt/probebook/course/autograded/me/week" },
      "read",
      ["/opt/probebook/course/autograded/me/week", "/opt/probebook/.probebook"],
      ["/opt/probebook"],
    ],
    [
      "reads our notebooks from one of them",
      { project: "/opt/probebook", folder: "/opt/probebook/notebooks/lesson" },
      "read",
      ["/opt/probebook/notebooks"],
      [],
    ],
    [
      "writes nothing that shells, Jupyter and git run",
      { project: "/home/me", folder: "/home/me" },
      "denyWrite",
      ["/home/me/.bashrc", "/home/me/.local", "/home/me/.config", "/home/me/.git"],
      [],
    ],
    [
      "writes beside a notebook in a folder of other programs",
      { project: "/home/me/.local/share/notes", folder: "/home/me/.local/share/notes" },
      "denyWrite",
      ["/home/me/.config"],
      ["/home/me/.local"],
    ],
    ["writes the project and not the checkout", {}, "write", [
      "/home/me/course",
      "/tmp",
      "/home/me/.cache/probebook/packages",
    ], ["/opt/probebook", "/home/me/.cache/probebook", "/home/me/.cache/deno"]],
    ["writes no configuration above the notebook", {}, "denyWrite", [
      "/home/me/course/deno.json",
      "/home/me/course/deno.jsonc",
      "/home/me/course/.probebook/copies.json",
      "/home/me/course/week/deno.json",
      "/opt/probebook/deno.json",
      "/opt/probebook/kernel",
      "/opt/probebook/.lab",
    ], []],
    [
      "writes a working copy in the checkout",
      { project: "/opt/probebook/.work", folder: "/opt/probebook/.work/lesson" },
      "write",
      ["/opt/probebook/.work"],
      ["/opt/probebook"],
    ],
    [
      "writes beside a notebook of the checkout itself, and the record",
      { project: "/opt/probebook", folder: "/opt/probebook/notebooks" },
      "write",
      ["/opt/probebook/notebooks", "/opt/probebook/.probebook"],
      ["/opt/probebook"],
    ],
    [
      "reads no keys where the project is the home folder",
      { project: "/home/me", folder: "/home/me" },
      "denyRead",
      ["/home/me/.ssh", "/home/me/.aws", "/home/me/.local/share/jupyter/runtime"],
      [],
    ],
    ["reads nothing of Jupyter's own", {}, "denyRead", [
      "/opt/probebook/.lab/jupyter",
      "/tmp/jupyter",
    ], []],
    ["runs CPythons under their names, and environments", {}, "run", [
      "/py/3.14/bin/python3.14",
      "/py/3.14/bin/python3",
      "/home/me/course/.venv/bin/python",
      "/home/me/course/week/venv/bin/python3.14",
      "python3",
    ], ["sh"]],
    [
      "runs environments that were found",
      { environments: ["/home/me/course/mine"] },
      "run",
      ["/home/me/course/mine/bin/python"],
      [],
    ],
    ["connects to nobody", {}, "net", [], ["*"]],
    [
      "connects to the AI that is named",
      { aiHost: "ai.example:443" },
      "net",
      ["ai.example:443"],
      [],
    ],
    ["knows no other variables", {}, "denyEnv", ["API_KEY"], []],
    [
      "writes another record with what lies beside it",
      { store: "/data/record.sqlite" },
      "write",
      ["/data"],
      [],
    ],
  ];

for (const [name, scene, field, has, lacks] of CASES) {
  Deno.test(`defaultGrants() ${name}`, () => {
    const listed = listOf(defaultGrants({ ...SCENE, ...scene }), field);
    assertEquals(has.filter((entry) => !listed.includes(entry)), []);
    assertEquals(lacks.filter((entry) => listed.includes(entry)), []);
  });
}

function listOf(grants: Grants, field: Field): readonly string[] {
  return grants[field];
}
