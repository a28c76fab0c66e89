/** Tests of the calculators against the figures that are fixed, and of what they say where a number is missing. */
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { DISPLAY } from "../../../probes/mod.ts";
import { amdahl } from "./amdahl.ts";
import { billionIterations } from "./billion_iterations.ts";
import { compound } from "./compound.ts";
import { latencyBudget } from "./latency_budget.ts";
import { operationsPerSecond } from "./operations_per_second.ts";
import { pipeline } from "./pipeline.ts";
import { threads } from "./threads.ts";
import { tokens } from "./tokens.ts";
import type { Uncertain } from "./uncertain.ts";

const savedOf = ({ savings }: { savings: readonly { saved: Uncertain }[] }) =>
  savings.map(({ saved }) => saved.value);

const faster = 1 / 1.05;
const stages = [
  { name: "network", ms: 1 },
  { name: "parser", ms: 0.5 },
  { name: "model", ms: 10 },
  { name: "answer", ms: 2 },
];

/** The storyboard's fixed facts: what is calculated, and what comes out. */
const FACTS: [name: string, actual: () => number, expected: number, tolerance: number][] = [
  [
    "48 ns each: seconds",
    () => billionIterations({ nsPerIteration: 48 }).seconds?.value ?? NaN,
    48,
    1e-9,
  ],
  [
    "48 ns each: 5 % less time",
    () => savedOf(billionIterations({ nsPerIteration: 48 }))[0] ?? NaN,
    2.4,
    1e-9,
  ],
  [
    "48 ns each: 5 % faster",
    () => savedOf(billionIterations({ nsPerIteration: 48 }))[1] ?? NaN,
    2.2857,
    1e-4,
  ],
  [
    "6 bytecodes in 48 ns: million a second",
    () => (operationsPerSecond({ bytecodes: 6, nsPerIteration: 48 }).perSecond?.value ?? NaN) / 1e6,
    125,
    1e-9,
  ],
  [
    "three cuts of 5 %: less time",
    () => 1 - (compound([0.95, 0.95, 0.95].map((ratio) => ({ ratio }))).total?.value ?? NaN),
    0.1426,
    5e-5,
  ],
  [
    "three speed-ups of 1.05: speed-up",
    () => 1 / (compound([faster, faster, faster].map((ratio) => ({ ratio }))).total?.value ?? NaN),
    1.1576,
    5e-5,
  ],
  [
    "three speed-ups of 1.05: less time",
    () => 1 - (compound([faster, faster, faster].map((ratio) => ({ ratio }))).total?.value ?? NaN),
    0.1362,
    5e-5,
  ],
  [
    "4 % each on 50, 30 and 20 %",
    () =>
      1 - (compound([0.5, 0.3, 0.2].map((share) => ({ ratio: 0.96, share }))).total?.value ?? NaN),
    0.04,
    1e-12,
  ],
  [
    "a million tokens, less time",
    () => savedOf(tokens({ perDay: 1e6, msPerToken: 1 }))[0] ?? NaN,
    50,
    1e-9,
  ],
  [
    "a million tokens, faster",
    () => savedOf(tokens({ perDay: 1e6, msPerToken: 1 }))[1] ?? NaN,
    47.6,
    0.05,
  ],
  [
    "50 million tokens, less time",
    () => savedOf(tokens({ perDay: 5e7, msPerToken: 1 }))[0] ?? NaN,
    2500,
    1e-6,
  ],
  [
    "50 million tokens, faster",
    () => savedOf(tokens({ perDay: 5e7, msPerToken: 1 }))[1] ?? NaN,
    2381,
    0.5,
  ],
  [
    "20 million tokens with a share of 0.3",
    () => savedOf(tokens({ perDay: 2e7, msPerToken: 1, pythonShare: 0.3 }))[0] ?? NaN,
    300,
    1e-9,
  ],
  [
    "a share of 5 %, 5 % faster: ratio",
    () => amdahl({ share: 0.05, ratio: faster }).total?.value ?? NaN,
    0.99762,
    5e-6,
  ],
  [
    "10 h with 5 % Python, less time: minutes",
    () => (savedOf(pipeline({ hours: 10, pythonShare: 0.05 }))[0] ?? NaN) / 60,
    1.5,
    1e-9,
  ],
  [
    "10 h with 5 % Python, faster: minutes",
    () => (savedOf(pipeline({ hours: 10, pythonShare: 0.05 }))[1] ?? NaN) / 60,
    1.43,
    5e-3,
  ],
  [
    "10 h of Python, less time: minutes",
    () => (savedOf(pipeline({ hours: 10, pythonShare: 1 }))[0] ?? NaN) / 60,
    30,
    1e-9,
  ],
  [
    "10 h of Python, faster: minutes",
    () => (savedOf(pipeline({ hours: 10, pythonShare: 1 }))[1] ?? NaN) / 60,
    28.6,
    0.05,
  ],
  [
    "the stages of the chat without the pause",
    () => latencyBudget({ stages }).base.value,
    13.5,
    1e-12,
  ],
  [
    "1.8 with two workers: parallel share",
    () => threads({ speedup: 1.8, workers: 2 }).parallelShare?.value ?? NaN,
    0.8889,
    5e-5,
  ],
  [
    "one worker's speed-up",
    () => threads({ speedup: 1.8, workers: 2 }).forecast[0]?.speedup.value ?? NaN,
    1,
    1e-12,
  ],
  [
    "two workers' speed-up",
    () => threads({ speedup: 1.8, workers: 2 }).forecast[1]?.speedup.value ?? NaN,
    1.8,
    1e-12,
  ],
  [
    "a speed-up above the workers",
    () => threads({ speedup: 2.2, workers: 2 }).parallelShare?.value ?? NaN,
    1,
    0,
  ],
  [
    "a speed-up below 1",
    () => threads({ speedup: 0.6, workers: 2 }).parallelShare?.value ?? NaN,
    0,
    0,
  ],
];

for (const [name, actual, expected, tolerance] of FACTS) {
  Deno.test(`calculators know the fixed figure: ${name}`, () => {
    assertAlmostEquals(actual(), expected, tolerance);
  });
}

Deno.test("operationsPerSecond() turns the ends of a time round", () => {
  const { perSecond } = operationsPerSecond({
    bytecodes: 6,
    nsPerIteration: { value: 50, low: 40, high: 60 },
  });
  assertEquals(perSecond, { value: 1.2e8, low: 1e8, high: 1.5e8 });
});

Deno.test("billionIterations() says that a gain may be a loss", () => {
  const text = billionIterations({
    nsPerIteration: 50,
    ratio: { value: 0.98, low: 0.95, high: 1.01 },
  }).toText();
  assertStringIncludes(text, "between −0.5 and +2.5 s");
});

Deno.test("compound() refuses gains in different units, and says so", () => {
  const { total, reason } = compound([
    { name: "dispatch", ratio: 0.95, metric: "steady time" },
    { name: "collector", ratio: 0.1, metric: "longest pause" },
  ]);
  assertEquals(total, null);
  assertEquals(
    reason,
    "These have different units (steady time, longest pause); there is no combined speed-up.",
  );
});

Deno.test("compound() says by how much shares are more than the whole", () => {
  const { reason } = compound([{ ratio: 0.9, share: 0.7 }, { ratio: 0.9, share: 0.5 }]);
  assertStringIncludes(reason ?? "", "by 20 %");
});

Deno.test("compound() refuses parts of which only some have a share", () => {
  assertStringIncludes(
    compound([{ ratio: 0.9, share: 0.7 }, { ratio: 0.9 }]).reason ?? "",
    "some have none",
  );
});

Deno.test("a calculation of exact numbers has no brackets", () => {
  const texts = [
    pipeline({ hours: 10, pythonShare: 0.05 }).toText(),
    tokens({ perDay: 1e6, msPerToken: 1, pythonShare: 0.3, pricePerHour: 2 }).toText(),
    compound([{ ratio: 0.95 }, { ratio: 1 / 1.05 }]).toText(),
    compound([{ ratio: 0.95, share: 0.3 }, { ratio: 1 / 1.05, share: 0.2 }]).toText(),
    amdahl({ share: 0.05, ratio: 1 / 1.05 }).toText(),
    billionIterations({ nsPerIteration: 48 }).toText(),
    latencyBudget({ stages: [{ name: "a", ms: 0.1, pythonShare: 0.7 }], ratio: 0.9 }).toText(),
  ];
  assertEquals(texts.filter((text) => text.includes("[")), []);
});

Deno.test("compound() of one part, tokens() and pipeline() carry uncertainty as amdahl() does", () => {
  const share: Uncertain = { value: 0.1, low: 0.08, high: 0.13 };
  const ratio: Uncertain = { value: 0.98, low: 0.93, high: 1.02 };
  const { total, saved } = amdahl({ share, ratio });
  assertEquals(compound([{ share, ratio }]).total, total);
  const dayOfMs = tokens({ perDay: 1000, msPerToken: 1, pythonShare: share, ratio }).savings[0];
  const hour = pipeline({ hours: 1 / 3600, pythonShare: share, ratio }).savings[0];
  for (const end of ["value", "low", "high"] as const) {
    assertAlmostEquals(dayOfMs?.saved[end] ?? NaN, saved?.[end] ?? NaN, 1e-12);
    assertAlmostEquals(hour?.saved[end] ?? NaN, saved?.[end] ?? NaN, 1e-12);
  }
});

Deno.test("latencyBudget() adds the ends of stages from the same processes, and of those that one ratio changes", () => {
  const stages = ["a", "b"].map((name) => ({
    name,
    ms: { value: 10, low: 9, high: 11 },
    pythonShare: 1,
  }));
  const apart = latencyBudget({ stages }).base;
  assertAlmostEquals(apart.high, 20 + Math.SQRT2);
  assertEquals(latencyBudget({ stages, areTogether: true }).base.high, 22);
  const exact = stages.map((stage) => ({ ...stage, ms: 10 }));
  const ratio = { value: 0.9, low: 0.8, high: 1.1 };
  const [row] = latencyBudget({ stages: exact, ratio }).changed;
  assertAlmostEquals(row?.total.low ?? NaN, 16);
  assertAlmostEquals(row?.total.high ?? NaN, 22);
});

Deno.test("tokens() writes a bill where there is a price, and says that it may be larger", () => {
  const given = { perDay: 3.6e6, msPerToken: 1, pythonShare: 0.5, pricePerHour: 4 };
  const { bill, savings } = tokens({ ...given, ratio: { value: 0.9, low: 0.8, high: 1.1 } });
  assertEquals(bill?.value, 4);
  assertAlmostEquals(savings[0]?.money?.value ?? NaN, 0.2, 1e-12);
  const text = tokens({ ...given, ratio: { value: 0.9, low: 0.8, high: 1.1 } }).toText();
  assertStringIncludes(text, "between −0.2 and +0.4");
  assertEquals(tokens({ ...given, pricePerHour: null }).bill, null);
});

Deno.test("threads() says what of so many hours is saved", () => {
  const { forecast } = threads({
    speedup: { value: 1.6, low: 1.25, high: 2 },
    workers: 2,
    processors: 2,
    hours: 10,
  });
  assertEquals(forecast[0]?.savedHours?.value, 0);
  const two = forecast[1]?.savedHours;
  assertAlmostEquals(two?.value ?? NaN, 3.75);
  assertAlmostEquals(two?.low ?? NaN, 2);
  assertAlmostEquals(two?.high ?? NaN, 5);
  assertEquals(threads({ speedup: 1.6, workers: 2 }).forecast[0]?.savedHours, null);
});

/** With an input that was not measured no calculator fails. */
const MISSING: [name: string, text: () => string][] = [
  ["billionIterations", () => billionIterations({ nsPerIteration: null }).toText()],
  [
    "billionIterations, ratio",
    () => billionIterations({ nsPerIteration: 48, ratio: null }).toText(),
  ],
  [
    "operationsPerSecond",
    () => operationsPerSecond({ bytecodes: null, nsPerIteration: 3 }).toText(),
  ],
  ["amdahl", () => amdahl({ share: null, ratio: 0.9 }).toText()],
  ["compound", () => compound([{ ratio: null }]).toText()],
  ["tokens", () => tokens({ perDay: 1e6, msPerToken: null }).toText()],
  ["pipeline", () => pipeline({ hours: 10, pythonShare: null }).toText()],
  ["threads", () => threads({ speedup: null, workers: 2 }).toText()],
  [
    "latencyBudget",
    () => latencyBudget({ stages: [{ name: "model", ms: null }, ...stages] }).toText(),
  ],
];

for (const [name, text] of MISSING) {
  Deno.test(`${name}() says what was not measured`, () => {
    assertStringIncludes(text(), "not measured");
  });
}

const WRONG: [name: string, call: () => unknown, message: string][] = [
  [
    "a share above 1",
    () => amdahl({ share: 5, ratio: 0.9 }),
    '"share" is 5, a number from 0 to 1 is needed',
  ],
  [
    "a time of 0",
    () => operationsPerSecond({ bytecodes: 6, nsPerIteration: 0 }),
    "a time above it is needed",
  ],
  ["no stages", () => latencyBudget({ stages: [] }), "there are no stages"],
  [
    "one worker",
    () => threads({ speedup: 1, workers: 1 }),
    '"workers" is 1, a number from 2 to 256',
  ],
  ["half a worker", () => threads({ speedup: 1, workers: 2.5 }), "a whole number is needed"],
  ["no gains", () => compound([]), "there are none"],
  ["a gain of 100 %", () => tokens({ perDay: 1, msPerToken: 1, percent: 100 }), '"percent" is 100'],
];

for (const [name, call, message] of WRONG) {
  Deno.test(`calculators refuse ${name}`, () => {
    assertThrows(call, Error, message);
  });
}

Deno.test("a calculation shows its table above its chart, and the picture for paper", async () => {
  const bundle = await amdahl({ share: 0.3, ratio: 0.9 })[DISPLAY]();
  const html = String(bundle["text/html"]);
  assert(html.indexOf("<table") >= 0 && html.indexOf("<table") < html.indexOf("<figure"));
  assert("image/png" in bundle);
});
