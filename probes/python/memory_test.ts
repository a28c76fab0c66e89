/** Tests of the probes of memory: sizes that are known to the byte, and how texts and lists grow, on every CPython. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import {
  type Facts,
  numberOf,
  testFacts,
  testFactsAtEnds,
  values,
} from "../../tests/support/probe_scripts.ts";
import { listSteps, objectSizes } from "../catalog/told.ts";
import type { Interpreter } from "../interpreters/mod.ts";

/** Whether sizes are those of a release as nearly everybody has it; others are measured, too, and not known here. */
function hasUsualSizes({ freeThreaded, debug, bits }: Interpreter): boolean {
  return !freeThreaded && !debug && bits === 64;
}

/** Bytes of a record with three attributes. */
const RECORDS: [representation: string, bytes: (minor: number) => number][] = [
  ["slots", () => 64],
  ["dataclass_slots", () => 64],
  ["plain", plainBytes],
  ["dataclass", plainBytes],
  // A tuple keeps its hash from 3.14 on.
  ["tuple", (minor) => minor < 14 ? 64 : 80],
  // Keys that are texts need no place for their hash from 3.11 on.
  ["dict", (minor) => minor < 11 ? 240 : 192],
];

/** An object has a dictionary up to 3.10, only its values in 3.11, and no pointer to an empty one from 3.12 on. */
function plainBytes(minor: number): number {
  return minor < 11 ? 160 : minor < 12 ? 112 : 96;
}

const FACTS: Facts = [
  ["record_memory.py counts the bytes of each representation", async (python) => {
    for (const [representation, bytes] of RECORDS) {
      const seen = await values(python, { probe: "record_memory", params: { representation } });
      if (!hasUsualSizes(python)) {
        assert(numberOf(seen, "asked") > 0);
        continue;
      }
      assertEquals([representation, seen.reduced["bytes"]], [representation, bytes(python.minor)]);
      assert(numberOf(seen, "asked") <= numberOf(seen, "bytes"));
      // The process grows by whole pages, and by what lies around them.
      assertAlmostEquals(numberOf(seen, "rss") / numberOf(seen, "bytes"), 1, 0.1);
    }
  }],
  [
    "object_sizes.py tells what getsizeof() does not see, and which numbers CPython keeps",
    async (python) => {
      const seen = await values(python, { probe: "object_sizes" });
      assert(numberOf(seen, "wholeInstance") > numberOf(seen, "instance"));
      assert(numberOf(seen, "wholeTexts") > 5 * numberOf(seen, "texts"));
      const rows = objectSizes({ processes: [seen] });
      const instance = rows.find(({ object }) => object === "an object with three attributes");
      assertEquals(instance?.allocatedBytes, seen.reduced["wholeInstance"]);
      if (!hasUsualSizes(python)) return;
      const { object, int, float, text } = seen.reduced;
      assertEquals([object, int, float, text], [16, 28, 24, python.minor < 12 ? 59 : 51]);
      const kept = 502 - numberOf(seen, "intsAnew");
      assertEquals(kept > 50, python.minor >= 14, `${kept}`);
      assertEquals(
        seen.reduced["wholeInstance"],
        python.minor < 11 ? 152 : python.minor === 12 ? 88 : 96,
      );
    },
  ],
  ["list_growth.py lists the room of a list", async (python) => {
    const seen = await values(python, { probe: "list_growth", params: { n: 100 } });
    const steps = listSteps({ processes: [seen] });
    assertEquals(steps.map(({ room }) => room).join(" "), `${seen.reduced["steps"]}`);
    assertEquals(steps.length, seen.reduced["growths"]);
    assert(steps.every(({ length, room }) => room >= length));
    if (!hasUsualSizes(python) || python.minor < 9) return;
    assertEquals(seen.reduced["steps"], "4 8 16 24 32 40 52 64 76 92 108");
    assertEquals([seen.reduced["appended"], seen.reduced["known"]], [920, 856]);
  }],
];

/** What takes longer, and holds between where it holds at both ends. */
const FACTS_AT_ENDS: Facts = [
  ["record_memory.py counts more for more fields", async (python) => {
    const asked = async (fields: number) =>
      numberOf(
        await values(python, {
          probe: "record_memory",
          params: { representation: "slots", fields },
        }),
        "asked",
      );
    assertEquals(await asked(10) - await asked(2), 8 * python.bits / 8);
  }],
  ["object_sizes.py gives the same whatever the hash seed is", async (python) => {
    const [first, second] = await Promise.all(
      ["1", "2"].map((seed) =>
        values(python, { probe: "object_sizes", env: { PYTHONHASHSEED: seed } })
      ),
    );
    assertEquals(first?.reduced, second?.reduced);
  }],
  ["string_growth.py tells a text with one name from one with two", async (python) => {
    const seen = await values(python, { probe: "string_growth" });
    assertEquals(seen.reduced["shared"], "copied");
    if (hasUsualSizes(python)) assertEquals(seen.reduced["alone"], "in place");
    assert(numberOf(seen, "aloneTime") > 0 && numberOf(seen, "sharedTime") > 0);
  }],
];

testFacts(FACTS);
testFactsAtEnds(FACTS_AT_ENDS);
