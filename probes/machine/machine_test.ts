/** Tests of asking a machine about itself, and of what it went through. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fakePrograms, printing } from "../../tests/support/fake_programs.ts";
import { testUnless } from "../../tests/support/skip.ts";
import { discoverInterpreters } from "../interpreters/mod.ts";
import { type MachineChange, machineChange } from "./change.ts";
import { machineRows } from "./machine_text.ts";
import { type MachineLoad, type MachineReading, readMachine } from "./reading.ts";

const PYTHONS = await discoverInterpreters();

for (const python of PYTHONS.length === 0 ? [undefined] : PYTHONS) {
  testUnless(python === undefined ? "no CPython" : null, {
    name: `readMachine() reads this machine with ${python?.name ?? "a CPython"}`,
    async fn() {
      if (python === undefined) throw new TypeError("Cannot ask a machine without a CPython");
      const reading = await readMachine(python);
      if (reading.kind !== "read") throw new TypeError(`Cannot read: ${reading.reason}`);
      assertEquals(reading.facts.system, Deno.build.os === "linux" ? "Linux" : "Darwin");
      assert((reading.facts.processorCount ?? 1) >= (reading.facts.usableProcessorCount ?? 1));
      const { stealTicks, totalTicks } = reading.load;
      assert((stealTicks ?? 0) <= (totalTicks ?? 0));
    },
  });
}

const ANSWERS: [name: string, body: string, part: string][] = [
  ["something else", "echo hello", "printed something else"],
  ["nothing", "true", "printed something else"],
  [
    "an answer without its load",
    printing('{"event":"machine","facts":{}}'),
    "printed something else",
  ],
  ["a failure", "exit 3", "exit code 3"],
  ["too much", "yes aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "too much"],
];

for (const [name, body, part] of ANSWERS) {
  Deno.test(`readMachine() says why a machine is not known: ${name}`, async () => {
    using folder = fakePrograms({ a: body });
    const reading = await readMachine({ executable: folder.at("a"), major: 3, minor: 14 });
    assertStringIncludes(reading.kind === "unavailable" ? reading.reason : "", part);
    assertEquals(machineRows(reading).length, 1);
  });
}

const NOTHING: MachineLoad = {
  loadAverage: null,
  totalTicks: null,
  stealTicks: null,
  waitingUs: null,
  throttledCount: null,
  throttledUs: null,
  frequencyMhz: null,
  temperatureC: null,
};

function reading(seconds: number, load: Partial<MachineLoad> = {}): MachineReading {
  const at = new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString();
  const facts = {
    system: "Linux",
    release: "6.1",
    architecture: "x86_64",
    processor: null,
    processorCount: 2,
    usableProcessorCount: 1,
    processorQuota: 1.5,
    memoryKib: 2 * 1024 ** 2,
    clockSource: "tsc",
    isVirtual: true,
    isSmtOn: null,
    isTurboOn: null,
    governor: null,
    addressRandomization: 2,
    bootedAt: null,
  };
  return { kind: "read", at, facts, load: { ...NOTHING, ...load } };
}

type Expected = Partial<MachineChange>;

const CHANGES: [name: string, before: MachineReading, after: MachineReading, Expected][] = [
  ["nothing where nothing is told", reading(0), reading(10), {}],
  [
    "what is not available",
    { kind: "unavailable", reason: "no program" },
    reading(0, { totalTicks: 100, stealTicks: 1 }),
    {},
  ],
  [
    "the stolen part of the time",
    reading(0, { totalTicks: 1000, stealTicks: 10 }),
    reading(10, { totalTicks: 2000, stealTicks: 60 }),
    { stealShare: 0.05 },
  ],
  [
    "the part in which somebody waited",
    reading(0, { waitingUs: 1_000_000 }),
    reading(10, { waitingUs: 3_500_000 }),
    { waitingShare: 0.25 },
  ],
  [
    "a clock that was set back",
    reading(10, { waitingUs: 0 }),
    reading(0, { waitingUs: 5 }),
    {},
  ],
  [
    "a quota that was used up",
    reading(0, { throttledCount: 1, throttledUs: 500 }),
    reading(10, { throttledCount: 4, throttledUs: 2500 }),
    { throttledCount: 3, throttledMs: 2 },
  ],
  [
    "a counter that was reset",
    reading(0, { throttledCount: 9 }),
    reading(1, {
      throttledCount: 2,
    }),
    {},
  ],
  [
    "a lower frequency",
    reading(0, { frequencyMhz: 4000 }),
    reading(10, { frequencyMhz: 3000 }),
    { frequencyChange: -0.25 },
  ],
];

for (const [name, before, after, expected] of CHANGES) {
  Deno.test(`machineChange() tells ${name}`, () => {
    assertEquals(machineChange(before, after), {
      stealShare: null,
      waitingShare: null,
      throttledCount: null,
      throttledMs: null,
      frequencyChange: null,
      ...expected,
    });
  });
}

Deno.test("machineRows() says what is not available", () => {
  const rows = Object.fromEntries(machineRows(reading(0, { loadAverage: [0.5, 1, 2.04] })));
  assertEquals(rows["Processors"], "2, 1 usable, with the time of 1.5");
  assertEquals(rows["Memory"], "2.0 GiB");
  assertEquals(rows["Virtual machine"], "yes");
  assertEquals(rows["Temperature"], "not available");
  assertEquals(rows["Load (1, 5, 15 min)"], "0.5, 1.0, 2.0");
});
