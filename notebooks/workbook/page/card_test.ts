/** Tests of cards: what stands in them is shown as it is, and lines of text stay short. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { cardHtml, cardText } from "./card.ts";

Deno.test("cardHtml() shows markup in texts as it is", () => {
  const html = cardHtml({
    heading: "<b>",
    mark: { glyph: "<", word: ">" },
    parts: [{ label: "<i>", text: "<script>" }, { text: ["<li>"] }, { markdown: "`<a>`" }],
  });
  assertEquals([...html.matchAll(/<(?:b|i|a|script)>/g)].length, 0);
  assertStringIncludes(html, "&lt;script&gt;");
});

Deno.test("cardHtml() folds what is to be opened", () => {
  const html = cardHtml({ heading: "A", parts: [{ label: "Hint", text: "Look", isFolded: true }] });
  assertStringIncludes(html, "<details><summary>Hint</summary>\n<p>Look</p>\n</details>");
});

Deno.test("cardText() breaks lines between words and keeps a long word whole", () => {
  const long = "x".repeat(120);
  const text = cardText({
    heading: "A",
    parts: [{ text: "word ".repeat(60).trim() }, { text: ["item ".repeat(40).trim(), long] }],
  });
  const lines = text.split("\n");
  assert(lines.every((line) => line.length <= 88 || line.includes(long)));
  assertEquals(text.replaceAll(/\s+/g, " ").match(/word|item/g)?.length, 100);
});

Deno.test("cardText() puts a colon behind a label, unless it asks", () => {
  const parts = [{ label: "Here", text: "no" }, { label: "Why?", text: "so" }];
  assertEquals(cardText({ heading: "A", parts }), "A\nHere: no\nWhy? so");
});
