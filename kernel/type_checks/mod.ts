/**
 * Checks of cells' types: warnings once nothing runs, and errors for cells that ask for it or are graded.
 *
 * Knows which faults are worth a learner's attention (`type_rules.ts`), when to look (`type_checker.ts`) and how a fault
 * reads (`type_fault_text.ts`). It deliberately does not know where types come from: whoever wires the kernel passes a
 * service of `kernel/lsp`. Start reading with `type_checks.ts`.
 *
 * @module
 */

export { isGradedRun, type TypeCheckOptions, withTypeChecks } from "./type_checks.ts";
