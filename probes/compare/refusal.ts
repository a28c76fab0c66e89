/** What the doctor found of a program, where that limits later comparisons. */

import { z } from "zod";
import type { Flag } from "../show/flag.ts";
import { readableTime } from "../show/format.ts";

/** A program that differed from itself when it was examined last. */
export interface Refusal {
  /** Its name. */
  readonly python: string;
  /** Its path. */
  readonly executable: string;
  /** ISO date and time. */
  readonly examinedAt: string;
}

const refusals: z.ZodType<Refusal[]> = z.array(
  z.object({ python: z.string(), executable: z.string(), examinedAt: z.string() }),
);

/** Reads recorded refusals; throws where they are none. */
export function parseRefusals(json: unknown): Refusal[] {
  return refusals.parse(json);
}

/** Says why a comparison has no verdict, and what to do. */
export function refusalFlag({ python, examinedAt }: Refusal): Flag {
  return {
    kind: "differs_from_itself",
    text: `No verdict: the doctor found ${readableTime(examinedAt)} that ${python} differs from ` +
      "itself on this machine; run doctor() (deno task doctor) again, and compare anew where it " +
      "finds no difference any more",
  };
}
