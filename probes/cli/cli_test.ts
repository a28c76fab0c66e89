/** Tests of the commands, with programs that play interpreters. */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { fakeProbe } from "../../tests/support/fake_interpreters.ts";
import {
  answering,
  fakeFacts,
  type FakeFolder,
  fakePrograms,
  printing,
} from "../../tests/support/fake_programs.ts";
import { type CliOutcome, onlyIn, runInside } from "../../tests/support/probe_cli.ts";

/** The state that fake probes report is that of 3.14.0, so both are of that version. */
function twoPythons(body = fakeProbe(5_000_000)): FakeFolder {
  return fakePrograms({
    "a/bin/python3": answering(fakeFacts("3.14.0", { prefix: "/a" }), fakeProbe(5_000_000)),
    "b/bin/python3": answering(fakeFacts("3.14.0", { prefix: "/b", conda: true }), body),
    "c/bin/python3": "exit 127",
  });
}

const [BASE, TEST] = ["py3.14.0-other", "py3.14.0-conda"];
const COMPARE = ["probe", "compare", "tight_loop", "--base", BASE, "--test", TEST];

async function inside(folder: FakeFolder, ...args: string[]): Promise<CliOutcome> {
  return await runInside(args, onlyIn(folder));
}

const WRONG: [name: string, args: string[], message: string][] = [
  ["no command", [], 'no command is given, there are "interpreters", "stats"'],
  ["an unknown command", ["probe", "campare"], '"campare" is no command'],
  ["a name that objects have", ["probe", "constructor"], '"constructor" is no command'],
  ["a word too many", ["interpreters", "all"], '"all" belongs to no option'],
  ["no probe", ["probe", "run"], "no probe is named"],
  [
    "an unknown probe",
    ["probe", "run", "loop"],
    'Cannot find probe "loop": there are "tight_loop"',
  ],
  ["two probes", ["probe", "run", "tight_loop", "x"], '"x" belongs to no option'],
  ["no interpreter", ["probe", "run", "tight_loop"], "--python PYTHON is missing"],
  ["no test", COMPARE.slice(0, 5), "--test PYTHON is missing"],
  ["neither arm", COMPARE.slice(0, 3), "--base and --test PYTHON is missing"],
  ["an unknown option", [...COMPARE, "--budjet", "1s"], 'the nearest is "--budget"'],
  ["an unknown name", [...COMPARE.slice(0, 6), "py4"], `one of "${BASE}", "${TEST}"`],
  ["a path to nothing", [...COMPARE.slice(0, 6), "./x/python3"], "there is no such file"],
  ["a shim", [...COMPARE.slice(0, 6), "./c/bin/python3"], "it ended with exit code 127"],
  ["a folder", [...COMPARE.slice(0, 6), "./c/bin"], "it is not a program file"],
  ["a budget of nothing", [...COMPARE, "--budget", "0s"], 'is "0s", more than nothing'],
  [
    "a budget of zero",
    [...COMPARE, "--budget", "0"],
    'a duration such as "10s" is needed (--budget)',
  ],
  ["a negative budget", [...COMPARE, "--budget=-1s"], "(--budget)"],
  ["no rounds", [...COMPARE, "--rounds", "0"], '"rounds" is 0'],
  ["rounds that are no number", [...COMPARE, "--rounds", "many"], "a whole number is needed"],
  ["an unknown parameter", [...COMPARE, "--param", "m=1"], 'there is no parameter "m"'],
  ["a parameter out of range", [...COMPARE, "--test-param", "n=0"], '"n" is 0, a whole number'],
  ["a parameter without value", [...COMPARE, "--param", "n"], 'a name, "=" and a value are needed'],
  ["a parameter twice", [...COMPARE, "--param", "n=1", "--param", "n=2"], '"n" is given twice'],
  ["a parameter of text", [...COMPARE, "--param", "n=many"], '"n" is "many"'],
  ["an unknown value", [...COMPARE, "--value", "speed"], 'there are "call" (--value)'],
  ["an effect that is no number", [...COMPARE, "--min-effect", "x"], "a number from 0 to 0.99"],
  ["an effect below zero", [...COMPARE, "--min-effect", "-1"], "a number from 0 to 0.99"],
  ["a variable without value", [...COMPARE, "--base-env", "JIT"], 'a name, "=" and a value'],
  ["a flag that is none", [...COMPARE, "--test-flag", "gil"], "which is no flag"],
  [
    "a flag that is none for a single arm",
    ["probe", "run", "tight_loop", "--python", BASE, "--flag", "gil"],
    "which is no flag",
  ],
  ["a flag that hides the environment", [...COMPARE, "--test-flag", "-I"], "PYTHONHASHSEED"],
];

for (const [name, args, message] of WRONG) {
  Deno.test(`a command line is refused with exit code 2: ${name}`, async () => {
    using folder = twoPythons();
    const { code, out, err } = await inside(folder, ...args);
    assertStringIncludes(err, message);
    assertMatch(err, /^Cannot [^]*\n\nUsage: deno task [^]*--help after/);
    assertEquals([code, out], [2, ""]);
  });
}

for (const args of [["interpreters"], ["probe", "list"], ["probe", "run"], ["probe", "compare"]]) {
  Deno.test(`${args.join(" ")} --help documents options and exit codes`, async () => {
    const { code, out, err } = await runInside([...args, "whatever", "--help"]);
    assertEquals([code, err], [0, ""]);
    assertMatch(out, /^Usage: deno task [^]*--json[^]*Exit codes: 0 done/);
  });
}

Deno.test("interpreters --json prints an array with the agreed fields", async () => {
  using folder = twoPythons();
  const { code, out, err } = await inside(folder, "interpreters", "--json");
  const list: Record<string, unknown>[] = JSON.parse(out);
  assertEquals([code, err], [0, ""]);
  assertEquals(list.map(({ name }) => name), [BASE, TEST]);
  const [first] = list;
  assertEquals(
    [first?.["path"], first?.["version"], first?.["vendor"]],
    [folder.at("a/bin/python3"), "3.14.0", "other"],
  );
  assertEquals(first?.["features"], {
    gil: "always",
    freeThreaded: false,
    jit: "absent",
    collector: "generational",
    tailCalls: false,
    subinterpreters: false,
    remoteAttach: "absent",
    specialization: "always",
    deferredAnnotations: false,
    debug: false,
    bits: 64,
    pgo: null,
    lto: null,
    shared: false,
    missingModules: [],
  });
});

Deno.test("interpreters --json says of each what of the lesson it shows", async () => {
  using folder = twoPythons();
  const list: { shows: string[] }[] = JSON.parse(
    (await inside(folder, "interpreters", "--json")).out,
  );
  const shown = ["any", "families", "specialization", "generational", "eager_annotations"];
  assertEquals(list.map(({ shows }) => shows), [shown, shown]);
});

Deno.test("interpreters --parts --json says what each part needs, and gets what is missing", async () => {
  using folder = twoPythons();
  const { out } = await inside(folder, "interpreters", "--parts", "--json");
  const needs: Record<string, unknown>[] = JSON.parse(out);
  assertEquals(needs.find(({ need }) => need === "generational"), {
    part: "les3",
    title: "3 Garbage collection",
    need: "generational",
    meaning: "a generational collector",
    shownBy: [BASE, TEST],
    remedy: null,
  });
  assertEquals(
    needs.filter(({ part }) => part === "les6").map(({ shownBy, remedy }) => [shownBy, remedy]),
    [[[], "uv python install 3.14t"], [[], "uv python install 3.14"]],
  );
});

Deno.test("interpreters --parts prints that table alone", async () => {
  using folder = twoPythons();
  const { out } = await inside(folder, "interpreters", "--parts");
  assertMatch(out, /^What the parts of the lesson need[^]*no; uv python install 3\.14t/);
  assert(!out.includes("Where they lie"));
});

Deno.test("interpreters prints a table, and below it why the rest is not used", async () => {
  using folder = twoPythons();
  const { out } = await inside(folder, "interpreters");
  assertMatch(out, /^CPythons found: 2\nName /);
  assertStringIncludes(
    out,
    `\nNot used:\n  ${folder.at("c/bin/python3")}: it ended with exit code`,
  );
});

Deno.test("interpreters says what to install where there is nothing", async () => {
  using folder = fakePrograms({});
  const text = await inside(folder, "interpreters");
  assertEquals(text.code, 0);
  assertStringIncludes(text.out, "uv python install");
  const json = await inside(folder, "interpreters", "--json");
  assertEquals([json.code, json.out], [0, "[]"]);
  assertStringIncludes(json.err, "uv python install");
});

Deno.test("probe compare says what to install where there is nothing", async () => {
  using folder = fakePrograms({});
  const { code, out, err } = await inside(folder, ...COMPARE);
  assertEquals([code, out], [2, ""]);
  assertStringIncludes(err, `Cannot use --base "${BASE}": no CPython has that name`);
  assertStringIncludes(err, "uv python install");
});

Deno.test("probe list --json prints every probe with its parameters and values", async () => {
  const { code, out } = await runInside(["probe", "list", "--json"]);
  const list: { name: string; parameters: unknown[]; values: { key: string }[] }[] = JSON.parse(
    out,
  );
  assertEquals(code, 0);
  const loop = list.find(({ name }) => name === "tight_loop");
  assertEquals([loop?.parameters.length, loop?.values[0]?.key], [1, "call"]);
});

Deno.test("probe list names each probe, its parameters and its values", async () => {
  const { out } = await runInside(["probe", "list"]);
  assertMatch(out, /^tight_loop\n {2}Tight loop/);
  assertMatch(out, /--param +n=20000 +iterations of the loop in one call: 1 to 10000000/);
  assertMatch(out, /\(main\) +call +time per call, ms \(slices\)/);
});

Deno.test("probe run --json prints one record a line", async () => {
  using folder = twoPythons();
  const args = ["probe", "run", "tight_loop", "--python", BASE, "--rounds", "3", "--json"];
  const { code, out, err } = await inside(folder, ...args);
  const records: { round: number; ending: { kind: string }; slices: unknown[] }[] = out.split("\n")
    .map((line) => JSON.parse(line));
  assertEquals([code, err], [0, ""]);
  assertEquals(records.filter(({ round }) => round >= 0).map(({ round }) => round), [0, 1, 2]);
  assert(records.every(({ ending, slices }) => ending.kind === "completed" && slices.length > 0));
});

Deno.test("probe run keeps the records of processes that failed, and ends with exit code 1", async () => {
  using folder = twoPythons("echo boom >&2; exit 3");
  const args = ["probe", "run", "tight_loop", "--python", TEST, "--rounds", "3"];
  const json = await inside(folder, ...args, "--json");
  assertEquals(json.code, 1);
  assertStringIncludes(json.out, '"ending":{"kind":"exited","code":3,"message":"boom"}');
  assertStringIncludes(json.err, "Round 0: the process ended with exit code 3: boom");
  const text = await inside(folder, ...args);
  assertEquals(text.code, 1);
  assertStringIncludes(text.out, "ended with exit code 3: boom");
});

Deno.test("probe compare --json prints one object with the agreed fields", async () => {
  using folder = twoPythons(fakeProbe(6_000_000));
  const { code, out, err } = await inside(folder, ...COMPARE, "--rounds", "6", "--json");
  assertEquals([code, err], [0, ""]);
  const result: Record<string, unknown> = JSON.parse(out);
  const { ratio, low, high, verdict, rounds, seconds, flags, base, test } = result;
  assertEquals([base, test, verdict, rounds], [BASE, TEST, "slower", 6]);
  assert([ratio, low, high].every((value) => Math.abs(Number(value) - 1.2) < 0.001));
  assert(Number(seconds) > 0 && Array.isArray(flags));
});

Deno.test("probe compare prints a table where JSON is not asked for", async () => {
  using folder = twoPythons(fakeProbe(6_000_000));
  const { code, out, err } = await inside(folder, ...COMPARE, "--rounds", "6", "--fresh");
  assertEquals([code, err], [0, ""]);
  assertMatch(out, /^Tight loop[^]*1\.20*x slower/);
});

/** One CPython that writes down how it was started. */
function noting(): FakeFolder {
  // What follows the flags is the script, its loops and slices, and its parameter.
  return fakePrograms({
    "python3": answering(
      fakeFacts("3.14.0"),
      `echo "$MINE $*" >> "$(dirname "$0")/started"\n` +
        `while [ "$1" != -P ]; do shift; done; set -- 1 2 3 "$@"; shift 1\n${fakeProbe(5_000_000)}`,
    ),
  });
}

Deno.test("probe run starts its arm as it was told to", async () => {
  using folder = noting();
  await inside(
    folder,
    ...["probe", "run", "tight_loop", "--python", "./python3", "--rounds", "1"],
    ...["--param", "n=7", "--env", "MINE=one", "--flag", "-Xdev", "--json"],
  );
  assertMatch(Deno.readTextFileSync(folder.at("started")), /^(one .*-Xdev.* 7\n)+$/);
});

Deno.test("probe compare starts each arm as it was told to", async () => {
  using folder = noting();
  const args = ["probe", "compare", "tight_loop", "--base", "./python3", "--test", "./python3"];
  const { out } = await inside(
    folder,
    ...args,
    ...["--rounds", "1", "--json", "--param", "n=7", "--test-param", "n=8"],
    ...["--base-env", "MINE=one", "--test-env", "MINE=two", "--test-flag", "-Xdev"],
  );
  const started = Deno.readTextFileSync(folder.at("started"));
  assertMatch(started, /^one (?!.*-Xdev).* 7$/m);
  assertMatch(started, /^two .*-Xdev.* 8$/m);
  const { arms } = JSON.parse(out);
  assertEquals(
    [arms[0].params, arms[1].params, arms[0].env, arms[1].flags],
    [{ n: 7 }, { n: 8 }, { MINE: "one" }, ["-Xdev"]],
  );
});

Deno.test("probe compare tells what happened to an arm that gives nothing, and ends with exit code 1", async () => {
  using folder = twoPythons("kill -SEGV $$");
  const { code, out } = await inside(folder, ...COMPARE, "--rounds", "6", "--json");
  const { ratio, verdict, rounds, ending, arms } = JSON.parse(out);
  assertEquals([code, ratio, verdict, rounds, ending.kind], [1, null, "unclear", 0, "given_up"]);
  assert(arms[0].level.count >= 1, "what the base had given is lost");
  assertEquals(arms[1].failures[0].text, "was ended by SIGSEGV");
});

Deno.test("probe compare says how far it is, and prints what there is when it is stopped", async () => {
  using folder = twoPythons();
  const stopping = new AbortController();
  const lines: string[] = [];
  const { code, out } = await runInside([...COMPARE, "--rounds", "100", "--json"], {
    ...onlyIn(folder),
    signal: stopping.signal,
    progress: (text) => {
      lines.push(text);
      if (lines.length === 5) stopping.abort();
    },
  });
  const { ending, rounds, flags } = JSON.parse(out);
  assertEquals([code, ending.kind, rounds], [130, "stopped", 2]);
  assertEquals(lines[0], "tight_loop: preparing");
  assertMatch(lines[4] ?? "", /^tight_loop: round [23] of 100, about /);
  assert(flags.some((flag: { kind: string }) => flag.kind === "stopped"));
});

Deno.test("probe compare that is stopped while CPythons are looked for is no wrong usage", async () => {
  const { code, out, err } = await runInside(COMPARE, {
    environment: { PROBEBOOK_PYTHONS_ONLY: "1" },
    signal: AbortSignal.abort(),
  });
  assertEquals([code, out, err], [130, "", ""]);
});

Deno.test("interpreters passes over programs that are no interpreter, whatever they print", async () => {
  using folder = fakePrograms({ "bin/python3": printing("Python 3.14.0", "hello") });
  const { out } = await inside(folder, "interpreters");
  assertStringIncludes(out, 'it printed something else than was asked: "Python 3.14.0"');
});
