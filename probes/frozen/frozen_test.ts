/** Tests of making and reading frozen data, with programs that play interpreters, and with files as accidents leave them. */
import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import { fakeInterpreter, fakeProbe, STATE_LINE } from "../../tests/support/fake_interpreters.ts";
import { type FakeFolder, fakePrograms } from "../../tests/support/fake_programs.ts";
import { compare, compareWithin } from "../compare/compare.ts";
import { DISPLAY } from "../show/display.ts";
import { measure } from "../measure/measure.ts";
import { FrozenDataError } from "./fault.ts";
import { frozen, type FrozenOptions } from "./frozen.ts";
import type { LessonSeries } from "./lesson.ts";
import { makeFrozen, type MakeOptions } from "./make.ts";
import { readManifest } from "./manifest.ts";

const LOOP: LessonSeries = {
  name: "tight_loop",
  probe: "tight_loop",
  settings: [{ params: { n: 1 } }, { label: "twice", params: { n: 2 } }],
  rounds: 3,
  of: () => true,
};

const UNAVAILABLE = `cat <<'END'\n${STATE_LINE}\n` +
  '{"event":"skip","reason":"it has no such thing","remedy":null}\nEND';

/** Enough timings for a process to settle, whatever the scale of the clock. */
const PROGRAMS = { a: fakeProbe(2_000_000), b: fakeProbe(3_000_000) };

interface Made extends Disposable {
  readonly programs: FakeFolder;
  readonly folder: URL;
  /** Makes what is missing; says what became of each series. */
  make(
    lesson?: readonly LessonSeries[],
    changes?: Partial<Pick<MakeOptions, "signal" | "again">>,
  ): Promise<string[]>;
}

function place(programs: Readonly<Record<string, string>> = PROGRAMS): Made {
  const fakes = fakePrograms(programs);
  const folder = new URL(`file://${fakes.path}/data/`);
  const names = Object.keys(programs);
  return {
    programs: fakes,
    folder,
    async make(lesson = [LOOP], changes = {}) {
      const pythons = names.map((name) => ({
        ...fakeInterpreter(name, fakes),
        prefix: fakes.path,
      }));
      const { signal } = new AbortController();
      const options = {
        budget: "quick",
        only: null,
        onProgress: () => {},
        signal,
        ...changes,
      } as const;
      const made: string[] = [];
      for await (const one of makeFrozen({ ...options, folder, pythons, lesson })) {
        made.push(`${one.name} ${one.kind}`);
      }
      return made;
    },
    [Symbol.dispose]: () => fakes[Symbol.dispose](),
  };
}

Deno.test("makeFrozen() measures what is missing, and only that", async () => {
  using here = place();
  assertEquals(await here.make(), ["tight_loop measured"]);
  assertEquals(await here.make(), ["tight_loop kept"]);
  assertEquals(await here.make([LOOP], { again: true }), ["tight_loop measured"]);
  assertEquals(await here.make([{ ...LOOP, rounds: 2 }]), ["tight_loop measured"]);
  await Deno.remove(new URL("tight_loop.ndjson", here.folder));
  assertEquals(await here.make([{ ...LOOP, rounds: 2 }]), ["tight_loop measured"]);
});

Deno.test("makeFrozen() keeps what is done when it is stopped", async () => {
  using here = place();
  await here.make();
  const stopped = { signal: AbortSignal.abort() };
  const lesson = [LOOP, { ...LOOP, name: "more" }];
  assertEquals(await here.make(lesson, stopped), ["tight_loop stopped"]);
  assertEquals((await readManifest(here.folder)).series.map(({ name }) => name), ["tight_loop"]);
});

Deno.test("makeFrozen() tells of what no CPython can show, and frozen() gives the reason", async () => {
  using here = place({ a: UNAVAILABLE });
  assertEquals(await here.make(), ["tight_loop lacking"]);
  const error = await assertRejects(
    () => frozen("tight_loop", { folder: here.folder }),
    FrozenDataError,
  );
  assertEquals([error.fault, error.message], [
    "not_frozen",
    'Cannot read frozen data of "tight_loop": it has no such thing',
  ]);
});

Deno.test("frozen() says of an arm without data why it has none", async () => {
  using here = place({ ...PROGRAMS, c: UNAVAILABLE });
  await here.make();
  const { arms } = await frozen("tight_loop", { folder: here.folder, pythons: ["c"] });
  assertEquals(arms.map(({ processes }) => processes.length), [0, 0]);
  assertEquals(arms[0]?.failures.map(({ ending }) => ending.kind), ["unavailable"]);
});

Deno.test("frozen() gives results in the form of measured ones, marked everywhere", async () => {
  using here = place();
  await here.make();
  const result = await frozen("tight_loop", { folder: here.folder, params: { n: 1 } });
  assertEquals(result.arms.map(({ label, processes }) => [label, processes.length]), [
    ["a, n = 1", 3],
    ["b, n = 1", 3],
  ]);
  const [a, b] = result.arms.map(({ median }) => median ?? 0);
  // 2 and 3 ms a timing, whatever number of calls.
  assertEquals(Math.round((b ?? 0) / (a ?? 1) * 100), 150);
  assertEquals(result.frozen?.builds, "a (other, GCC 12); b (other, GCC 12)");
  assertEquals(result.arms.map((arm) => arm.frozen?.builds), [
    "a (other, GCC 12)",
    "b (other, GCC 12)",
  ]);
  const compared = compareWithin(result);
  assertEquals(compared.flags.some(({ kind }) => kind === "frozen"), true);
  assertStringIncludes((await result[DISPLAY]())["text/plain"] ?? "", "Frozen, not measured here");
});

const CHOICES: readonly [name: string, options: FrozenOptions, labels: readonly string[]][] = [
  ["all", {}, ["a, n = 1", "a, twice", "b, n = 1", "b, twice"]],
  ["by parameters", { params: { n: 2 } }, ["a, twice", "b, twice"]],
  ["by CPython, as ordered", { pythons: ["b", "a"], params: { n: 1 } }, ["b, n = 1", "a, n = 1"]],
];

for (const [name, options, labels] of CHOICES) {
  Deno.test(`frozen() chooses arms: ${name}`, async () => {
    using here = place();
    await here.make();
    const result = await frozen("tight_loop", { ...options, folder: here.folder });
    assertEquals(result.arms.map(({ label }) => label), labels);
    assertEquals(new Set(result.runs.map(({ arm }) => arm)), new Set(labels));
    assertEquals(new Set(result.rounds.flatMap(({ order }) => order)), new Set(labels));
  });
}

type Accident = (folder: URL) => Promise<void>;

const rewrite = (file: string, change: (text: string) => string): Accident => async (folder) => {
  const path = new URL(file, folder);
  await Deno.writeTextFile(path, change(await Deno.readTextFile(path)));
};
const nothing: Accident = () => Promise.resolve();

const FAULTS: readonly [
  name: string,
  accident: Accident,
  options: FrozenOptions,
  fault: string,
  words: string,
][] = [
  [
    "no folder",
    (folder) => Deno.remove(folder, { recursive: true }),
    {},
    "missing",
    "manifest.json is missing",
  ],
  [
    "no file",
    (folder) => Deno.remove(new URL("tight_loop.ndjson", folder)),
    {},
    "missing",
    "tight_loop.ndjson is missing",
  ],
  [
    "an edited file",
    rewrite("tight_loop.ndjson", (text) => text.replace('"wallNs":2', '"wallNs":1')),
    {},
    "damaged",
    "its digest is another",
  ],
  [
    "half a manifest",
    rewrite("manifest.json", (text) => text.slice(0, 200)),
    {},
    "damaged",
    "the manifest is damaged",
  ],
  [
    "a manifest that leads out of its folder",
    rewrite("manifest.json", (text) => text.replace("tight_loop.ndjson", "../secret.ndjson")),
    {},
    "damaged",
    "the manifest is damaged",
  ],
  [
    "a manifest of a newer version",
    rewrite("manifest.json", (text) => text.replace("probebook-frozen/1", "probebook-frozen/2")),
    {},
    "other_version",
    'has the form "probebook-frozen/2", and "probebook-frozen/1" is what this checkout reads',
  ],
  [
    "a manifest of something else",
    rewrite("manifest.json", (text) => text.replace("probebook-frozen/1", "else/2")),
    {},
    "damaged",
    "the manifest is damaged",
  ],
  [
    "an unknown CPython",
    nothing,
    { pythons: ["z"] },
    "not_frozen",
    'no arm fits "pythons", there are a, b',
  ],
  [
    "a parameter's value that was not frozen",
    nothing,
    { pythons: ["a"], params: { n: 3 } },
    "not_frozen",
    'no arm fits "params.n", there are 1, 2',
  ],
  [
    "an unknown parameter",
    nothing,
    { params: { m: 1 } },
    "not_frozen",
    'no arm fits "params.m", the nearest is "n"',
  ],
  [
    "an unknown variable",
    nothing,
    { env: { PYTHON_JIT: "1" } },
    "not_frozen",
    'no arm fits "env.PYTHON_JIT", no arm has any',
  ],
  ["an unknown series", nothing, { series: "tight_lop" }, "not_frozen", '"tight_loop"'],
];

for (const [name, accident, options, fault, words] of FAULTS) {
  Deno.test(`frozen() refuses ${name}`, async () => {
    using here = place();
    await here.make();
    await accident(here.folder);
    const error = await assertRejects(
      () => frozen("tight_loop", { ...options, folder: here.folder }),
      FrozenDataError,
    );
    assertEquals(error.fault, fault);
    assertStringIncludes(error.message, words);
  });
}

Deno.test("frozen() says that no arm has all that is asked for", async () => {
  using here = place();
  const alone = { ...LOOP, of: ({ name }: { name: string }) => name === "a" };
  const other = { ...LOOP, name: "more", settings: [{ params: { n: 3 } }] };
  await here.make([alone, other]);
  await assertRejects(
    () => frozen("tight_loop", { folder: here.folder, pythons: ["b"], params: { n: 1 } }),
    FrozenDataError,
    "no arm fits all options at once, there are a, n = 1; a, twice; a; b",
  );
});

Deno.test("makeFrozen() leaves the data of a newer version alone", async () => {
  using here = place();
  await here.make();
  const path = new URL("manifest.json", here.folder);
  const newer = (await Deno.readTextFile(path)).replace("probebook-frozen/1", "probebook-frozen/2");
  await Deno.writeTextFile(path, newer);
  await assertRejects(() => here.make(), FrozenDataError, "has the form");
  assertEquals(await Deno.readTextFile(path), newer);
});

Deno.test("compare() and measure() refuse what is frozen", async () => {
  using here = place();
  await here.make();
  const { arms: [arm] } = await frozen("tight_loop", { folder: here.folder });
  const live = fakeInterpreter("a", here.programs);
  assertThrows(
    () => compare("tight_loop", { base: live, test: arm?.python }),
    TypeError,
    '"test" is frozen',
  );
  assertThrows(
    () => measure("tight_loop", { arms: [{ python: arm?.python, params: { n: 1 } }] }),
    TypeError,
    '"arms[0]" is frozen',
  );
});

Deno.test("makeFrozen() writes no path", async () => {
  using here = place();
  await here.make();
  const text = await Deno.readTextFile(new URL("tight_loop.ndjson", here.folder)) +
    await Deno.readTextFile(new URL("manifest.json", here.folder));
  assertEquals(text.includes(here.programs.path), false);
  assertEquals(/"pid":[0-9]/.test(text), false);
});
