import { assertEquals } from "@std/assert";
import { historyPath } from "./history_path.ts";

type Os = typeof Deno.build.os;

const CASES: [name: string, os: Os, env: Record<string, string>, expected: string | null][] = [
  ["off", "linux", { PROBEBOOK_HISTORY: "off", HOME: "/h" }, null],
  ["another file", "linux", { PROBEBOOK_HISTORY: "/x/y.sqlite", HOME: "/h" }, "/x/y.sqlite"],
  [
    "Jupyter's own folder",
    "linux",
    { JUPYTER_DATA_DIR: "/lab/data", HOME: "/h" },
    "/lab/data/probebook/history.sqlite",
  ],
  [
    "the user's folder of data",
    "linux",
    { XDG_DATA_HOME: "/d", HOME: "/h" },
    "/d/jupyter/probebook/history.sqlite",
  ],
  ["Linux", "linux", { HOME: "/h" }, "/h/.local/share/jupyter/probebook/history.sqlite"],
  ["macOS", "darwin", { HOME: "/h" }, "/h/Library/Jupyter/probebook/history.sqlite"],
  ["no home", "linux", {}, null],
];

for (const [name, os, env, expected] of CASES) {
  Deno.test(`historyPath() for ${name}`, () => {
    assertEquals(historyPath({ os, env: (key) => env[key] }), expected);
  });
}
