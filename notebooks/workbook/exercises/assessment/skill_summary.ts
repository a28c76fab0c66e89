/** The points of the assessment by skill, from the answers that are kept beside the notebook. */

import { DISPLAY, type Displayable, makeTable } from "../../../../probes/mod.ts";
import { type AnswerBook, type Answers, openAnswers } from "../answers.ts";
import { countedPoints } from "../held_back.ts";
import { findExercise } from "../registry.ts";
import { SKILLS } from "./skills.ts";

/** One skill with its points. */
export interface SkillPoints {
  /** The skill. */
  readonly skill: string;
  /** Points that were earned, of the better of two answers each. */
  readonly points: number;
  /** Points that can be earned. */
  readonly max: number;
  /** Items that were answered. */
  readonly answered: number;
  /** Items that there are. */
  readonly items: number;
  /** Notebooks in which the skill can be tried again. */
  readonly again: readonly string[];
}

/** The assessment by skill. Shows itself as a table. */
export interface SkillSummary extends Displayable {
  /** One a skill, in the order of the lesson. */
  readonly skills: readonly SkillPoints[];
  /** All points. */
  readonly points: number;
  /** All that can be earned. */
  readonly max: number;
}

/**
 * Adds up the assessment by skill.
 *
 * Of each item the better one of the first two answers counts.
 *
 * ```ts
 * import { skillSummary } from "workbook";
 *
 * const { points, max } = skillSummary();
 * const words: string = `${points} of ${max}`;
 * ```
 */
export function skillSummary(): SkillSummary {
  return makeSkillSummary(openAnswers());
}

/** The same with its surroundings in the open. */
export function makeSkillSummary(book: AnswerBook): SkillSummary {
  const { answers, notes } = book.read();
  const skills = skillPointsOf(answers);
  const points = skills.reduce((sum, one) => sum + one.points, 0);
  const max = skills.reduce((sum, one) => sum + one.max, 0);
  return {
    skills,
    points,
    max,
    [DISPLAY]: () =>
      makeTable({
        caption: [`Assessment: ${points} of ${max} points`, ...notes].join(". "),
        columns: [
          { title: "Skill", align: "left" },
          { title: "Points", align: "right" },
          { title: "Answered", align: "right" },
          { title: "Try again in", align: "left" },
        ],
        rows: skills.map((one) => [
          one.skill,
          `${one.points} of ${one.max}`,
          `${one.answered} of ${one.items}`,
          one.points === one.max ? "" : one.again.join(", "),
        ]),
      })[DISPLAY](),
  };
}

/** The points of every skill by these answers. */
export function skillPointsOf({ answers }: Answers): readonly SkillPoints[] {
  return SKILLS.map(({ name, items, again }) => {
    const points = items.map((id) => countedPoints(answers[id] ?? []));
    return {
      skill: name,
      points: points.reduce<number>((sum, one) => sum + (one ?? 0), 0),
      max: items.reduce((sum, id) => sum + findExercise(id).max, 0),
      answered: points.filter((one) => one !== null).length,
      items: items.length,
      again,
    };
  });
}
