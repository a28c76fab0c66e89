/** What Shift-Tab shows. */

import { assertEquals } from "@std/assert";
import { inspectionOf, type KnownThing } from "./inspection.ts";

const NOTHING: KnownThing = { expression: "a", typed: null, value: null, maker: null };
const TYPED = { markdown: "```ts\nlet a: A\n```", plain: "let a: A" };

const THINGS: [
  name: string,
  thing: Partial<KnownThing>,
  plain: string | null,
  markdown?: string,
][] = [
  ["nothing", {}, null],
  ["a value alone", { value: "number: 1" }, "a: number: 1"],
  ["a type alone", { typed: TYPED }, "let a: A", "```ts\nlet a: A\n```"],
  [
    "both",
    { typed: TYPED, value: "A { b }" },
    "let a: A\n\na: A { b }",
    "```ts\nlet a: A\n```\n\nValue: `A { b }`",
  ],
  [
    "an array",
    { typed: TYPED, value: "Array(3)" },
    "let a: A\n\na: Array(3)",
    "```ts\nlet a: A\n```\n\nValue: `Array(3)`",
  ],
  [
    "a function, of which types tell more",
    { typed: TYPED, value: "function a(b)" },
    "let a: A",
    "```ts\nlet a: A\n```",
  ],
  [
    "an arrow, of which types tell more",
    { typed: TYPED, value: "(b) => b" },
    "let a: A",
    "```ts\nlet a: A\n```",
  ],
  [
    "a method, of which types tell more",
    { typed: TYPED, value: "a(b, c)" },
    "let a: A",
    "```ts\nlet a: A\n```",
  ],
  ["a function alone", { value: "function a(b)" }, "a: function a(b)"],
  [
    "a value with ticks",
    { typed: TYPED, value: "string: `" },
    "let a: A\n\na: string: `",
    "```ts\nlet a: A\n```\n\nValue: `` string: ` ``",
  ],
  [
    "its source",
    { typed: TYPED, maker: { key: "k", name: "cell 3", code: "let a = b;\n" } },
    "let a: A\n\nIn cell 3:\nlet a = b;",
    "```ts\nlet a: A\n```\n\nIn cell 3:\n\n```ts\nlet a = b;\n```",
  ],
];

for (const [name, thing, plain, markdown] of THINGS) {
  Deno.test(`inspectionOf() of ${name}`, () => {
    const found = inspectionOf({ ...NOTHING, ...thing });
    assertEquals(
      found.kind === "found" ? found.data : null,
      plain === null ? null : {
        "text/plain": plain,
        ...(markdown === undefined ? {} : { "text/markdown": markdown }),
      },
    );
  });
}
