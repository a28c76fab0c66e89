/** Tests of the hidden programs: neither name nor order nor size tells which is which, and a draw stays. */
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { DISPLAY } from "../../../../probes/mod.ts";
import { openAnswers } from "../answers.ts";
import { bottleneckOf, BOTTLENECKS, namesBy } from "./hidden_names.ts";
import { FILE_BYTES, hiddenProbe, sourcesOf } from "./hidden_probe.ts";
import { makeHiddenPrograms } from "./hidden_programs.ts";

const SEEDS = Array.from({ length: 300 }, (_, seed) => seed);

Deno.test("namesBy() draws one name for each program, in the order of the alphabet", () => {
  for (const seed of SEEDS) {
    const names = namesBy(seed);
    assertEquals(names, names.toSorted());
    assertEquals(names.map(bottleneckOf).toSorted(), BOTTLENECKS.toSorted());
    assertEquals(namesBy(seed), names);
  }
});

Deno.test("namesBy() puts the programs into every order about as often", () => {
  const orders = SEEDS.map((seed) => namesBy(seed).map(bottleneckOf).join());
  const counts = [...Map.groupBy(orders, (order) => order).values()].map(({ length }) => length);
  assertEquals(counts.length, 6);
  // Fifty each are expected; seeds are fixed, so this is no bet.
  assert(counts.every((count) => count > 30 && count < 75), counts.join());
});

Deno.test("namesBy() gives no program names that begin alike", () => {
  const names = SEEDS.flatMap(namesBy);
  for (const bottleneck of BOTTLENECKS) {
    const own = names.filter((name) => bottleneckOf(name) === bottleneck);
    for (const place of [0, 2, 4]) {
      assertEquals(new Set(own.map((name) => name.slice(place, place + 2))).size, 13);
    }
  }
});

for (const name of ["", "collector", "Bakido", "bakid", "bakidoba", "../bado"]) {
  Deno.test(`bottleneckOf() knows no program "${name}"`, () => {
    assertEquals(bottleneckOf(name), null);
  });
}

Deno.test("sourcesOf() gives three different texts of one size", () => {
  for (const seed of SEEDS.slice(0, 20)) {
    const sources = Object.values(sourcesOf(namesBy(seed)));
    assertEquals(new Set(sources).size, 3);
    assertEquals(sources.map((text) => new TextEncoder().encode(text).length), [
      FILE_BYTES,
      FILE_BYTES,
      FILE_BYTES,
    ]);
  }
});

Deno.test("hiddenProbe() has another text for other names, so that records are not mixed up", () => {
  assertNotEquals(hiddenProbe(namesBy(1)).script, hiddenProbe(namesBy(2)).script);
});

/** Draws in a folder. */
function drawn(folder: string, { isGraded = false, now = new Date() } = {}) {
  return makeHiddenPrograms({ book: openAnswers({ folder }), now, isGraded });
}

Deno.test("hiddenPrograms() keeps its draw beside the notebook, and shows its names", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const first = drawn(folder);
    assertEquals(drawn(folder).names, first.names);
    const shown = (await first[DISPLAY]())["text/plain"] ?? "";
    assert(first.names.every((name) => shown.includes(name)), shown);
    assertEquals(Object.keys(first.sources).toSorted(), [...first.names]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("hiddenPrograms() leaves nothing in a grader's folder, and draws the same there each time", async () => {
  const folder = await Deno.makeTempDir();
  try {
    assertEquals(drawn(folder, { isGraded: true }).names, namesBy(0));
    assertEquals([...Deno.readDirSync(folder)], []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("hiddenPrograms() draws where nothing can be kept, and says so", async () => {
  const folder = await Deno.makeTempDir();
  try {
    // A file stands where the folder for answers would be made.
    await Deno.writeTextFile(`${folder}/.probebook`, "");
    const hidden = drawn(folder);
    assertEquals(drawn(folder).names, hidden.names);
    const shown = (await hidden[DISPLAY]())["text/plain"] ?? "";
    assert(/in memory only/.test(shown), shown);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
