/** Asks the language server about cells, and keeps what the answers are held against. */

import { within } from "../evaluator/deadline.ts";
import type { Evaluation, LivePort } from "../evaluator/port.ts";
import type { CheckOccasion } from "./type_rules.ts";
import type { Diagnosis, KnownCell, TypeFault, TypeService } from "../lsp/type_service.ts";

/** How long answers are waited for, in ms. */
export interface AnswerLimits {
  /** The first one: the compiler starts and reads its libraries. */
  readonly firstMs: number;
  /** The same in a graded run. */
  readonly firstGradedMs: number;
  readonly laterMs: number;
  /** When answers have not come again and again. */
  readonly silentMs: number;
}

/** What came of a check. */
export type Verdict =
  | { kind: "clean" }
  /** `error` stands in place of a cell that must not run, `warning` is for one that ran. */
  | { kind: "faulty"; error: Evaluation; warning: string }
  /** The reason is a clause without a full stop. */
  | { kind: "unavailable"; reason: string };

/** Checks cells. */
export interface TypeChecker {
  /** Lets the compiler start before the first check. */
  warm(): void;
  /** Takes note of how a cell ended. */
  ended(cell: KnownCell, evaluation: Evaluation): void;
  /** Takes note of a cell that was not run. */
  refused(cell: KnownCell): void;
  /** Never rejects. */
  check(cell: KnownCell, occasion: CheckOccasion): Promise<Verdict>;
}

/**
 * Chosen: on a busy machine of two cores the first answer took some 7 s, later ones well under 1 s.
 * A grader that nobody has told otherwise stops a cell after 30 s, and the check is part of that.
 */
export const ANSWER_LIMITS: AnswerLimits = {
  firstMs: 30_000,
  firstGradedMs: 15_000,
  laterMs: 10_000,
  silentMs: 1000,
};

/** How much longer a service may take to notice its own deadline. Chosen. */
const GRACE_FACTOR = 1.1;

/** Answers missing one after the other before waits get short: a graded run must come to its end. Chosen. */
const SILENCES_MAX = 2;

/** Cells whose text is kept, to look up what they made, and their characters: more than a notebook has. Chosen. */
const TEXTS_MAX = 1000;
const CHARACTERS_MAX = 2_000_000;

/** A longer cell is data; nothing is looked up there. Chosen. */
const TEXT_LENGTH_MAX = 200_000;

const SILENCE: Diagnosis = { kind: "unavailable", reason: "the compiler did not answer in time" };

/** Makes the checker. */
export function createTypeChecker(
  { types, live, limits = ANSWER_LIMITS }: {
    readonly types: TypeService;
    readonly live: LivePort;
    readonly limits?: AnswerLimits;
  },
): TypeChecker {
  const ran = createTexts();
  const lost = createTexts();
  let hasAnswered = false;
  let silenceCount = 0;

  function limitOf(occasion: CheckOccasion): number {
    if (silenceCount >= SILENCES_MAX) return limits.silentMs;
    if (hasAnswered) return limits.laterMs;
    return occasion === "graded" ? limits.firstGradedMs : limits.firstMs;
  }

  async function diagnose(cell: KnownCell, occasion: CheckOccasion): Promise<Diagnosis> {
    const limitMs = limitOf(occasion);
    const sinceMs = performance.now();
    const asked = types.diagnose(cell, { deadlineMs: limitMs });
    const waited = await within(limitMs * GRACE_FACTOR, asked);
    const diagnosis = waited.kind === "settled" ? waited.value : SILENCE;
    // Timers of others may ring a little earlier.
    const isSilent = diagnosis.kind === "unavailable" &&
      performance.now() - sinceMs >= limitMs * 0.9;
    silenceCount = isSilent ? silenceCount + 1 : 0;
    hasAnswered ||= diagnosis.kind === "faults";
    return diagnosis;
  }

  async function judge(
    faults: readonly TypeFault[],
    cell: KnownCell,
    occasion: CheckOccasion,
  ): Promise<Verdict> {
    const { faultsToTell, checkError, isOutdated, warningText } = await loadRules();
    if (occasion === "ran" && isOutdated(cell, ran.after(cell.key))) return { kind: "clean" };
    const surroundings = { earlier: ran.all(), lost: lost.all(), live, occasion };
    const told = await faultsToTell(faults, cell, surroundings);
    return told.length === 0
      ? { kind: "clean" }
      : { kind: "faulty", error: checkError(told, cell), warning: warningText(told, cell) };
  }

  function refused(cell: KnownCell): void {
    ran.delete(cell.key);
    lost.set(cell.key, cell.code);
  }

  return {
    warm: () => void types.diagnose({ key: "", name: "", code: "" }),
    ended(cell, evaluation) {
      if (!hasRun(evaluation)) return refused(cell);
      lost.delete(cell.key);
      ran.set(cell.key, cell.code);
      if (cell.code.length <= TEXT_LENGTH_MAX) types.ran(cell);
    },
    refused,
    async check(cell, occasion) {
      const diagnosis = await diagnose(cell, occasion);
      if (diagnosis.kind === "unavailable") return diagnosis;
      if (diagnosis.faults.length === 0) return { kind: "clean" };
      try {
        return await judge(diagnosis.faults, cell, occasion);
      } catch (error) {
        // A checkout that has gone since the start; no cell may suffer from that.
        return { kind: "unavailable", reason: error instanceof Error ? error.message : `${error}` };
      }
    },
  };
}

function loadRules(): Promise<typeof import("./type_rules.ts")> {
  // Computed, so that a kernel's start does not load what most kernels never need.
  const specifier = "./type_rules.ts";
  return import(specifier);
}

/** Whether declarations of the cell are there: not where it could not be compiled. */
function hasRun(evaluation: Evaluation): boolean {
  switch (evaluation.kind) {
    case "value":
    case "interrupted":
      return true;
    case "thrown":
      return evaluation.name !== "SyntaxError";
    case "died":
      return false;
  }
}

/** Texts by their cells' keys, in the order in which these were set last. */
function createTexts() {
  const texts = new Map<string, string>();
  let characterCount = 0;
  function drop(key: string | undefined): void {
    const text = key === undefined ? undefined : texts.get(key);
    if (key === undefined || text === undefined) return;
    texts.delete(key);
    characterCount -= text.length;
  }
  return {
    set(key: string, text: string) {
      drop(key);
      if (text.length > TEXT_LENGTH_MAX) return;
      texts.set(key, text);
      characterCount += text.length;
      while (texts.size > TEXTS_MAX || characterCount > CHARACTERS_MAX) {
        drop(texts.keys().next().value);
      }
    },
    delete: drop,
    all: () => [...texts.values()],
    /** Those that were set after the one of the key. */
    after: (key: string) => [...texts.values()].slice([...texts.keys()].indexOf(key) + 1),
  };
}
