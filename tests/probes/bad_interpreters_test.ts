/**
 * Interpreters that behave badly after they were found: each ending is a value or an exact message, nothing that was
 * measured is lost, and no process is left.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  compare,
  discoverInterpreters,
  type Interpreter,
  measure,
  type ProbeRun,
} from "../../probes/mod.ts";
import { endingText } from "../../probes/show/ending_text.ts";
import { fakeProbe } from "../support/fake_interpreters.ts";
import { answering, fakeFacts, type FakeFolder, fakePrograms } from "../support/fake_programs.ts";
import { onlyIn, runInside } from "../support/probe_cli.ts";
import { assertGone, processesWith } from "../support/processes.ts";

const GOOD = fakeProbe(5_000_000);

/** Writes down the number of the process, so that the test can see it gone. */
const NOTE_PID = 'echo $$ >> "$0.pids"';

/** Longest time of one process here; what does not hang needs a few milliseconds. */
const SECONDS_MAX = 20;

interface Case {
  readonly name: string;
  readonly body: string;
  /** What is said of the process that failed; `FOLDER` stands for the folder of the programs. */
  readonly failure: string;
  readonly secondsMax?: number;
}

const CASES: readonly Case[] = [
  { name: "crashes", body: "kill -SEGV $$", failure: "was ended by SIGSEGV" },
  {
    name: "ends with an error",
    body: "echo one >&2; echo 'MemoryError' >&2; exit 3",
    failure: "ended with exit code 3: MemoryError",
  },
  {
    name: "is a shim that finds nothing",
    body: "echo 'pyenv: python3.14: command not found' >&2; exit 127",
    failure: "ended with exit code 127: pyenv: python3.14: command not found",
  },
  {
    name: "hangs",
    body: `${NOTE_PID}; exec sleep 600`,
    failure: "was ended after 0.3 s",
    secondsMax: 0.3,
  },
  {
    name: "hangs after all its timings",
    body: `${NOTE_PID}; ${GOOD}\nexec sleep 600`,
    failure: "was ended after 0.3 s",
    secondsMax: 0.3,
  },
  {
    name: "hangs behind a child",
    body: `sleep 600 & echo $! >> "$0.pids"; wait`,
    failure: "was ended after 0.3 s",
    secondsMax: 0.3,
  },
  {
    name: "prints noise",
    body: `echo hello\n${GOOD}`,
    failure: 'printed "hello", which is no event (not JSON)',
  },
  { name: "prints nothing", body: "exit 0", failure: "gave 0 of 2 timings" },
  {
    name: "breaks off in its last line",
    body: `${GOOD}\nprintf '{"event":"sli'`,
    failure: 'broke off in the middle of the line "{"event":"sli"',
  },
  {
    name: "prints 1 GB without a line's end",
    body: `${NOTE_PID}; exec head -c 1000000000 /dev/zero`,
    failure: "printed more than 262144 bytes",
  },
  {
    name: "prints 1 GB of lines",
    body: `${NOTE_PID}; yes hello | head -c 1000000000`,
    failure: "printed more than 262144 bytes",
  },
  {
    name: "has gone when it is wanted",
    body: "exit 0",
    failure: "could not be started: Failed to spawn 'FOLDER/bad/bin/python3': " +
      "No such file or directory (os error 2)",
  },
];

/** A good interpreter and a bad one; both say that they are 3.14.0, as fake probes do. */
function programs(body: string): FakeFolder {
  return fakePrograms({
    "bad/bin/python3": answering(fakeFacts("3.14.0", { prefix: "/bad", conda: true }), body),
    "good/bin/python3": answering(fakeFacts("3.14.0", { prefix: "/good" }), GOOD),
  });
}

async function discovered(folder: FakeFolder): Promise<{ good: Interpreter; bad: Interpreter }> {
  const { environment } = onlyIn(folder);
  const found = await discoverInterpreters({ environment });
  const [bad, good] = ["py3.14.0-conda", "py3.14.0-other"].map((name) =>
    found.find((python) => python.name === name)
  );
  if (bad === undefined || good === undefined) throw new TypeError("Cannot find both programs");
  return { good, bad };
}

for (const { name, body, failure, secondsMax = SECONDS_MAX } of CASES) {
  const plan = { slices: 2, rounds: 4, seed: 1, secondsMax };
  const prepare = async (folder: FakeFolder) => {
    const pythons = await discovered(folder);
    if (name === "has gone when it is wanted") Deno.removeSync(pythons.bad.executable);
    return pythons;
  };
  const said = (folder: FakeFolder) => failure.replace("FOLDER", folder.path);

  Deno.test(`measure() goes on when an interpreter ${name}`, async () => {
    using folder = programs(body);
    const { good, bad } = await prepare(folder);
    const { ending, arms } = await measure("tight_loop", { ...plan, arms: [good, bad] });
    assertEquals(ending.kind, "complete");
    assertEquals(arms.map((arm) => arm.processes.length), [4, 0]);
    assertEquals(arms.map((arm) => arm.isGivenUp), [false, true]);
    assertFailed(arms[1]?.failures, said(folder));
    await assertNothingLeft(folder);
  });

  Deno.test(`compare() keeps the base's values when the test ${name}`, async () => {
    using folder = programs(body);
    const { good, bad } = await prepare(folder);
    const result = await compare("tight_loop", { ...plan, base: good, test: bad });
    const [base, test] = result.measurement.arms;
    assertEquals(result.ending.kind, "given_up");
    assertEquals([result.ratio, result.verdict, result.rounds], [null, "unclear", 0]);
    assert((base?.processes.length ?? 0) >= 1, "what the base had given is lost");
    assertFailed(test?.failures, said(folder));
    assert(result.flags.some((flag) => flag.kind === "given_up"));
    await assertNothingLeft(folder);
  });

  Deno.test(`compare() says why there is nothing when the base ${name}`, async () => {
    using folder = programs(body);
    const { good, bad } = await prepare(folder);
    const result = await compare("tight_loop", { ...plan, base: bad, test: good });
    assertEquals(
      result.ending,
      { kind: "not_calibrated", reason: `${bad.name} ${said(folder)}` },
    );
    assertEquals([result.ratio, result.verdict], [null, "unclear"]);
    await assertNothingLeft(folder);
  });
}

for (const redirection of ["", ">/dev/null 2>&1"]) {
  const how = redirection === "" ? "that holds its output open" : "in the background";
  Deno.test(`compare() ends a child ${how} that the interpreter leaves behind`, async () => {
    using folder = programs(`sleep 600 ${redirection} & echo $! >> "$0.pids"\n${GOOD}`);
    const { good, bad } = await discovered(folder);
    const result = await compare("tight_loop", { base: good, test: bad, slices: 2, rounds: 6 });
    assertEquals([result.ending.kind, result.rounds], ["complete", 6]);
    await assertNothingLeft(folder);
  });
}

Deno.test("compare() keeps the rounds before an interpreter vanished", async () => {
  // The third start is the last: what rehearses and the first rounds are over by then.
  using folder = programs(
    `echo x >> "$0.starts"\n[ $(wc -l < "$0.starts") -ge 3 ] && rm -- "$0"\n${GOOD}`,
  );
  const { good, bad } = await discovered(folder);
  const result = await compare("tight_loop", { base: good, test: bad, slices: 2, rounds: 9 });
  assertEquals(result.ending.kind, "given_up");
  assert(result.rounds >= 1 && result.rounds <= 3);
  assertEquals([result.ratio, result.verdict], [1, "unclear"]);
  assertEquals(result.measurement.arms[1]?.failures.length, 2);
});

Deno.test("compare() reads the end of 1 GB on standard error and goes on", async () => {
  using folder = programs(
    `head -c 1000000000 /dev/zero >&2; echo >&2; echo last words >&2; exit 5`,
  );
  const { good, bad } = await discovered(folder);
  const before = Deno.memoryUsage().rss;
  const result = await compare("tight_loop", { base: good, test: bad, slices: 2, rounds: 1 });
  assertFailed(result.measurement.arms[1]?.failures, "ended with exit code 5: last words");
  const growthMib = (Deno.memoryUsage().rss - before) / 2 ** 20;
  assert(growthMib < 300, `memory grew by ${growthMib.toFixed(0)} MiB`);
});

Deno.test("probe compare tells a bad interpreter from a good one", async () => {
  using folder = programs(`echo hello\n${GOOD}`);
  const args = ["--base", "py3.14.0-other", "--test", "py3.14.0-conda", "--rounds", "6", "--json"];
  const { code, out } = await runInside(
    ["probe", "compare", "tight_loop", ...args],
    onlyIn(folder),
  );
  const { arms, ending } = JSON.parse(out);
  assertEquals([code, ending.kind], [1, "given_up"]);
  assertStringIncludes(arms[1].failures[0].text, 'printed "hello"');
  await assertNothingLeft(folder);
});

Deno.test("compare() with one CPython compares it with itself", async () => {
  using folder = programs(GOOD);
  const { good } = await discovered(folder);
  const result = await compare("tight_loop", { base: good, test: good, slices: 2, rounds: 6 });
  assertEquals([result.base, result.test], ["py3.14.0-other A", "py3.14.0-other B"]);
  assertEquals([result.ratio, result.verdict], [1, "same"]);
});

Deno.test("measure() without any CPython says what to install", async () => {
  const { ending, arms } = await measure("tight_loop", { arms: [] });
  assertEquals([ending.kind, arms.length], ["no_interpreters", 0]);
});

Deno.test("compare() without an arm says so at the learner's line", () => {
  const missing: { base: Interpreter; test: Interpreter } = JSON.parse("{}");
  let message = "";
  try {
    compare("tight_loop", missing);
  } catch (error) {
    message = error instanceof TypeError ? error.message : "";
  }
  assertStringIncludes(message, '"base" is missing; with a single CPython give it twice');
});

function assertFailed(failures: readonly ProbeRun[] | undefined, text: string): void {
  const [first] = failures ?? [];
  assertEquals(first === undefined ? "no failure" : endingText(first.ending), text);
}

async function assertNothingLeft(folder: FakeFolder): Promise<void> {
  assertEquals(await processesWith(folder.path), []);
  const noted = folder.at("bad/bin/python3.pids");
  const pids = (await Deno.readTextFile(noted).catch(() => "")).trim().split("\n");
  for (const pid of pids) if (pid !== "") await assertGone(pid);
}
