/**
 * Three programs that take about as long as each other, each for another reason: what a learner looks into with tools.
 */

import { z } from "zod";
import { DISPLAY, type Displayable, type Probe } from "../../../../probes/mod.ts";
import { cardBundle } from "../../page/card.ts";
import { type AnswerBook, openAnswers, withKept } from "../answers.ts";
import { isGradedRun } from "../check.ts";
import { namesBy } from "./hidden_names.ts";
import { FILE_BYTES, hiddenProbe, sourcesOf } from "./hidden_probe.ts";

/** Three programs to look into. Shows itself with their names and what can be done with them. */
export interface HiddenPrograms extends Displayable {
  /** Their names, in the order of the alphabet. */
  readonly names: readonly string[];
  /** For `measure()`: its parameter `program` is one of the names, its parameter `tool` is `cProfile` or `callbacks`. */
  readonly probe: Probe;
  /** The Python of each, by its name. */
  readonly sources: Readonly<Record<string, string>>;
}

/**
 * Draws names for three programs and hands them over; the names are kept beside the notebook and stay the same.
 *
 * ```ts
 * import { arms, measure } from "probes";
 * import { hiddenPrograms } from "workbook";
 *
 * const hidden = hiddenPrograms();
 * const [python] = await arms();
 * const [program = ""] = hidden.names;
 * const looks = await measure(hidden.probe, {
 *   arms: [{ python, params: { program, tool: "callbacks" } }],
 *   params: { ms: 20 },
 *   rounds: 1,
 * });
 * const collections = looks.arms[0]?.summary["collections"]?.median;
 * ```
 */
export function hiddenPrograms(): HiddenPrograms {
  return makeHiddenPrograms({ book: openAnswers(), now: new Date(), isGraded: isGradedRun() });
}

/** What drawing works with. */
export interface HiddenRequest {
  readonly book: AnswerBook;
  readonly now: Date;
  readonly isGraded: boolean;
}

/** The same with its surroundings in the open. */
export function makeHiddenPrograms(request: HiddenRequest): HiddenPrograms {
  const { seed, notes } = keptSeed(request);
  const names = namesBy(seed);
  const sources = sourcesOf(names);
  return {
    names,
    probe: hiddenProbe(names),
    sources,
    [DISPLAY]: () =>
      cardBundle({
        heading: "Three programs",
        parts: [
          { label: "Their names", text: names.join(", ") },
          {
            text: `Each has a function run(), and each file has ${
              FILE_BYTES.toLocaleString("en")
            } bytes. Before every run its work is fitted, so that all of them take about as long.`,
          },
          ...notes.map((text) => ({ label: "Note", text })),
        ],
      }),
  };
}

/** Under which the seed is kept among the answers. */
const SEED_KEY = "part3-programs";

/** Drawn once, and the same at each start of the notebook. */
function keptSeed(
  { book, now, isGraded }: HiddenRequest,
): { readonly seed: number; readonly notes: readonly string[] } {
  const { answers, notes } = book.read();
  const kept = z.int().safeParse(answers.answers[SEED_KEY]?.at(-1)?.value);
  if (kept.success) return { seed: kept.data, notes };
  // A grader's copy of a notebook is no place for answers; its draw needs only be the same each time.
  if (isGraded) return { seed: 0, notes };
  const seed = Math.floor(Math.random() * 0x7fff_ffff);
  const updated = book.update((all) => ({
    ...all,
    answers: {
      ...all.answers,
      [SEED_KEY]: withKept(all.answers[SEED_KEY], { value: seed, at: now.toISOString() }),
    },
  }));
  return { seed, notes: [...new Set([...notes, ...updated.notes])] };
}
