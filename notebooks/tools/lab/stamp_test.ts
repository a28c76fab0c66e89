/** Tests of what a found .lab/ still needs. */

import { assertEquals } from "@std/assert";
import { join } from "node:path";
import {
  type LabParts,
  type LabState,
  planSetup,
  readLabState,
  type Stamp,
  writeStamp,
} from "./stamp.ts";

const WANTED = { checkout: "/here", packages: "p2", kernel: "k2" };
const DONE: Stamp = { checkout: "/here", pythonVersion: "3.13.1", packages: "p2", kernel: "k2" };
const WHOLE: LabParts = { python: true, packages: true, kernel: true };
const NOTHING: LabParts = { python: false, packages: false, kernel: false };

const CASES: [name: string, state: LabState, parts: LabParts, expected: string][] = [
  ["nothing there", { kind: "absent" }, NOTHING, "environment packages kernel"],
  ["no readable record", { kind: "foreign" }, NOTHING, "environment packages kernel"],
  ["everything in place", stamped({}), WHOLE, ""],
  ["a set-up cut off in the packages", stamped({ packages: null }), WHOLE, "packages kernel"],
  ["a set-up cut off in the kernel", stamped({ kernel: null }), WHOLE, "kernel"],
  ["older packages", stamped({ packages: "p1" }), WHOLE, "packages kernel"],
  ["an older kernel", stamped({ kernel: "k1" }), WHOLE, "kernel"],
  ["a moved checkout", stamped({ checkout: "/there" }), WHOLE, "kernel"],
  [
    "a moved and updated checkout",
    stamped({ checkout: "/there", packages: "p1" }),
    WHOLE,
    "packages kernel",
  ],
  ["a Python that is gone", stamped({}), NOTHING, "environment packages kernel"],
  ["packages that are gone", stamped({}), { ...WHOLE, packages: false }, "packages kernel"],
  ["a kernel that is gone", stamped({}), { ...WHOLE, kernel: false }, "kernel"],
];

for (const [name, state, parts, expected] of CASES) {
  Deno.test(`planSetup() plans for ${name}`, () => {
    const { steps, reason } = planSetup(state, { wanted: WANTED, parts });
    assertEquals(steps.join(" "), expected);
    assertEquals(reason === null, steps.length === 0, "steps and a reason come together");
  });
}

Deno.test("planSetup() tells from where the checkout moved", () => {
  const { reason } = planSetup(stamped({ checkout: "/there" }), { wanted: WANTED, parts: WHOLE });
  assertEquals(reason, "The checkout moved here from /there: repairing .lab/");
});

const RECORDS: [name: string, text: string | null, expected: LabState["kind"]][] = [
  ["no record", null, "foreign"],
  ["half a record", '{"format": 1, "check', "foreign"],
  ["a record of another format", JSON.stringify({ format: 99, ...DONE }), "foreign"],
  ["a field of the wrong type", JSON.stringify({ format: 1, ...DONE, packages: 3 }), "foreign"],
  ["a list", "[]", "foreign"],
  ["a whole record", JSON.stringify({ format: 1, ...DONE }), "stamped"],
];

for (const [name, text, expected] of RECORDS) {
  Deno.test(`readLabState() calls an environment with ${name} ${expected}`, async () => {
    await using lab = await temporaryLab();
    await Deno.mkdir(join(lab.path, "python"));
    if (text !== null) await Deno.writeTextFile(join(lab.path, "stamp.json"), text);
    assertEquals((await readLabState(lab.path)).kind, expected);
  });
}

Deno.test("readLabState() calls a .lab/ that holds other things only absent", async () => {
  await using lab = await temporaryLab();
  await Deno.mkdir(join(lab.path, "test-python"));
  assertEquals(await readLabState(lab.path), { kind: "absent" });
});

Deno.test("writeStamp() writes what readLabState() reads", async () => {
  await using lab = await temporaryLab();
  await writeStamp(lab.path, DONE);
  assertEquals(await readLabState(lab.path), { kind: "stamped", stamp: DONE });
});

function stamped(change: Partial<Stamp>): LabState {
  return { kind: "stamped", stamp: { ...DONE, ...change } };
}

async function temporaryLab(): Promise<AsyncDisposable & { path: string }> {
  const path = await Deno.makeTempDir();
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}
