/** Tests of the measured Python programs on every CPython of this machine: what they print, and what must be true of it. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { type ProbeName, PROBES } from "../catalog/catalog.ts";
import type { ParamValue, Probe, ProbeParameter, ProbeValue } from "../catalog/probe.ts";
import type { Interpreter } from "../interpreters/mod.ts";
import {
  type Asked,
  type Facts,
  fileOf,
  numberOf,
  run,
  testFacts,
  testOnEach,
  values,
} from "../../tests/support/probe_scripts.ts";
import { tellUntried, TRIED_WORDS } from "../../tests/support/tried_pythons.ts";

const gc = (params: Readonly<Record<string, ParamValue>>): Asked => ({
  probe: "gc_pauses",
  params,
});
const annotations = (params: Readonly<Record<string, ParamValue>>): Asked => ({
  probe: "annotations_import",
  params,
});

/** What must be true on every CPython. Counts and states only: times are not compared here. */
const FACTS: Facts = [
  ["tight_loop.py times as many slices as it is asked for", async (python) => {
    const { slices, state } = await values(python, { probe: "tight_loop", loops: 2, slices: 3 });
    assertEquals(slices.map(({ loops }) => loops), [2, 2, 2]);
    assert(slices.every(({ wallNs }) => wallNs > 0));
    // A pass takes some 20 ns, a call of the measured loop half a millisecond.
    const emptyNs = state?.emptyLoopNs ?? 0;
    assert(emptyNs > 1 && emptyNs < 5000, `${emptyNs} ns a pass of an empty loop`);
  }],
  ["gc_pauses.py sees many pauses under cyclic garbage, each within a request", async (python) => {
    const seen = await values(python, gc({}));
    assert(numberOf(seen, "pauses") > 20, `${seen.reduced["pauses"]} pauses`);
    assert(numberOf(seen, "total") < numberOf(seen, "wall"));
    assert(numberOf(seen, "longest") <= numberOf(seen, "longestRequest"));
    assertEquals(seen.events.map(({ name }) => name), ["grow", "pause", "request"]);
    assertEquals(seen.events[2]?.durationNs.length, 1500);
  }],
  ["gc_pauses.py counts as the collector itself does", async (python) => {
    const { events, reduced } = await values(python, gc({}));
    const counted = [...`${reduced["collections"]}`.matchAll(/gen\d (\d+)/g)]
      .reduce((sum, [, count]) => sum + Number(count), 0);
    const seen = events.find(({ name }) => name === "pause")?.durationNs.length ?? 0;
    // An incremental collector also calls back when it finds that nothing is due, and does not count that.
    if (python.collector === "incremental") assert(counted > 0 && counted <= seen);
    else assertEquals(counted, seen);
  }],
  ["gc_pauses.py gives the same counts whatever the hash seed is", async (python) => {
    const [first, second] = await Promise.all(
      ["1", "2"].map((seed) => values(python, { ...gc({}), env: { PYTHONHASHSEED: seed } })),
    );
    assertEquals(first?.reduced["collections"], second?.reduced["collections"]);
    assertEquals(first?.reduced["pauses"], second?.reduced["pauses"]);
  }],
  ["gc_pauses.py sees no pause where nothing points at itself", async (python) => {
    const { reduced } = await values(python, gc({ garbage: "acyclic", live: 0 }));
    assertEquals([reduced["pauses"], reduced["longest"], reduced["total"]], [0, null, 0]);
    assertMatch(`${reduced["collections"]}`, /^gen0 0(, gen\d 0)*$/);
  }],
  ["gc_pauses.py pays for a collector at rest in memory", async (python) => {
    const resting = await values(python, gc({ setting: "disable" }));
    assertEquals(resting.reduced["pauses"], 0);
    assert(numberOf(resting, "peakRss") > numberOf(await values(python, gc({})), "peakRss"));
  }],
  ["gc_pauses.py collects less often at a higher threshold", async (python) => {
    const high = await values(python, gc({ setting: "threshold" }));
    assertEquals(high.state?.gcThreshold[0], 50_000);
    assert(numberOf(high, "pauses") < numberOf(await values(python, gc({})), "pauses"));
  }],
  ["gc_pauses.py collects once between two requests when told by hand", async (python) => {
    const { events, reduced } = await values(python, gc({ setting: "manual", requests: 300 }));
    assertEquals(reduced["pauses"], 300);
    assertEquals(new Set(events[1]?.group), new Set([0]));
  }],
  ["gc_pauses.py runs with frozen objects", async (python) => {
    assert(numberOf(await values(python, gc({ setting: "freeze" })), "wall") > 0);
  }],
  ["gc_pauses.py makes islands", async (python) => {
    const seen = await values(python, gc({ shape: "islands" }));
    assert(numberOf(seen, "pauses") > 20);
  }],
  ["gc_pauses.py says where islands cannot be made", async (python) => {
    const folder = await Deno.makeTempDir();
    try {
      await Deno.writeTextFile(`${folder}/ctypes.py`, "raise ImportError");
      const { unavailable } = await run(python, {
        ...gc({ shape: "islands" }),
        env: { PYTHONPATH: folder },
      });
      assertMatch(`${unavailable?.reason}`, /ctypes/);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }],
  ["annotations_import.py measures each style it can be given", async (python) => {
    for (const style of ["future", "none"]) {
      const seen = await values(python, annotations({ style, functions: 50, classes: 5 }));
      assert(numberOf(seen, "import") > 0 && numberOf(seen, "firstRead") > 0, style);
    }
    const { unavailable, reduced } = await run(python, annotations({ functions: 50, classes: 5 }));
    // CPython 3.8 has no list[int]; every other one imports it.
    if (python.minor < 9) assertMatch(`${unavailable?.reason}`, /subscript/);
    else assert(Number(reduced["import"]) > 0, unavailable?.reason);
  }],
  [
    "annotations_import.py gives the same bytecode size every time, more with hints",
    async (python) => {
      const bytes = async (style: string) =>
        numberOf(await values(python, annotations({ style, functions: 50 })), "pyc");
      const future = await bytes("future");
      assertEquals(future, await bytes("future"));
      assert(future > await bytes("none"));
    },
  ],
  ["annotations_import.py says when bytecode is not cached", async (python) => {
    const { unavailable } = await run(python, {
      ...annotations({ style: "none", functions: 5 }),
      env: { PYTHONDONTWRITEBYTECODE: "1" },
    });
    assertMatch(`${unavailable?.reason}`, /bytecode/);
  }],
];

testFacts(FACTS);

/** The least that a parameter accepts: the shortest run. */
function least(parameter: ProbeParameter): ParamValue {
  return parameter.kind === "number" ? parameter.min : parameter.default;
}

/** Whether a value fits what the probe says of it; null where this CPython has no such thing. */
function fits({ kind, unit }: ProbeValue, value: number | string | null | undefined): boolean {
  if (value === null || typeof value === "string") return kind !== "slices";
  return value !== undefined && Number.isFinite(value) && (unit === "" || value >= 0);
}

/** At its least parameters the script gives every value that is declared, or says why it cannot. */
async function assertGivesAll(python: Interpreter, probe: Probe): Promise<void> {
  const params = Object.fromEntries(probe.parameters.map((one) => [one.name, least(one)]));
  const seen = await run(python, { probe: probe.name as ProbeName, params });
  if (seen.unavailable !== null) {
    assertMatch(seen.unavailable.reason, /\w+ \w+/);
    return;
  }
  assertEquals(seen.state?.version, python.version);
  assertEquals(seen.slices.length, probe.kind === "slices" ? 1 : 0);
  const bad = probe.values.filter((value) =>
    value.kind !== "slices" && !fits(value, seen.reduced[value.key])
  );
  assertEquals(bad.map(({ key }) => `${key} is ${seen.reduced[key]}`), []);
}

tellUntried();

for (const probe of Object.values(PROBES)) {
  testOnEach(
    `${probe.name} gives its declared values at the least parameters, on ${TRIED_WORDS}`,
    (python) => assertGivesAll(python, probe),
  );
  Deno.test(`${probe.name} names its values, units, kinds and limits in its docstring`, async () => {
    const text = await Deno.readTextFile(fileOf(probe));
    const docstring = text.match(/^"""(.+?)"""/s)?.[1]?.replaceAll(/\s+/g, " ") ?? "";
    const expected = probe.values.map(({ key, unit, kind }) =>
      `${key} (${unit === "" ? "" : `${unit}, `}${kind})`
    );
    assertEquals(expected.filter((words) => !docstring.includes(words)), []);
    const headings = [
      "Values",
      "Cannot show",
      ...probe.parameters.length > 0 ? ["Parameters"] : [],
    ];
    assertEquals(headings.filter((heading) => !docstring.includes(` ${heading}`)), []);
    const names = probe.parameters.map(({ name }) => name.toUpperCase());
    assertEquals(names.filter((name) => !docstring.includes(name)), []);
  });
}
