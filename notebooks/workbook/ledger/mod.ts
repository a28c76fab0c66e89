/**
 * Claims and what the data say of them: the statements of a part (`part_1.json`), the evidence that each takes, the rules
 * that judge it, and the card that shows the finding. Knows no chart and no exercise.
 *
 * Start reading at `claim.ts`; a claim goes → `finding.ts` → `rules.ts` → `outcome.ts`.
 *
 * @module
 */

export type { CheckPart, CheckResult } from "./check_result.ts";
export { claim, type ClaimCard, type GivenEvidence } from "./claim.ts";
export type { Evidence, EvidencePart } from "./evidence.ts";
export { type Finding, finding } from "./finding.ts";
export type { FindingInterval, FindingKind, FindingRow, FindingZone } from "./outcome.ts";
export type { LedgerStatus } from "./record.ts";
