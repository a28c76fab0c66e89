/** Tables for the command line of `run`. */

import { assertEquals, assertMatch } from "@std/assert";
import { readRunArguments } from "./run_options.ts";

function read(line: string): string {
  const args = line.split(" ").filter((word) => word !== "");
  const request = readRunArguments(args, { base: "/repo/notebooks", root: "/repo" });
  if (request.kind !== "run") {
    return `${request.kind}: ${
      (request.kind === "help" ? request.text : request.message).split("\n")[0]
    }`;
  }
  const { files, cellTimeoutMs, html, permissions } = request.plan;
  const words = files.map(({ source, target }) => `${source} -> ${target}`);
  const free = permissions === "all" ? ["all permissions"] : [];
  return [...words, `${cellTimeoutMs} ms`, ...(html ? ["html"] : []), ...free].join(", ");
}

const CASES: [line: string, expected: string][] = [
  ["a.ipynb", "/repo/notebooks/a.ipynb -> /repo/.cache/executed/notebooks/a.ipynb, 60000 ms"],
  ["../a.ipynb --html", "/repo/a.ipynb -> /repo/.cache/executed/a.ipynb, 60000 ms, html"],
  ["/other/a.ipynb", "/other/a.ipynb -> /repo/.cache/executed/a.ipynb, 60000 ms"],
  [
    "a.ipynb --out=o --timeout 1.5",
    "/repo/notebooks/a.ipynb -> /repo/notebooks/o/a.ipynb, 1500 ms",
  ],
  ["--out /o --html a.ipynb a.ipynb", "/repo/notebooks/a.ipynb -> /o/a.ipynb, 60000 ms, html"],
  [
    "--html -- 12 -x.ipynb",
    "/repo/notebooks/12 -> /repo/.cache/executed/notebooks/12, /repo/notebooks/-x.ipynb -> /repo/.cache/executed/notebooks/-x.ipynb, 60000 ms, html",
  ],
  ["", "wrong: No notebook is named"],
  ["--html", "wrong: No notebook is named"],
  ["a.ipynb --fast", 'wrong: Unknown option "--fast"'],
  ["-q a.ipynb", 'wrong: Unknown option "-q"'],
  ["a.ipynb --out", "wrong: Option --out needs a folder"],
  ["a.ipynb --timeout", 'wrong: Option --timeout needs a number of seconds above 0, not ""'],
  [
    "a.ipynb --timeout soon",
    'wrong: Option --timeout needs a number of seconds above 0, not "soon"',
  ],
  ["a.ipynb --timeout=-1", 'wrong: Option --timeout needs a number of seconds above 0, not "-1"'],
  ["a.ipynb --timeout -1", 'wrong: Option --timeout needs a number of seconds above 0, not "-1"'],
  ["a.ipynb --timeout 0", 'wrong: Option --timeout needs a number of seconds above 0, not "0"'],
  [
    "a.ipynb --timeout Infinity",
    'wrong: Option --timeout needs a number of seconds above 0, not "Infinity"',
  ],
  [
    "a.ipynb --permissions all",
    "/repo/notebooks/a.ipynb -> /repo/.cache/executed/notebooks/a.ipynb, 60000 ms, all permissions",
  ],
  [
    "a.ipynb --permissions some",
    'wrong: Option --permissions needs "default" or "all", not "some"',
  ],
  [
    "--help",
    "help: Usage: deno task run FILE... [--out DIR] [--html] [--timeout S] [--permissions all]",
  ],
  [
    "a.ipynb --out .",
    'wrong: Cannot run "a.ipynb": its copy would take the place of "a.ipynb"; choose another folder with --out',
  ],
  [
    "x/a.ipynb y/a.ipynb --out o",
    'wrong: Cannot run "x/a.ipynb" and "y/a.ipynb" together: both copies would be "a.ipynb" in "/repo/notebooks/o"; run them one by one',
  ],
];

for (const [line, expected] of CASES) {
  Deno.test(`readRunArguments() reads "${line}"`, () => assertEquals(read(line), expected));
}

Deno.test("readRunArguments() shows the usage with what is wrong", () => {
  const request = readRunArguments(["--fast"], { base: "/", root: "/" });
  assertMatch(request.kind === "wrong" ? request.message : "", /--timeout S +seconds/);
});
