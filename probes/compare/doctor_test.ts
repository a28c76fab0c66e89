/** Tests of examining a machine, with programs that play interpreters. */
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { fakeComparison, fakeRuns } from "../../tests/support/fake_comparisons.ts";
import { fakeInterpreter, fakeProbe } from "../../tests/support/fake_interpreters.ts";
import { answering, fakeFacts, fakePrograms, printing } from "../../tests/support/fake_programs.ts";
import { onlyIn, runInside } from "../../tests/support/probe_cli.ts";
import { DISPLAY } from "../show/display.ts";
import { doctor, type DoctorOptions } from "./doctor.ts";
import { type Examined, findingsOf } from "./doctor_findings.ts";
import { resolutionOf } from "./resolution.ts";

/** What a machine answers, with counters that grow from one question to the next. */
const MACHINE = `echo x >> "$0.asked"\ncount=$(wc -l < "$0.asked")\n` +
  `echo '{"event":"machine","facts":{"system":"Fake","release":"1","architecture":"none",` +
  `"processor":null,"processorCount":2,"usableProcessorCount":2,"processorQuota":null,` +
  `"memoryKib":null,"clockSource":null,"isVirtual":true,"isSmtOn":null,"isTurboOn":null,` +
  `"governor":null,"addressRandomization":2,"bootedAt":null},"load":{"loadAverage":null,` +
  `"totalTicks":'"$((count * 1000))"',"stealTicks":'"$((count * 100))"',"waitingUs":null,` +
  `"throttledCount":null,"throttledUs":null,"frequencyMhz":null,"temperatureC":null}}'`;

function python(body = fakeProbe(5_000_000)): string {
  return `case "$*" in\n*machine.py*)\n${MACHINE}\n;;\n*)\n${body}\n;;\nesac`;
}

Deno.test("doctor() compares a program with itself and asks the machine before and after", async () => {
  using folder = fakePrograms({ a: python() });
  const result = await doctor({ python: fakeInterpreter("a", folder), seconds: 1, seed: 4 });
  // Beside other work its time may be over before its rounds are.
  assert(["complete", "budget"].includes(result.ending.kind), result.ending.kind);
  assertEquals(result.python, "a");
  assertEquals([result.refusesVerdicts, result.comparison.verdict], [false, "same"]);
  // A fixed number of rounds: more than a comparison has, and no look at them on the way.
  assertEquals([result.measurement.looks, result.comparison.look], [[], null]);
  assert(result.comparison.rounds >= 6);
  assertEquals(result.measurement.arms.map((arm) => arm.label), ["a A", "a B"]);
  assertAlmostEquals(result.change.stealShare ?? 0, 0.1, 1e-9);
  assertEquals(result.findings.map((finding) => finding.kind), ["steal"]);
  assertEquals(result.preemptedShare, 0);
  const text = (await result[DISPLAY]())["text/plain"] ?? "";
  assertStringIncludes(text, "may be believed");
  assertStringIncludes(text, "gave 10 % of its time to others");
  assertStringIncludes(text, "Fake 1, none");
});

Deno.test("doctor() refuses verdicts where there are too few rounds, and says that of the machine", async () => {
  using folder = fakePrograms({ a: `sleep 0.2\n${fakeProbe(5_000_000)}` });
  const result = await doctor({ python: fakeInterpreter("a", folder), seconds: 1 });
  assertEquals([result.refusesVerdicts, result.noiseFloor], [true, null]);
  assertEquals(result.findings.map((finding) => finding.kind), ["no_interval"]);
  assertStringIncludes(result.sentence, "No verdicts: unclear");
  const text = (await result[DISPLAY]())["text/plain"] ?? "";
  assertStringIncludes(text, "not available: the process that asked printed something else");
});

Deno.test("doctor() gives partial results and can be stopped", async () => {
  using folder = fakePrograms({ a: python() });
  const running = doctor({ python: fakeInterpreter("a", folder), seconds: 60 });
  for await (const { comparison } of running) {
    if (comparison.rounds >= 9) break;
  }
  const result = await running;
  assertEquals(result.ending, { kind: "stopped" });
  assert(result.comparison.rounds >= 9);
});

Deno.test("doctor() says so where there is no CPython", async () => {
  const result = await doctor({ python: { python: undefined } });
  assertEquals([result.python, result.ending.kind], [null, "no_interpreters"]);
  assertEquals(result.findings.map(({ kind }) => kind), ["no_interpreters"]);
  const text = (await result[DISPLAY]())["text/plain"] ?? "";
  assertEquals(text.split("uv python install").length, 2, "the remedy stands there once");
  assertEquals(text.includes(".."), false);
  assertEquals(result.refusesVerdicts, true);
  assertStringIncludes(result.sentence, "nothing was measured");
});

const REFUSED: [options: unknown, part: string][] = [
  [{ second: 3 }, 'no option "second", the nearest is "seconds"'],
  [{ seconds: 0 }, '"seconds" is 0, a number from 1 to 3600'],
  [{ seconds: "20s" }, '"seconds" is "20s"'],
  [{ python: "python3" }, '"python" is no interpreter'],
  [{ seed: -1 }, '"seed" is -1'],
];

for (const [options, part] of REFUSED) {
  Deno.test(`doctor() refuses ${JSON.stringify(options)} at the line where it stands`, () => {
    assertThrows(() => doctor(options as DoctorOptions), Error, part);
  });
}

const QUIET: Examined = {
  ending: { kind: "complete" },
  comparison: fakeComparison({ verdict: "same", low: 0.995, high: 1.005 }),
  refusesVerdicts: false,
  smallestEffect: 0.02,
  preemptedShare: 0.1,
  change: {
    stealShare: 0.001,
    waitingShare: 0.5,
    throttledCount: 0,
    throttledMs: 0,
    frequencyChange: 0.01,
  },
};

const FINDINGS: [changes: Partial<Examined>, kinds: string[], part: string][] = [
  [{}, [], ""],
  [{ smallestEffect: null, preemptedShare: null }, [], ""],
  [{ refusesVerdicts: true }, ["differs_from_itself"], "examine again"],
  [{ smallestEffect: 0.08 }, ["noisy"], "below 8 % are often missed"],
  [{ preemptedShare: 0.6 }, ["preempted"], "60 % of the timings"],
  [
    { change: { ...QUIET.change, throttledCount: 1, throttledMs: 30 } },
    ["throttled"],
    "was used up once, for 30 ms; give",
  ],
  [{ change: { ...QUIET.change, frequencyChange: -0.3 } }, ["frequency"], "30 % slower"],
];

for (const [changes, kinds, part] of FINDINGS) {
  Deno.test(`findingsOf() finds [${kinds}] in ${JSON.stringify(changes)}`, () => {
    const findings = findingsOf({ ...QUIET, ...changes });
    assertEquals(findings.map(({ kind }) => kind), kinds);
    assertStringIncludes(findings[0]?.text ?? "", part);
  });
}

/** Rounds of two processes of 1 s each; the interval of so many reaches 2 % to each side. */
function forecast(rounds: number, taken: number, seconds: number) {
  const high = 1.02;
  const { runs } = fakeRuns(rounds, 2 * rounds);
  return resolutionOf({ low: 1 / high, high, rounds }, { runs, taken, seconds });
}

const FORECASTS: [name: string, Parameters<typeof forecast>, rounds: number, floor: number][] = [
  ["as many rounds", [20, 41, 41], 20, 0.02],
  ["a quarter of them", [20, 41, 11], 5, 1.02 ** 2 - 1],
  ["no more than the last look", [20, 40, 1000], 200, 1.02 ** Math.sqrt(0.1) - 1],
  ["a single one at least", [20, 44, 2], 1, 1.02 ** Math.sqrt(20) - 1],
];

for (const [name, given, rounds, floor] of FORECASTS) {
  Deno.test(`resolutionOf() forecasts ${name}`, () => {
    const resolution = forecast(...given);
    assertEquals(resolution.rounds, rounds);
    assertAlmostEquals(resolution.noiseFloor ?? 0, floor, 1e-9);
    assert((resolution.smallestEffect ?? 0) > floor * 1.4);
  });
}

Deno.test("doctor prints a table or JSON, and ends with 1 where verdicts are refused", async () => {
  const good = answering(fakeFacts("3.14.0"), python());
  const slow = answering(fakeFacts("3.14.0"), `sleep 0.2\n${fakeProbe(5_000_000)}`);
  using folder = fakePrograms({ "a/bin/python3": good });
  const found = await runInside(["doctor", "--seconds", "1", "--json"], onlyIn(folder));
  const { refusesVerdicts, comparison, machine } = JSON.parse(found.out);
  assertEquals([found.code, refusesVerdicts, comparison.verdict], [0, false, "same"]);
  assertEquals([machine.kind, machine.facts.system], ["read", "Fake"]);
  using other = fakePrograms({ "a/bin/python3": slow });
  const options = ["--python", "a/bin/python3", "--seconds", "1"];
  const refused = await runInside(["doctor", ...options], onlyIn(other));
  assertEquals(refused.code, 1);
  assertStringIncludes(refused.out, "refused");
  using none = fakePrograms({ nothing: printing("") });
  assertEquals((await runInside(["doctor"], onlyIn(none))).code, 1);
});
