/** Cells may replace and shadow what the language offers: the next cell runs nevertheless. */

import { assertEquals } from "@std/assert";
import { endingText, type Fixture, startFixture, streamText } from "./evaluator_fixture.ts";

/** Globals that the child's own code uses. */
const NAMES = [
  "AggregateError",
  "Array",
  "ArrayBuffer",
  "AsyncDisposableStack",
  "Atomics",
  "Buffer",
  "Deno",
  "Error",
  "Int32Array",
  "JSON",
  "Map",
  "MessageChannel",
  "Number",
  "Object",
  "Promise",
  "Reflect",
  "RegExp",
  "Set",
  "SharedArrayBuffer",
  "String",
  "Symbol",
  "SyntaxError",
  "TypeError",
  "URL",
  "Uint8Array",
  "WeakMap",
  "WritableStream",
  "clearTimeout",
  "console",
  "decodeURIComponent",
  "encodeURIComponent",
  "globalThis",
  "queueMicrotask",
  "setImmediate",
  "setTimeout",
  "undefined",
];

const DAMAGES: [name: string, code: string][] = [
  ...NAMES.filter((name) => !["console", "globalThis", "undefined"].includes(name)).map((
    name,
  ): [string, string] => [`a global ${name} that is gone`, `globalThis.${name} = undefined; 0`]),
  ...NAMES.filter((name) => name !== "undefined").map((name): [string, string] => [
    `a variable named ${name}`,
    `let ${name} = 3`,
  ]),
  ["JSON without its methods", "JSON.stringify = JSON.parse = undefined"],
  ["Promise.resolve gone", "Promise.resolve = Promise.reject = undefined"],
  ["Object.entries gone", "Object.entries = Object.assign = Object.fromEntries = undefined"],
  ["Array.prototype.map gone", "Array.prototype.map = Array.prototype.find = undefined"],
  ["Deno.inspect gone", "Deno.inspect = undefined"],
  ["Error.prepareStackTrace gone", "Error.prepareStackTrace = undefined"],
  ["a toString that throws", "Error.prototype.toString = () => { throw 1 }"],
];

Deno.test("evaluate() works after damage by", async (test) => {
  for (const [name, code] of DAMAGES) {
    await test.step(name, async () => {
      await using fixture = await startFixture();
      await fixture.run(
        "const log = console.log, wait = setTimeout, Failure = TypeError, After = Promise",
      );
      await fixture.run(code);
      await assertWorks(fixture);
    });
  }
});

async function assertWorks(fixture: Fixture): Promise<void> {
  assertEquals(await fixture.ending("6 * 7"), "text/plain: 42");
  assertEquals(await fixture.ending("({ a: [1] })"), "text/plain: { a: [ 1 ] }");
  const seen = fixture.events.length;
  await fixture.run("log('printed', 1)");
  assertEquals(streamText(fixture.events.slice(seen), "stdout"), "printed 1\n");
  assertEquals(
    await fixture.ending("await new After((done) => wait(done, 1, 5))"),
    "text/plain: 5",
  );
  const thrown = await fixture.run("throw new Failure('thrown')");
  assertEquals(endingText(thrown), "TypeError: thrown");
  const waiting = fixture.run("log('started'); await new After(() => {})");
  await fixture.event((event) => event.kind === "stream" && event.text.includes("started"));
  await fixture.port.interrupt();
  assertEquals((await waiting).kind, "interrupted");
}
