/** Tests of the choice of few interpreters. */
import { assertEquals, assertRejects } from "@std/assert";
import { fakeFacts } from "../../tests/support/fake_programs.ts";
import { arms, type ArmsOptions, pickArms } from "./arms.ts";
import { readAnswer } from "./ask.ts";
import { describeInterpreter, nameInterpreters } from "./describe.ts";

/** `3.14.3 other incremental` and so on: version, vendor, and what is out of the ordinary. */
function interpreters(texts: readonly string[]) {
  return nameInterpreters(texts.map((text, index) => {
    const [version = "", vendor, ...marks] = text.split(" ");
    const answer = readAnswer([fakeFacts(version, {
      debian: vendor === "debian",
      collector: marks.includes("incremental") ? "incremental" : "generational",
      freeThreaded: marks.includes("free"),
      debug: marks.includes("debug"),
      releaseLevel: marks.includes("beta") ? "beta" : "final",
    })]);
    if (answer.kind !== "facts") throw new TypeError(answer.reason);
    return describeInterpreter(answer.facts, { executable: `/${index}`, source: "PATH" });
  }));
}

const CASES: [name: string, found: string[], expected: string[]][] = [
  ["nothing where there is nothing", [], []],
  ["the only one", ["3.11.2 debian"], ["py3.11.2"]],
  [
    "main, same family, incremental collector",
    [
      "3.11.7 other",
      "3.13.5 other",
      "3.13.18 debian",
      "3.14.3 other incremental",
      "3.14.10 debian",
      "3.15.2 debian",
    ],
    ["py3.15.2", "py3.14.10", "py3.14.3"],
  ],
  [
    "another family where no incremental collector brings one",
    ["3.12.1 other", "3.13.5 debian", "3.14.10 debian"],
    ["py3.14.10", "py3.13.5", "py3.12.1"],
  ],
  [
    "four where the incremental one is of the same family",
    [
      "3.12.1 other",
      "3.13.5 debian",
      "3.14.3 debian incremental",
      "3.15.2 debian",
      "3.14.10 debian",
    ],
    ["py3.15.2", "py3.14.10", "py3.14.3", "py3.12.1"],
  ],
  ["no patch release as the lower version", ["3.14.9 debian", "3.14.10 debian"], ["py3.14.10"]],
  ["a finished release as the main one", ["3.14.1 debian", "3.15.0b1 debian beta"], ["py3.14.1"]],
  ["a free-threaded one only when there is no other", ["3.14.1 debian free"], ["py3.14.1t"]],
  ["no debug build", ["3.13.1 debian", "3.14.1 debian debug"], ["py3.13.1"]],
];

for (const [name, found, expected] of CASES) {
  Deno.test(`pickArms() chooses ${name}`, () => {
    assertEquals(pickArms(interpreters(found), false).map((python) => python.name), expected);
  });
}

Deno.test("pickArms() gives all, the main one first", () => {
  const all = pickArms(
    interpreters(["3.13.1 debian", "3.14.1 debian", "3.14.1 debian free"]),
    true,
  );
  assertEquals(all.map((python) => python.name), ["py3.14.1", "py3.14.1t", "py3.13.1"]);
});

Deno.test("arms() names an option that it does not know, and the nearest", async () => {
  const options = { al: true } as ArmsOptions;
  await assertRejects(() => arms(options), TypeError, 'no option "al", the nearest is "all"');
});
