/** Tests of the probes of imports and starts on every CPython: what they count, never how long it takes. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { testUnless } from "../../tests/support/skip.ts";
import {
  type Facts,
  numberOf,
  run,
  type Seen,
  testFacts,
  values,
} from "../../tests/support/probe_scripts.ts";
import { PYTHONS } from "../../tests/support/tried_pythons.ts";
import { importedModules } from "../catalog/imported.ts";
import type { Interpreter } from "../interpreters/mod.ts";
import type { ParamValue } from "../catalog/probe.ts";

function importing(
  python: Interpreter,
  module: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Seen> {
  return values(python, { probe: "import_time", params: { module }, env });
}

function tree(
  python: Interpreter,
  module: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Seen> {
  return values(python, { probe: "import_tree", params: { module }, env });
}

function start(python: Interpreter, params: Readonly<Record<string, ParamValue>>): Promise<Seen> {
  return values(python, { probe: "cold_start", params });
}

/** No file can be written there, nor read. */
const NOWHERE = { PYTHONPYCACHEPREFIX: "/dev/null/nowhere" };

const FACTS: Facts = [
  ["import_time.py counts the same modules whatever the hash seed is", async (python) => {
    const [first, second] = await Promise.all(
      ["1", "2"].map((seed) => importing(python, "ast", { PYTHONHASHSEED: seed })),
    );
    assertEquals(first?.reduced["added"], second?.reduced["added"]);
    assertEquals(first?.reduced["modules"], second?.reduced["modules"]);
  }],
  [
    "import_time.py counts a module with those that it needs, and nothing of ours",
    async (python) => {
      const seen = await importing(python, "locale");
      const file = await Deno.makeTempFile({ suffix: ".py" });
      try {
        await Deno.writeTextFile(
          file,
          "import sys\nbefore = len(sys.modules)\nimport locale\n" +
            "print(len(sys.modules) - before, len(sys.modules))\n",
        );
        const { stdout } = await new Deno.Command(python.executable, {
          args: ["-s", "-S", file],
          env: { LC_ALL: "C.UTF-8" },
          clearEnv: true,
        }).output();
        const counts = new TextDecoder().decode(stdout).trim().split(" ").map(Number);
        assertEquals([seen.reduced["added"], seen.reduced["modules"]], counts);
      } finally {
        await Deno.remove(file);
      }
    },
  ],
  ["import_time.py counts functions, and those with annotations among them", async (python) => {
    const { functions, annotated } = (await importing(python, "importlib.metadata")).reduced;
    assert(Number(functions) > Number(annotated));
    // Nobody had annotated the module before.
    assert(python.minor < 10 || Number(annotated) > 0);
  }],
  ["import_time.py and import_tree.py say which CPython has a module", async (python) => {
    if (python.minor >= 14) return;
    for (const probe of ["import_time", "import_tree"] as const) {
      const { unavailable } = await run(python, { probe, params: { module: "annotationlib" } });
      assertMatch(`${unavailable?.reason}`, /No module named 'annotationlib'/);
      assertEquals(unavailable?.remedy, "uv python install 3.14");
    }
  }],
  [
    "import_time.py caches bytecode elsewhere where it cannot lie beside the sources",
    async (python) => {
      const seen = await importing(python, "cmd", NOWHERE);
      assertEquals(seen.reduced["added"], (await importing(python, "cmd")).reduced["added"]);
    },
  ],
  [
    "import_tree.py tells each import once, the module itself at the root and last",
    async (python) => {
      const seen = await tree(python, "shlex");
      const imports = importedModules({
        processes: [{ tables: seen.tables, values: seen.reduced }],
      });
      assertEquals(imports.length, numberOf(seen, "imports"));
      assertEquals(new Set(imports.map(({ module }) => module)).size, imports.length);
      const roots = imports.filter(({ depth }) => depth === 0);
      assertEquals([roots.at(-1)?.module, imports.at(-1)?.module], ["shlex", "shlex"]);
      const totalUs = roots.reduce((sum, { cumulativeUs }) => sum + cumulativeUs, 0);
      assertEquals(numberOf(seen, "total"), totalUs / 1e3);
      assertEquals(Math.max(...imports.map(({ depth }) => depth)) + 1, numberOf(seen, "depth"));
      assert(imports.every(({ selfUs, cumulativeUs }) => selfUs <= cumulativeUs));
    },
  ],
  ["import_tree.py finds a module within a package", async (python) => {
    assert(numberOf(await tree(python, "importlib.util"), "own") >= 0);
  }],
  ["cold_start.py counts fewer modules the less is asked for", async (python) => {
    const usual = await start(python, {});
    const least = await start(python, { site: "isolated-no-site", bytecode: "compiled" });
    assert(numberOf(least, "modules") < numberOf(usual, "modules"), "site is a module, too");
    for (const seen of [usual, least]) {
      assert(numberOf(seen, "firstLine") <= numberOf(seen, "exit"));
      assert(numberOf(seen, "cpu") > 0);
    }
  }],
];

testFacts(FACTS);

const LAZY = PYTHONS.filter(({ minor }) => minor >= 15);

testUnless(LAZY.length === 0 ? "no CPython that imports lazily" : null, {
  name: "import_tree.py sees fewer imports where they are lazy",
  fn: async () => {
    for (const python of LAZY) {
      const lazy = await tree(python, "zipfile", { PYTHON_LAZY_IMPORTS: "all" });
      const usual = await tree(python, "zipfile");
      assert(numberOf(lazy, "imports") < numberOf(usual, "imports"));
    }
  },
});
