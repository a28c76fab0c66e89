/** Tests of learners' programs that behave badly: each ends as a value, and nothing of it stays. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { dirname, fromFileUrl, join } from "@std/path";
import { fakeInterpreter } from "../../tests/support/fake_interpreters.ts";
import { fakePrograms } from "../../tests/support/fake_programs.ts";
import { isRunning } from "../../tests/support/processes.ts";
import { testUnless } from "../../tests/support/skip.ts";
import { discoverInterpreters } from "../interpreters/mod.ts";
import { type LearnerOptions, type LearnerRun, runLearnerScript } from "./run_script.ts";

const ROOT = new URL("../../", import.meta.url);
const found = (await discoverInterpreters()).at(-1);
const missing = found === undefined ? "no CPython was found" : null;
const python = found ?? { executable: "/nonexistent/python3", major: 3, minor: 14 };

function run(source: string, changes: Partial<LearnerOptions> = {}): Promise<LearnerRun> {
  return runLearnerScript({ python, source, secondsMax: 30, ...changes });
}

/** A program, how it ends, and what the learner is told. */
const ENDINGS: [name: string, source: string, kind: string, message: string][] = [
  [
    "exits with 3",
    "import sys; sys.exit(3)",
    "exit_code",
    "script.py ended with exit code 3 instead of 0",
  ],
  [
    "exits with a sentence",
    "raise SystemExit('no data')",
    "exit_code",
    "script.py ended with exit code 1 instead of 0: no data",
  ],
  [
    "raises",
    "def f():\n    return 1 / 0\n\nf()",
    "raised",
    "script.py stopped with an error in line 2: ZeroDivisionError: division by zero",
  ],
  [
    "raises from a cause",
    "try:\n    1 / 0\nexcept ArithmeticError as error:\n    raise ValueError('worse') from error",
    "raised",
    "script.py stopped with an error in line 4: ValueError: worse",
  ],
  [
    "reads standard input",
    "name = input()",
    "read_input",
    "script.py asks for input in line 1: nobody is there to type it, so give the value in the program",
  ],
  [
    "needs a module that is not there",
    "import time\nimport numpy.linalg",
    "missing_module",
    "script.py imports numpy in line 2, which this interpreter does not have: the standard library is enough here",
  ],
  [
    "writes a file of 20 MB",
    "open('big', 'wb').write(bytes(20 << 20))",
    "file_too_big",
    "script.py wrote a file of more than 16 MiB",
  ],
  [
    "prints without end",
    "while True:\n    print('x' * 1000)",
    "too_much_output",
    "script.py printed more than 1 MiB and was ended: print the results only",
  ],
  [
    "ends by a signal",
    "import os\nos.kill(os.getpid(), 11)",
    "signalled",
    "script.py was ended by the signal SIGSEGV",
  ],
  [
    "opens 100 files",
    "kept = [open('/dev/null') for _ in range(100)]",
    "raised",
    "script.py stopped with an error in line 1: OSError: [Errno 24] Too many open files: '/dev/null'",
  ],
  [
    "deletes its folder",
    "import os, shutil\nshutil.rmtree(os.getcwd())",
    "finished",
    "script.py ran to its end",
  ],
  [
    "locks its folder",
    "import os\nos.mkdir('a')\nos.chmod('a', 0)\nos.chmod('.', 0)",
    "finished",
    "script.py ran to its end",
  ],
  [
    "does not compile",
    "x = 1\ndef f(:\n    pass",
    "not_started",
    "script.py does not compile: line 2, column 7: invalid syntax: def f(:",
  ],
  ["is empty", "\n  \n", "not_started", "script.py is empty"],
];

for (const [name, source, kind, message] of ENDINGS) {
  testUnless(missing, {
    name: `runLearnerScript() tells of a program that ${name}`,
    fn: async () => {
      const ran = await run(source);
      assertEquals({ kind: ran.ending.kind, message: ran.message }, { kind, message });
    },
  });
}

testUnless(missing, {
  name: "runLearnerScript() that gets no temporary folder says so",
  async fn() {
    const before = Deno.env.get("TMPDIR");
    Deno.env.set("TMPDIR", "/nonexistent");
    try {
      const { ending, message } = await run("print(1)");
      assertEquals(ending.kind, "cannot_start");
      assertStringIncludes(message, "no temporary folder: ");
    } finally {
      if (before === undefined) Deno.env.delete("TMPDIR");
      else Deno.env.set("TMPDIR", before);
    }
  },
});

testUnless(missing, {
  name: "runLearnerScript() ends a program that never ends",
  fn: async () => {
    const ran = await run("print('begun', flush=True)\nwhile True: pass", { secondsMax: 1 });
    assertEquals(ran.ending, { kind: "timed_out", afterSeconds: 1 });
    assertEquals(ran.message, "script.py was still running after 1 s and was ended");
    assertEquals(ran.stdout, "begun");
  },
});

testUnless(missing, {
  name: "runLearnerScript() ends a program that prints a text of 1 GB",
  fn: async () => {
    const { ending } = await run("print('x' * 10 ** 9)");
    assert(["too_much_output", "out_of_memory"].includes(ending.kind), ending.kind);
  },
});

testUnless(Deno.build.os === "darwin" ? "macOS sets no limit of memory" : missing, {
  name: "runLearnerScript() ends a program that asks for 8 GB",
  fn: async () => {
    const { ending } = await run("kept = [0] * 10 ** 9");
    assertEquals(ending, { kind: "out_of_memory", bytesMax: 1024 ** 3 });
  },
});

testUnless(missing, {
  name:
    "runLearnerScript() gives a program an empty folder and a few variables, and removes the folder",
  fn: async () => {
    const ran = await run(
      "import os\nopen('here', 'w').close()\nprint(os.getcwd())\nfor item in sorted(os.environ.items()): print(*item)",
    );
    const [cwd = "", ...variables] = ran.stdout.split("\n");
    const given = variables.filter((line) => !/^(?:LC_CTYPE|__CF_USER_TEXT_ENCODING) /.test(line));
    assertEquals(given, [
      `HOME ${cwd}`,
      "LANG C.UTF-8",
      "PATH /usr/bin:/bin",
      "PYTHONHASHSEED 1",
      `TMPDIR ${cwd}`,
    ]);
    assertEquals(await isThere(dirname(cwd)), false);
  },
});

testUnless(missing, {
  name: "runLearnerScript() keeps the temporary folder out of what the learner reads",
  fn: async () => {
    const { stderr } = await run("raise ValueError");
    assertStringIncludes(stderr, 'File "script.py", line 1');
  },
});

for (
  const [name, leave] of [
    ["in its group", ""],
    ["outside of its group", "os.setsid()"],
    ["that has forked again", "os.setsid()\n    os.fork()"],
  ] as const
) {
  testUnless(missing ?? (leave !== "" && Deno.build.os !== "linux" ? "needs /proc" : null), {
    name: `runLearnerScript() ends a child ${name}`,
    fn: async () => {
      using folder = fakePrograms({});
      const path = folder.at("pid");
      const source = `import os, time
reader, writer = os.pipe()
if os.fork() == 0:
    ${leave}
    with open(${JSON.stringify(path)}, "a") as file: print(os.getpid(), file=file, flush=True)
    os.write(writer, b"x")
    time.sleep(600)
os.read(reader, 1)
`;
      const ran = await run(source);
      assertEquals(ran.ending.kind, "finished");
      const pids = (await Deno.readTextFile(path)).trim().split("\n").map(Number);
      const alive = await Promise.all(pids.map(isRunning));
      assertEquals(pids.filter((_, index) => alive[index]), []);
      assertEquals(ran.notes.length, leave === "" ? 0 : 1);
    },
  });
}

testUnless(missing, {
  name: "runLearnerScript() names files that were written elsewhere",
  fn: async () => {
    using folder = fakePrograms({ "answers/kept.txt": "", "gone.txt": "" });
    const path = folder.at("program.py");
    const other = JSON.stringify(folder.path);
    await Deno.writeTextFile(
      path,
      `import os\nos.chdir(${other})\nopen("new.txt", "w").write("x")\n` +
        `open("answers/kept.txt", "a").write("more")\nos.remove("gone.txt")\n`,
    );
    const ran = await runLearnerScript({ python, path });
    assertEquals(ran.changedOutside, [
      { path: join("answers", "kept.txt"), kind: "changed" },
      { path: "gone.txt", kind: "removed" },
      { path: "new.txt", kind: "created" },
    ]);
    assertEquals(ran.notes, [
      "While program.py ran, files outside of its folder changed: answers/kept.txt (changed), gone.txt (removed), " +
      "new.txt (created). Write to the current folder instead, which is thrown away afterwards",
    ]);
  },
});

testUnless(missing, {
  name: "runLearnerScript() closes the network where it can, and says where it cannot",
  fn: async () => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = listener.addr;
    const ran = await run(
      `import socket\nsocket.create_connection(("127.0.0.1", ${port}), 5)\nprint("connected")`,
    );
    if (ran.network.kind === "closed") {
      assertEquals(ran.ending.kind, "raised");
      assertStringIncludes(ran.message, "OSError: [Errno ");
    } else {
      assertEquals(ran.stdout, "connected");
      assert(ran.network.reason !== "");
    }
  },
});

testUnless(missing, {
  name: "runLearnerScript() ends on its signal, also when that came first",
  fn: async () => {
    using folder = fakePrograms({});
    const path = folder.at("pid");
    const stop = new AbortController();
    const source = `import os, time\nopen(${
      JSON.stringify(path)
    }, "w").write(f"{os.getpid()}\\n")\ntime.sleep(600)`;
    const running = run(source, { signal: stop.signal });
    const pid = await readWhenThere(path);
    stop.abort();
    assertEquals((await running).ending, { kind: "stopped" });
    assert(!await isRunning(pid), "the program lives on");
    assertEquals((await run(source, { signal: stop.signal })).message, "script.py was stopped");
  },
});

testUnless(missing, {
  name: "runLearnerScript() ends its program when a kernel's Stop interrupts our group",
  fn: async () => {
    using folder = fakePrograms({});
    const pidPath = folder.at("pid");
    const source = `import os, time\nopen(${
      JSON.stringify(pidPath)
    }, "w").write(f"{os.getpid()}\\n")\ntime.sleep(600)`;
    const cellPath = folder.at("cell.ts");
    await Deno.writeTextFile(
      cellPath,
      `import { runLearnerScript } from ${
        JSON.stringify(new URL("probes/learner/mod.ts", ROOT).href)
      };
const run = await runLearnerScript(${JSON.stringify({ python, source })});
console.log(run.ending.kind);
`,
    );
    const config = fromFileUrl(new URL("deno.json", ROOT));
    const cell = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--quiet", "--config", config, cellPath],
      stdin: "null",
      stdout: "piped",
      stderr: "inherit",
      detached: true,
    }).spawn();
    const pid = await readWhenThere(pidPath);
    Deno.kill(-cell.pid, "SIGINT");
    const { stdout } = await cell.output();
    assertEquals(new TextDecoder().decode(stdout), "stopped\n");
    assert(!await isRunning(pid), "the program lives on");
  },
});

Deno.test("runLearnerScript() says that the interpreter is gone", async () => {
  const gone = { executable: "/nonexistent/python3", major: 3, minor: 14 };
  const ran = await run("print(1)", { python: gone });
  assertEquals(ran.ending.kind, "cannot_start");
  assertStringIncludes(ran.message, "Python could not be started: ");
});

Deno.test("runLearnerScript() bears an interpreter that prints something else", async () => {
  using folder = fakePrograms({ noisy: "echo Hello; exit 0" });
  const ran = await run("print(1)", { python: fakeInterpreter("noisy", folder) });
  assertEquals(ran.source.kind, "parser_failed");
  assertEquals(ran.message, "Python could not read script.py: exited");
});

/** Files that are no program; none of them starts an interpreter. */
const FILES: [name: string, content: Uint8Array | null, kind: string, message: string][] = [
  ["is missing", null, "missing", "There is no file program.py yet"],
  ["is empty", new Uint8Array(), "empty", "program.py is empty"],
  [
    "is no text",
    new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1]),
    "binary",
    "program.py is not a text: it holds zero bytes. Save the program as plain text",
  ],
  [
    "is not UTF-8",
    new Uint8Array([0x78, 0x3d, 0x31, 0x0a, 0x23, 0xfc, 0x0a]),
    "not_utf8",
    "program.py is not UTF-8 text: look at line 2, and save the file as UTF-8",
  ],
  [
    "is too long",
    new Uint8Array(1024 * 1024 + 1).fill(0x20),
    "too_long",
    "program.py has 1048577 bytes: a program here may have 1048576",
  ],
];

for (const [name, content, kind, message] of FILES) {
  Deno.test(`runLearnerScript() does not start a file that ${name}`, async () => {
    using folder = fakePrograms({});
    const path = folder.at("program.py");
    if (content !== null) await Deno.writeFile(path, content);
    const ran = await runLearnerScript({ python, path });
    assertEquals([ran.source.kind, ran.message], [kind, message]);
  });
}

Deno.test("runLearnerScript() does not start a folder", async () => {
  using folder = fakePrograms({});
  const ran = await runLearnerScript({ python, path: folder.path });
  assertEquals(ran.source.kind, "not_a_file");
});

async function isThere(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

async function readWhenThere(path: string): Promise<number> {
  for (let attempt = 0; attempt < 2000; attempt++) {
    const text = await Deno.readTextFile(path).catch(() => "");
    if (text.endsWith("\n")) return Number(text);
    // Another process writes the file: asking it for something gives it time.
    await new Deno.Command("true").output();
  }
  throw new TypeError(`${path} was never written`);
}
