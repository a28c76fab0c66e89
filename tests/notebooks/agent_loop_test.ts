/** The agent's loop on real CPythons: what each makes of the sketch, and the sketch of the notebook is that of the exercise. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { AGENT_LOOP_STUB } from "../../notebooks/workbook/exercises/ai_workloads/agent_loop.ts";
import { askAgentLoop } from "../../notebooks/workbook/exercises/ai_workloads/agent_loop_facts.ts";
import { readCells, sourceIn } from "../support/notebook_cells.ts";
import { tellUntried, TRIED, TRIED_WORDS } from "../support/tried_pythons.ts";
import { checkAnswer } from "../support/given_answer.ts";

const NOTEBOOK = new URL("../../notebooks/lesson/05_ai_workloads.ipynb", import.meta.url);

/** Programs, with what every CPython says of them: yields, yields in a loop, returns in a loop, unknown names. */
const PROGRAMS: [name: string, program: string, expected: unknown][] = [
  [
    "a method that yields, and a name of its module",
    "limit = 3\nclass Agent:\n    def run(self, ask):\n        while True:\n            yield ask(limit)\n",
    [true, true, false, []],
  ],
  [
    "a yield in a loop of another function within",
    "def outer(xs):\n    for x in xs:\n        def inner():\n            yield x\n        return inner\n",
    [true, false, true, []],
  ],
  [
    "an asynchronous loop, an import and a global name",
    "import os\ndef setup():\n    global model\n    model = os.name\nasync def agent(inputs):\n" +
    "    async for one in inputs:\n        yield model, one\n",
    [true, true, false, []],
  ],
  [
    "names that nothing defines",
    "def agent():\n    for step in range(3):\n        yield model.answer(step)\nagent(first)\n",
    [true, true, false, ["first", "model"]],
  ],
  ["nothing but numbers", "1 + 1\n", [false, false, false, []]],
];

tellUntried();

for (const python of TRIED) {
  for (const [name, program, expected] of PROGRAMS) {
    Deno.test(`askAgentLoop() reads ${name} (${TRIED_WORDS}: ${python.name})`, async () => {
      const asked = await askAgentLoop(program, python);
      const facts = asked.kind === "value" ? asked.value : null;
      if (facts?.kind !== "facts") throw new TypeError(JSON.stringify(asked));
      const { hasYield, yieldsInLoop, returnsInLoop, unknown } = facts;
      assertEquals([hasYield, yieldsInLoop, returnsInLoop, unknown], expected);
    });
  }

  Deno.test(`askAgentLoop() refuses the sketch as it stands (${TRIED_WORDS}: ${python.name})`, async () => {
    const asked = await askAgentLoop(AGENT_LOOP_STUB, python);
    const facts = asked.kind === "value" ? asked.value : null;
    assertEquals([facts?.kind, facts?.kind === "broken" ? facts.line : null], ["broken", 6]);
  });

  Deno.test(`askAgentLoop() says that what is no program is none (${TRIED_WORDS}: ${python.name})`, async () => {
    for (const text of ["x = \u0000", `${"(".repeat(5000)}`, "def f(:\n", "\ud800"]) {
      const asked = await askAgentLoop(text, python);
      assertEquals(asked.kind === "value" ? asked.value.kind : asked.kind, "broken");
    }
  });
}

Deno.test("lesson5-loop says that a pasted file is no loop", async () => {
  const { kind, message } = await checkAnswer("lesson5-loop", {
    answer: { program: `${"x = 1\n".repeat(20_000)}` },
  });
  assertEquals(kind, "not_ready");
  assertStringIncludes(message, "a loop of a few lines is meant");
});

Deno.test("the notebook starts with the exercise's sketch", async () => {
  const cell = sourceIn(await readCells(NOTEBOOK), "loop-program");
  assertEquals(cell.slice(cell.indexOf("`") + 1, cell.lastIndexOf("`")), AGENT_LOOP_STUB);
});
