/** Tests of values that are put into Python: what they are there, and that they stay values wherever they stand. */
import { assertEquals, assertThrows } from "@std/assert";
import { testUnless } from "../../tests/support/skip.ts";
import { discoverInterpreters } from "../interpreters/mod.ts";
import { pythonLiteral } from "./literal.ts";
import { python } from "./snippet.ts";

const CASES: [name: string, value: unknown, literal: string][] = [
  ["a text", "fib 24_x", '"fib 24_x"'],
  ["signs of every kind", "a'b\"\\\n{", '"a\\u0027b\\u0022\\u005c\\u000a\\u007b"'],
  ["a sign beyond 16 bits", "😀", '"\\U0001f600"'],
  ["nothing, true, false", [null, true, false], "[None, True, False]"],
  ["numbers", [0, 1.5, -2, 1e21, -0], "[0, 1.5, (-2), 1e+21, (-0.0)]"],
  ["a large whole number", 2n ** 70n, "1180591620717411303424"],
  ["an object", { n: 1, "a b": [] }, '{"n": 1, "a b": []}'],
  ["a date", new Date(0), '"1970\\u002d01\\u002d01T00\\u003a00\\u003a00\\u002e000Z"'],
];

for (const [name, value, literal] of CASES) {
  Deno.test(`pythonLiteral() writes ${name}`, () => assertEquals(pythonLiteral(value), literal));
}

const ring: unknown[] = [];
ring.push(ring);

const REFUSED: [name: string, value: unknown, said: string][] = [
  ["nothing at all", undefined, "undefined"],
  ["not a number", Number.NaN, "NaN"],
  ["infinity", [Infinity], "Infinity"],
  ["a function", () => 1, "a function"],
  ["a map", new Map(), '"Map", plain data is needed'],
  ["a snippet", python`1`, "plain data is needed"],
  ["what contains itself", ring, "contains itself"],
];

for (const [name, value, said] of REFUSED) {
  Deno.test(`pythonLiteral() refuses ${name}`, () => {
    assertThrows(() => pythonLiteral(value), TypeError, said);
  });
}

const [interpreter] = (await discoverInterpreters()).slice(-1);
const missing = interpreter === undefined ? "no CPython found" : null;

const AWKWARD = [
  "",
  "'",
  '"',
  "\\",
  "'''",
  '"""',
  "\n",
  "\r\n",
  "\0",
  "{}",
  "${x}",
  "`",
  "é€😀",
  "\u2028",
];

testUnless(missing, {
  name: "python gives every text back as it was",
  fn: async () => {
    const back = await python`${AWKWARD}`.on({ python: interpreter });
    assertEquals(back, AWKWARD);
  },
});

/** What would call a function, begin a line or end a literal, if anything could. */
const ATTACKS = [
  '" + exit(3) + "',
  "' + exit(3) + '",
  '""" + exit(3) + """',
  "'''\nexit(3)\n'''",
  "\nexit(3)\n",
  "{exit(3)}",
  "\\",
  ") or exit(3) or (",
  "x or exit",
];

testUnless(missing, {
  name: "python runs nothing of a text, whatever it is put between",
  fn: async () => {
    // As JSON, so that the programs hold the texts as their author would have to write them: unprotected by us.
    for (const text of ATTACKS) {
      const programs = [
        python`"${text}"`,
        python`'${text}'`,
        python`"""${text}"""`,
        python`f"${text}"`,
        python`# ${text}
          1`,
        python`(${text})`,
      ];
      for (const program of programs) {
        const result = await program.on({ python: interpreter }).run();
        // An exit would be code 3 without an error.
        const isInert = result.kind === "value" || result.kind === "syntax_error" ||
          result.kind === "python_error" && /^(?:NameError|TypeError)/.test(result.message);
        assertEquals(isInert ? "" : `${JSON.stringify(result)} of ${program.source}`, "");
      }
    }
  },
});
