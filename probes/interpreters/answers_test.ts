/** Tests of what is remembered of programs: it must never be older than they are, and never stop a search. */
import { assertEquals } from "@std/assert";
import { fakeFacts, type FakeFolder, fakePrograms } from "../../tests/support/fake_programs.ts";
import { testUnless } from "../../tests/support/skip.ts";
import { type Answers, markOf, openAnswers } from "./answers.ts";

const LINE = fakeFacts("3.14.1");

/** Another process: it knows what the file knows. */
function open(folder: FakeFolder): Answers {
  return openAnswers(folder.at("cache/answers.json"), new Map());
}

/** A program with a library, whose answer is kept and written. */
function remembered(): FakeFolder {
  const folder = fakePrograms({ "bin/python3": "one", "lib/libpython.so": "two" });
  const answers = open(folder);
  keep(answers, folder);
  answers.save();
  return folder;
}

function keep(answers: Answers, folder: FakeFolder): void {
  const mark = markOf(folder.at("bin/python3"));
  if (mark === null) throw new TypeError("Cannot mark a program: it is not there");
  const files = [folder.at("lib/libpython.so"), folder.at("lib")];
  answers.keep(folder.at("bin/python3"), { line: LINE, mark, files });
}

Deno.test("openAnswers() gives another process what was told", () => {
  using folder = remembered();
  assertEquals(open(folder).recall(folder.at("bin/python3")), LINE);
  assertEquals(open(folder).recall(folder.at("bin/other")), null);
});

Deno.test("openAnswers() leaves nothing beside its file", () => {
  using folder = remembered();
  const names = [...Deno.readDirSync(folder.at("cache"))].map(({ name }) => name);
  assertEquals(names, ["answers.json"]);
});

const CHANGES: [name: string, change: (folder: FakeFolder) => void][] = [
  ["another program there", (folder) => Deno.writeTextFileSync(folder.at("bin/python3"), "three")],
  [
    "the same size, written later",
    (folder) => Deno.utimeSync(folder.at("bin/python3"), 2_000_000_000, 2_000_000_000),
  ],
  ["no program there", (folder) => Deno.removeSync(folder.at("bin/python3"))],
  ["another library", (folder) => Deno.writeTextFileSync(folder.at("lib/libpython.so"), "longer")],
  ["no library", (folder) => Deno.removeSync(folder.at("lib/libpython.so"))],
  [
    "a module more in its folder",
    (folder) => {
      Deno.writeTextFileSync(folder.at("lib/ensurepip.py"), "");
      Deno.utimeSync(folder.at("lib"), 2_000_000_000, 2_000_000_000);
    },
  ],
];

for (const [name, change] of CHANGES) {
  Deno.test(`openAnswers() forgets a program where there is ${name}`, () => {
    using folder = remembered();
    const session = open(folder);
    assertEquals(session.recall(folder.at("bin/python3")), LINE);
    change(folder);
    assertEquals(session.recall(folder.at("bin/python3")), null);
    assertEquals(open(folder).recall(folder.at("bin/python3")), null);
  });
}

const DAMAGE: [name: string, damage: (text: string) => string | null][] = [
  ["is gone", () => null],
  ["is empty", () => ""],
  ["is cut off", (text) => text.slice(0, text.length / 2)],
  ["is no JSON", () => "\u0000\u0001 not JSON"],
  ["is another's", () => '{"answers": [1, 2, 3]}'],
  ["has answers of a wrong type", (text) => text.replace(/"line":"[^]*?[^\\]"/, '"line":3')],
  [
    "has answers that depend on nothing",
    (text) => text.replace(/"marks":\[[^\]]*\]/, '"marks":[]'),
  ],
  ["was written for another script", (text) => text.replace(/"size":\d+/, '"size":1')],
  ["is far too large", (text) => " ".repeat(5 * 1024 * 1024) + text],
];

for (const [name, damage] of DAMAGE) {
  Deno.test(`openAnswers() begins anew where the file ${name}`, () => {
    using folder = remembered();
    const path = folder.at("cache/answers.json");
    const damaged = damage(Deno.readTextFileSync(path));
    if (damaged === null) Deno.removeSync(path);
    else Deno.writeTextFileSync(path, damaged);
    const answers = open(folder);
    assertEquals(answers.recall(folder.at("bin/python3")), null);
    keep(answers, folder);
    answers.save();
    assertEquals(open(folder).recall(folder.at("bin/python3")), LINE);
  });
}

Deno.test("openAnswers() does not keep what was told by a program that was replaced meanwhile", () => {
  using folder = remembered();
  const answers = openAnswers(null, new Map());
  const mark = markOf(folder.at("bin/python3"));
  if (mark === null) throw new TypeError("Cannot mark a program: it is not there");
  Deno.writeTextFileSync(folder.at("bin/python3"), "another one");
  answers.keep(folder.at("bin/python3"), { line: LINE, mark, files: [] });
  assertEquals(answers.recall(folder.at("bin/python3")), null);
});

Deno.test("openAnswers() remembers for the session where nothing is written", () => {
  using folder = remembered();
  const session = new Map();
  const answers = openAnswers(null, session);
  keep(answers, folder);
  answers.save();
  assertEquals(openAnswers(null, session).recall(folder.at("bin/python3")), LINE);
});

Deno.test("openAnswers() drops programs that are gone from its file", () => {
  using folder = remembered();
  Deno.removeSync(folder.at("bin/python3"));
  Deno.writeTextFileSync(folder.at("bin/python4"), "four");
  const answers = open(folder);
  const mark = markOf(folder.at("bin/python4"));
  if (mark === null) throw new TypeError("Cannot mark a program: it is not there");
  answers.keep(folder.at("bin/python4"), { line: LINE, mark, files: [] });
  answers.save();
  const file = JSON.parse(Deno.readTextFileSync(folder.at("cache/answers.json")));
  assertEquals(Object.keys(file.answers), [folder.at("bin/python4")]);
});

const UNWRITABLE: [name: string, prepare: (folder: FakeFolder) => void][] = [
  [
    "a file stands where its folder should be",
    (folder) => {
      Deno.removeSync(folder.at("cache"), { recursive: true });
      Deno.writeTextFileSync(folder.at("cache"), "");
    },
  ],
  [
    "a folder stands where it should be",
    (folder) => {
      Deno.removeSync(folder.at("cache/answers.json"));
      Deno.mkdirSync(folder.at("cache/answers.json/inside"), { recursive: true });
    },
  ],
];

for (const [name, prepare] of UNWRITABLE) {
  Deno.test(`openAnswers() goes on without its file where ${name}`, () => {
    using folder = remembered();
    prepare(folder);
    const answers = open(folder);
    keep(answers, folder);
    answers.save();
    assertEquals(answers.recall(folder.at("bin/python3")), LINE);
    assertEquals(open(folder).recall(folder.at("bin/python3")), null);
  });
}

testUnless(fullDevice() ? null : "no device that is full", {
  name: "openAnswers() goes on without its file where the disk is full",
  fn() {
    using folder = remembered();
    Deno.removeSync(folder.at("cache/answers.json"));
    // The draft's name is known: it then leads to a device that takes nothing.
    Deno.symlinkSync("/dev/full", folder.at(`cache/answers.json.${Deno.pid}`));
    const answers = open(folder);
    keep(answers, folder);
    answers.save();
    assertEquals([...Deno.readDirSync(folder.at("cache"))].map(({ name }) => name), []);
  },
});

function fullDevice(): boolean {
  try {
    return Deno.statSync("/dev/full").isCharDevice === true;
  } catch {
    // macOS has none.
    return false;
  }
}
