/** Tests of measurements as rows: CSV and Parquet. */
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { fakePauseArm, fakePauses } from "../../tests/support/fake_comparisons.ts";
import { fakeResult } from "../../tests/support/fake_interpreters.ts";
import { fakeRecording } from "../../tests/support/fake_recording.ts";
import { DISPLAY } from "../show/display.ts";
import { toCsv } from "./csv.ts";
import { toParquet } from "./parquet.ts";
import type { RowOptions } from "./rows.ts";

const RECORDING = fakeRecording({
  arms: { a: 1, b: 1.05 },
  rounds: 6,
  change: (run) =>
    run.round === 2 && run.arm === "b"
      ? { ...run, ending: { kind: "exited", code: 1, message: "boom" } }
      : run,
});
const PAUSES = fakePauses([fakePauseArm("a", [[[1, 2, 0], [5, 4, 2]]], 3)]);

function csvRows(result: Parameters<typeof toCsv>[0], options?: RowOptions): string[][] {
  return toCsv(result, options).trimEnd().split("\r\n").map((line) =>
    // Every cell with the comma in front of it; the first one has none.
    [...`,${line}`.matchAll(/,("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell = ""]) => cell)
  );
}

Deno.test("toCsv() writes one row a timing, those that do not count too", () => {
  const [header = [], ...rows] = csvRows(RECORDING);
  assertEquals(rows.length, 2 * 6 * 20);
  assertEquals(header.slice(-6), ["unit", "use", "loops", "wall_ns", "cpu_ns", "switches"]);
  const uses = new Set(rows.map((row) => row[header.indexOf("use")]));
  assertEquals(uses, new Set(["warm-up", "kept", "switched", ""]));
});

Deno.test("toCsv() writes one row a process, those that failed too", () => {
  const [header = [], ...rows] = csvRows(RECORDING, { rows: "processes" });
  assertEquals([rows.length, header.at(-1)], [12, "call (ms)"]);
  const endings = rows.map((row) => row[header.indexOf("ending")]);
  assertEquals(endings.filter((ending) => ending === "exited").length, 1);
});

Deno.test("toCsv() writes one row an event", () => {
  const [header = [], ...rows] = csvRows(PAUSES, { rows: "events" });
  assertEquals(header.slice(-5), ["series", "index", "start_ns", "duration_ns", "group"]);
  assertEquals(rows.map((row) => row.slice(-5).join(" ")), [
    "pause 0 1000000 2000000 0",
    "pause 1 5000000 4000000 2",
    "request 0 0 50000 ",
    "request 1 50000 50000 ",
    "request 2 100000 50000 ",
  ]);
});

Deno.test("toCsv() quotes, and keeps spreadsheets from taking text for a formula", () => {
  const label = '=1+1, "x"\n';
  const result = { ...fakeResult({ [label]: [1] }), [DISPLAY]: () => ({}) };
  assertStringIncludes(toCsv(result), ',"\'=1+1, ""x""\n",');
});

Deno.test("toParquet() writes the same rows with types, readable by others", async () => {
  const bytes = await toParquet(RECORDING);
  const rows = await parquetReadObjects({ file: bytes.buffer });
  const [first] = rows;
  assertEquals(rows.length, 2 * 6 * 20);
  assertEquals([typeof first?.["round"], typeof first?.["value"], typeof first?.["arm"]], [
    "bigint",
    "number",
    "string",
  ]);
  const { key_value_metadata } = parquetMetadata(bytes.buffer);
  assert(key_value_metadata?.some(({ value }) => value === "probebook/1"));
});

Deno.test("toParquet() writes a table without rows", async () => {
  const bytes = await toParquet(fakeRecording({ arms: { a: 1 }, rounds: 0 }));
  assertEquals(await parquetReadObjects({ file: bytes.buffer }), []);
});

Deno.test("toCsv() and toParquet() refuse rows of a kind that there is not", async () => {
  const wrong = { rows: "columns" } as unknown as RowOptions;
  const message = '"rows" is "columns", one of "processes", "slices", "events" is needed';
  assertStringIncludes(assertThrows(() => toCsv(RECORDING, wrong), TypeError).message, message);
  await assertRejects(() => toParquet(RECORDING, wrong), TypeError, message);
});
