/** Answers to `L2-TW-06`: the shares of a pipeline whose C functions take most. */

import type { DataTable } from "../../../probes/mod.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";
import { fakeRunsOf } from "../../support/fake_collector_runs.ts";

/** Of 80 ms of processor and 2 ms of waiting: 26 of bytecode, 48 of C functions, 6 of the collector. */
const STAGES: DataTable = {
  name: "stage",
  columns: ["stage", "wallMs", "cpuMs", "collectorMs", "queueMs"],
  rows: [
    ["read", 4, 3, 0, 0],
    ["parse", 30, 23, 3, 7],
    ["build", 21, 21, 2, 0],
    ["add_up", 8, 8, 1, 0],
    ["encode", 28, 22, 0, 6],
    ["write", 4, 3, 0, 0],
  ],
};

const SHARES = { bytecode: 31.7, native: 58.5, collector: 7.3, waiting: 2.4 };

function pipeline(shares: Readonly<Record<string, number>>) {
  const values = Object.fromEntries(
    Object.entries(shares).map(([key, share]) => [key, [share - 0.4, share, share + 0.4]]),
  );
  const measurement = fakeRunsOf("file_pipeline", [{ params: { remedy: "none" }, values }]);
  const arms = measurement.arms.map((arm) => ({
    ...arm,
    processes: arm.processes.map((process) => ({ ...process, tables: [STAGES] })),
  }));
  return { ...measurement, arms };
}

const RIGHT = {
  bytecode: 32,
  native: 58.5,
  collector: 7,
  waiting: "2.5 %",
  verdict: "native",
  recommend: "less",
};

/** The stub, the model answer, and what learners write. */
export const PIPELINE_SHARES: ExerciseAnswers = {
  exercise: "L2-TW-06",
  evidence: pipeline(SHARES),
  stub: {
    bytecode: null,
    native: null,
    collector: null,
    waiting: null,
    verdict: null,
    recommend: null,
  },
  solution: RIGHT,
  wrong: [
    {
      name: "all of reading and writing as waiting",
      answer: { ...RIGHT, waiting: 9.7 },
      part: "waiting",
      reason: "Where the processor's time is as long as the wall's nobody waits",
    },
    {
      name: "the clocks' difference in all stages as waiting",
      answer: { ...RIGHT, waiting: 18.3 },
      part: "waiting",
      reason: "another program had the processor",
    },
    {
      name: "a collector that no profile of functions shows",
      answer: { ...RIGHT, collector: 0 },
      part: "the collector",
      reason: "A profile of functions does not show it",
    },
    {
      name: "parsing as bytecode, since its line tops the profile",
      answer: { ...RIGHT, bytecode: 56 },
      part: "bytecode",
      reason: "the loop over the rows is inside of the C function",
    },
    {
      name: "shares that are more than the whole",
      answer: { ...RIGHT, collector: 11 },
      part: "one whole",
      reason: "Something is counted twice",
    },
    {
      name: "shares without one of them",
      answer: { ...RIGHT, collector: null },
      part: "one whole",
      reason: "four shares are needed",
    },
    {
      name: "the disk as the verdict",
      answer: { ...RIGHT, verdict: "waiting" },
      part: "verdict",
      reason: "Measured here: waiting 2 to 3 %; C functions 58 to 59 %",
    },
    {
      name: "another release for what is in C",
      answer: { ...RIGHT, recommend: "interpreter" },
      part: "recommendation",
      reason: "it cannot bring more than that",
    },
    {
      name: "a verdict that only a tie would allow",
      answer: { ...RIGHT, verdict: "collector" },
      evidence: pipeline({ bytecode: 45, native: 45.5, collector: 8, waiting: 1.5 }),
      part: "verdict",
      reason: "bytecode 45 %, C functions 45 to 46 %",
    },
  ],
};
