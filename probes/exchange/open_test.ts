/** Tests of files as colleagues send them, opened and compared. */
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { fakeRecording } from "../../tests/support/fake_recording.ts";
import { compareWithin } from "../compare/compare.ts";
import { DISPLAY } from "../show/display.ts";
import { toHyperfine } from "./hyperfine.ts";
import { toNdjson } from "./ndjson.ts";
import { type OpenedMeasurements, openMeasurements } from "./open.ts";
import { toPyperf } from "./pyperf.ts";
import { readText } from "./read_text.ts";

const RECORDING = fakeRecording({ arms: { a: 1, b: 1.05 } });
const NDJSON = toNdjson(RECORDING);
const HYPERFINE = toHyperfine(RECORDING);
const [PYPERF_A, PYPERF_B] = toPyperf(RECORDING).map(({ text }) => text);

type Files = Readonly<Record<string, string | Uint8Array | undefined>>;

async function opened(files: Files): Promise<OpenedMeasurements> {
  return await inFolder(files, (paths) => openMeasurements(paths));
}

async function inFolder<Value>(
  files: Files,
  use: (paths: string[]) => Promise<Value>,
): Promise<Value> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, content = ""] of Object.entries(files)) {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      await Deno.writeFile(`${folder}/${name}`, bytes);
    }
    return await use(Object.keys(files).map((name) => `${folder}/${name}`));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function packed(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

Deno.test("openMeasurements() compares the arms of one session of ours with full rights", async () => {
  const result = (await opened({ "x.ndjson": NDJSON })).compare();
  assertEquals(result.sentence, compareWithin(RECORDING).sentence);
  assertEquals(result.flags, []);
});

const BLOCKED: [name: string, files: Files, arms: string][] = [
  ["two files of pyperf", { "a.json": PYPERF_A, "b.json": PYPERF_B }, "b / a"],
  ["one file of hyperfine", { "h.json": HYPERFINE }, "b / a"],
  [
    "two sessions of ours",
    {
      "1.ndjson": toNdjson(fakeRecording({ arms: { a: 1 } })),
      "2.ndjson": toNdjson(fakeRecording({ arms: { a: 1.05 }, seed: 9 })),
    },
    "a (2.ndjson) / a (1.ndjson)",
  ],
];

for (const [name, files, arms] of BLOCKED) {
  Deno.test(`compare() gives no verdict on ${name}, unless it is forced`, async () => {
    const found = await opened(files);
    const [careful, forced] = [found.compare(), found.compare({ force: true })];
    assertEquals(`${careful.test} / ${careful.base}`, arms);
    assertEquals([careful.verdict, forced.verdict], ["unclear", "slower"]);
    assertStringIncludes(careful.sentence, "unclear (not interleaved): 1.0");
    for (const { ratio, low, high, flags } of [careful, forced]) {
      const [from = 0, middle = 0, to = 0] = [low, ratio, high].map((end) => end ?? 0);
      assert(1.03 < from && from <= middle && middle <= to && to < 1.07);
      assert(flags.some(({ kind }) => kind === "not_interleaved"));
    }
    assertStringIncludes((await careful[DISPLAY]())["text/plain"] ?? "", "Imported from");
  });
}

Deno.test("compare() brings files with other units together", async () => {
  const of = (seconds: number) =>
    JSON.stringify({ results: [{ command: `sleep ${seconds}`, times: Array(8).fill(seconds) }] });
  const found = await opened({ "fast.json": of(0.0005), "slow.json": of(1.5) });
  const result = found.compare({ force: true });
  assertEquals([Math.round(result.ratio ?? 0), result.verdict], [3000, "slower"]);
  assertEquals([result.baseLevel, result.testLevel], [500, 1_500_000]);
});

Deno.test("compare() says what was measured with other parameters", async () => {
  const recording = fakeRecording({ arms: { a: 1 }, seed: 9 });
  const other = toNdjson(recording).replaceAll(/"params":\{"n":\d+\}/g, '"params":{"n":7}');
  const found = await opened({
    "1.ndjson": toNdjson(fakeRecording({ arms: { a: 1 } })),
    "2.ndjson": other,
  });
  const flag = found.compare().flags.find(({ kind }) => kind === "other_parameters");
  assertStringIncludes(flag?.text ?? "", "and 7");
});

Deno.test("compare() carries on with what is left of a damaged file, and with its flag", async () => {
  const cut = NDJSON.split("\n").slice(0, 20).join("\n");
  const result = (await opened({ "x.ndjson": cut })).compare();
  assertEquals([result.rounds, result.confidence], [9, 0.99]);
  assert(result.flags.some(({ kind }) => kind === "incomplete_file"));
});

Deno.test("compare() asks for more processes where there are too few for an interval", async () => {
  const text = toHyperfine(fakeRecording({ arms: { a: 1, b: 1.05 }, rounds: 4 }));
  const { flags, sentence } = (await opened({ "h.json": text })).compare();
  assertStringIncludes(sentence, "4 of 6 rounds");
  const few = flags.find(({ kind }) => kind === "few_rounds");
  assertStringIncludes(few?.text ?? "", "; ask for a file with more processes");
});

Deno.test("compare() asks the sender for what is missing in a file that was cut, for it has no budget", async () => {
  const cut = NDJSON.split("\n").slice(0, 6).join("\n");
  const { flags } = (await opened({ "x.ndjson": cut })).compare();
  const few = flags.find(({ kind }) => kind === "few_rounds");
  assertStringIncludes(few?.text ?? "", "; ask for a file with more processes");
});

Deno.test("compare() is unclear where no process gave a usable time", async () => {
  const text = '{"results":[{"command":"x","times":[0,-1]},{"command":"y","times":[1,1]}]}';
  const result = (await opened({ "h.json": text })).compare({ force: true });
  assertEquals([result.verdict, result.ratio, result.low], ["unclear", null, null]);
});

Deno.test("compare() refuses more processes than it can compare in a moment", async () => {
  const times = Array.from({ length: 20_001 }, () => 1);
  const text = JSON.stringify({ results: ["x", "y"].map((command) => ({ command, times })) });
  const found = await opened({ "h.json": text });
  const error = assertThrows(() => found.compare(), RangeError);
  assertStringIncludes(error.message, '"x" has 20001 processes, at most 20000 can be compared');
});

Deno.test("openMeasurements() reads a process with half a million values", async () => {
  const values = Array.from({ length: 500_000 }, (_, index) => 1 + index % 7 / 1000);
  const metadata = { name: "x", unit: "second" };
  const text = JSON.stringify({ version: "1.0", benchmarks: [{ metadata, runs: [{ values }] }] });
  const [arm] = (await opened({ "x.json": text })).arms;
  assertEquals(arm?.arm.median, 1.003);
});

Deno.test("compare() takes arms by their labels, and benchmarks by their names", async () => {
  const three = toNdjson(fakeRecording({ arms: { a: 1, b: 1.05, c: 1.2 } }));
  const found = await opened({ "3.ndjson": three, "h.json": HYPERFINE });
  const rows = (...[options]: Parameters<typeof found.compare>) =>
    found.compare(options).rows.map(({ base, test }) => `${test}/${base}`).join(" ");
  assertEquals(rows(), "b/a c/a");
  assertEquals(rows({ base: "b" }), "a/b c/b");
  assertEquals(rows({ test: "c" }), "c/a");
  assertEquals(rows({ base: "c", test: ["a"] }), "a/c");
  assertEquals(found.compare({ benchmark: "whole command" }).measurement.probe, "imported");
});

const WRONG: [name: string, options: unknown, message: string][] = [
  ["an unknown arm", { base: "z" }, 'no arm "z", there are "a", "b"'],
  ["an unknown benchmark", { benchmark: "z" }, 'no benchmark "z"'],
  ["an unknown value", { value: "z" }, 'no value "z", there are "call"'],
  ["the same arm twice", { base: "a", test: "a" }, "the same arm"],
  ["an unknown option", { forced: true }, 'the nearest is "force"'],
  ["a wrong effect", { minEffect: -1 }, '"minEffect" is -1'],
];

for (const [name, options, message] of WRONG) {
  Deno.test(`compare() refuses ${name}`, async () => {
    const found = await opened({ "x.ndjson": NDJSON });
    const error = assertThrows(() => found.compare(options as Record<never, never>), Error);
    assertStringIncludes(error.message, message);
  });
}

Deno.test("compare() refuses arms that measured different things", async () => {
  const found = await opened({
    "a.json": PYPERF_A,
    "x.json": PYPERF_B?.replace("tight_loop.call", "x"),
  });
  const error = assertThrows(() => found.compare(), RangeError);
  assertStringIncludes(error.message, '"a" of "tight_loop.call", "b" of "x"');
});

Deno.test("openMeasurements() reads a gzip as pyperf writes it", async () => {
  const found = await opened({ "a.json.gz": await packed(PYPERF_A ?? "") });
  assertEquals(found.arms.map(({ label, file, format }) => `${label} ${file} ${format}`), [
    "a a.json.gz pyperf",
  ]);
});

Deno.test("openMeasurements() shows files, arms and what is wrong with them", async () => {
  const found = await opened({ "x.ndjson": `${NDJSON}rubbish\n`, "h.json": HYPERFINE });
  const text = (await found[DISPLAY]())["text/plain"] ?? "";
  assertStringIncludes(text, "x.ndjson");
  assertStringIncludes(text, "1 line of the file could not be used");
});

const REFUSED: [name: string, content: string | Uint8Array, message: string][] = [
  ["an empty file", "", "neither NDJSON of Probebook nor JSON"],
  ["any text", "hello", "neither NDJSON"],
  ["any JSON", '{"a":1}', "neither NDJSON"],
  ["what is no text", new Uint8Array([0x7b, 0xff, 0xfe]), "no text in UTF-8"],
  ["Parquet", "PAR1\u0000", "Parquet, which is only written here"],
  ["a database", "SQLite format 3\u0000", "openSession()"],
  ["JSON that is nested too deeply", `{"benchmarks":${"[".repeat(1_000_000)}`, "cut off"],
  ["a cut gzip", new Uint8Array([0x1f, 0x8b, 8, 0]), "Cannot read x.json: "],
  ["pyperf that was cut", PYPERF_A?.slice(0, -50) ?? "", "or it is cut off"],
];

for (const [name, content, message] of REFUSED) {
  Deno.test(`openMeasurements() refuses ${name}`, async () => {
    const error = await assertRejects(() => opened({ "x.json": content }), Error);
    assertStringIncludes(error.message, message);
    assertStringIncludes(error.message, "Cannot read x.json");
  });
}

Deno.test("openMeasurements() refuses what is not there, folders and no path", async () => {
  await assertRejects(() => openMeasurements("/nonexistent/x.json"), TypeError, "no such file");
  await inFolder({}, async () => {
    const folder = await Deno.makeTempDir();
    await assertRejects(() => openMeasurements(folder), TypeError, "it is a folder");
    await Deno.remove(folder);
  });
  await assertRejects(() => openMeasurements([]), TypeError, "a path or a list of paths");
});

Deno.test("readText() reads no more than fits, packed or not", async () => {
  const text = "x".repeat(100_000);
  await inFolder({ "plain.json": text, "packed.json": await packed(text) }, async (paths) => {
    for (const path of paths) {
      const read = () => readText(path, { file: "x", bytesMax: 50_000 });
      await assertRejects(read, TypeError, "Cannot read x: it has more than 50000 bytes");
    }
  });
});
