/** Tests of the small Markdown of exercises. */
import { assertEquals } from "@std/assert";
import { proseHtml } from "./prose.ts";

const CASES: [name: string, markdown: string, html: string][] = [
  ["two paragraphs", "One\nline.\n\nTwo.", "<p>One line.</p>\n<p>Two.</p>"],
  ["a list", "- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"],
  ["a numbered list", "1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"],
  ["a list behind a line", "See:\n- a", "<p>See:</p>\n<ul>\n<li>a</li>\n</ul>"],
  [
    "code and emphasis",
    "Use `a * b * c` *now*.",
    "<p>Use <code>a * b * c</code> <em>now</em>.</p>",
  ],
  ["signs of HTML", "`a<b>` & *<i>*", "<p><code>a&lt;b&gt;</code> &amp; <em>&lt;i&gt;</em></p>"],
];

for (const [name, markdown, html] of CASES) {
  Deno.test(`proseHtml() writes ${name}`, () => assertEquals(proseHtml(markdown), html));
}
