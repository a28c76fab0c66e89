/**
 * `%%python` in a real CPython; skipped, with the reason, where there is none.
 *
 * One piece, because all of it needs the same helpers and the same reason to skip.
 */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { testUnless } from "../../tests/support/skip.ts";
import { type Fixture, ofKind, startFixture, streamText } from "./evaluator_fixture.ts";
import { startEvaluator } from "./evaluator.ts";
import type { Evaluation } from "./port.ts";

const missing = await findMissing();

async function findMissing(): Promise<string | null> {
  try {
    const { success } = await new Deno.Command("python3", { args: ["--version"] }).output();
    return success ? null : "python3 does not start";
  } catch {
    return "no python3 on PATH";
  }
}

function test(name: string, fn: (fixture: Fixture) => Promise<void>): void {
  testUnless(missing, {
    name,
    fn: async () => {
      await using fixture = await startFixture();
      await fn(fixture);
    },
  });
}

/** The same with a step for each case, in one evaluator: starting one takes longer than most cases. */
function testEach<Case extends readonly [name: string, ...rest: unknown[]]>(
  name: string,
  { cases, fn }: {
    readonly cases: readonly Case[];
    readonly fn: (fixture: Fixture, each: Case) => Promise<void>;
  },
): void {
  testUnless(missing, {
    name,
    fn: async (context) => {
      await using fixture = await startFixture();
      for (const each of cases) await context.step(each[0], () => fn(fixture, each));
    },
  });
}

function tracebackOf(evaluation: Evaluation): string {
  return evaluation.kind === "thrown" || evaluation.kind === "interrupted"
    ? evaluation.traceback.join("\n")
    : evaluation.kind;
}

test("a Python cell prints in the order in which it does, stderr too", async (fixture) => {
  const code = `%%python
import sys
for number in range(300):
    print(number)
    print(number, file=sys.stderr)
sys.stdout.write("end")`;
  assertEquals(await fixture.ending(code), "nothing");
  const letters = fixture.events.flatMap((event) =>
    event.kind === "stream" ? Array.from(event.text, (letter) => [event.name, letter]) : []
  );
  const expected = Array.from(
    { length: 300 },
    (_, number) =>
      ["stdout", "stderr"].flatMap((name) => Array.from(`${number}\n`, (letter) => [name, letter])),
  );
  assertEquals(letters, [...expected.flat(), ...Array.from("end", (letter) => ["stdout", letter])]);
});

test("a Python cell prints while it runs, also what is no whole line", async (fixture) => {
  const running = fixture.run("%%python\nimport time\nprint('12 %', end='')\ntime.sleep(60)");
  await fixture.event((event) => event.kind === "stream" && event.text === "12 %");
  await fixture.port.interrupt();
  assertEquals((await running).kind, "interrupted");
});

test("a Python cell prints 10 MB, and any characters, whole", async (fixture) => {
  assertEquals(
    await fixture.ending(
      "%%python\nfor i in range(100_000): print('x' * 99)\nprint('naïve 🐍 ' * 3)",
    ),
    "nothing",
  );
  const text = streamText(fixture.events, "stdout");
  assertEquals(text.length, 10_000_000 + "naïve 🐍 ".length * 3 + 1);
  assert(text.endsWith("naïve 🐍 naïve 🐍 naïve 🐍 \n"));
});

test("a Python cell has a program's surroundings", async (fixture) => {
  await Deno.writeTextFile(`${fixture.folder}/beside.py`, "value = 7");
  const code = `%%python -X utf8 -- 1 "a b" --as
import os, sys, beside, multiprocessing
def square(n): return n * n
if __name__ == "__main__":
    print(sys.argv[1:], os.getcwd(), beside.value, sys.flags.utf8_mode)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        print(pool.map(square, [3]))`;
  assertEquals(await fixture.ending(code), "nothing");
  assertEquals(
    streamText(fixture.events, "stdout"),
    `['1', 'a b', '--as'] ${fixture.folder} 7 1\n[9]\n`,
  );
});

const ENDINGS: [name: string, code: string, ending: string, traceback: RegExp][] = [
  [
    "an exception, with the cell's own lines",
    "\n%%python\ndef f():\n    1 / 0\n\nf()",
    "ZeroDivisionError: division by zero",
    /^Traceback .*\n {2}File "<cell 1>", line 6, in <module>\n {4}f\(\)\n(?: {4}[~^]+\n)? {2}File "<cell 1>", line 4, in f\n {4}1 \/ 0\n(?: {4}[ ~^]+\n)?ZeroDivisionError: division by zero$/,
  ],
  [
    "an exception of an imported module's depth",
    "%%python\nimport json\njson.loads('{')",
    "JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
    /<cell 1>", line 3/,
  ],
  [
    "a cause",
    "%%python\ntry:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise ValueError('x') from e",
    "ValueError: x",
    /ZeroDivisionError[^]*direct cause[^]*ValueError: x/,
  ],
  [
    "wrong syntax",
    "%%python\nif True\n    1",
    "SyntaxError",
    /File "<cell 1>", line 2\n {4}if True\n/,
  ],
  [
    "endless recursion, shortened",
    "%%python\ndef f(): g()\ndef g(): f()\nf()",
    "RecursionError",
    /lines left out/,
  ],
  [
    "recursion of a million frames, in time",
    "%%python\nimport sys\nsys.setrecursionlimit(10**7)\ndef f(n): return f(n + 1) if n < 300_000 else 1 / 0\nf(0)",
    "ZeroDivisionError",
    /line 5, in <module>[^]*line 4, in f[^]*\[298002 more frames left out\]$/,
  ],
  [
    "an exception in a process of multiprocessing",
    `%%python
import multiprocessing
def halve(n): return 1 / n
if __name__ == "__main__":
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        pool.map(halve, [0])`,
    "ZeroDivisionError: division by zero",
    /RemoteTraceback[^]*File "<cell 1>", line 3, in halve/,
  ],
  ["an exit code", "%%python\nimport sys\nsys.exit(3)", "SystemExit: 3", /line 3/],
  ["an exit with a reason", "%%python\nraise SystemExit('no')", "SystemExit: no", /SystemExit: no/],
  [
    "an exit past Python",
    "%%python\nimport os\nos._exit(5)",
    "Error: Cannot finish the script: its process was ended with exit code 5",
    /1 \| %%python/,
  ],
  [
    "a crash",
    "%%python\nimport os\nos.kill(os.getpid(), 11)",
    "Error: Cannot finish the script: its process was ended by SIGSEGV",
    /1 \| %%python/,
  ],
  ["input()", "%%python\nname = input('? ')", "EOFError", /gives the script arguments/],
  [
    "a text of an exception that cannot be made",
    "%%python\nclass E(Exception):\n    def __str__(self): 1 / 0\nraise E",
    "E: <its text cannot be made>",
    /line 4/,
  ],
  [
    "a version that is not there",
    "%%python 3.99\n1",
    'Error: Cannot find the CPython "3.99"',
    /interpreters add 3\.99[^]*1 \| %%python 3\.99/,
  ],
  [
    "a word that is no version",
    "%%python fast\n1",
    'Error: Cannot find the CPython "fast"',
    /stand behind "--"/,
  ],
  [
    "a path that is not there",
    "%%python ./no/python\n1",
    'Error: Cannot run "./no/python": there is no such program',
    /1 \| %%python/,
  ],
  [
    "a program that is no Python",
    "%%python /bin/false\n1",
    "Error: Cannot finish the script: its process was ended with exit code 1",
    /1 \| %%python/,
  ],
];

testEach("a Python cell tells of", {
  cases: ENDINGS,
  fn: async (fixture, [, code, ending, traceback]) => {
    const evaluation = await fixture.run(code, { name: "cell 1" });
    const thrown = evaluation.kind === "thrown" ? evaluation : null;
    assertStringIncludes(`${thrown?.name}: ${thrown?.message}`, ending);
    assertMatch(tracebackOf(evaluation), traceback);
    assertEquals(streamText(fixture.events, "stderr"), "");
  },
});

const SHADOWS = ["json", "traceback", "re", "types", "ast", "signal", "linecache"];

testEach("a Python cell is told of where the notebook's folder has a file of the name", {
  cases: SHADOWS.map((name) => [name] as const),
  fn: async (fixture, [name]) => {
    const file = `${fixture.folder}/${name}.py`;
    await Deno.writeTextFile(file, "own = 1\n");
    try {
      const thrown = await fixture.run(
        "%%python\ntry: import NAME\nfinally: 1 / 0".replace("NAME", name),
        {
          name: "cell 1",
        },
      );
      assertMatch(tracebackOf(thrown), /line 3, in <module>[^]*ZeroDivisionError/);
      assertEquals(await fixture.ending(`%%python --as got\nimport ${name}\n[1]`), "nothing");
      assertEquals(await fixture.ending("got[0]"), "text/plain: 1");
      assertEquals(streamText(fixture.events, "stderr"), "");
    } finally {
      await Deno.remove(file);
    }
  },
});

const FORKS: [name: string, end: string, stderr: RegExp][] = [
  ["an exception", "1 / 0", /^Traceback[^\n]*\n {2}File "<cell 1>", line 4[^]*ZeroDivisionError/],
  ["an exit code", "raise SystemExit(3)", /^$/],
];

testEach("a Python cell ends well though a fork() of it ended by", {
  cases: FORKS,
  fn: async (fixture, [, end, stderr]) => {
    const code = `%%python --as got
import os
child = os.fork()
if child == 0: ${end}
os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])`;
    assertEquals((await fixture.run(code, { name: "cell 1" })).kind, "value");
    assertEquals(await fixture.ending("got"), `text/plain: ${end === "1 / 0" ? 1 : 3}`);
    assertMatch(streamText(fixture.events, "stderr"), stderr);
    fixture.events.length = 0;
  },
});

test("a fork() of a Python cell hands nothing over", async (fixture) => {
  const code = "%%python --as got\nimport os\nchild = os.fork()\n" +
    "if child: os.waitpid(child, 0)\n'parent' if child else 'child'";
  assertEquals(await fixture.ending(code), "nothing");
  assertEquals(await fixture.ending("got"), 'text/plain: "parent"');
});

test("a stopped Python cell names no line of ours", async (fixture) => {
  const running = fixture.run("%%python\nimport sys\nwhile True: sys.stderr.write('x' * 999)");
  await fixture.event((event) => event.kind === "stream");
  await fixture.port.interrupt();
  const traceback = tracebackOf(await running);
  assertMatch(traceback, /line 3, in <module>/);
  assert(!traceback.includes("python_cell.py"), traceback);
});

testUnless(missing, {
  name: "a Python cell runs, and hands over, under the default permissions",
  fn: async () => {
    await using fixture = await startFixture({ permissions: "default" });
    assertEquals(await fixture.ending("%%python --as got\nprint(1)\n[2]"), "nothing");
    assertEquals(await fixture.ending("got[0]"), "text/plain: 2");
    assertEquals(await fixture.ending('!python3 -c "print(3)"'), "nothing");
    assertEquals(streamText(fixture.events, "stdout"), "1\n3\n");
  },
});

test("a Python cell says that a CPython is too old", async (fixture) => {
  const script = "import runpy, sys; sys.version_info = (3, 6, 15, 'final', 0); " +
    "del sys.argv[:2]; runpy.run_path(sys.argv[0], run_name='__main__')";
  const path = `${fixture.folder}/python3.6`;
  await Deno.writeTextFile(path, `#!/bin/sh\nexec python3 -c "${script}" "$@"\n`, { mode: 0o755 });
  assertStringIncludes(
    await fixture.ending("%%python ./python3.6\n1"),
    "Cannot run the script: cells need CPython 3.7 or later, this is 3.6",
  );
  assertEquals(streamText(fixture.events, "stderr"), "");
});

test("a Python cell says that there is no temporary folder", async (fixture) => {
  await fixture.run("Deno.env.set('TMPDIR', '/nonexistent')");
  assertStringIncludes(
    await fixture.ending("%%python\n1"),
    "Cannot write the script into the temporary folder",
  );
});

test("a Python cell ends well by sys.exit(0)", async (fixture) => {
  assertEquals(await fixture.ending("%%python\nimport sys\nsys.exit()"), "nothing");
});

const STOPS: [name: string, code: string, traceback: RegExp][] = [
  ["a loop", "print('go')\nwhile True: pass", /line 3, in <module>[^]*KeyboardInterrupt/],
  ["a sleep", "import time\nprint('go')\ntime.sleep(100)", /line 4[^]*KeyboardInterrupt/],
  [
    "one that does not heed SIGINT",
    "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nprint('go')\ntime.sleep(100)",
    /1 \| %%python/,
  ],
  [
    "one that catches it",
    "import time\nprint('go')\nwhile True:\n    try: time.sleep(9)\n    except KeyboardInterrupt: pass",
    /1 \| %%python/,
  ],
  [
    "one with a program of its own",
    "import subprocess\nprint('go')\nsubprocess.run(['sleep', '100'])",
    /line 4[^]*KeyboardInterrupt/,
  ],
];

testEach("a Stop keeps variables and ends a Python cell with", {
  cases: STOPS,
  fn: async (fixture, [name, code, traceback]) => {
    await fixture.run("const kept = 5;");
    const tell = `print("${name}", __import__("os").getpid())`;
    const running = fixture.run(`%%python\n${code.replace("print('go')", tell)}`);
    // It may come in pieces.
    const told = new RegExp(`${name} (\\d+)\n`);
    await fixture.event(() => told.test(streamText(fixture.events, "stdout")));
    assertEquals((await fixture.port.interrupt()).kind, "stopped");
    const evaluation = await running;
    assertEquals(evaluation.kind, "interrupted");
    assertMatch(tracebackOf(evaluation), traceback);
    assertEquals(await fixture.ending("kept"), "text/plain: 5");
    await gone(Number(told.exec(streamText(fixture.events, "stdout"))?.[1]));
  },
});

/** Resolves when there is no such process; what does not heed SIGINT is killed after a second. */
async function gone(pid: number): Promise<void> {
  const endMs = performance.now() + 10_000;
  while (performance.now() < endMs) {
    try {
      Deno.kill(pid, "SIGCONT");
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Process ${pid} still runs`);
}

test("what a Python cell hands over is a constant with a type", async (fixture) => {
  const declared: string[] = [];
  const port = startEvaluator({
    cwd: fixture.folder,
    onOutput: () => {},
    onDeclare: (name, type) => declared.push(`${name}: ${type}`),
  });
  try {
    const run = (code: string) =>
      port.evaluate({ cellId: code, code, name: "cell 1", allowStdin: false });
    const first = "%%python --as rows\nprint('before')\n[{'a': 1, 'b': None}, {'a': 2.5}]";
    assertEquals((await run(first)).kind, "value");
    assertEquals((await run("if (rows[1].a !== 2.5) throw rows")).kind, "value");
    assertEquals((await run("rows = 1")).kind, "thrown");
    assertEquals((await run("%%python --as=rows\n'again'")).kind, "value");
    assertEquals((await run("if (rows !== 'again') throw rows")).kind, "value");
    assertEquals((await run("const rows = 3; rows")).kind, "value");
    assertEquals(declared, ["rows: { a: number; b?: null }[]", "rows: string"]);
  } finally {
    await port[Symbol.asyncDispose]();
  }
});

const HANDED: [name: string, value: string, shown: string][] = [
  ["nothing", "None", "null"],
  ["a tuple and any characters", "(True, 'ü🐍', {1: 2})", '[true,"ü🐍",{"1":2}]'],
  ["half a pair of surrogates", "'\\ud800'", '"\\ud800"'],
  ["digits in a text", "['12345678901234567890']", '["12345678901234567890"]'],
  ["numbers of 16 digits", "[9007199254740991, 0.1234567890123456]", ""],
];

testEach("a Python cell hands over", {
  cases: HANDED,
  fn: async (fixture, [, value, shown]) => {
    assertEquals(await fixture.ending(`%%python --as got\n${value}`), "nothing");
    const json = shown === "" ? value : shown;
    const code = `JSON.stringify(got).replaceAll(" ", "") === ${
      JSON.stringify(json)
    }.replaceAll(" ", "")`;
    assertEquals(await fixture.ending(code), "text/plain: true");
  },
});

const REFUSED: [name: string, value: string, said: string][] = [
  ["NaN", "{'a': [1, float('nan')]}", "got.a[1] is nan, which JSON does not have"],
  ["infinity", "[-float('inf')]", "got[0] is -inf"],
  ["a large integer", "[{'a b': -2**60}]", 'got[0]["a b"] is an integer of 61 bits'],
  ["a huge integer", "10**5000", "got is an integer of 16610 bits"],
  ["a set", "{'a': {1}}", "got.a is a set, which JSON does not have: use list()"],
  ["bytes", "b'x'", "got is a bytes"],
  ["an object", "object()", "got is a object, which JSON does not have: use numbers"],
  ["a key that is no text", "{(1, 2): 3}", "got is a dict whose key (1, 2) is no text"],
  ["a list in itself", "a = []\na.append(a)\na", "it contains itself"],
  [
    "a deep list",
    "a = []\nfor _ in range(100_000): a = [a]\na",
    "nested too deeply",
  ],
  ["a statement", "x = 1", "the last line is no expression"],
  ["no line", "", "the last line is no expression"],
];

testEach("a Python cell says why it cannot hand over", {
  cases: REFUSED,
  fn: async (fixture, [, code, said]) => {
    assertStringIncludes(await fixture.ending(`%%python --as got\n${code}`), said);
    assertEquals(await fixture.ending("1 + 1"), "text/plain: 2");
  },
});

test("a Python cell that ends early hands over nothing", async (fixture) => {
  assertStringIncludes(
    await fixture.ending("%%python --as got\nimport sys\nsys.exit(0)\n1"),
    'Cannot hand over "got": the script ended before its last line',
  );
});

test("a Python cell hands over 50 MB", async (fixture) => {
  const code = "%%python --as got\n[{'number': n, 'text': 'x' * 80} for n in range(500_000)]";
  assertEquals(await fixture.ending(code), "nothing");
  assertEquals(await fixture.ending("got.length + got.at(-1).number"), "text/plain: 999999");
});

test("a Python cell runs on request's terms: expressions, lanes, late output", async (fixture) => {
  const code = "%%python --as got\n{'a': 1}";
  const evaluation = await fixture.run(code, { userExpressions: { sum: "got.a + 1" } });
  const sum = evaluation.kind === "value" ? evaluation.expressions["sum"] : undefined;
  assertEquals(sum?.kind === "value" ? sum.bundle.data["text/plain"] : sum?.kind, "2");
  const slow = fixture.run("%%python\nimport time\nprint('go')\ntime.sleep(60)");
  await fixture.event((event) => event.kind === "stream" && event.text.includes("go"));
  assertEquals(await fixture.ending("got.a", { lane: "beside" }), "text/plain: 1");
  await fixture.port.interrupt();
  assertEquals((await slow).kind, "interrupted");
  const late =
    "%%python\nimport subprocess\nsubprocess.Popen(['sh', '-c', 'sleep 0.2; echo late'])";
  assertEquals(await fixture.ending(late), "nothing");
  const event = await fixture.event((event) => event.kind === "stream" && event.text === "late\n");
  assertEquals(ofKind(event, "stream").cellId, "c4");
});
