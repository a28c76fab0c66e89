/** Language servers that die, hang, write garbage or answer late: programs of our own in its place. */

import { assert, assertEquals } from "@std/assert";
import { createNotebookTypes, type NotebookTypes } from "../notebook_types.ts";
import { fakeServer } from "./fake_server.ts";

/** What the program does with a question on types; `reply(value)` answers it. */
const PROGRAMS = {
  good: "reply({ items: [] });",
  dies: "Deno.exit(1);",
  hangs: "",
  garbage: "writeBytes('so much for frames\\n'.repeat(400));",
  "no JSON": "writeBytes('Content-Length: 3\\r\\n\\r\\n{]}');",
  "a huge length": "writeBytes('Content-Length: 99999999999\\r\\n\\r\\n');",
  "a wrong shape": "reply({ items: 'many' });",
  refuses: "write({ jsonrpc: '2.0', id, error: { code: -32603, message: 'no idea' } });",
  "unknown ids": `write({ jsonrpc: "2.0", id: 99_999, result: null });
    write({ jsonrpc: "2.0", id: "x", result: null });
    write({ jsonrpc: "2.0", id: 7, method: "client/registerCapability", params: {} });
    write({ jsonrpc: "2.0", method: "window/logMessage", params: { message: "hm" } });
    reply({ items: [] });`,
} as const;

interface Opened extends AsyncDisposable {
  readonly types: NotebookTypes;
  readonly remarks: string[];
}

async function open(
  onQuestion: string,
  { onStart = "", hangMs = 500 }: { onStart?: string; hangMs?: number } = {},
): Promise<Opened> {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/server.js`, fakeServer(onStart, onQuestion));
  const remarks: string[] = [];
  const types = createNotebookTypes({
    cwd: folder,
    config: () => Promise.resolve({}),
    command: [Deno.execPath(), "run", "--no-config", "-A", `${folder}/server.js`],
    say: (remark) => void remarks.push(remark),
    patience: { backOffMs: 10, hangMs, firstHangMs: hangMs },
  });
  return {
    types,
    remarks,
    async [Symbol.asyncDispose]() {
      await types[Symbol.asyncDispose]();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

async function diagnose({ types }: Opened, deadlineMs = 20_000): Promise<string> {
  const cell = { key: "k", name: "cell 1", code: "1" };
  const diagnosis = await types.diagnose(cell, { deadlineMs });
  return diagnosis.kind === "unavailable" ? diagnosis.reason : `${diagnosis.faults.length} faults`;
}

const ENDINGS: [name: keyof typeof PROGRAMS, expected: string][] = [
  ["good", "0 faults"],
  ["unknown ids", "0 faults"],
  ["refuses", "no idea"],
  ["a wrong shape", "the compiler gave an answer that cannot be read"],
];

for (const [name, expected] of ENDINGS) {
  Deno.test(`diagnose() with a server: ${name}`, async () => {
    await using opened = await open(PROGRAMS[name]);
    assertEquals(await diagnose(opened), expected);
    assertEquals(opened.remarks, []);
  });
}

for (const name of ["dies", "garbage", "no JSON", "a huge length"] as const) {
  Deno.test(`diagnose() with a server that fails, ${name}: one more start, then off with one remark`, async () => {
    await using opened = await open(PROGRAMS[name]);
    const { types, remarks } = opened;
    assertEquals(await diagnose(opened), "the compiler ended");
    assertEquals(remarks, []);
    assertEquals(await diagnose(opened), "the compiler ended");
    const last = await diagnose(opened);
    assert(last.startsWith("the language server failed twice ("), last);
    assertEquals(remarks, [`Help from types is off: ${last}`]);
    assertEquals(types.serverPid, null);
  });
}

Deno.test("diagnose() with a server that hangs: in time without an answer, then another server", async () => {
  await using opened = await open(PROGRAMS.hangs);
  const begun = performance.now();
  assertEquals(await diagnose(opened, 300), "the compiler did not answer in time");
  assert(performance.now() - begun < 5_000);
  // A question that was given up is still owed an answer: the server is taken for dead.
  assertEquals(await diagnose(opened), "the compiler ended");
  assertEquals(opened.types.serverPid, null);
});

Deno.test("diagnose() without a program to start", async () => {
  const types = createNotebookTypes({
    cwd: Deno.cwd(),
    config: () => Promise.resolve({}),
    command: ["/nowhere/deno", "lsp"],
    patience: { backOffMs: 10, hangMs: 500, firstHangMs: 500 },
  });
  const opened = { types, remarks: [], [Symbol.asyncDispose]: () => types[Symbol.asyncDispose]() };
  await diagnose(opened);
  await diagnose(opened);
  assert((await diagnose(opened)).startsWith("the language server failed twice ("));
  await types[Symbol.asyncDispose]();
});

Deno.test("diagnose() with a configuration that cannot be read", async () => {
  await using types = createNotebookTypes({
    cwd: Deno.cwd(),
    config: () => Promise.reject(new Error("no such folder")),
    patience: { backOffMs: 10, hangMs: 500, firstHangMs: 500 },
  });
  const { kind } = await types.diagnose({ key: "k", name: "cell 1", code: "1" });
  assertEquals(kind, "unavailable");
});

Deno.test("complete() does not wait longer than it may", async () => {
  await using opened = await open("if (answered++ === 0) reply({ items: [] });", {
    onStart: "let answered = 0;",
    hangMs: 30_000,
  });
  // Behind the question that warms the server up, which is the one that it answers.
  assertEquals(await diagnose(opened, 1_000), "the compiler did not answer in time");
  const begun = performance.now();
  assertEquals(await opened.types.complete({ code: "1", offsetUtf16: 1, deadlineMs: 50 }), null);
  assert(performance.now() - begun < 2_000);
});

Deno.test("createNotebookTypes() when switched off starts nothing", async () => {
  await using types = createNotebookTypes({
    cwd: Deno.cwd(),
    isOn: false,
    config: () => Promise.reject(new Error("asked")),
  });
  types.ran({ key: "k", name: "cell 1", code: "const a = 1" });
  assertEquals(await types.complete({ code: "a", offsetUtf16: 1, deadlineMs: 50 }), null);
  assertEquals(await types.diagnose({ key: "k", name: "cell 1", code: "a" }), {
    kind: "unavailable",
    reason: "the language server is off",
  });
  assertEquals(types.serverPid, null);
});
