/** Tests of the working copy: what a learner did is never lost. */

import { assertEquals } from "@std/assert";
import { dirname, join } from "node:path";
import { notebooksBelow, refreshWorkingCopy } from "./working_copy.ts";

/** A place with our notebooks and a learner's, and what was said at the last refresh. */
interface Place extends AsyncDisposable {
  ours(path: string, text: string | null): Promise<void>;
  theirs(path: string, text: string | null): Promise<void>;
  refresh(): Promise<string[]>;
  read(path: string): Promise<string>;
  files(): Promise<string[]>;
}

interface Case {
  /** What happens between the first refresh (of `a.ipynb` with the text "one") and the second. */
  readonly meanwhile: (place: Place) => Promise<void>;
  readonly said: string[];
  readonly holds: Record<string, string>;
}

const CASES: Record<string, Case> = {
  "leaves everything alone when nothing changed": {
    meanwhile: async () => {},
    said: [],
    holds: { "a.ipynb": "one" },
  },
  "updates a notebook that the learner did not touch": {
    meanwhile: (place) => place.ours("a.ipynb", "two"),
    said: ["updated a.ipynb"],
    holds: { "a.ipynb": "two" },
  },
  "keeps a changed notebook quietly when there is nothing new": {
    meanwhile: (place) => place.theirs("a.ipynb", "mine"),
    said: [],
    holds: { "a.ipynb": "mine" },
  },
  "lays a new version beside a changed notebook": {
    meanwhile: async (place) => {
      await place.theirs("a.ipynb", "mine");
      await place.ours("a.ipynb", "two");
    },
    said: ["offered a.ipynb as a.new.ipynb"],
    holds: { "a.ipynb": "mine", "a.new.ipynb": "two" },
  },
  "does not touch the learner's own file of the same name as an offer": {
    meanwhile: async (place) => {
      await place.theirs("a.ipynb", "mine");
      await place.theirs("a.new.ipynb", "mine too");
      await place.ours("a.ipynb", "two");
    },
    said: ["offered a.ipynb as a.new.2.ipynb"],
    holds: { "a.ipynb": "mine", "a.new.ipynb": "mine too", "a.new.2.ipynb": "two" },
  },
  "copies a notebook again that the learner removed": {
    meanwhile: (place) => place.theirs("a.ipynb", null),
    said: ["copied a.ipynb"],
    holds: { "a.ipynb": "one" },
  },
  "says nothing when the learner made the same change": {
    meanwhile: async (place) => {
      await place.theirs("a.ipynb", "two");
      await place.ours("a.ipynb", "two");
    },
    said: [],
    holds: { "a.ipynb": "two" },
  },
  "treats every notebook as changed once the record is broken": {
    meanwhile: async (place) => {
      await place.theirs(".probebook/copies.json", '{"notebooks": {"a');
      await place.ours("a.ipynb", "two");
    },
    said: ["record_lost", "offered a.ipynb as a.new.ipynb"],
    holds: { "a.ipynb": "one", "a.new.ipynb": "two" },
  },
  "brings new notebooks in folders": {
    meanwhile: (place) => place.ours("more/b.ipynb", "b"),
    said: ["copied more/b.ipynb"],
    holds: { "a.ipynb": "one", "more/b.ipynb": "b" },
  },
  "keeps the learner's copy of a notebook that is no longer ours": {
    meanwhile: (place) => place.ours("a.ipynb", null),
    said: [],
    holds: { "a.ipynb": "one" },
  },
};

for (const [name, { meanwhile, said, holds }] of Object.entries(CASES)) {
  Deno.test(`refreshWorkingCopy() ${name}`, async () => {
    await using place = await makePlace();
    await place.ours("a.ipynb", "one");
    assertEquals(await place.refresh(), ["copied a.ipynb"]);
    await meanwhile(place);
    assertEquals(await place.refresh(), said);
    for (const [path, text] of Object.entries(holds)) assertEquals(await place.read(path), text);
    assertEquals(await place.files(), Object.keys(holds).sort());
  });
}

Deno.test("refreshWorkingCopy() offers a version once, and the next one in its place", async () => {
  await using place = await makePlace();
  await place.ours("a.ipynb", "one");
  await place.refresh();
  await place.theirs("a.ipynb", "mine");
  await place.ours("a.ipynb", "two");
  assertEquals(await place.refresh(), ["offered a.ipynb as a.new.ipynb"]);
  assertEquals(await place.refresh(), []);
  await place.ours("a.ipynb", "three");
  assertEquals(await place.refresh(), ["offered a.ipynb as a.new.ipynb"]);
  assertEquals(await place.read("a.new.ipynb"), "three");
  await place.theirs("a.new.ipynb", null);
  assertEquals(await place.refresh(), [], "an offer that was thrown away is not repeated");
});

Deno.test("refreshWorkingCopy() takes no part of a file that was there before the first copy", async () => {
  await using place = await makePlace();
  await place.ours("a.ipynb", "one");
  await place.theirs("a.ipynb", "older than the copy");
  assertEquals(await place.refresh(), ["offered a.ipynb as a.new.ipynb"]);
  assertEquals(await place.read("a.ipynb"), "older than the copy");
});

Deno.test("refreshWorkingCopy() passes over code, data and what editors leave behind", async () => {
  await using place = await makePlace();
  for (
    const path of [
      "b.ipynb",
      "a/c.ipynb",
      "tools/x.ipynb",
      "data/x.ipynb",
      "a/.ipynb_checkpoints/c.ipynb",
    ]
  ) {
    await place.ours(path, "");
  }
  assertEquals(await place.refresh(), ["copied a/c.ipynb", "copied b.ipynb"]);
});

async function makePlace(): Promise<Place> {
  const root = await Deno.makeTempDir();
  const source = join(root, "notebooks");
  const work = join(root, "work");
  return {
    ours: (path, text) => write(join(source, path), text),
    theirs: (path, text) => write(join(work, path), text),
    refresh: async () =>
      (await refreshWorkingCopy(source, work)).map((event) =>
        event.kind === "record_lost"
          ? event.kind
          : event.kind === "offered"
          ? `offered ${event.path} as ${event.beside}`
          : `${event.kind} ${event.path}`
      ),
    read: (path) => Deno.readTextFile(join(work, path)),
    files: () => notebooksBelow(work),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}

async function write(path: string, text: string | null): Promise<void> {
  if (text === null) return await Deno.remove(path);
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeTextFile(path, text);
}
