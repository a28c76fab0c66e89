/**
 * Tests of what CPythons say of themselves: the traps in which one that goes by versions and names falls, with real
 * programs as far as this machine has them, and with answers of its build that are put into their mouths.
 */
import { assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { type FakeFolder, fakePrograms } from "../../tests/support/fake_programs.ts";
import { testUnless } from "../../tests/support/skip.ts";
import { askCandidate, type Facts, FACTS_SCRIPT, readAnswer } from "../interpreters/ask.ts";
import { discoverInterpreters, type Interpreter } from "../interpreters/mod.ts";
import { inspectCandidates } from "../interpreters/discover.ts";
import { cleanEnvironment, startFlags } from "../run/environment.ts";

const PYTHONS = await discoverInterpreters();

/** Any of them will do, except where a test says more. */
const ANY = PYTHONS.findLast(({ freeThreaded }) => !freeThreaded);

function testWith(
  python: Interpreter | undefined,
  missing: string,
  { name, fn }: { name: string; fn: (python: Interpreter) => Promise<void> },
): void {
  testUnless(python === undefined ? `no ${missing}` : null, {
    name,
    async fn() {
      if (python !== undefined) await fn(python);
    },
  });
}

async function output(python: Interpreter, args: string[], env = {}): Promise<string> {
  const command = new Deno.Command(python.executable, {
    args,
    env: cleanEnvironment(env),
    clearEnv: true,
  });
  const { stdout, stderr, code } = await command.output();
  const decoder = new TextDecoder();
  assertEquals(code, 0, decoder.decode(stderr));
  return decoder.decode(stdout).trim();
}

/** The facts where `sysconfig` says something else of the build than it does; null stands for None. */
async function factsOf(
  python: Interpreter,
  variables: Readonly<Record<string, string | number | null>>,
): Promise<Facts> {
  const program = `import json, runpy, sys, sysconfig
told, real = json.loads(sys.argv[1]), sysconfig.get_config_var
sysconfig.get_config_var = lambda name: told[name] if name in told else real(name)
runpy.run_path(sys.argv[2], run_name="__main__")`;
  const args = ["-c", program, JSON.stringify(variables), fromFileUrl(FACTS_SCRIPT)];
  const answer = readAnswer([await output(python, [...startFlags(python), ...args])]);
  if (answer.kind !== "facts") throw new TypeError(answer.reason);
  return answer.facts;
}

testWith(PYTHONS.find(({ jit }) => jit === "off"), "CPython with a JIT", {
  name: "our flags keep PYTHON_JIT in force, which -I and -E silently drop",
  async fn(python) {
    const ask = ["-c", "import sys; print(sys._jit.is_enabled())"];
    const on = { PYTHON_JIT: "1" };
    assertEquals(await output(python, [...startFlags(python), ...ask], on), "True");
    assertEquals(await output(python, ["-I", ...ask], on), "False");
    assertEquals(await output(python, ["-E", ...ask], on), "False");
  },
});

testWith(PYTHONS.find(({ freeThreaded }) => freeThreaded), "free-threaded CPython", {
  name: "our flags keep PYTHON_GIL in force, which -I silently drops",
  async fn(python) {
    const ask = ["-c", "import sys; print(sys._is_gil_enabled())"];
    const on = { PYTHON_GIL: "1" };
    assertEquals(await output(python, [...startFlags(python), ...ask], on), "True");
    assertEquals(await output(python, ["-I", ...ask], on), "False");
  },
});

Deno.test("discovery starts no shim of this machine", () => {
  assertEquals(PYTHONS.filter(({ executable }) => executable.includes("/shims/")), []);
});

const INCREMENTAL = PYTHONS.find(({ collector }) => collector === "incremental");
testWith(INCREMENTAL, "CPython with an incremental collector", {
  name: "facts.py tells the collector by what it does, also within 3.14",
  async fn() {
    // The thresholds are a second sign, which comes from another place: the last one is 0 only there.
    for (const other of PYTHONS.filter(({ freeThreaded }) => !freeThreaded)) {
      const last = await output(other, ["-c", "import gc; print(gc.get_threshold()[2])"]);
      assertEquals(last === "0", other.collector === "incremental", other.name);
    }
  },
});

testWith(ANY, "CPython", {
  name: "facts.py gives a free-threaded build its own collector, whatever the program is called",
  async fn(python) {
    const { freeThreaded, collector } = await factsOf(python, { Py_GIL_DISABLED: 1 });
    assertEquals([freeThreaded, collector], [true, "free-threaded"]);
  },
});

for (const name of ["Py_TAIL_CALL_INTERP", "_Py_TAIL_CALL_INTERP"]) {
  testWith(ANY, "CPython", {
    name: `facts.py knows tail calls by the name ${name}`,
    async fn(python) {
      const none = { Py_TAIL_CALL_INTERP: 0, _Py_TAIL_CALL_INTERP: null };
      assertEquals((await factsOf(python, none)).tailCalls, false);
      assertEquals((await factsOf(python, { ...none, [name]: 1 })).tailCalls, true);
    },
  });
}

const RECORDS: [
  name: string,
  variables: Record<string, string | null>,
  expected: (boolean | null)[],
][] = [
  ["no record at all", { CONFIG_ARGS: null }, [null, null]],
  ["a plain build", { CONFIG_ARGS: "'--prefix=/x' '--enable-shared'" }, [false, false]],
  ["a full build", { CONFIG_ARGS: "'--enable-optimizations' '--with-lto'" }, [true, true]],
  ["thin LTO", { CONFIG_ARGS: "'--with-lto=thin'" }, [false, true]],
  ["flags alone", { CONFIG_ARGS: "'-x'", PY_CORE_CFLAGS: "-O3 -fprofile-use -flto" }, [true, true]],
  [
    "Debian, which runs the optimised build by hand",
    { CONFIG_ARGS: "'--prefix=/usr' 'CFLAGS=-ffile-prefix-map=/build/python3.9-3.9.2=.'" },
    [null, null],
  ],
];

const PLAIN = { PY_CORE_CFLAGS: "-O3", PY_LDFLAGS: "" };
// Debian's own would say Debian whatever stands in the record.
const UNMARKED = PYTHONS.findLast(({ build }) => build.vendor !== "debian");

for (const [name, variables, expected] of RECORDS) {
  testWith(UNMARKED, "CPython that is not Debian's", {
    name: `facts.py reads the record of ${name}`,
    async fn(python) {
      const { pgo, lto } = await factsOf(python, { ...PLAIN, ...variables });
      assertEquals([pgo, lto], expected);
    },
  });
}

testWith(PYTHONS.find(({ build }) => build.vendor === "debian"), "CPython of Debian", {
  name: "facts.py does not take Debian's silence for no, nor its record for a shared library",
  async fn(python) {
    const { pgo, lto, shared } = await factsOf(python, { Py_ENABLE_SHARED: 1 });
    assertEquals([pgo, lto, shared], [null, null, false]);
  },
});

const JIT_OF_3_13: [flags: string, expected: string][] = [
  ["-O3", "absent"],
  ["-O3 -D_Py_JIT -D_Py_TIER2=1", "on"],
  ["-O3 -D_Py_JIT -D_Py_TIER2=3", "off"],
];

for (const [flags, expected] of JIT_OF_3_13) {
  const python = PYTHONS.find(({ major, minor }) => major === 3 && minor === 13);
  testWith(python, "CPython 3.13, which has nothing to ask", {
    name: `facts.py reads the JIT of 3.13 off "${flags}"`,
    async fn(python) {
      assertEquals((await factsOf(python, { PY_CORE_CFLAGS: flags })).jit, expected);
    },
  });
}

const ATTACHABLE = PYTHONS.find(({ remoteAttach }) => remoteAttach === "on");
testWith(ATTACHABLE, "CPython that can be attached to", {
  name: "facts.py tries out that remote attach is switched off",
  async fn(python) {
    const off = { PYTHON_DISABLE_REMOTE_DEBUG: "1" };
    const args = [...startFlags(python), fromFileUrl(FACTS_SCRIPT)];
    const answer = readAnswer([await output(python, args, off)]);
    assertEquals(answer.kind === "facts" ? answer.facts.remoteAttach : answer.reason, "off");
  },
});

const SWITCHABLE = PYTHONS.find(({ specialization }) => specialization === "switchable");
testWith(SWITCHABLE, "CPython with a switch for specialization", {
  name: "facts.py sees specialization go when it is switched off",
  async fn(python) {
    const off = { PYTHON_SPECIALIZATION_OFF: "1" };
    const args = [...startFlags(python), fromFileUrl(FACTS_SCRIPT)];
    const answer = readAnswer([await output(python, args, off)]);
    assertEquals(answer.kind === "facts" ? answer.facts.specialization : answer.reason, "absent");
  },
});

for (const python of PYTHONS) {
  Deno.test(`facts.py agrees with ${python.name} where it can be asked otherwise`, async () => {
    const program = `import struct, sys, sysconfig
print(struct.calcsize("P") * 8, hasattr(sys, "gettotalrefcount"), bool(sysconfig.get_config_var("Py_DEBUG")))`;
    const [bits, counts, debug] = (await output(python, ["-c", program])).split(" ");
    assertEquals(Number(bits), python.bits);
    assertEquals(counts, debug);
    assertEquals(debug === "True", python.debug);
    for (const name of python.missingModules) {
      await assertFails(python, `import ${name}`);
    }
    if (python.subinterpreters) await output(python, ["-c", "import concurrent.interpreters"]);
    else await assertFails(python, "import concurrent.interpreters");
  });
}

async function assertFails(python: Interpreter, program: string): Promise<void> {
  const { code } = await new Deno.Command(python.executable, {
    args: ["-c", program],
    env: cleanEnvironment(),
    clearEnv: true,
    stderr: "null",
  }).output();
  assertEquals(code, 1, `${python.name} runs "${program}"`);
}

/** A small program that finds its library by an absolute path can be put into another tree. */
const MOVABLE = PYTHONS.findLast(({ build, executable }) =>
  build.vendor === "pyenv" && build.shared === true && executable.startsWith("/")
);

/** A tree with that program and its standard library, as links, without some of its files. */
function treeWithout(python: Interpreter, left: RegExp): FakeFolder {
  const folder = fakePrograms({});
  const version = `python${python.major}.${python.minor}`;
  const target = folder.at(join("lib", version));
  Deno.mkdirSync(join(target, "lib-dynload"), { recursive: true });
  Deno.mkdirSync(folder.at("bin"));
  Deno.copyFileSync(python.executable, folder.at(join("bin", version)));
  const library = join(python.prefix, "lib", version);
  for (const name of ["", "lib-dynload"]) {
    for (const entry of Deno.readDirSync(join(library, name))) {
      if (left.test(entry.name) || ["lib-dynload", "__pycache__"].includes(entry.name)) continue;
      Deno.symlinkSync(join(library, name, entry.name), join(target, name, entry.name));
    }
  }
  return folder;
}

testWith(MOVABLE, "CPython of pyenv with a shared library", {
  name: "facts.py names modules that an installation lacks",
  async fn(python) {
    using folder = treeWithout(python, /^(_ctypes\.|_sqlite3\.|ensurepip$)/);
    const version = `python${python.major}.${python.minor}`;
    const { answer } = await askCandidate({ realPath: folder.at(`bin/${version}`) });
    const missing = answer.kind === "facts" ? answer.facts.missingModules : answer.reason;
    assertEquals(missing, ["ctypes", "ensurepip", "sqlite3"]);
  },
});

testWith(MOVABLE, "CPython of pyenv with a shared library", {
  name: "askCandidate() says which module is missing where none can be done without",
  async fn(python) {
    using folder = treeWithout(python, /^json$/);
    const version = `python${python.major}.${python.minor}`;
    const { answer, line } = await askCandidate({ realPath: folder.at(`bin/${version}`) });
    assertEquals(line, null);
    assertEquals(answer, {
      kind: "refused",
      rejection: "incomplete",
      reason: 'it lacks "json" of the standard library',
    });
  },
});

// Built for another place than where it lies: away from its tree nothing leads it back.
const LOST = PYTHONS.findLast(({ prefix, build }) =>
  build.shared === false && build.vendor === "debian" && prefix !== "/usr"
);
testWith(LOST, "CPython that knows no fixed place", {
  name: "askCandidate() recognises a program that was moved away from its library",
  async fn(python) {
    using folder = fakePrograms({});
    Deno.copyFileSync(python.executable, folder.at("python3"));
    const { answer } = await askCandidate({ realPath: folder.at("python3") });
    assertEquals(answer, {
      kind: "refused",
      rejection: "incomplete",
      reason: "it does not find its standard library; it may have been moved",
    });
  },
});

const WITH_VENV = PYTHONS.filter(({ missingModules, freeThreaded }) =>
  !missingModules.includes("venv") && !freeThreaded
);
const OLDEST_AND_NEWEST = [...new Set([WITH_VENV[0], WITH_VENV.at(-1)])];

for (const python of OLDEST_AND_NEWEST) {
  testWith(python, "CPython that makes environments", {
    name: `inspectCandidates() sees the interpreter behind a copied environment of ${python?.name}`,
    async fn(python) {
      using folder = fakePrograms({});
      await output(python, ["-m", "venv", "--copies", "--without-pip", folder.at("env")]);
      const inspect = (...named: string[]) =>
        inspectCandidates({
          environment: { PROBEBOOK_PYTHONS: named.join(":"), PROBEBOOK_PYTHONS_ONLY: "1" },
          secondsMax: 30,
        });
      const inside = folder.at("env/bin/python");
      const alone = await inspect(inside);
      assertEquals(
        alone.map((entry) => entry.kind === "accepted" ? entry.interpreter.executable : entry),
        [python.executable],
      );
      const both = await inspect(inside, python.executable);
      assertEquals(
        both.map((entry) => entry.kind === "accepted" ? "accepted" : entry.rejection),
        ["accepted", "environment"],
      );
    },
  });
}
