/** Tests of snippets: what they give, and how each way to fail is told. */
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { z } from "zod";
import { testUnless } from "../../tests/support/skip.ts";
import { discoverInterpreters } from "../interpreters/mod.ts";
import { DISPLAY } from "../show/display.ts";
import { problemText } from "./problem.ts";
import { python, type Snippet, type SnippetResult } from "./snippet.ts";

const PYTHONS = await discoverInterpreters();
const [interpreter] = PYTHONS.slice(-1);
const missing = interpreter === undefined ? "no CPython found" : null;

function run<Value>(snippet: Snippet<Value>, secondsMax = 30): Promise<SnippetResult<Value>> {
  return snippet.on({ python: interpreter, secondsMax }).run();
}

const FINE: [name: string, snippet: Snippet, value: unknown][] = [
  ["the value of its last line", python`6 * 7`, 42],
  [
    "a value over several lines",
    python`
    def double(n):
        return 2 * n

    {"all": [
        double(n) for n in range(3)]}
  `,
    { all: [0, 2, 4] },
  ],
  [
    "its last line of JSON",
    python`
    import json
    print("first")
    print(json.dumps([1, None]))
  `,
    [1, null],
  ],
  ["the printed line where the last one has no value", python`print(5)`, 5],
];

for (const [name, snippet, value] of FINE) {
  testUnless(missing, {
    name: `python gives ${name}`,
    fn: async () => assertEquals(await snippet.on({ python: interpreter }), value),
  });
}

const FAILING: [name: string, snippet: Snippet, kind: string, said: string][] = [
  [
    "what is no Python",
    python`
    a = 1
    if a
        b = 2
  `,
    "syntax_error",
    "line 2 is no Python, SyntaxError",
  ],
  [
    "an exception, with its own line",
    python`
    import json
    a = 1
    json.loads("x")
  `,
    "python_error",
    "line 3 raised json.decoder.JSONDecodeError",
  ],
  ["an exit", python`raise SystemExit("no")`, "python_error", "no"],
  [
    "another shape",
    python`{"a": [1, "x"]}`.as(z.object({ a: z.array(z.number()) })),
    "wrong_schema",
    '"a.1"',
  ],
  ["no value", python`a = 1`, "no_output", "its last line has to be"],
  ["a line that is no JSON", python`print("hello")`, "wrong_output", '"hello"'],
  ["not a number", python`float("nan")`, "python_error", "ValueError"],
  ["what JSON cannot hold", python`{1, 2}`, "python_error", "set is not JSON serializable"],
  [
    "a whole number that JavaScript would round",
    python`{"a": [1, 2**53 + 1]}`,
    "python_error",
    "9007199254740993 cannot be handed on exactly",
  ],
  [
    "a flood",
    python`
    while True:
        print("x" * 10000)
  `,
    "too_much_output",
    "16,777,216 bytes",
  ],
  [
    "a crash",
    python`
    import os
    os.abort()
  `,
    "failed",
    "SIGABRT",
  ],
];

for (const [name, snippet, kind, said] of FAILING) {
  testUnless(missing, {
    name: `python tells ${name}`,
    fn: async () => {
      const result = await run(snippet);
      assertEquals(result.kind, kind);
      const text = result.kind === "value" ? "" : problemText(result);
      assert(text.includes(said), text);
      await assertRejects(
        async () => await snippet.on({ python: interpreter }),
        Error,
        "Cannot run the snippet",
      );
    },
  });
}

testUnless(missing, {
  name: "python ends what does not end",
  fn: async () => {
    const endless = python`
      while True:
          pass
    `;
    assertEquals(await run(endless, 0.5), { kind: "timed_out", afterSeconds: 0.5 });
  },
});

testUnless(missing, {
  name: "python runs in every CPython found",
  fn: async (context) => {
    for (const one of PYTHONS) {
      await context.step(one.name, async () => {
        const version = await python`
          import sys
          sys.version.split()[0]
        `.as(z.string()).on({ python: one });
        assertEquals(version, one.version);
      });
    }
  },
});

testUnless(missing, {
  name: "python keeps what was printed before the value",
  fn: async () => {
    const result = await run(python`
      print("a")
      print("b", end="")
      5
    `);
    assertEquals(result, { kind: "value", value: 5, printed: "a\nb" });
  },
});

testUnless(missing, {
  name: "python shows its value, and runs once however often it is asked",
  fn: async () => {
    const snippet = python`
      import time
      [time.perf_counter_ns()]
    `.on({ python: interpreter });
    const { "text/plain": text } = await snippet[DISPLAY]();
    assertEquals(text, Deno.inspect(await snippet));
  },
});

Deno.test("python refuses what is no template, and as() what is no schema", () => {
  assertThrows(() => (python as unknown as (text: string) => unknown)("1"), TypeError, "backticks");
  assertThrows(() => python`1`.as(Number as never), TypeError, "needs a schema");
});
