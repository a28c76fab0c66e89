/**
 * Exercises: their texts, the checks with their points, predictions, and the file in which answers are kept. What is asked
 * in a part and who judges it stands in a folder a part (`part_1/`).
 *
 * Start reading at `check.ts`; an answer goes → `answer_fields.ts` → the judge of its exercise (`registry.ts` finds it) →
 * `answers.ts`, which keeps it.
 *
 * @module
 */

export { check, type Checked, type Checking } from "./check.ts";
export { type Exercise, exercise } from "./exercise.ts";
export { predict, type Prediction, type PredictSpec } from "./predict.ts";
export { type SavedProgram, saveProgram } from "./save_program.ts";
