/** Every record and every box of the lesson stands in its notebook: the table in `coverage.ts` against the notebooks. */
import { assertEquals } from "@std/assert";
import { EXERCISES } from "../../notebooks/workbook/exercises/registry.ts";
import { LEDGER } from "../../notebooks/workbook/ledger/ledger.ts";
import type { LedgerRecord } from "../../notebooks/workbook/ledger/record.ts";
import { readCells } from "../support/notebook_cells.ts";
import { testUnless } from "../support/skip.ts";
import {
  type Box,
  BOXES,
  MET_AGAIN,
  NOT_GRADED,
  type NotebookName,
  NOTEBOOKS,
  RECORD_PLACES,
} from "./coverage.ts";

/** What counts of a cell. */
interface Cell {
  readonly isCode: boolean;
  readonly source: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** The notebooks that are written. */
const written = new Map<NotebookName, readonly Cell[]>();
for (const name of namesOf()) {
  const cells = await cellsOf(NOTEBOOKS[name]);
  if (cells !== null) written.set(name, cells);
}

function namesOf(): NotebookName[] {
  return Object.keys(NOTEBOOKS) as NotebookName[];
}

async function cellsOf(path: string): Promise<Cell[] | null> {
  const url = new URL(`../../notebooks/${path}`, import.meta.url);
  try {
    await Deno.stat(url);
  } catch {
    return null;
  }
  return (await readCells(url)).map(({ cell_type, source, metadata }) => ({
    isCode: cell_type === "code",
    source,
    metadata,
  }));
}

/** Cells in which one of the workbook's functions is called with that id. */
function callsOf(cells: readonly Cell[], name: string, id: string): number[] {
  const call = new RegExp(`\\b${name}\\(\\s*"${id}"`);
  return cells.flatMap(({ isCode, source }, index) => isCode && call.test(source) ? [index] : []);
}

/** The title of a section without its number; null for other cells. */
function titlesOf({ isCode, source }: Cell): string[] {
  if (isCode) return [];
  return [...source.matchAll(/^##+ (?:\d+\. )?(.+)$/gm)].map(([, title = ""]) => title.trim());
}

function sectionIndex(cells: readonly Cell[], title: string): number {
  return cells.findIndex((cell) => titlesOf(cell).includes(title));
}

Deno.test("coverage: the table places every record of the ledger once, and nothing else", () => {
  const placed = namesOf().flatMap((name) => RECORD_PLACES[name]);
  assertEquals(placed.toSorted(), LEDGER.map(({ id }) => id).toSorted());
});

for (const name of namesOf()) {
  const path = NOTEBOOKS[name];
  const cells = written.get(name) ?? [];
  const missing = written.has(name) ? null : `${path} is not written yet`;

  testUnless(missing, {
    name: `coverage: ${path} has a card of each of its records, after the section that measures it`,
    fn() {
      const records = LEDGER.filter(({ id }) => RECORD_PLACES[name].includes(id));
      assertEquals(records.flatMap((record) => recordFaults(cells, record)), []);
    },
  });

  testUnless(missing, {
    name: `coverage: ${path} has no other cards than the table says`,
    fn() {
      const expected = [...RECORD_PLACES[name], ...MET_AGAIN[name] ?? []];
      const shown = cells.flatMap(({ isCode, source }) =>
        isCode ? [...source.matchAll(/\bclaim\(\s*"([^"]+)"/g)].map(([, id = ""]) => id) : []
      );
      assertEquals([...new Set(shown)].toSorted(), expected.toSorted());
    },
  });

  testUnless(missing, {
    name: `coverage: ${path} says how long it takes, and ends with what is taken away`,
    fn() {
      const text = cells.slice(0, 2).map(({ source }) => source).join("\n");
      assertEquals(
        /\b\d+ minutes\b/.test(text),
        true,
        "its minutes stand in none of its first cells",
      );
      assertEquals(sectionIndex(cells, "What you take away") > 0, true, "no takeaway");
    },
  });
}

for (const { box, notebook, place } of BOXES) {
  const cells = written.get(notebook) ?? [];
  testUnless(written.has(notebook) ? null : `${NOTEBOOKS[notebook]} is not written yet`, {
    name: `coverage: ${box} stands in ${NOTEBOOKS[notebook]}`,
    fn: () => assertEquals(boxFaults(cells, place), []),
  });
}

Deno.test("coverage: every exercise of the workbook is asked and checked in a notebook, for points", () => {
  const all = [...written.values()];
  const faults = EXERCISES.flatMap(({ id }) => {
    const asked = all.some((cells) => callsOf(cells, "exercise", id).length > 0);
    const checks = all.flatMap((cells) =>
      callsOf(cells, "check", id).flatMap((index) => cells[index] ?? [])
    );
    return [
      ...(asked ? [] : [`${id} is asked nowhere`]),
      ...(checks.length > 0 ? [] : [`${id} is checked nowhere`]),
      ...(checks.every(({ metadata }) => "nbgrader" in metadata !== NOT_GRADED.includes(id))
        ? []
        : [`${id}: its checks and nbgrader's metadata do not fit`]),
    ];
  });
  assertEquals(faults, []);
});

Deno.test("coverage: a notebook without section, card, measurement, check or box is found out", () => {
  const code = (source: string): Cell => ({ isCode: true, source, metadata: {} });
  const text = (source: string): Cell => ({ isCode: false, source, metadata: {} });
  const [measured, asked] = ["L2-S3-10", "L2-S3-11"].map((id) =>
    LEDGER.filter((record) => record.id === id)
  );
  const faults = (cells: readonly Cell[], records: readonly LedgerRecord[] = []) =>
    records.flatMap((record) => recordFaults(cells, record));
  const section = text("## 9. Who collects?\n\nIn whose thread?");
  const card = code('claim("L2-S3-10", threads);');
  assertEquals(faults([], measured), ['L2-S3-10: there is no section "Who collects?"']);
  assertEquals(faults([section], measured), ["L2-S3-10: there is no card"]);
  assertEquals(faults([section, card], measured), [
    "L2-S3-10: no cell before its card measures what it needs",
  ]);
  assertEquals(faults([code('measure("gc_thread");'), card, section], measured), [
    "L2-S3-10: its card stands before its section",
  ]);
  assertEquals(faults([section, code('measure("gc_thread");'), card], measured), []);
  assertEquals(faults([text("## Five settings"), code('claim("L2-S3-11");')], asked), [
    "L2-S3-11: its exercise is not checked before its card",
  ]);
  assertEquals(BOXES.flatMap(({ place }) => boxFaults([], place)).length, BOXES.length);
});

/** What a record lacks in its notebook. */
function recordFaults(cells: readonly Cell[], { id, cell, expected }: LedgerRecord): string[] {
  const begin = sectionIndex(cells, cell);
  const [card] = callsOf(cells, "claim", id);
  if (begin < 0) return [`${id}: there is no section "${cell}"`];
  if (card === undefined) return [`${id}: there is no card`];
  const before = cells.slice(0, card + 1).filter(({ isCode }) => isCode);
  const text = before.map(({ source }) => source).join("\n");
  const isMeasured = !("probes" in expected) ||
    expected.probes.some((probe) => text.includes(`"${probe}"`)) ||
    // Settled by what the CPythons are: no two of them differ in tail calls alone.
    (expected.kind === "ratio" && expected.contrast.by === "fact");
  const isChecked = !("exercise" in expected) ||
    callsOf(cells.slice(0, card + 1), "check", expected.exercise).length > 0;
  return [
    ...(card > begin ? [] : [`${id}: its card stands before its section`]),
    ...(isMeasured ? [] : [`${id}: no cell before its card measures what it needs`]),
    ...(isChecked ? [] : [`${id}: its exercise is not checked before its card`]),
  ];
}

/** What a box lacks. */
function boxFaults(cells: readonly Cell[], place: Box["place"]): string[] {
  switch (place.kind) {
    case "call":
      return callsOf(cells, place.name, place.id).length > 0
        ? []
        : [`no ${place.name}("${place.id}")`];
    case "section":
      return sectionIndex(cells, place.title) < 0 ? [`no section "${place.title}"`] : [];
    case "track": {
      const folded = cells.findIndex(({ isCode, source }) =>
        !isCode && source.includes("<details>") && source.includes(`<summary>${place.name}:`)
      );
      const takeaway = sectionIndex(cells, "What you take away");
      return folded > takeaway ? [] : [`no folded track "${place.name}" at the end`];
    }
  }
}
