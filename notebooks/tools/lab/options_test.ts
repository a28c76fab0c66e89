/** Tests of the command line of lab. */

import { assertEquals } from "@std/assert";
import { parseLabOptions } from "./options.ts";

const CASES: [name: string, line: string, expected: string][] = [
  ["nothing", "", "browser, any port, .work, 00_start_here.ipynb"],
  [
    "all options",
    "--no-browser --port 8899 --dir /tmp/x --notebook b.ipynb",
    "8899, /tmp/x, b.ipynb",
  ],
  [
    "values after an equals sign",
    "--port=8899 --dir=a=b",
    "browser, 8899, a=b, 00_start_here.ipynb",
  ],
  ["a wish for help", "--port 1 --help", "help"],
  [
    "an unknown option",
    "--prot 8899",
    'Cannot understand "--prot": not an option of lab',
  ],
  ["a bare word", "here", 'Cannot understand "here": not an option of lab'],
  ["a missing value", "--port", "Cannot use --port: its value is missing"],
  ["an empty value", "--dir=", "Cannot use --dir: its value is missing"],
  [
    "a port that is no number",
    "--port http",
    'Cannot use port "http": ports are numbers from 1 to 65535',
  ],
  [
    "a port beyond the last",
    "--port 65536",
    'Cannot use port "65536": ports are numbers from 1 to 65535',
  ],
  ["port 0", "--port 0", 'Cannot use port "0": ports are numbers from 1 to 65535'],
];

for (const [name, line, expected] of CASES) {
  Deno.test(`parseLabOptions() reads ${name}`, () => {
    assertEquals(summary(line), expected);
  });
}

function summary(line: string): string {
  const parsed = parseLabOptions(line.split(" ").filter((word) => word !== ""));
  if (parsed.kind === "help") return "help";
  if (parsed.kind === "wrong") return parsed.reason;
  const { openBrowser, port, dir, notebook } = parsed.options;
  return [...(openBrowser ? ["browser"] : []), port ?? "any port", dir ?? ".work", notebook]
    .join(", ");
}
