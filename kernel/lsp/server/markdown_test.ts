/** Documentation without its signs. */

import { assertEquals } from "@std/assert";
import { plainOf } from "./markdown.ts";

const TEXTS: [markdown: string, expected: string][] = [
  ["", ""],
  ["plain", "plain"],
  ["**bold** and *slanted* and __bold__ and _slanted_", "bold and slanted and bold and slanted"],
  ["snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"],
  ["`a * b` and ``c ` d``", "a * b and c ` d"],
  ["`**kept**`", "**kept**"],
  ["# Head\n## Second", "Head\nSecond"],
  ["[text](https://example.com) ![picture](x.png)", "text picture"],
  ["```ts\nconst a = **b**;\n```\nafter", "const a = **b**;\nafter"],
  ["*@param* `who` — Whom to greet", "@param who — Whom to greet"],
  ["a\\_b", "a_b"],
  ["one\n\n\n\ntwo", "one\n\ntwo"],
  ["- item\n* item", "- item\n* item"],
];

for (const [markdown, expected] of TEXTS) {
  Deno.test(`plainOf() of ${JSON.stringify(markdown)}`, () => {
    assertEquals(plainOf(markdown), expected);
  });
}
