/**
 * Claims and what the data say of them: the statements of the lesson by section (`section_1.json` and its like), the
 * evidence that each takes, the rules that judge it, and the card that shows the finding, with a picture of its figures.
 * Knows no exercise.
 *
 * Start reading at `claim.ts`; a claim goes → `finding.ts` → `judge.ts` (which evidence, which rule) → `rules*.ts` →
 * `outcome.ts`. What can be expected of data is in `expectation.ts`.
 *
 * @module
 */

export type { CheckPart, CheckResult } from "./check_result.ts";
export { claim, type ClaimCard, type GivenEvidence } from "./claim.ts";
export type { Evidence, EvidencePart } from "./evidence.ts";
export { type Finding, finding } from "./finding.ts";
export type { FindingInterval, FindingKind, FindingRow, FindingZone } from "./outcome.ts";
export type { ProgramRuns, ProgramTime } from "./program_runs.ts";
export type { LedgerStatus } from "./record.ts";
