/** Tests of reading what is kept beside a session, and of its table. */
import { assertEquals, assertThrows } from "@std/assert";
import { fakeMetadata } from "../../tests/support/fake_metadata.ts";
import { parseMetadata, type SessionMetadata } from "./metadata.ts";
import { metadataTable } from "./metadata_text.ts";

function rowsOf(metadata: SessionMetadata): Record<string, unknown> {
  return Object.fromEntries(metadataTable(metadata).rows.map(([name, value]) => [name, value]));
}

Deno.test("parseMetadata() reads what was written", () => {
  assertEquals(parseMetadata(JSON.parse(JSON.stringify(fakeMetadata()))), fakeMetadata());
});

const WRONG: [name: string, changes: Readonly<Record<string, unknown>>][] = [
  ["a machine that is none", { machine: { kind: "read" } }],
  ["a moment without its load", { moments: [{ rounds: 1, at: "now" }] }],
  ["a moment before any round", { moments: [{ ...fakeMetadata().moments[0], rounds: -1 }] }],
  ["a program without an arm", { programs: [{ ...fakeMetadata().programs[0], arm: undefined }] }],
  ["a program without its file", { programs: [{ arm: "a" }] }],
  ["no programs", { programs: undefined }],
];

for (const [name, changes] of WRONG) {
  Deno.test(`parseMetadata() refuses ${name}`, () => {
    assertThrows(() => parseMetadata({ ...fakeMetadata(), ...changes }));
  });
}

Deno.test("metadataTable() names what is not available and joins arms of one program", () => {
  const metadata = fakeMetadata();
  const [program] = metadata.programs;
  const programs = program === undefined ? [] : [program, { ...program, arm: "b" }];
  const rows = rowsOf({ ...metadata, programs });
  assertEquals(rows["Machine"], "not available: nobody asked");
  assertEquals(rows["Rounds with a reading"], "2");
  assertEquals(rows["Load in 1 min, over the rounds"], "0.5 to 1.0");
  assertEquals(rows["Frequency in MHz, over the rounds"], "2001 to 2002");
  assertEquals(rows["Stolen by the host, start to end"], "not available");
  assertEquals(rows["a, b: CONFIG_ARGS"], "none");
  assertEquals(rows["a, b: PY_CFLAGS"], "not available");
  assertEquals(rows["a, b: debug build"], "no");
});

Deno.test("metadataTable() names a program whose file could not be read", () => {
  const rows = rowsOf(fakeMetadata({ sha256: null, isDebug: null }));
  assertEquals(rows["a: program"], "not available");
  assertEquals(rows["a: debug build"], "not available");
});

Deno.test("metadataTable() tells steal and waiting between the start and the end", () => {
  const { moments, ...metadata } = fakeMetadata();
  const [first] = moments;
  const load = (ticks: number) => ({ ...first?.load, totalTicks: ticks, stealTicks: ticks / 10 });
  const rows = rowsOf(parseMetadata({
    ...metadata,
    machine: { kind: "read", at: "2026-11-21T10:00:00Z", facts: FACTS, load: load(100) },
    moments: [{ rounds: 1, at: "2026-11-21T10:00:09Z", load: load(300) }],
  }));
  assertEquals(rows["Stolen by the host, start to end"], "10 %");
  assertEquals(rows["System"], "Linux 6.1, x86_64");
});

const FACTS = {
  system: "Linux",
  release: "6.1",
  architecture: "x86_64",
  processor: null,
  processorCount: 2,
  usableProcessorCount: 2,
  processorQuota: null,
  memoryKib: null,
  clockSource: null,
  isVirtual: null,
  isSmtOn: null,
  isTurboOn: null,
  governor: null,
  addressRandomization: null,
  bootedAt: null,
};
