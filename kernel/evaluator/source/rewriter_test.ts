/** Edited texts, and where their places came from. */

import { assertEquals } from "@std/assert";
import { createRewriter, type Rewriter } from "./rewriter.ts";

const SOURCE = "one two three";

const EDITS: [name: string, edit: (rewriter: Rewriter) => void, expected: string][] = [
  ["nothing", () => {}, SOURCE],
  ["a replacement", (r) => r.replace(4, 7, "2"), "one 2 three"],
  ["an insertion before and behind", (r) => {
    r.open(4, "(");
    r.close(7, ")");
  }, "one (two) three"],
  ["what closes inside out, before what opens", (r) => {
    r.open(4, "[");
    r.close(4, ";", "end");
    r.close(4, "}", "closeOuter");
    r.close(4, ")");
  }, "one )};[two three"],
  ["a hoisted range with its edits", (r) => {
    r.hoist(8, 13);
    r.open(8, "<");
    r.close(13, ">");
    r.close(7, "!");
  }, "<three>one two! "],
  ["two hoisted ranges side by side, in the order of hoisting", (r) => {
    r.hoist(8, 13);
    r.hoist(4, 8);
    r.close(8, "|");
    r.open(8, "^");
  }, "^threetwo |one "],
  ["a head and a tail", (r) => {
    r.prepend("a ");
    r.prepend("b ");
    r.append(" z");
  }, "a b one two three z"],
];

for (const [name, edit, expected] of EDITS) {
  Deno.test(`createRewriter() makes ${name}`, () => {
    const rewriter = createRewriter(SOURCE);
    edit(rewriter);
    assertEquals(rewriter.finish().text, expected);
  });
}

Deno.test("originalOffset() finds each copied letter where it stood, inserted ones at their place", () => {
  const rewriter = createRewriter(SOURCE);
  rewriter.hoist(8, 13);
  rewriter.replace(4, 7, "2");
  const { text, originalOffset } = rewriter.finish();
  assertEquals(text, "threeone 2 ");
  assertEquals(Array.from(text, (_, index) => originalOffset(index)), [
    ...[8, 9, 10, 11, 12],
    ...[0, 1, 2, 3, 4, 7],
  ]);
});
