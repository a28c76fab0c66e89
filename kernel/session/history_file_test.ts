/** The history over sessions, kernels at the same time, and files that cannot be used. */

import { DatabaseSync } from "node:sqlite";
import { assertEquals, assertMatch } from "@std/assert";
import type { HistoryRequest } from "../messaging/mod.ts";
import { createHistory, type History } from "./history.ts";
import { createHistoryFile, type HistoryFileOptions } from "./history_file.ts";

const REQUEST: HistoryRequest = {
  type: "history_request",
  hist_access_type: "tail",
  output: false,
  raw: true,
  session: 0,
  start: 0,
  stop: null,
  n: null,
  pattern: "*",
  unique: false,
};

interface Folder extends AsyncDisposable {
  readonly path: string;
  readonly remarks: string[];
  /** A kernel's history in that file. */
  open(onOpen?: HistoryFileOptions["onOpen"]): History;
}

async function folder(): Promise<Folder> {
  const home = await Deno.makeTempDir({ prefix: "probebook-history-" });
  const path = `${home}/deep/history.sqlite`;
  const remarks: string[] = [];
  return {
    path,
    remarks,
    open: (onOpen) => {
      const say = (remark: string) => void remarks.push(remark);
      const options = { path, say, ...(onOpen === undefined ? {} : { onOpen }) };
      return createHistory(createHistoryFile(options));
    },
    [Symbol.asyncDispose]: () => Deno.remove(home, { recursive: true }),
  };
}

function ask(history: History, request: Partial<HistoryRequest> = {}): Promise<unknown[]> {
  return history.answer({ ...REQUEST, ...request });
}

Deno.test("createHistoryFile() keeps lines over sessions, with outputs", async () => {
  await using home = await folder();
  const first = home.open();
  first.add(1, "const ä = '😀'", null);
  first.add(2, "ä", "'😀'");
  await first.close();
  const second = home.open();
  assertEquals(await ask(second, { output: true }), [
    [1, 1, ["const ä = '😀'", null]],
    [1, 2, ["ä", "'😀'"]],
  ]);
  second.add(1, "new", null);
  assertEquals(await ask(second, { n: 2 }), [[1, 2, "ä"], [2, 1, "new"]]);
  await second.close();
  assertEquals(home.remarks, []);
});

const SESSIONS: [name: string, request: Partial<HistoryRequest>, expected: unknown[]][] = [
  ["the present session", { session: 0 }, [[3, 1, "c1"]]],
  ["the one before", { session: -1 }, [[2, 1, "b1"], [2, 2, "b2"], [2, 3, "same"]]],
  ["a part of it", { session: -1, start: 2, stop: 3 }, [[2, 2, "b2"]]],
  ["the end of it", { session: -1, start: -1 }, [[2, 3, "same"]]],
  ["the first by its number", { session: 1 }, [[1, 1, "a1"], [1, 2, "same"]]],
  ["one that never was", { session: 9 }, []],
  ["one before all", { session: -9 }, []],
];

const SEARCHES: [name: string, request: Partial<HistoryRequest>, expected: unknown[]][] = [
  ["everywhere", { pattern: "?1" }, [[1, 1, "a1"], [2, 1, "b1"], [3, 1, "c1"]]],
  ["each once, the latest", { pattern: "same", unique: true }, [[2, 3, "same"]]],
  ["each time", { pattern: "same" }, [[1, 2, "same"], [2, 3, "same"]]],
  ["the latest few", { pattern: "*", n: 2 }, [[2, 3, "same"], [3, 1, "c1"]]],
];

Deno.test("createHistoryFile() answers", async (test) => {
  await using home = await folder();
  for (const inputs of [["a1", "same"], ["b1", "b2", "same"]]) {
    const earlier = home.open();
    inputs.forEach((input, index) => earlier.add(index + 1, input, null));
    await earlier.close();
  }
  const history = home.open();
  history.add(1, "c1", null);
  for (const [name, request, expected] of SESSIONS) {
    await test.step(`a range of ${name}`, async () => {
      assertEquals(await ask(history, { hist_access_type: "range", ...request }), expected);
    });
  }
  for (const [name, request, expected] of SEARCHES) {
    await test.step(`a search ${name}`, async () => {
      assertEquals(await ask(history, { hist_access_type: "search", ...request }), expected);
    });
  }
  await history.close();
});

Deno.test("createHistoryFile() keeps the lines of two kernels apart", async () => {
  await using home = await folder();
  const [one, other] = [home.open(), home.open()];
  for (let line = 1; line <= 50; line += 1) {
    one.add(line, `one ${line}`, null);
    other.add(line, `other ${line}`, null);
    if (line % 10 === 0) await Promise.all([ask(one), ask(other)]);
  }
  await Promise.all([one.close(), other.close()]);
  const later = home.open();
  const lines = await ask(later, { n: 1000 });
  assertEquals(lines.length, 100);
  // Which of the two came first is theirs to settle.
  assertEquals(new Set([lines[49], lines[99]].map(String)).size, 2);
  assertEquals([lines[49], lines[99]].map((row) => String(row).slice(0, 4)), ["1,50", "2,50"]);
  await later.close();
  assertEquals(home.remarks, []);
});

Deno.test("createHistoryFile() touches nothing when there is nothing to keep or to tell", async () => {
  await using home = await folder();
  await home.open().close();
  const found = await Deno.stat(home.path).catch(() => null);
  assertEquals(found, null);
});

const UNUSABLE: [name: string, damage: (path: string) => void, remark: RegExp][] = [
  [
    "garbage",
    (path) => Deno.writeTextFileSync(path, "this is no database ".repeat(500)),
    /Cannot use the history file ".*": file is not a database/,
  ],
  [
    "a file of a later version",
    (path) => withDatabase(path, "PRAGMA user_version = 99"),
    /it is of version 99, and this kernel knows 1/,
  ],
  [
    "tables of somebody else",
    (path) => withDatabase(path, "CREATE TABLE lines (x); PRAGMA user_version = 1"),
    /Cannot use the history file/,
  ],
  ["a folder in its place", (path) => Deno.mkdirSync(path), /unable to open database file/],
];

function withDatabase(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

for (const [name, damage, remark] of UNUSABLE) {
  Deno.test(`createHistoryFile() makes one remark about ${name}, and the session goes on`, async () => {
    await using home = await folder();
    Deno.mkdirSync(home.path.replace(/\/[^/]*$/, ""));
    damage(home.path);
    const history = home.open();
    history.add(1, "kept", null);
    assertEquals(await ask(history), [[1, 1, "kept"]]);
    history.add(2, "too", null);
    assertEquals(await ask(history, { hist_access_type: "range" }), [[1, 1, "kept"], [
      1,
      2,
      "too",
    ]]);
    await history.close();
    assertEquals(home.remarks.length, 1);
    assertMatch(home.remarks[0] ?? "", remark);
  });
}

Deno.test("createHistoryFile() still tells of earlier sessions when it may not write", async () => {
  await using home = await folder();
  const earlier = home.open();
  earlier.add(1, "earlier", null);
  await earlier.close();
  const history = home.open((database) => database.exec("PRAGMA query_only = ON"));
  history.add(1, "now", null);
  assertEquals(await ask(history), [[1, 1, "earlier"], [2, 1, "now"]]);
  history.add(2, "too", null);
  assertEquals(await ask(history, { n: 1 }), [[2, 2, "too"]]);
  await history.close();
  assertEquals(home.remarks.length, 1);
  assertMatch(home.remarks[0] ?? "", /readonly|read-only/);
});

Deno.test("createHistoryFile() makes one remark about a disk that is full", async () => {
  await using home = await folder();
  const history = home.open((database) => database.exec("PRAGMA max_page_count = 4"));
  for (let line = 1; line <= 20; line += 1) {
    history.add(line, `${line}`.repeat(2000), null);
    await ask(history, { n: 1 });
  }
  const lines = await ask(history, { n: 30 });
  assertEquals(lines.length, 20);
  await history.close();
  assertEquals(home.remarks.length, 1);
  assertMatch(home.remarks[0] ?? "", /full/);
});

Deno.test("createHistoryFile() makes one remark about a place where nothing can be written", async () => {
  const remarks: string[] = [];
  const say = (remark: string) => void remarks.push(remark);
  const history = createHistory(createHistoryFile({ path: "/dev/null/history.sqlite", say }));
  history.add(1, "kept", null);
  assertEquals(await ask(history), [[1, 1, "kept"]]);
  await history.close();
  assertEquals(remarks.length, 1);
});

Deno.test("createHistoryFile() waits for a file that somebody holds", async () => {
  await using home = await folder();
  const history = home.open();
  history.add(1, "first", null);
  assertEquals((await ask(history)).length, 1);
  const holder = new DatabaseSync(home.path);
  holder.exec("BEGIN IMMEDIATE");
  history.add(2, "second", null);
  // What is not written yet is not lost: the present session is known from memory.
  assertEquals(await ask(history), [[1, 1, "first"], [1, 2, "second"]]);
  holder.exec("ROLLBACK");
  holder.close();
  assertEquals(await ask(history), [[1, 1, "first"], [1, 2, "second"]]);
  await history.close();
  const later = home.open();
  assertEquals(await ask(later), [[1, 1, "first"], [1, 2, "second"]]);
  await later.close();
  assertEquals(home.remarks, []);
});

Deno.test("createHistoryFile() makes one remark about a file that is held for long", async () => {
  await using home = await folder();
  await home.open().close();
  const history = home.open();
  history.add(1, "first", null);
  await ask(history);
  const holder = new DatabaseSync(home.path);
  holder.exec("BEGIN IMMEDIATE");
  for (let line = 2; line <= 30; line += 1) {
    history.add(line, `${line}`, null);
    assertEquals((await ask(history)).length, line);
  }
  holder.close();
  assertEquals(home.remarks.length, 1);
  assertMatch(home.remarks[0] ?? "", /is locked. It is tried again/);
  await history.close();
  const later = home.open();
  assertEquals((await ask(later)).length, 30);
  await later.close();
});

Deno.test("createHistoryFile() cuts long outputs and leaves out a pasted data set", async () => {
  await using home = await folder();
  const history = home.open();
  history.add(1, "long", "x".repeat(20_000));
  history.add(2, "y".repeat(1_000_001), null);
  await history.close();
  const later = home.open();
  const [kept, ...others] = await ask(later, { output: true });
  // Compared by length: a failure would fill the screen.
  assertEquals([JSON.stringify(kept).length, others.length], [10_017, 0]);
  await later.close();
});
