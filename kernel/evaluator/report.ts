/** What the child says of a thrown value, checked. */

import { z } from "zod";
import type { ThrownReport } from "./runtime_contract.ts";

/** A thrown value, and whether it is the one by which a cell is stopped. */
export interface ToldThrown {
  readonly isInterrupt: boolean;
  readonly report: ThrownReport;
}

/** Reads the answer of the child's `report()`. */
export function readReport(value: unknown): ToldThrown {
  const told = toldThrown.safeParse(value);
  return told.success ? told.data : UNTOLD;
}

/** Checks a report that came over a pipe. */
export function isThrownReport(value: unknown): value is ThrownReport {
  return thrownReport.safeParse(value).success;
}

const thrownReport: z.ZodType<ThrownReport> = z.lazy(() =>
  z.object({
    name: z.string(),
    message: z.string(),
    stack: z.string().nullable(),
    cause: thrownReport.exactOptional(),
    errors: z.array(thrownReport).exactOptional(),
    traceback: z.array(z.string()).exactOptional(),
  })
);

const toldThrown: z.ZodType<ToldThrown> = z.object({
  isInterrupt: z.boolean(),
  report: thrownReport,
});

const UNTOLD: ToldThrown = {
  isInterrupt: false,
  report: { name: "Error", message: "The thrown value cannot be described", stack: null },
};
