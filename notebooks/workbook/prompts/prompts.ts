/** Every prompt, by id. */

import { LESSON_1_PROMPTS } from "./lesson_1_prompts.ts";
import { LESSON_2_PROMPTS } from "./lesson_2_prompts.ts";
import { LESSON_3_PROMPTS } from "./lesson_3_prompts.ts";
import { LESSON_5_PROMPTS } from "./lesson_5_prompts.ts";
import { LESSON_6_PROMPTS } from "./lesson_6_prompts.ts";
import { PART_2_PROMPTS } from "./part_2_prompts.ts";
import { PART_3_PROMPTS } from "./part_3_prompts.ts";
import { PRACTICE_1_PROMPTS } from "./practice_1_prompts.ts";
import { PRACTICE_2_PROMPTS } from "./practice_2_prompts.ts";
import { PRACTICE_3_PROMPTS } from "./practice_3_prompts.ts";
import { PRACTICE_4_PROMPTS } from "./practice_4_prompts.ts";
import type { PromptDefinition } from "./prompt_definition.ts";

/** In the order of the lesson. */
export const PROMPTS: readonly PromptDefinition[] = [
  ...LESSON_1_PROMPTS,
  ...LESSON_2_PROMPTS,
  ...LESSON_3_PROMPTS,
  ...LESSON_5_PROMPTS,
  ...LESSON_6_PROMPTS,
  ...PART_2_PROMPTS,
  ...PART_3_PROMPTS,
  ...PRACTICE_1_PROMPTS,
  ...PRACTICE_2_PROMPTS,
  ...PRACTICE_3_PROMPTS,
  ...PRACTICE_4_PROMPTS,
];

/** The prompt of that id; throws a `TypeError` that lists the ids there are. */
export function findPrompt(id: string): PromptDefinition {
  const found = PROMPTS.find((prompt) => prompt.id === String(id).trim());
  if (found !== undefined) return found;
  const ids = PROMPTS.map((prompt) => `"${prompt.id}"`).join(", ");
  throw new TypeError(`Cannot find prompt "${id}": there are ${ids}`);
}
