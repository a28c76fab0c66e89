/** Tests of the frozen data of this checkout: manifest and files agree, and nothing of anybody's own is in them. */
import { assertEquals } from "@std/assert";
import { findProbe, isProbeName } from "../catalog/catalog.ts";
import { privateFacts } from "../exchange/mod.ts";
import { testUnless } from "../../tests/support/skip.ts";
import { frozen } from "./frozen.ts";
import { LESSON } from "./lesson.ts";
import {
  digestOf,
  FROZEN_BYTES_MAX,
  FROZEN_FOLDER,
  type FrozenManifest,
  MANIFEST_FILE,
  readManifest,
} from "./manifest.ts";

const manifest = await manifestHere();
const missing = manifest === null ? "nothing is frozen yet" : null;

/** Where programs and homes lie on any machine; what a probe itself names, such as a module's file, does not begin so. */
const PATHS = /(?<![\w.])(?:\/(?:root|home|Users|tmp|work|usr|opt|var)\/|~\/)[^"\\ ]*/g;

async function manifestHere(): Promise<FrozenManifest | null> {
  try {
    await Deno.stat(new URL(MANIFEST_FILE, FROZEN_FOLDER));
  } catch {
    // Before they are measured for the first time.
    return null;
  }
  return await readManifest();
}

function known(): FrozenManifest {
  if (manifest === null) throw new Error("skipped");
  return manifest;
}

testUnless(missing, {
  name: "frozen data: the files are those of the manifest, and small",
  async fn() {
    const files: string[] = [];
    let bytes = 0;
    for await (const { name } of Deno.readDir(FROZEN_FOLDER)) files.push(name);
    assertEquals(
      files.toSorted(),
      [MANIFEST_FILE, ...known().series.map(({ file }) => file)].toSorted(),
    );
    for (const { file, sha256, bytes: told } of known().series) {
      const text = await Deno.readTextFile(new URL(file, FROZEN_FOLDER));
      assertEquals([file, await digestOf(text)], [file, sha256]);
      assertEquals([file, new TextEncoder().encode(text).length], [file, told]);
      bytes += told;
    }
    assertEquals(bytes < FROZEN_BYTES_MAX, true);
  },
});

testUnless(missing, {
  name: "frozen data: every probe exists, and its values and CPythons are those that are declared",
  fn() {
    const builds = known().builds.map(({ name }) => name);
    for (const { name, probe, values, arms } of known().series) {
      assertEquals([name, isProbeName(probe)], [name, true]);
      assertEquals([name, values], [name, findProbe(probe).values.map(({ key }) => key)]);
      for (const { python } of arms) assertEquals([name, builds.includes(python)], [name, true]);
    }
    const listed = LESSON.map(({ name }) => name);
    const strangers = known().series.filter(({ name }) => !listed.includes(name));
    assertEquals(strangers.map(({ name }) => name), []);
  },
});

testUnless(missing, {
  name: "frozen data: every series is read, with as many processes as the manifest tells",
  async fn() {
    for (const { name, probe, arms } of known().series) {
      if (!isProbeName(probe)) continue;
      const result = await frozen(probe, { series: name });
      assertEquals(
        [name, result.arms.map(({ label, processes }) => [label, processes.length])],
        [name, arms.map(({ label, processes }) => [label, processes])],
      );
      assertEquals([name, result.flags.filter(({ kind }) => kind === "incomplete_file")], [
        name,
        [],
      ]);
      for (const { summary, processes } of result.arms) {
        const counts = Object.values(summary).map(({ count }) => count);
        assertEquals([name, processes.length === 0 || Math.max(...counts) > 0], [name, true]);
      }
    }
  },
});

testUnless(missing, {
  name: "frozen data: no path and no name of a machine or a person",
  async fn() {
    const { homes, hosts } = privateFacts();
    for (const file of [MANIFEST_FILE, ...known().series.map((series) => series.file)]) {
      const text = await Deno.readTextFile(new URL(file, FROZEN_FOLDER));
      assertEquals([file, [...text.matchAll(PATHS)].map(([path]) => path).slice(0, 3)], [file, []]);
      const own = [...homes, ...hosts].filter((name) => name.length > 3 && text.includes(name));
      assertEquals([file, own], [file, []]);
    }
  },
});

Deno.test("LESSON names each series once, and only parameters that its probe has", () => {
  const names = LESSON.map(({ name }) => name);
  assertEquals(names.length, new Set(names).size);
  for (const { name, probe, settings } of LESSON) {
    const parameters = findProbe(probe).parameters.map((parameter) => parameter.name);
    const unknown = settings.flatMap(({ params = {} }) => Object.keys(params))
      .filter((key) => !parameters.includes(key));
    assertEquals([name, unknown], [name, []]);
  }
});
