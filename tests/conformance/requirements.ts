/** The lines that the kernel is held to, from `requirements.json`. */
import { z } from "zod";
import type { Level } from "./judge.ts";
import text from "./requirements.json" with { type: "json" };

/** One line of the requirements. */
export interface Requirement {
  id: string;
  level: Level;
  text: string;
}

/** Lines that belong together. */
export interface Section {
  title: string;
  lines: Requirement[];
}

/** The section of what no requirement names; it does not count among the levels. */
export const BEYOND = "Beyond the requirements";

const sectionsSchema: z.ZodType<Section[]> = z.array(z.object({
  title: z.string(),
  lines: z.array(z.object({
    id: z.string(),
    level: z.enum(["MUST", "SHOULD", "NICE"]),
    text: z.string(),
  })),
}));

/** All sections in the order of the table. */
export const REQUIREMENTS: readonly Section[] = sectionsSchema.parse(text);

/** All lines of all sections. */
export function allRequirements(): Requirement[] {
  return REQUIREMENTS.flatMap(({ lines }) => lines);
}
