/** Tests of the statistics command: what it answers to right, odd and wrong cases. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { z } from "zod";
import { CASE_LENGTH_MAX } from "./stats_command.ts";
import { type CliOutcome, runInside } from "../../tests/support/probe_cli.ts";

interface Answer {
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly verdict: string;
  readonly [name: string]: unknown;
}

/** A process as the wire has it; broken ones replace a field. */
type Wire = Record<string, unknown>;

interface MadeCase {
  readonly ratio?: number;
  readonly rounds?: number;
  /** How far the rounds' ratios lie apart. */
  readonly width?: number;
  readonly fields?: Wire;
  readonly change?: (processes: Wire[]) => Wire[];
}

function makeCase(
  { ratio = 1.05, rounds = 20, width = 0.01, fields = {}, change = (all) => all }: MadeCase = {},
): Wire {
  const processes = Array.from({ length: rounds }, (_, round): Wire[] => {
    const own = ratio * (1 + width * ((round * 7) % rounds / rounds - 0.5));
    const at = (arm: string, value: number, pos: number): Wire => ({
      arm,
      round,
      pos,
      t: 2 * round + pos,
      values: [3 * value, ...new Array<number>(9).fill(value)],
      cpu: new Array<number>(10).fill(value),
      switches: new Array<number>(10).fill(0),
    });
    const [base, test] = [at("A", 80, round % 2), at("B", 80 * own, 1 - round % 2)];
    return round % 2 === 0 ? [base, test] : [test, base];
  }).flat();
  return {
    schema: "probe-stats-case/1",
    id: "made",
    seed: 1,
    confidence: 0.95,
    min_effect: 0.01,
    unit: "ns",
    base: "A",
    test: "B",
    layout: "interleaved",
    processes: change(processes),
    ...fields,
  };
}

async function stats(input: string, ...options: string[]): Promise<CliOutcome> {
  return await runInside(["stats", ...options], { input });
}

async function answer(data: Wire): Promise<Answer> {
  const { code, out, err } = await stats(JSON.stringify(data));
  assertEquals([code, err], [0, ""]);
  return JSON.parse(out);
}

const VERDICTS: [name: string, made: MadeCase, verdict: string][] = [
  ["a slower arm", { ratio: 1.05 }, "slower"],
  ["a faster arm", { ratio: 0.95 }, "faster"],
  ["equal arms", { ratio: 1 }, "same"],
  ["equal values everywhere", { ratio: 1, width: 0 }, "same"],
  ["arms too far apart to tell", { ratio: 1, width: 0.5 }, "unclear"],
  ["a wider zone of the same", { ratio: 1.05, fields: { min_effect: 0.1 } }, "same"],
  ["no zone of the same", { ratio: 1.001, width: 0, fields: { min_effect: 0 } }, "slower"],
  ["five rounds", { rounds: 5 }, "unclear"],
  ["no processes", { rounds: 0 }, "unclear"],
  ["one arm alone", { change: (all) => all.filter(({ arm }) => arm === "A") }, "unclear"],
  ["processes without slices", { change: (all) => replaced(all, { values: [] }) }, "unclear"],
  ["zero times", { change: (all) => replaced(all, { values: new Array(10).fill(0) }) }, "unclear"],
  ["negative times", { change: (all) => replaced(all, { values: [-1, -2] }) }, "unclear"],
  ["wall time alone", { change: (all) => replaced(all, { cpu: null, switches: null }) }, "slower"],
  ["a last round that was cut off", { change: (all) => all.slice(0, -1) }, "slower"],
  ["a round with a missing arm", { change: (all) => all.slice(1) }, "slower"],
  ["a test arm that failed half of the time", { ratio: 0.9, change: halfOfTheTests }, "unclear"],
  ["a clock that steps within slices", { change: withSteps }, "slower"],
  ["a clock that went back in whole processes", { change: withoutClock }, "unclear"],
  [
    "times that run backwards",
    { change: (all) => all.map((one) => ({ ...one, t: -1 })) },
    "slower",
  ],
  ["a machine that was paused", { change: withPause }, "slower"],
  ["times at the ends of what a number can be", { change: withExtremes }, "unclear"],
  ["fields that nobody knows", { fields: { machine: "x" } }, "slower"],
];

function replaced(processes: readonly Wire[], fields: Wire): Wire[] {
  // As many entries everywhere, unless the values themselves are replaced.
  const rest = "values" in fields ? { cpu: null, switches: null } : {};
  return processes.map((process) => ({ ...process, ...rest, ...fields }));
}

function halfOfTheTests(processes: Wire[]): Wire[] {
  return processes.filter(({ arm, round }) => arm === "A" || Number(round) % 2 === 0);
}

/** The same process with another time in some of its slices. */
function retimed(process: Wire, indexes: readonly number[], value: number): Wire {
  const values = z.array(z.number()).parse(process["values"])
    .map((own, index) => indexes.includes(index) ? value : own);
  return { ...process, values };
}

/** In every third process one slice took no time, or less. */
function withSteps(processes: Wire[]): Wire[] {
  return processes.map((process, index) =>
    index % 3 === 0 ? retimed(process, [4], index % 2 === 0 ? 0 : -80) : process
  );
}

/** In every third process of the base, which is the faster one, the clock gave nothing usable. */
function withoutClock(processes: Wire[]): Wire[] {
  return processes.map((process) =>
    process["arm"] === "A" && Number(process["round"]) % 3 === 0
      ? retimed(process, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], -80)
      : process
  );
}

/** An hour lies within one slice, and before all later processes. */
function withPause(processes: Wire[]): Wire[] {
  return processes.map((process, index) => {
    if (index === 16) return retimed(process, [5], 3.6e12);
    return index > 16 ? { ...process, t: Number(process["t"]) + 3600 } : process;
  });
}

/** Quotients of these would overflow. */
function withExtremes(processes: Wire[]): Wire[] {
  const all = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  return processes.map((process) =>
    retimed(
      process,
      all,
      (process["arm"] === "A") === (Number(process["round"]) < 10) ? 1e-300 : 1e300,
    )
  );
}

for (const [name, made, verdict] of VERDICTS) {
  Deno.test(`stats says "${verdict}" for ${name}`, async () => {
    const { low, high, ...rest } = await answer(makeCase(made));
    assertEquals(rest.verdict, verdict);
    const minEffect = Number(made.fields?.["min_effect"] ?? 0.01);
    assertEquals(rest.verdict, verdictOf({ low, high }, minEffect));
  });
}

function verdictOf(
  { low, high }: { low: number | null; high: number | null },
  minEffect: number,
): string {
  const [from, to] = [low ?? 0, high ?? Infinity];
  if (from >= 1 / (1 + minEffect) && to <= 1 + minEffect) return "same";
  return from > 1 ? "slower" : to < 1 ? "faster" : "unclear";
}

Deno.test("stats gives the same answer to the same case", async () => {
  const table = JSON.stringify({
    schema: "probe-stats-table/1",
    seed: 9,
    suite: true,
    confidence: 0.95,
    cases: [makeCase({ ratio: 1 }), makeCase()],
  });
  assertEquals((await stats(table)).out, (await stats(table)).out);
});

Deno.test("stats answers blocked processes with a ratio, no interval and the reason", async () => {
  const blocked = await answer(makeCase({ ratio: 2, fields: { layout: "blocked" } }));
  assert(Math.abs((blocked.ratio ?? 0) - 2) < 0.02);
  assertEquals([blocked.low, blocked.high, blocked.verdict], [null, null, "unclear"]);
  assertStringIncludes(JSON.stringify(blocked["flags"]), "not interleaved");
});

Deno.test("stats warns of times that contradict the layout", async () => {
  const change = (all: Wire[]) =>
    all.map((process) => ({ ...process, t: process["arm"] === "A" ? process["round"] : 1000 }));
  const { flags } = await answer(makeCase({ change }));
  assertStringIncludes(JSON.stringify(flags), "not_interleaved");
  assertEquals((await answer(makeCase()))["flags"], []);
});

const LOOKS = [8, 12, 18, 27, 40];

const STOPS: [name: string, made: MadeCase, stop: boolean, look: number][] = [
  ["a verdict", { rounds: 8, fields: { look: 0, looks: LOOKS } }, true, 0],
  ["no verdict yet", { rounds: 8, ratio: 1, width: 0.5, fields: { look: 0 } }, false, 0],
  ["the last look", { rounds: 40, ratio: 1, width: 0.5, fields: { look: 4 } }, true, 4],
  ["the last look without data", { rounds: 0, fields: { look: 4, looks: LOOKS } }, true, 4],
  ["looks counted from 1", { rounds: 8, ratio: 1, width: 0.5, fields: { look: 1 } }, false, 0],
  ["the last look counted from 1", { rounds: 40, fields: { look: 5 } }, true, 4],
  ["a blocked look", { rounds: 8, fields: { look: 0, layout: "blocked" } }, false, 0],
  ["the last blocked look", { fields: { look: 4, layout: "blocked" } }, true, 4],
];

for (const [name, made, stop, look] of STOPS) {
  Deno.test(`stats ${stop ? "stops" : "goes on"} at ${name}`, async () => {
    const given = await answer(makeCase(made));
    assertEquals([given["stop"], given["look"]], [stop, look]);
  });
}

Deno.test("stats shares a table's error among its cases and sums them up", async () => {
  const cases = [makeCase({ ratio: 1 }), makeCase(), makeCase({ fields: { layout: "blocked" } })];
  const table = { schema: "probe-stats-table/1", seed: 1, confidence: 0.95, cases, suite: true };
  const { out } = await stats(JSON.stringify(table));
  const { results, suite }: { results: Answer[]; suite: Wire } = JSON.parse(out);
  assertEquals(results.map(({ verdict }) => verdict), ["same", "slower", "unclear"]);
  assertEquals(results.map(({ confidence }) => confidence), [0.975, 0.975, 0.95]);
  assertEquals(suite["count"], 2);
});

const WRONG: [name: string, input: unknown, message: string][] = [
  ["nothing", "", "it is no JSON"],
  ["half a case", JSON.stringify(makeCase()).slice(0, 200), "it is no JSON"],
  ["a list", [], "expected object"],
  ["no schema", {}, 'field "schema"'],
  ["another schema", makeCase({ fields: { schema: "probe-stats-case/2" } }), 'field "schema"'],
  ["no base", { ...makeCase(), base: undefined }, 'field "base": it is missing'],
  ["a base that is the test", makeCase({ fields: { test: "A" } }), 'field "test": "A" is the base'],
  ["a confidence of 1", makeCase({ fields: { confidence: 1 } }), 'field "confidence"'],
  ["a confidence of 0", makeCase({ fields: { confidence: 0 } }), 'field "confidence"'],
  ["a negative effect", makeCase({ fields: { min_effect: -0.01 } }), 'field "min_effect"'],
  ["another layout", makeCase({ fields: { layout: "mixed" } }), 'field "layout"'],
  ["no processes", makeCase({ fields: { processes: null } }), 'field "processes"'],
  ["a strange arm", broken({ arm: "C" }), 'field "processes[3].arm": "C" is neither'],
  ["half a round", broken({ round: 1.5 }), 'field "processes[3].round"'],
  ["a round twice", broken({ arm: "A", round: 0 }), 'field "processes[3].round": arm "A" has'],
  ["a text for a time", broken({ values: [1, "2"] }), 'field "processes[3].values[1]"'],
  ["NaN for a time", JSON.stringify(broken({ t: -77 })).replace("-77", "NaN"), "it is no JSON"],
  ["an endless time of a slice", endlessSlice(), 'processes[3].values[0]": expected number'],
  ["no time of a slice", broken({ values: [null] }), 'processes[3].values[0]": expected number'],
  ["one time instead of a list", broken({ values: 80 }), 'processes[3].values": expected array'],
  ["a process without times", broken({ values: undefined }), 'processes[3].values": it is missing'],
  ["endless times", JSON.stringify(broken({ t: -77 })).replace("-77", "1e999"), "processes[3].t"],
  ["fewer CPU times", broken({ cpu: [1] }), 'field "processes[3].cpu": 1 entries for 10 values'],
  ["negative switches", broken({ switches: new Array(10).fill(-1) }), "processes[3].switches[0]"],
  ["looks without a look", makeCase({ fields: { looks: [8] } }), 'field "look": it is missing'],
  ["a look too many", makeCase({ fields: { look: 6 } }), 'field "look": 6, and there are 5'],
  ["looks that descend", makeCase({ fields: { look: 0, looks: [9, 8] } }), 'field "looks"'],
  ["a table of a wrong case", inTable(broken({ arm: 3 })), 'field "cases[0].processes[3].arm"'],
  ["a table with looks", inTable(makeCase({ fields: { look: 0 } })), 'field "cases[0].look"'],
];

function broken(fields: Wire): Wire {
  return makeCase({
    change: (all) => all.map((process, index) => index === 3 ? { ...process, ...fields } : process),
  });
}

function endlessSlice(): string {
  return JSON.stringify(broken({ values: [-77], cpu: null, switches: null })).replace(
    "-77",
    "1e999",
  );
}

function inTable(one: Wire): Wire {
  return { schema: "probe-stats-table/1", seed: 1, confidence: 0.95, cases: [one] };
}

for (const [name, input, message] of WRONG) {
  const text = typeof input === "string" ? input : JSON.stringify(input);
  Deno.test(`stats refuses ${name}, naming the field`, async () => {
    const { code, out, err } = await stats(text);
    assertStringIncludes(err, message);
    assertEquals([code, out], [2, ""]);
  });

  Deno.test(`stats --stream answers ${name} in its place and goes on`, async () => {
    const good = JSON.stringify(makeCase());
    const { code, out } = await stats([good, text, good].join("\n"), "--stream");
    const [first, second = "{}", third] = out.split("\n");
    assertEquals([code, out.split("\n").length, third], [2, 3, first]);
    assertStringIncludes(JSON.parse(second).error, message);
  });
}

/** More than a case may be, in parts, as a pipe gives them. */
function enormous(): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = new TextEncoder().encode(" 1.5,".repeat(200_000));
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(bytes);
      sent += bytes.length;
      if (sent > CASE_LENGTH_MAX) {
        controller.enqueue(new TextEncoder().encode(`\n${JSON.stringify(makeCase())}\n`));
        controller.close();
      }
    },
  });
}

Deno.test("stats refuses a case without end before it fills the memory", async () => {
  const { code, out, err } = await runInside(["stats"], { input: enormous() });
  assertEquals([code, out], [2, ""]);
  assertStringIncludes(err, "it is longer than 64 MiB of text");
});

Deno.test("stats --stream answers an endless line in its place and goes on", async () => {
  const { code, out } = await runInside(["stats", "--stream"], { input: enormous() });
  const [first = "{}", second = "{}"] = out.split("\n");
  assertStringIncludes(JSON.parse(first).error, "it is longer than 64 MiB of text");
  assertEquals([code, JSON.parse(second).verdict], [2, "slower"]);
});

Deno.test("stats --stream takes lines that end in CR LF, and empty ones at the end", async () => {
  const line = JSON.stringify(makeCase());
  const { code, out, err } = await stats(`${line}\r\n${line}\r\n\r\n\n`, "--stream");
  assertEquals([code, out.split("\n").length, err], [0, 2, ""]);
});

Deno.test("stats --stream answers nothing to nothing", async () => {
  assertEquals(await stats("", "--stream"), { code: 0, out: "", err: "" });
});

Deno.test("stats is ended by a stop while it waits for input", async () => {
  const stopping = new AbortController();
  const outcome = runInside(["stats", "--stream"], {
    input: new ReadableStream({ pull: () => stopping.abort() }, { highWaterMark: 0 }),
    signal: stopping.signal,
  });
  assertEquals(await outcome, { code: 130, out: "", err: "" });
});

for (const options of [[], ["--stream"]]) {
  Deno.test(`stats ${options.join(" ")} tells that its input cannot be read`, async () => {
    const input = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        controller.error(new Deno.errors.IsADirectory("Is a directory (os error 21)"));
      },
    });
    assertEquals(await runInside(["stats", ...options], { input }), {
      code: 2,
      out: "",
      err: "Cannot read standard input: Is a directory (os error 21)",
    });
  });
}
