/** Tests of the words of refusals, on Deno's own. */

import { assertEquals, assertMatch } from "@std/assert";
import { refusalText } from "./wording.ts";

const CASES: [said: string, expected: RegExp][] = [
  [
    'Requires read access to "/etc/passwd", run again with the --allow-read flag',
    /^Cannot read "\/etc\/passwd": cells of this kernel lack the permission "read" for it\. Remedy: put the file into/,
  ],
  [
    "Requires env access, run again with the --allow-env flag",
    /^Cannot read or set all environment variables at once: cells.*Remedy: use "Deno\.env\.get\(\)"/,
  ],
  [
    'Requires run access to "pip3", run again with the --allow-run flag',
    /^Cannot run "pip3": .*Remedy: start it by "python -m pip"/,
  ],
  [
    'Requires all access to "/proc/self/fd/0", run again with the --allow-all flag',
    /^Cannot use "\/proc/,
  ],
  [
    "Requires --allow-run permissions to spawn subprocess with LD_PRELOAD environment variable. Alternatively, spawn with the environment variable unset.",
    /^Cannot start a program with the variable LD_PRELOAD/,
  ],
  [
    'Requires write access to "deno.json", run again with the --allow-write flag',
    /^Cannot write "deno\.json": .*Remedy: change it in an editor/,
  ],
  [
    'Requires write access to "a\nb", run again with the --allow-write flag',
    /^Cannot write "a\nb": /,
  ],
];

for (const [said, expected] of CASES) {
  Deno.test(`refusalText() says better: ${said.slice(0, 50)}`, () => {
    assertMatch(refusalText(said) ?? "", expected);
    assertMatch(refusalText(said) ?? "", /kernel "TypeScript \(Probebook, all permissions\)"/);
  });
}

Deno.test("refusalText() names the configuration where that took the permission away", () => {
  const said = 'Requires net access to "a:1", run again with the --allow-net flag';
  assertMatch(refusalText(said, ["net"]) ?? "", /Remedy: the "permissions" of deno\.json take/);
});

Deno.test("refusalText() leaves other messages as they are", () => {
  assertEquals(refusalText("Requires a name"), null);
});
