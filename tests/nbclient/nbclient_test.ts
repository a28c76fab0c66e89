/** Notebooks under nbclient, which drops whatever a kernel publishes after idle. */
import { fromFileUrl, join } from "@std/path";
import { shippedNotebooks } from "../../notebooks/tools/lab/working_copy.ts";
import { describeKernelUnderTest } from "../support/kernel_under_test.ts";
import { findHelperPython, isMatrix } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";
import { demandRuns } from "./rows.ts";

/** Fresh kernels: Deno's own kernel lost outputs in 18 of 58 such runs (November 2026). */
const FRESH_KERNELS = isMatrix() ? 200 : 20;
const LONG_RUNS = isMatrix() ? 20 : 2;

/** The shortest measurements that exercise everything. */
const SMOKE = { PROBEBOOK_BUDGET: "smoke" };

const helper = await findHelperPython();
const python = helper.kind === "ready" ? helper.python : "";
const ROOT = fromFileUrl(new URL("../../", import.meta.url));
const NOTEBOOKS = join(ROOT, "notebooks");
const names = await shippedNotebooks(NOTEBOOKS);

testUnless(helper.missing, {
  name: `nbclient keeps every output of ten cells in ${FRESH_KERNELS} fresh kernels`,
  fn: () => runInOurs("ten", String(FRESH_KERNELS)),
});

testUnless(helper.missing, {
  name: "nbclient keeps every output of 150 cells run back to back",
  fn: () => runInOurs("long", String(LONG_RUNS)),
});

/** It asks for Stop: a runner that does not press it must come through as well. The others differ in what they measure. */
const ONE = "00_start_here.ipynb";

for (const name of isMatrix() ? names : [ONE]) {
  testUnless(helper.missing, {
    name: `nbclient runs ${name} without an error`,
    fn: () => runInOurs("file", join(NOTEBOOKS, name)),
  });
}

if (isMatrix()) {
  for (const name of names) {
    testUnless(helper.missing, {
      name: `nbclient runs ${name} without an error in Deno's own kernel`,
      fn: () => runInDenos(join(NOTEBOOKS, name)),
    });
  }
} else {
  testUnless("part of test:all", {
    name: "nbclient runs the other notebooks, and all of them in Deno's own kernel",
    fn: () => {},
  });
}

async function runInOurs(kind: string, argument: string): Promise<void> {
  await using kernel = await describeKernelUnderTest();
  await demandRuns({ python, args: [kind, kernel.folder, argument], env: SMOKE });
}

/** Outputs that this kernel loses are not asked for: only errors count. */
async function runInDenos(notebook: string): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "probebook-denos-" });
  try {
    const argv = [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"];
    const spec = { argv, display_name: "Deno", language: "typescript" };
    await Deno.writeTextFile(join(folder, "kernel.json"), JSON.stringify(spec));
    // It knows the names of a folder's deno.json only, where ours brings its own along.
    await Deno.writeTextFile(join(folder, "deno.json"), JSON.stringify(await absoluteImports()));
    await demandRuns({ python, args: ["file", folder, notebook, folder], env: SMOKE });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function absoluteImports(): Promise<{ imports: Record<string, string> }> {
  const { imports }: { imports: Record<string, string> } = JSON.parse(
    await Deno.readTextFile(join(ROOT, "deno.json")),
  );
  return {
    imports: Object.fromEntries(
      Object.entries(imports).map(([name, target]) => [
        name,
        target.startsWith("./") ? join(ROOT, target) : target,
      ]),
    ),
  };
}
