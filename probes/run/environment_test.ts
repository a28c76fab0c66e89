/** Tests of how Python processes are started. */
import { assertEquals } from "@std/assert";
import { cleanEnvironment, padEnvironment, startBytes, startFlags } from "./environment.ts";

Deno.test("startBytes() is the same for all arms once the shorter ones are padded", () => {
  const starts = [
    { executable: "/usr/bin/python3", args: ["-s", "a.py", "100000"], environment: {} },
    {
      executable: "/opt/py/bin/python3.14",
      args: ["-X", "gil=0", "a.py", "5"],
      environment: { PYTHON_JIT: "1", LETTER: "ü" },
    },
  ].map((start) => ({ ...start, environment: cleanEnvironment(start.environment) }));
  const most = Math.max(...starts.map((start) => startBytes(start.executable, start)));
  const padded = starts.map(({ executable, args, environment }) => {
    const missing = most - startBytes(executable, { args, environment });
    return startBytes(executable, { args, environment: padEnvironment(environment, missing) });
  });
  assertEquals(padded[0], padded[1]);
});

Deno.test("startBytes() counts bytes, not letters", () => {
  const bytes = (value: string) => startBytes("a", { args: [], environment: { V: value } });
  assertEquals(bytes("ü") - bytes("u"), 1);
});

const FLAGS: [version: string, major: number, minor: number, flags: string[]][] = [
  ["3.10", 3, 10, ["-s", "-S"]],
  ["3.11", 3, 11, ["-s", "-S", "-P"]],
  ["4.0", 4, 0, ["-s", "-S", "-P"]],
];

for (const [version, major, minor, flags] of FLAGS) {
  Deno.test(`startFlags() keeps ${version} to itself`, () => {
    assertEquals(startFlags({ major, minor }), flags);
  });
}
