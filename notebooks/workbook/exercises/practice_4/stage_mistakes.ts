/** Wrong shares that people get out of the table of stages, and what they are told. */

import { type MeasuredArm, type PipelineStage, pipelineStages } from "../../../../probes/mod.ts";
import type { NumberMistake } from "../acceptance_numbers.ts";
import type { Cause } from "./causes.ts";

/** Stages that are bytecode; all others are calls of C functions. */
const BYTECODE: readonly string[] = ["build", "add_up"];

/** Stages that touch the file. */
const FILE: readonly string[] = ["read", "write"];

/** The mistakes about one cause; none where the arm told no stages. */
export function stageMistakes(
  arm: MeasuredArm | undefined,
  cause: Cause["key"],
): readonly NumberMistake[] {
  const stages = arm === undefined ? [] : pipelineStages(arm);
  const whole = wholeMs(stages);
  if (whole === 0) return [];
  const percent = (ms: number) => 100 * ms / whole;
  switch (cause) {
    case "waiting":
      return [{
        value: percent(sumOf(stages.filter(isFile), ({ wallMs }) => wallMs)),
        reason:
          "That is all of reading and writing. Where the processor's time is as long as the " +
          "wall's nobody waits: the file lies in memory.",
      }, {
        value: percent(sumOf(stages, ({ wallMs, cpuMs }) => Math.max(0, wallMs - cpuMs))),
        reason:
          "That is the difference of the clocks in all stages. Outside of reading and writing " +
          "there is nothing to wait for: another program had the processor.",
      }];
    case "bytecode":
      return [{
        value: percent(sumOf(stages.filter(isBytecode), ({ cpuMs }) => cpuMs)),
        reason: "The collector's time is still in it: take it out of the two stages.",
      }, {
        value: percent(
          sumOf(stages.filter((stage) => isBytecode(stage) || stage.stage === "parse"), ownMs),
        ),
        reason: "Parsing is in it: the loop over the rows is inside of the C function.",
      }];
    case "native":
      return [{
        value: percent(sumOf(stages.filter((stage) => !isBytecode(stage)), ({ cpuMs }) => cpuMs)),
        reason:
          "The collector's time is still in it: a C function that makes lists sets it off, too.",
      }];
    case "collector":
      return [{
        value: 0,
        reason: "A profile of functions does not show it. The last column of the table does.",
      }];
  }
}

/** Processor time of all stages, and what reading and writing waited. */
function wholeMs(stages: readonly PipelineStage[]): number {
  return sumOf(stages, ({ cpuMs }) => cpuMs) +
    sumOf(
      stages.filter(isFile),
      ({ wallMs, cpuMs, queueMs }) => Math.max(0, wallMs - cpuMs - queueMs),
    );
}

function sumOf(stages: readonly PipelineStage[], ms: (stage: PipelineStage) => number): number {
  return stages.reduce((sum, stage) => sum + ms(stage), 0);
}

function ownMs({ cpuMs, collectorMs }: PipelineStage): number {
  return cpuMs - collectorMs;
}

function isBytecode({ stage }: PipelineStage): boolean {
  return BYTECODE.includes(stage);
}

function isFile({ stage }: PipelineStage): boolean {
  return FILE.includes(stage);
}
