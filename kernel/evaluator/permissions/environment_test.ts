/** Tests of which variables cells are given. */

import { assertEquals } from "@std/assert";
import { partEnvironment } from "./environment.ts";

const CASES: [variable: string, isGiven: boolean][] = [
  ["PATH", true],
  ["HOME", true],
  ["LC_ALL", true],
  ["PYTHONPATH", true],
  ["PYTHON_JIT", true],
  ["PROBEBOOK_AI_KEY", true],
  ["PROBEBOOK_MY_TOKEN", true],
  ["OMP_NUM_THREADS", true],
  ["NBGRADER_EXECUTION", true],
  ["JUPYTER_TOKEN", false],
  ["GITHUB_TOKEN", false],
  ["AWS_SECRET_ACCESS_KEY", false],
  ["UV_PUBLISH_TOKEN", false],
  ["PIP_PASSWORD", false],
  ["DENO_AUTH_TOKENS", false],
  ["LD_PRELOAD", false],
  ["LD_LIBRARY_PATH", false],
  ["SSH_AUTH_SOCK", false],
  ["PATHS", false],
  ["_", false],
];

for (const variable of ["BASH_FUNC_which%%", "*", "P*", "a,b", "ProgramFiles(x86)"]) {
  Deno.test(`partEnvironment() leaves ${variable} out, which cannot be named to Deno`, () => {
    assertEquals(partEnvironment({ [variable]: "x" }), { given: {}, withheld: [] });
  });
}

for (const [variable, isGiven] of CASES) {
  Deno.test(`partEnvironment() ${isGiven ? "gives" : "withholds"} ${variable}`, () => {
    const { given, withheld } = partEnvironment({ [variable]: "x" });
    assertEquals([Object.keys(given), withheld], isGiven ? [[variable], []] : [[], [variable]]);
  });
}
