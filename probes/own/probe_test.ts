/** Tests of one's own probes: what they are made of, their dry run, and that they work like those of the catalogue. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { z } from "zod";
import { QUESTION, storeFolder } from "../../tests/support/fake_sessions.ts";
import { testUnless } from "../../tests/support/skip.ts";
import { compare, compareWithin } from "../compare/compare.ts";
import { matrix } from "../compare/matrix.ts";
import { toNdjson } from "../exchange/ndjson.ts";
import { openMeasurements } from "../exchange/open.ts";
import { discoverInterpreters } from "../interpreters/mod.ts";
import { measure } from "../measure/measure.ts";
import { completePlan } from "../measure/plan.ts";
import { running } from "../measure/running.ts";
import { commandOf } from "../run/command.ts";
import { openRecorder } from "../store/recorder.ts";
import { openSession, sessions } from "../store/sessions.ts";
import { resumeSession } from "../compare/resume.ts";
import { type OwnProbeOptions, probe } from "./probe.ts";
import { python } from "./snippet.ts";

const [interpreter] = (await discoverInterpreters()).slice(-1);
const missing = interpreter === undefined ? "no CPython found" : null;

const RIGHT = { name: "mine", kind: "once", unit: "ms", source: "pass" } as const;

const REFUSED: [name: string, options: object, said: string][] = [
  ["a name with blanks", { ...RIGHT, name: "my probe" }, '"name" is "my probe"'],
  ["a name of the catalogue", { ...RIGHT, name: "tight_loop" }, "the catalogue has one"],
  ["no source", { ...RIGHT, source: " " }, '"source" is " "'],
  ["another kind", { ...RIGHT, kind: "often" }, '"kind" is "often"'],
  ["no unit", { ...RIGHT, unit: undefined }, '"unit" is undefined'],
  [
    "timings in what is no time",
    { ...RIGHT, kind: "slices", values: undefined, unit: "MB" },
    '"unit" of "call" is "MB"',
  ],
  [
    "lists of times in what is no time",
    { ...RIGHT, kind: "events", unit: "" },
    '"unit" of "value" is ""',
  ],
  ["values that are no schema", { ...RIGHT, values: { a: 1 } }, '"values" is no schema'],
  ["values without a key", { ...RIGHT, values: z.object({}) }, '"values" has no key'],
  ["remarks on no value", { ...RIGHT, about: { a: {} } }, 'no option "a"'],
  ["a parameter that is a fraction", { ...RIGHT, params: { n: 1.5 } }, 'parameter "n" is 1.5'],
  ["an option that is not known", { ...RIGHT, script: "a.py" }, 'no option "script"'],
];

for (const [name, options, said] of REFUSED) {
  Deno.test(`probe() refuses ${name}`, () => {
    assertThrows(() => probe(options as OwnProbeOptions<{ value: number }>), TypeError, said);
  });
}

Deno.test("commandOf() has no command for one's own probe", () => {
  const own = probe(RIGHT) as never;
  assertThrows(() => commandOf(own, { python: interpreter }), TypeError, "is no file");
});

const TWO = { values: z.object({ a: z.number(), b: z.string().min(1) }) };
const GIVING = "from harness import events, skip, value\n";

const DRY: [name: string, source: string, kind: string, said: string][] = [
  ["its values", `${GIVING}value("a", 1.5)\nvalue("b", "x")`, "fine", "a = 1.50, b = x"],
  ["what is no Python", "a = 1\nif a\n    b = 2", "syntax_error", "line 2 is no Python"],
  ["an exception", "\n1 / 0", "python_error", "line 2 raised ZeroDivisionError"],
  ["a value that is missing", `${GIVING}value("a", 1)`, "wrong_schema", '"b" is not what'],
  [
    "a value of another type",
    `${GIVING}value("a", "1")\nvalue("b", "x")`,
    "wrong_schema",
    '"a" is',
  ],
  [
    "a value that the schema refuses",
    `${GIVING}value("a", 1)\nvalue("b", "")`,
    "wrong_schema",
    '"b"',
  ],
  ["no output", "pass", "no_output", "it gave no value"],
  ["output that is no event", 'print("hello")', "wrong_output", 'printed "hello"'],
  [
    "output without an end",
    "while True:\n    print('x' * 999)",
    "wrong_output|too_much_output",
    "printed",
  ],
  [
    "events without an end",
    `${GIVING}while True:\n    value("a", 1)`,
    "too_much_output",
    "1,048,576",
  ],
  ["no end", "while True:\n    pass", "timed_out", "still ran after 1 s"],
  [
    "what this CPython cannot show",
    `${GIVING}skip("a lock", "3.14t")`,
    "unavailable",
    "helps: 3.14t",
  ],
];

for (const [name, source, kind, said] of DRY) {
  testUnless(missing, {
    name: `dryRun() tells ${name}`,
    fn: async () => {
      const secondsMax = kind === "timed_out" ? 1 : 30;
      const result = await probe({ ...RIGHT, ...TWO, source }).dryRun({
        python: interpreter,
        secondsMax,
      });
      assert(kind.split("|").includes(result.kind), result.kind);
      assertStringIncludes(result.sentence, said);
    },
  });
}

/** Calls with a known ratio: each works n times. */
const working = probe({
  name: "working",
  kind: "slices",
  unit: "µs",
  params: { n: 2000, how: ["range", "list"] },
  source: python`
    from harness import parameters, time_slices

    n, how = parameters()
    numbers = range(n) if how == "range" else list(range(n))

    def work():
        for number in numbers:
            pass

    time_slices(work)
  `,
});

const naps = probe({
  name: "naps",
  kind: "events",
  unit: "µs",
  values: z.object({ nap: z.number(), longest: z.number(), count: z.number(), mark: z.string() }),
  about: {
    longest: { statistic: "longest", name: "longest nap" },
    count: { statistic: "count", unit: "", lowerIsBetter: null },
    mark: { kind: "exact", unit: "" },
  },
  source: python`
    from harness import events, value

    for name in ("nap", "longest", "count"):
        events(name, [1000, 5000, 2000])
    value("mark", "x")
  `,
});

testUnless(missing, {
  name: "measure() reduces the lists of one's own probe as it declares",
  fn: async () => {
    const { arms: [arm] } = await measure(naps, { arms: [interpreter], rounds: 2 });
    const values = { nap: 2, longest: 5, count: 3, mark: "x" };
    assertEquals(arm?.processes.map((process) => process.values), [values, values]);
    const tried = await naps.dryRun({ python: interpreter });
    assertEquals(tried.kind === "fine" ? tried.values.longest : tried.sentence, 5);
  },
});

testUnless(missing, {
  name: "measure() does not count a process whose value the schema refuses",
  fn: async () => {
    const bad = probe({ ...RIGHT, source: `${GIVING}value("value", "x")` });
    const { ending } = await measure(bad, { arms: [interpreter], rounds: 1 });
    assertEquals(ending.kind, "not_calibrated");
    assertStringIncludes("reason" in ending ? ending.reason : "", '"value" that is not what');
  },
});

testUnless(missing, {
  name: "compare() and matrix() take one's own probes, in turns with those of the catalogue",
  fn: async () => {
    const more = { python: interpreter, params: { n: 6000 } };
    const options = { base: interpreter, test: more, rounds: 6, slices: 5 };
    const { ratio, measurement } = await compare(working, options);
    assert(ratio !== null && ratio > 1.5, `${ratio}`);
    assertEquals(compareWithin(measurement).ratio, ratio);
    const table = await matrix(["tight_loop", working, naps], [interpreter, interpreter], {
      rounds: 2,
      params: { tight_loop: { n: 100 }, working: { n: 100 } },
      value: { naps: "mark" },
    });
    assertEquals(table.probes, ["tight_loop", "working", "naps"]);
    assertEquals(table.cells.map(({ equality }) => equality), [null, null, "equal"]);
  },
});

testUnless(missing, {
  name: "one's own probe stays in the record, goes on from it, and is exported and imported",
  fn: async () => {
    using store = storeFolder();
    const arms = [interpreter, { python: interpreter, params: { how: "list" } }];
    const { path } = store;
    const recorded = running({
      makePlan: () => Promise.resolve(completePlan(working, { arms, rounds: 4, slices: 2 })),
      toResult: (measurement) => measurement,
      onProgress: () => {},
      openRecorder: (plan) =>
        openRecorder(plan, { ...QUESTION, compared: null }, {
          path,
          environment: { get: () => undefined },
        }),
    });
    for await (const { runs } of recorded) {
      if (runs.length >= 2) break;
    }
    const [entry] = await sessions({ path });
    assertEquals([entry?.probe, entry?.standing], ["working", "stopped"]);
    const { measurement } = await resumeSession(entry?.id ?? "", { path });
    assertEquals(measurement.runs.filter(({ ending }) => ending.kind === "completed").length, 8);
    const { measurement: kept } = await openSession(entry?.id ?? "", { path });
    assertEquals(kept.title, measurement.title);
    const file = `${store.path}.ndjson`;
    await Deno.writeTextFile(file, toNdjson(kept));
    const { measurements: [imported] } = await openMeasurements([file]);
    assertEquals(imported?.probe, "working");
    assertEquals(imported?.arms.map(({ median }) => median), kept.arms.map(({ median }) => median));
  },
});
