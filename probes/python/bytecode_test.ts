/** Tests of the probes of bytecode on every CPython: what is specialized when, and which files are taken. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { testUnless } from "../../tests/support/skip.ts";
import {
  type Facts,
  numberOf,
  run,
  type Seen,
  testFacts,
  values,
} from "../../tests/support/probe_scripts.ts";
import { PYTHONS } from "../../tests/support/tried_pythons.ts";
import { type BytecodeListing, listedBytecode } from "../catalog/listed.ts";
import type { Interpreter } from "../interpreters/mod.ts";

const COUNTS = ["before", "after10", "after100", "specialized", "afterOther", "afterThird"];

function specialization(python: Interpreter, work: string, off = false): Promise<Seen> {
  const env = off ? { PYTHON_SPECIALIZATION_OFF: "1" } : {};
  return values(python, { probe: "specialization", params: { work }, env });
}

/** What stands in the code for the instruction that the loop is about, moment by moment. */
function formsOf(seen: Seen, general: string): string[] {
  return listedBytecode({ processes: [seen] }).map(({ instructions }) =>
    instructions.findLast(({ name }) => name.startsWith(general))?.name ?? "none"
  );
}

function specializedCount({ instructions }: BytecodeListing): number {
  return instructions.filter(({ form }) => form === "specialized").length;
}

/** Whether there is anything to see; a build without the lock specialized nothing at first. */
function isSpecializing({ specialization }: Interpreter): boolean {
  return specialization === "always" || specialization === "switchable";
}

const FACTS: Facts = [
  ["specialization.py says where bytecode never changes", async (python) => {
    if (python.minor >= 11) return;
    const { unavailable } = await run(python, { probe: "specialization" });
    assertMatch(`${unavailable?.reason}`, /3\.11/);
    assertEquals(unavailable?.remedy, "uv python install 3.11");
  }],
  ["specialization.py sees an addition follow its types, there and back", async (python) => {
    if (!isSpecializing(python)) return;
    const seen = await specialization(python, "arithmetic");
    const general = python.minor === 11 ? "BINARY_OP_ADAPTIVE" : "BINARY_OP";
    const whole = "BINARY_OP_ADD_INT";
    assertEquals(formsOf(seen, "BINARY_OP"), [
      "BINARY_OP",
      ...[whole, whole, whole],
      "BINARY_OP_ADD_FLOAT",
      general,
    ]);
  }],
  ["specialization.py sees reading an attribute follow the objects", async (python) => {
    if (!isSpecializing(python)) return;
    const seen = await specialization(python, "attribute");
    const [before, ...after] = formsOf(seen, "LOAD_ATTR");
    assertEquals(before, "LOAD_ATTR");
    assertEquals(after.slice(2, 4), ["LOAD_ATTR_INSTANCE_VALUE", "LOAD_ATTR_SLOT"]);
    assertEquals(after[4], python.minor === 11 ? "LOAD_ATTR_ADAPTIVE" : "LOAD_ATTR");
  }],
  ["specialization.py counts what it lists, and the same whatever is called", async (python) => {
    if (!isSpecializing(python)) return;
    const seen = await specialization(python, "call");
    const listings = listedBytecode({ processes: [seen] });
    assertEquals(listings.map(specializedCount), COUNTS.map((key) => numberOf(seen, key)));
    const sizes = new Set(listings.map(({ instructions }) => instructions.length));
    assertEquals([...sizes], [numberOf(seen, "instructions")]);
    assertEquals(numberOf(seen, "before"), 0);
    assert(numberOf(seen, "specialized") >= 2, "a call and an addition");
    // 3.11 has 52, the fewest.
    assert(numberOf(seen, "forms") >= 52, `${seen.reduced["forms"]} forms`);
  }],
  ["specialization.py lists the same every time", async (python) => {
    if (!isSpecializing(python)) return;
    const [first, second] = await Promise.all(
      [1, 2].map(() => specialization(python, "arithmetic")),
    );
    assertEquals(first?.tables, second?.tables);
  }],
  ["bytecode_files.py takes its own files, and none with another number", async (python) => {
    const seen = await values(python, { probe: "bytecode_files" });
    assertEquals(seen.reduced["own"], "imported: cached");
    assertMatch(`${seen.reduced["other"]}`, /^ImportError: bad magic number in 'foreign'$/);
    assertEquals([seen.reduced["ownCache"], seen.reduced["otherCache"]], ["cached", "source"]);
  }],
  ["bytecode_files.py takes a file that bears its own number by chance", async (python) => {
    const { reduced } = await values(python, { probe: "bytecode_files" });
    const other = Number(reduced["magic"]);
    const seen = await values(python, { probe: "bytecode_files", params: { other } });
    assertEquals(seen.reduced["other"], "imported: cached");
    assertEquals(seen.reduced["otherCache"], "cached");
  }],
  [
    "made_frames.py sees one frame of a generator, entered once more than it has items",
    async (python) => {
      for (const n of [1, 7]) {
        const { reduced } = await values(python, { probe: "made_frames", params: { n } });
        assertEquals([reduced["generator"], reduced["generatorEntries"]], [1, n + 1]);
        assertEquals([reduced["loop"], reduced["loopEntries"], reduced["most"]], [0, 0, 1]);
      }
    },
  ],
  [
    "made_frames.py sees a frame of the comprehension where that is code of its own",
    async (python) => {
      const seen = await values(python, { probe: "made_frames" });
      const count = seen.reduced["own"] === "yes" ? 1 : 0;
      const { comprehension, comprehensionEntries } = seen.reduced;
      assertEquals([comprehension, comprehensionEntries], [count, count]);
      const listings = listedBytecode({ processes: [seen] });
      assertEquals(listings.map(({ moment }) => moment), ["comprehension", "generator", "loop"]);
      const makes = listings.map(({ instructions }) =>
        instructions.some(({ name }) => name === "MAKE_FUNCTION")
      );
      assertEquals(makes, [count === 1, true, false]);
    },
  ],
  ["removed_names.py counts the names that it does not find", async (python) => {
    const { reduced } = await values(python, { probe: "removed_names" });
    const { gone, tomllib, ...others } = reduced;
    assertEquals(Object.values(others).filter((state) => state === "no").length, gone);
    assertEquals(tomllib, python.minor >= 11 ? "yes" : "no");
    assertMatch(`${reduced["startMethod"]}`, /^(?:fork|forkserver|spawn)$/);
  }],
];

testFacts(FACTS);

const SWITCHABLE = PYTHONS.filter(({ specialization }) => specialization === "switchable");

testUnless(SWITCHABLE.length === 0 ? "no CPython that can leave bytecode general" : null, {
  name: "specialization.py sees that nothing changes where specialization is off",
  fn: async () => {
    for (const python of SWITCHABLE) {
      const seen = await specialization(python, "arithmetic", true);
      assertEquals(COUNTS.map((key) => seen.reduced[key]), COUNTS.map(() => 0));
      assertEquals(new Set(formsOf(seen, "BINARY_OP")), new Set(["BINARY_OP"]));
      const forms = listedBytecode({ processes: [seen] }).flatMap(({ instructions }) =>
        instructions.map(({ form }) => form)
      );
      // What is never replaced does not count its uses either.
      assertEquals(new Set(forms), new Set(["generic"]));
    }
  },
});

const minors = new Set(PYTHONS.map(({ minor }) => minor));

testUnless(minors.size < 2 ? "one version of CPython only" : null, {
  name: "bytecode_files.py sees another number in each version",
  fn: async () => {
    const numbers = await Promise.all(PYTHONS.map(async (python) => {
      const seen = await values(python, { probe: "bytecode_files" });
      return `${python.minor} ${numberOf(seen, "magic")}`;
    }));
    assertEquals(new Set(numbers).size, minors.size, [...new Set(numbers)].join(", "));
  },
});
