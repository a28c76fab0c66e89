/** Tests of `probe export` and `probe import`. */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { fakeRecording } from "../../tests/support/fake_recording.ts";
import { fakePlan, QUESTION, stateAfter, storeFolder } from "../../tests/support/fake_sessions.ts";
import { type CliOutcome, runInside } from "../../tests/support/probe_cli.ts";
import { toNdjson } from "../exchange/mod.ts";
import { openRecorder } from "../store/mod.ts";

const NDJSON = toNdjson(fakeRecording({ arms: { a: 1, b: 1.05 } }));

interface Folder extends AsyncDisposable {
  readonly path: string;
  run(...args: string[]): Promise<CliOutcome>;
  names(): string[];
}

/** A folder with one file of ours. */
async function folderWith(text = NDJSON): Promise<Folder> {
  const path = await Deno.makeTempDir();
  await Deno.writeTextFile(`${path}/x.ndjson`, text);
  return {
    path,
    run: (...args) => runInside(["probe", ...args], { base: path }),
    names: () => [...Deno.readDirSync(path)].map(({ name }) => name).toSorted(),
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

Deno.test("probe export prints a file in another format", async () => {
  await using folder = await folderWith();
  const csv = await folder.run("export", "x.ndjson", "--to", "csv", "--rows", "processes");
  assertEquals([csv.code, csv.err, csv.out.split("\r\n").length], [0, "", 37]);
  const hyperfine = await folder.run("export", "x.ndjson", "--to", "hyperfine");
  assertEquals(JSON.parse(hyperfine.out).results.length, 2);
  assertEquals((await folder.run("export", "x.ndjson")).out.split("\n").length, 38);
});

Deno.test("probe export writes a file an arm for pyperf, and none over another", async () => {
  await using folder = await folderWith();
  const args = ["export", "x.ndjson", "--to", "pyperf", "--merge-ms", "1", "--out", "p"];
  const first = await folder.run(...args);
  assertEquals([first.code, first.err], [0, "Written: p/a.json\nWritten: p/b.json"]);
  const again = await folder.run(...args);
  assertEquals(again.code, 1);
  assertStringIncludes(again.err, "a.json: it is there already, name another one");
});

Deno.test("probe export writes Parquet, and leaves nothing behind where it cannot", async () => {
  await using folder = await folderWith();
  const args = ["export", "x.ndjson", "--to", "parquet", "--out"];
  assertEquals((await folder.run(...args, "x.parquet")).code, 0);
  assertEquals(folder.names(), ["x.ndjson", "x.parquet"]);
  const nowhere = await folder.run(...args, "no/such/x.parquet");
  assertEquals(nowhere.code, 1);
  assertMatch(nowhere.err, /^Cannot write [^:]*x\.parquet: No such file or directory[^:]*$/);
});

Deno.test("probe export says that a folder for pyperf cannot be made", async () => {
  await using folder = await folderWith();
  const { code, err } = await folder.run(
    "export",
    "x.ndjson",
    "--to",
    "pyperf",
    "--out",
    "x.ndjson/p",
  );
  assertEquals(code, 1);
  assertMatch(err, /^Cannot write [^:]*x\.ndjson\/p: Not a directory[^:]*$/);
});

Deno.test("probe export lists the record, and exports the latest session with its verdict", async () => {
  using store = storeFolder();
  const plan = fakePlan();
  {
    using recorder = await openRecorder(plan, QUESTION, { path: store.path });
    recorder.record(stateAfter(plan, 12, { kind: "complete" }));
  }
  const world = { environment: { PROBEBOOK_STORE: store.path } };
  assertStringIncludes((await runInside(["probe", "export"], world)).out, "b against a");
  const { code, out } = await runInside(["probe", "export", "latest"], world);
  const records = out.split("\n").map((line) => JSON.parse(line).record);
  assertEquals([code, records.at(0), records.at(-2)], [0, "session", "comparison"]);
  const unknown = await runInside(["probe", "export", "nobody"], world);
  assertEquals(unknown.code, 1);
  assertStringIncludes(unknown.err, "the record has no session of that id");
});

Deno.test("probe import compares what files hold", async () => {
  await using folder = await folderWith();
  await folder.run("export", "x.ndjson", "--to", "pyperf", "--out", "p");
  const own = await folder.run("import", "x.ndjson", "--json");
  const { verdict, rounds } = JSON.parse(own.out);
  assertEquals([own.code, verdict, rounds], [0, "slower", 18]);
  const files = ["import", "p/a.json", "p/b.json"];
  const careful = await folder.run(...files);
  assertEquals(careful.code, 0);
  assertStringIncludes(careful.out, "unclear (not interleaved)");
  const forced = JSON.parse((await folder.run(...files, "--force", "--json")).out);
  assertEquals([forced.verdict, forced.base, forced.test], ["slower", "a", "b"]);
  assert(forced.flags.some(({ kind }: { kind: string }) => kind === "not_interleaved"));
  assertStringIncludes((await folder.run(...files, "--list")).out, "tight_loop.call");
});

const WRONG: [name: string, args: string[], code: number, message: string][] = [
  ["an unknown format", ["export", "x.ndjson", "--to", "xml"], 2, 'Cannot use --to "xml"'],
  [
    "Parquet to the terminal",
    ["export", "x.ndjson", "--to", "parquet"],
    2,
    "--out PATH is missing",
  ],
  ["two files to the terminal", ["export", "x.ndjson", "--to", "pyperf"], 2, "--out FOLDER"],
  ["two sources", ["export", "x.ndjson", "y"], 2, '"y" belongs to no option'],
  ["unknown rows", ["export", "x.ndjson", "--rows", "x"], 2, 'Cannot use --rows "x"'],
  ["a long merge", ["export", "x.ndjson", "--merge-ms", "x"], 2, "--merge-ms"],
  ["an unknown value", ["export", "x.ndjson", "--to", "pyperf", "--value", "z"], 1, '"z"'],
  ["a missing source", ["export", "./y.ndjson"], 1, "there is no such file"],
  ["no file", ["import"], 2, "no file is named"],
  ["a missing file", ["import", "y.json"], 1, "Cannot read y.json: there is no such file"],
  ["an unknown arm", ["import", "x.ndjson", "--base", "z"], 1, 'no arm "z"'],
  ["an unknown option", ["import", "x.ndjson", "--forse"], 2, 'the nearest is "--force"'],
];

for (const [name, args, code, message] of WRONG) {
  Deno.test(`probe ${args[0]} refuses ${name} with exit code ${code}`, async () => {
    await using folder = await folderWith();
    const outcome = await folder.run(...args);
    assertStringIncludes(outcome.err, message);
    assertEquals([outcome.code, outcome.out], [code, ""]);
    assertEquals(folder.names(), ["x.ndjson"]);
  });
}
