/** Live names and members come without running the learner's code, and also while a cell runs. */

import { assert, assertEquals } from "@std/assert";
import { startEvaluator } from "./evaluator.ts";
import { type Fixture, startFixture } from "./evaluator_fixture.ts";

const SETUP = `
let touched = 0;
class Account { owner = "Ada"; get balance() { touched += 1; return 1 } deposit() {} }
const account = new Account();
const trap = new Proxy({}, { ownKeys() { touched += 1; return [] } });
function add(left: number, right: number) { return left + right }
`;

const MEMBERS: [expression: string, has: string[], lacks: string[]][] = [
  ["account", ["owner", "balance", "deposit"], []],
  ["Account", ["prototype"], []],
  ["'text'", ["padStart", "length"], ["0"]],
  ["[1, 2]", ["map"], ["0", "1"]],
  ["5", ["toFixed"], []],
  ["null", [], ["toString"]],
  ["undefined", [], ["toString"]],
  ["unknownName", [], ["toString"]],
  ["account.deposit(touched += 1)", [], ["toString"]],
  ["account.balance", [], ["toFixed"]],
  ["trap", [], []],
  ["1 +", [], []],
];

Deno.test("live", async (test) => {
  await using fixture = await startFixture();
  await fixture.run(SETUP);
  for (const [expression, has, lacks] of MEMBERS) {
    await test.step(`members() of ${expression}`, async () => {
      const names = (await fixture.port.live.members(expression)).map(({ name }) => name);
      for (const name of has) assert(names.includes(name), `${name} is missing`);
      for (const name of lacks) assert(!names.includes(name), `${name} is there`);
    });
  }
  await test.step("names() has cells' names and globals with their kinds", async () => {
    const names = new Map((await fixture.port.live.names()).map(({ name, type }) => [name, type]));
    const found = ["add", "Account", "account", "Deno", "fetch", "Map", "__probebook"];
    assertEquals(
      found.map((name) => names.get(name)),
      ["function", "class", "instance", "instance", "function", "class", undefined],
    );
  });
  await test.step("describe() shows a function's head", async () => {
    const text = await fixture.port.live.describe("add");
    assert(text?.includes("add(left") ?? false, String(text));
  });
  await test.step("describe() is null for what does not exist", async () => {
    assertEquals(await fixture.port.live.describe("unknownName"), null);
  });
  await test.step("ran no getter and no trap", async () => {
    assertEquals(await fixture.ending("touched"), "text/plain: 0");
  });
  await test.step("answers while a cell waits and while it is busy", async () => {
    for (const code of ["await new Promise(() => {})", "while (true) {}"]) {
      assert((await membersDuring(fixture, code)).includes("deposit"), code);
    }
  });
});

async function membersDuring(fixture: Fixture, code: string): Promise<string[]> {
  const seen = new Set(fixture.events);
  const evaluation = fixture.run(`console.log('started'); ${code}`);
  await fixture.event((event) => !seen.has(event) && event.kind === "stream");
  const names = (await fixture.port.live.members("account")).map(({ name }) => name);
  await fixture.port.interrupt();
  await evaluation;
  return names;
}

/** On a busy machine a process may come up later than anybody waits for an answer. */
const ATTEMPTS = 5;

Deno.test("live waits for a process that is still coming up", async () => {
  const found: string[] = [];
  for (let attempt = 0; attempt < ATTEMPTS && !found.includes("floor"); attempt += 1) {
    // Nothing is awaited before the question: the process is there some 50 ms later.
    await using port = startEvaluator({ cwd: Deno.cwd(), onOutput: () => {} });
    found.push(...(await port.live.members("Math")).map(({ name }) => name));
  }
  assert(found.includes("floor"), found.join());
});
