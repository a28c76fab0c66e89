/** What a learner's program may use up: the numbers, in one place. */

/** The limits of one run. */
export interface LearnerLimits {
  /** Wall-clock time; the same number limits the processor time of each of its processes. */
  readonly secondsMax: number;
  /** Standard output. */
  readonly outputBytesMax: number;
  /** Address space of a process. */
  readonly memoryBytesMax: number;
  /** Each file that it writes. */
  readonly fileBytesMax: number;
  /** Files open at the same time. */
  readonly openFilesMax: number;
}

const MIB = 1024 * 1024;

/** Part 1 asks for 200 million additions: 7 to 25 s on CPython 3.8 to 3.15, two cores under a load of 5 (November 2026). */
export const LEARNER_LIMITS: LearnerLimits = {
  secondsMax: 60,
  outputBytesMax: MIB,
  memoryBytesMax: 1024 * MIB,
  fileBytesMax: 16 * MIB,
  openFilesMax: 64,
};

/** Longest source that is read. A learner's program has a few kilobytes; chosen. */
export const SOURCE_BYTES_MAX = MIB;

/** Parsing takes some 100 ms at most; a slow, loaded machine ten times that. */
export const READ_SECONDS_MAX = 20;
