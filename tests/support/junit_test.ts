/** Tests of counting: files as Deno 2.9.6 writes them, and runs that ended before writing one. */
import { assertEquals } from "@std/assert";
import { countTests, type TestCounts, type TestRun } from "./junit.ts";

const MIXED = `<testsuites name="deno test" tests="6" failures="3" errors="0" time="0.009">
    <testsuite name="./a_test.ts" tests="6" disabled="1" errors="0" failures="3">
        <testcase name="ok" classname="./a_test.ts" time="0.000" line="9" col="6">
        </testcase>
        <testcase name="f() reads &lt;x&gt;" classname="./a_test.ts" time="0.000" line="10" col="11">
            <skipped/>
        </testcase>
        <testcase name="bad" classname="./a_test.ts" time="0.001" line="12" col="6">
            <failure message="Uncaught Error: boom">Error: boom</failure>
        </testcase>
        <testcase name="steps" classname="./a_test.ts" time="0.001" line="13" col="6">
            <failure message="1 test step failed">1 test step failed.</failure>
        </testcase>
        <testcase name="steps &gt; a" classname="./a_test.ts" time="0.000" line="13" col="43">
        </testcase>
        <testcase name="steps &gt; c" classname="./a_test.ts" time="0.000" line="13" col="122">
            <failure message="Uncaught Error: c">Error: c</failure>
        </testcase>
        <testcase name="File &gt; Open works" classname="./a_test.ts" time="0.000" line="14" col="1">
        </testcase>
    </testsuite>
</testsuites>`;

const BAD = "bad: Uncaught Error: boom";
const STEP = "steps > c: Uncaught Error: c";

const CASES: [name: string, run: TestRun, expected: TestCounts][] = [
  [
    "steps in place of their test",
    { junit: MIXED, output: "", exitCode: 1 },
    { passed: 3, failed: 2, skipped: ["f() reads <x>"], failures: [BAD, STEP] },
  ],
  [
    "a module that failed to load, known from the closing line",
    {
      junit: MIXED,
      output: "\x1b[31mFAILED\x1b[0m | 2 passed (1 step) | 3 failed (1 step) | 1 ignored (8ms)",
      exitCode: 1,
    },
    { passed: 3, failed: 3, skipped: ["f() reads <x>"], failures: [BAD, STEP] },
  ],
  [
    "a test that failed after its steps",
    {
      junit: MIXED.replace('<failure message="Uncaught Error: c">Error: c</failure>', ""),
      output: "",
      exitCode: 1,
    },
    {
      passed: 4,
      failed: 2,
      skipped: ["f() reads <x>"],
      failures: [BAD, "steps: 1 test step failed"],
    },
  ],
  [
    "a test registered by a helper, whose steps stand under another file",
    {
      junit: `<testsuite name="./skip.ts"><testcase name="t" classname="./skip.ts">
          <failure message="1 test step failed">1 test step failed.</failure></testcase></testsuite>
        <testsuite name="./t_test.ts"><testcase name="t &gt; a" classname="./t_test.ts"></testcase>
        <testcase name="t &gt; b" classname="./t_test.ts"><failure message="x">x</failure></testcase>
        </testsuite>`,
      output: "FAILED | 0 passed (1 step) | 1 failed (1 step) (12s)",
      exitCode: 1,
    },
    { passed: 1, failed: 1, skipped: [], failures: ["t > b: x"] },
  ],
  [
    "the last of several closing lines",
    { junit: null, output: "FAILED | 0 passed | 9 failed\nok | 3 passed | 0 failed", exitCode: 0 },
    { passed: 0, failed: 0, skipped: [], failures: [] },
  ],
  [
    "a process that died without a word",
    { junit: null, output: "", exitCode: 137 },
    { passed: 0, failed: 1, skipped: [], failures: [] },
  ],
];

for (const [name, run, expected] of CASES) {
  Deno.test(`countTests() counts ${name}`, () => {
    assertEquals(countTests(run), expected);
  });
}
