/** What the boxes of Part 4 are judged from: the runs of a program, what each printed, and what stands in it. */

import type { LearnerRun, RepeatedRuns, SourceFacts, SourceRules } from "../../../../probes/mod.ts";
import type { Reading } from "./output_lines.ts";
import { SECTION_KINDS, type SectionKind } from "./output_sections.ts";
import {
  type ProfilerOutput,
  type ProfilerSection,
  readProfilerOutput,
  type StatedTime,
} from "./profiler_output.ts";

/** A run with what was read of its output. */
export interface ProfilerRun {
  readonly run: LearnerRun;
  readonly output: ProfilerOutput;
}

/** A program that was run. */
export interface ProfilerTrial {
  readonly repeated: RepeatedRuns;
  /** Those that came to their end. */
  readonly finished: readonly ProfilerRun[];
  readonly facts: SourceFacts;
  /** Null where they could not be read. */
  readonly rules: SourceRules | null;
}

/** Reads the output of every run that came to its end. */
export function profilerRuns({ runs }: RepeatedRuns): ProfilerRun[] {
  return runs.filter(({ ending }) => ending.kind === "finished")
    .map((run) => ({ run, output: readProfilerOutput(run.stdout) }));
}

/** The sections of a run that were found. */
export function sectionsIn({ output }: ProfilerRun): [SectionKind, ProfilerSection][] {
  return SECTION_KINDS.flatMap((kind): [SectionKind, ProfilerSection][] => {
    const section = output.sections[kind];
    return section.kind === "found" ? [[kind, section.value]] : [];
  });
}

/** The times of a run that were found. */
export function timesIn(run: ProfilerRun): [SectionKind, StatedTime][] {
  return sectionsIn(run).flatMap(([kind, { time }]): [SectionKind, StatedTime][] =>
    time.kind === "found" ? [[kind, time.value]] : []
  );
}

/** The times of one part, run by run. */
export function timesOf(runs: readonly ProfilerRun[], kind: SectionKind): StatedTime[] {
  return runs.flatMap((run) =>
    timesIn(run).filter(([own]) => own === kind).map(([, time]) => time)
  );
}

/** What is wrong with one reading; nothing where it was found. */
export function faultIn(reading: Reading<unknown>): string[] {
  return reading.kind === "fault" ? [reading.reason] : [];
}

/** The first faults of all runs, each once: a program makes the same one every time. */
export function faultsOver(
  runs: readonly ProfilerRun[],
  faultsOf: (run: ProfilerRun) => readonly string[],
): string[] {
  const all = runs.map(faultsOf).find((faults) => faults.length > 0) ?? [];
  return [...new Set(all)];
}

/** Faults as a sentence or two; the next ones are told when these are mended. */
export function faultText(faults: readonly string[]): string {
  const shown = faults.slice(0, FAULTS_SHOWN_MAX).map((text) => `${text}.`).join(" ");
  const more = faults.length - FAULTS_SHOWN_MAX;
  return more > 0 ? `${shown} And ${more} more.` : shown;
}

/** A box with more is a list that nobody reads. */
const FAULTS_SHOWN_MAX = 3;

/** A time with its unit, in three digits. */
export function milliseconds(ms: number): string {
  return `${Number(ms.toPrecision(3))} ms`;
}
