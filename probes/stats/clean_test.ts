/** Tests of the cleaning rule, step by step and on slices as they should not be. */
import { assert, assertEquals } from "@std/assert";
import { type CleanedProcess, cleanProcess, type Slice } from "./clean.ts";

/**
 * Slices from a line of text: `100` is a quiet slice of that many ns on both clocks, `900/101s` one
 * of 900 ns wall and 101 ns CPU during which the system switched away.
 */
function slicesOf(text: string): Slice[] {
  return text.split(" ").filter((word) => word !== "").map((word) => {
    const [wall = "", cpu = wall] = word.replace("s", "").split("/");
    return {
      wallNs: Number(wall),
      cpuNs: cpu === "-" ? null : Number(cpu),
      switches: word.endsWith("s") ? 1 : 0,
    };
  });
}

const LETTERS = { kept: "k", "warm-up": "w", switched: "s", unusable: "u" };

function usesText(process: CleanedProcess): string {
  return process.uses.map((use) => LETTERS[use]).join("");
}

interface Case {
  readonly slices: string;
  readonly uses: string;
  readonly level: number | null;
  readonly class?: CleanedProcess["warmupClass"];
  readonly usesCpuTime?: boolean;
  readonly isDisturbed?: boolean;
}

const CASES: [name: string, expected: Case][] = [
  ["no slices", { slices: "", uses: "", level: null }],
  ["one slice, which must not be dropped", { slices: "100", uses: "k", level: 100 }],
  ["two slices", { slices: "100 90", uses: "wk", level: 90 }],
  ["three slices", { slices: "100 90 92", uses: "wkk", level: 91 }],
  ["four slices", { slices: "130 90 92 91", uses: "wkkk", level: 91 }],
  ["five slices", { slices: "130 120 92 92 92", uses: "wwkkk", level: 92 }],
  ["equal slices", { slices: "5 5 5 5 5 5 5 5", uses: "wkkkkkkk", level: 5, class: "flat" }],
  ["a slow first slice", {
    slices: "900 100 101 100 101 100 101 100",
    uses: "wkkkkkkk",
    level: 100,
    class: "flat",
  }],
  ["three slow slices", {
    slices: "900 500 150 100 101 100 101 100",
    uses: "wwwkkkkk",
    level: 100,
    class: "warms up",
  }],
  ["a warm-up that ends just at half", {
    slices: "900 800 700 600 101 100 101 100",
    uses: "wwwwkkkk",
    level: 100.5,
    class: "warms up",
  }],
  ["a later half that still gets a little faster", {
    slices: "900 800 700 600 500 104 103 102 101 100",
    uses: "wwwwwkkkkk",
    level: 102,
    class: "warms up",
  }],
  ["a process that had not settled at half", {
    slices: "900 890 880 870 860 850 100 101 100 101 100 101 100 101 100 101",
    uses: "wwwwwwkkkkkkkkkk",
    level: 100.5,
    class: "warms up",
  }],
  ["a process that slows down", {
    slices: "50 50 50 50 100 101 100 101",
    uses: "wkkkkkkk",
    level: 100,
    class: "slows down",
  }],
  ["a late slow slice, which is no warm-up", {
    slices: "100 101 100 900 101 100 101 100",
    uses: "wkkkkkkk",
    level: 101,
  }],
  ["slices inside the least margin of 0.4 %", {
    slices: "1003 1003 1003 1003 1000 1000 1000 1000",
    uses: "wkkkkkkk",
    level: 1000,
    class: "flat",
  }],
  ["slices just outside of it", {
    slices: "1005 1005 1003 1003 1000 1000 1000 1000",
    uses: "wwkkkkkk",
    level: 1000,
    class: "warms up",
  }],
  ["switched slices", {
    slices: "100 100 100 900/101s 100 100 800/101s 100",
    uses: "wkkskksk",
    level: 100,
  }],
  ["a switched first slice, which is dropped as warm-up", {
    slices: "900/101s 100 100 100 100 100",
    uses: "wkkkkk",
    level: 100,
  }],
  ["switched slices at the begin, which are no warm-up", {
    slices: "100 900/101s 900/101s 900/101s 100 100 100 100",
    uses: "wssskkkk",
    level: 100,
    class: "flat",
  }],
  ["exactly three and a quarter left", {
    slices: "100 101 102 103 9s 9s 9s 9s 9s 9s 9s 9s 9s",
    uses: "wkkksssssssss",
    level: 102,
  }],
  ["only two left alone, which count by CPU time", {
    slices: "300/100 300/100s 300/100s 300/102s 300/102s 300/100s 102 102",
    uses: "wkkkkkkk",
    level: 102,
    usesCpuTime: true,
  }],
  ["all switched, which count by CPU time", {
    slices: "300/200s 300/100s 400/101s 300/102s 500/101s 300/101s",
    uses: "wkkkkk",
    level: 101,
    usesCpuTime: true,
  }],
  ["two left alone and no CPU time", {
    slices: "300/- 300/-s 300/-s 300/-s 300/-s 300/-s 102/- 104/-",
    uses: "wssssskk",
    level: 103,
    isDisturbed: true,
  }],
  ["all switched and no CPU time", {
    slices: "300/-s 300/-s 300/-s 300/-s 300/-s 300/-s",
    uses: "wkkkkk",
    level: 300,
    isDisturbed: true,
  }],
  ["all switched and a CPU clock that stands still", {
    slices: "300/0s 300/0s 300/0s 300/0s 300/0s 300/0s",
    uses: "wkkkkk",
    level: 300,
    isDisturbed: true,
  }],
  ["a clock step back", {
    slices: "100 100 -5000 100 100 101 100 100",
    uses: "wkukkkkk",
    level: 100,
  }],
  ["no number", { slices: "100 100 NaN 100 100 101 100 Infinity", uses: "wkukkkku", level: 100 }],
  ["a clock too coarse for the slices", {
    slices: "0 0 0 0 15000 0 0 0",
    uses: "uuuuuuuu",
    level: null,
  }],
];

for (const [name, { slices, uses, level, ...expected }] of CASES) {
  Deno.test(`cleanProcess() of ${name}`, () => {
    const process = cleanProcess(slicesOf(slices));
    assertEquals(usesText(process), uses);
    assertEquals(process.level, level);
    if (expected.class !== undefined) assertEquals(process.warmupClass, expected.class);
    assertEquals(process.usesCpuTime, expected.usesCpuTime ?? false);
    assertEquals(process.isDisturbed, expected.isDisturbed ?? false);
  });

  Deno.test(`cleanProcess() counts every slice once of ${name}`, () => {
    const process = cleanProcess(slicesOf(slices));
    const count = (use: string) => process.uses.filter((other) => other === use).length;
    assertEquals(process.warmupCount, count("warm-up"));
    assertEquals(process.switchedCount, count("switched"));
    assertEquals(process.keptCount, count("kept"));
    assert(process.warmupCount <= Math.floor(process.uses.length / 2), "more than half dropped");
  });
}

Deno.test("cleanProcess() calls a process unsettled that is slow beyond its half", () => {
  const process = cleanProcess(slicesOf("900 900 900 900 900 100 100 100 100 100"));
  assertEquals([process.warmupClass, process.warmupCount], ["warms up", 5]);
  const longer = cleanProcess(slicesOf("900 900 900 900 900 900 100 100 100 100 100 100"));
  assertEquals([longer.warmupClass, longer.steadyAfterNs], ["warms up", 5400]);
  const still = cleanProcess(slicesOf("900 900 900 900 900 101 100 100 100"));
  assertEquals([still.warmupClass, still.warmupCount, still.steadyAfterNs], ["unsettled", 4, null]);
});

Deno.test("cleanProcess() tells the time until the slices were steady", () => {
  assertEquals(cleanProcess(slicesOf("900 500 150 100 101 100 101 100")).steadyAfterNs, 1550);
  assertEquals(cleanProcess(slicesOf("100 100 100 100 101 100")).steadyAfterNs, 0);
});

Deno.test("cleanProcess() gives the kept slices by both clocks", () => {
  const process = cleanProcess(slicesOf("100/90 104/91 102/90 103/92 101/91 104/90"));
  assertEquals(process.wall, { level: 103, floor: 101 });
  assertEquals(process.cpu, { level: 91, floor: 90 });
  assertEquals([process.level, process.floor], [103, 101]);
});

Deno.test("cleanProcess() has no CPU level when one kept slice lacks it", () => {
  const process = cleanProcess(slicesOf("100/90 104/91 102/- 103/92"));
  assertEquals(process.cpu, { level: null, floor: null });
  assertEquals(process.level, 103);
});

Deno.test("cleanProcess() takes slices without switch counts as undisturbed", () => {
  const slices = slicesOf("100 900/101s 100 100 100 100").map((slice) => ({
    ...slice,
    switches: null,
  }));
  assertEquals(usesText(cleanProcess(slices)), "wkkkkk");
});

Deno.test("cleanProcess() does not mind that one slice object stands in the list twice", () => {
  const slice = { wallNs: 100, cpuNs: 100, switches: 0 };
  assertEquals(cleanProcess([slice, slice, slice, slice]).keptCount, 3);
});

Deno.test("cleanProcess() takes 100,000 slices", () => {
  const slices = slicesOf("100 101").concat(
    Array.from(
      { length: 100_000 },
      (_, index) => ({ wallNs: 100 + index % 3, cpuNs: null, switches: 0 }),
    ),
  );
  assertEquals(cleanProcess(slices).level, 101);
});
