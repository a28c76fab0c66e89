/** A soak from its start to its report. */
import { describeKernelUnderTest } from "../support/kernel_under_test.ts";
import { runHelper } from "../support/python_driver.ts";
import { createSoakJudge, parseRecord, type SoakReport } from "./transcript.ts";

/** How long, with which choices, and by which Python. */
export interface SoakOptions {
  readonly python: string;
  readonly seconds: number;
  readonly seed: number;
}

/** Loads this checkout's kernel and judges what came of it. */
export async function runSoak({ python, seconds, seed }: SoakOptions): Promise<SoakReport> {
  await using kernel = await describeKernelUnderTest();
  const run = runHelper(new URL("soak.py", import.meta.url), {
    python,
    args: [kernel.folder, String(seconds), String(seed)],
  });
  const judge = createSoakJudge();
  for await (const line of run.lines) judge.take(parseRecord(line));
  await run.ended;
  return judge.report();
}

/** The report in two lines. */
export function describeSoak(report: SoakReport): string {
  const { cellCount, stopCount, restartCount, deathCount, memoryMib, memoryGrowth } = report;
  const memory = memoryMib === null
    ? "memory not seen"
    : `memory ${memoryMib.first.toFixed(0)} MiB at first, ${memoryMib.last.toFixed(0)} at last, ` +
      `${memoryMib.max.toFixed(0)} at most`;
  const growth = memoryGrowth === null ? "" : ` (${memoryGrowth.toFixed(2)} of a settled kernel's)`;
  return `${report.seconds.toFixed(0)} s: ${cellCount} cells, ${stopCount} stopped, ` +
    `${restartCount} processes ended on purpose, ${deathCount} deaths told, ` +
    `${report.faults.length} faults\n${memory}${growth}`;
}
