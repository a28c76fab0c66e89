/** Tests of reading sizes, growths, deaths and evaluations out of tables. */
import { assertEquals } from "@std/assert";
import {
  deathSteps,
  evaluationMoments,
  listSteps,
  memoryMoments,
  objectSizes,
  pipelineStages,
} from "./told.ts";
import type { DataTable } from "../run/event.ts";

function arm(...tables: readonly DataTable[]) {
  return { processes: [{}, { tables }, { tables }] };
}

function table(name: string, rows: DataTable["rows"]): DataTable {
  return { name, columns: [], rows };
}

const CASES: [name: string, actual: unknown, expected: unknown][] = [
  [
    "objectSizes() reads the table of the first process that has one",
    objectSizes(arm(table("size", [["a set", 216, 728]]))),
    [{ object: "a set", sizeofBytes: 216, allocatedBytes: 728 }],
  ],
  [
    "objectSizes() leaves out what is no size",
    objectSizes(arm(table("size", [["a set", null, 728], ["a set", 1, 2, 3], ["a set", -1, 2]]))),
    [],
  ],
  [
    "listSteps() reads growths",
    listSteps(arm(table("step", [[1, 4], [5, 8], ["5", 8]]))),
    [{ length: 1, room: 4 }, { length: 5, room: 8 }],
  ],
  ["listSteps() reads nothing of another probe", listSteps(arm(table("size", [[1, 4]]))), []],
  [
    "deathSteps() reads who is alive and who died",
    deathSteps(arm(table("death", [["del", "b, c", "a"], ["collect", "", ""]]))),
    [
      { step: "del", alive: ["b", "c"], died: ["a"] },
      { step: "collect", alive: [], died: [] },
    ],
  ],
  [
    "evaluationMoments() reads what was evaluated",
    evaluationMoments(arm(table("note", [["read", "a, b"]]))),
    [{ moment: "read", notes: ["a", "b"] }],
  ],
  [
    "memoryMoments() reads how memory grows",
    memoryMoments(arm(table("memory", [[0, 10.5], [3, 12], [4, -1]]))),
    [{ ms: 0, mib: 10.5 }, { ms: 3, mib: 12 }],
  ],
  [
    "pipelineStages() reads what each stage took",
    pipelineStages(arm(table("stage", [["read", 2, 1.5, 0, 0.4], ["parse", 3, 2]]))),
    [{ stage: "read", wallMs: 2, cpuMs: 1.5, collectorMs: 0, queueMs: 0.4 }],
  ],
  ["evaluationMoments() reads nothing of no process", evaluationMoments({ processes: [] }), []],
];

for (const [name, actual, expected] of CASES) {
  Deno.test(name, () => assertEquals(actual, expected));
}
