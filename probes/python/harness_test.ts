/** Tests of what all probe scripts share, on every CPython of this machine. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { testUnless } from "../../tests/support/skip.ts";
import { discoverInterpreters, type Interpreter } from "../interpreters/mod.ts";
import { cleanEnvironment, startFlags } from "../run/environment.ts";
import { type ParsedLine, parseLine, type ProbeState } from "../run/event.ts";

const FOLDER = fromFileUrl(new URL(".", import.meta.url));
const PYTHONS = await discoverInterpreters();

interface Ran {
  readonly code: number;
  readonly lines: readonly ParsedLine[];
  readonly errors: string;
}

/** Runs a script of these lines, beside which lies another one. */
async function run(
  python: Interpreter,
  body: string,
  { args = ["1", "1"], env = {} }: {
    readonly args?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Promise<Ran> {
  const folder = await Deno.makeTempDir({ prefix: "probebook_harness_" });
  try {
    await Deno.writeTextFile(join(folder, "script.py"), body);
    const { code, stdout, stderr } = await new Deno.Command(python.executable, {
      args: [...startFlags(python), join(FOLDER, "start.py"), join(folder, "script.py"), ...args],
      env: cleanEnvironment(env),
      clearEnv: true,
      cwd: folder,
      stdin: "null",
    }).output();
    const [text, errors] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    const lines = (text ?? "").split("\n").filter((line) => line !== "").map(parseLine);
    return { code, lines, errors: errors ?? "" };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function events({ lines, errors }: Ran) {
  assertEquals(errors, "");
  return lines.map((line) => line.kind === "event" ? line.event : line);
}

function stateOf(event: ReturnType<typeof events>[number] | undefined): ProbeState | null {
  return event !== undefined && "event" in event && event.event === "state" ? event : null;
}

const AWKWARD = 'tab\t "quote" \\ é € 😀 \u0001 end';

const FACTS: [name: string, fact: (python: Interpreter) => Promise<void>][] = [
  ["value() says the state first, once, and writes every text and number", async (python) => {
    const seen = events(
      await run(
        python,
        `from harness import value\nvalue("a", 1)\nvalue("b", 2.5e-7)\nvalue("c", None)\n` +
          `value("d", 2**53)\nvalue("e", ${JSON.stringify(AWKWARD).replace("\\u0001", "\\x01")})`,
      ),
    );
    const [first, ...values] = seen;
    const state = stateOf(first);
    assertEquals([state?.version, state?.gcEnabled, state?.options], [python.version, true, []]);
    assertEquals(
      values.map((event) => "value" in event ? event.value : event),
      [1, 2.5e-7, null, 2 ** 53, AWKWARD],
    );
  }],
  ["events() splits long lists and prints an empty one", async (python) => {
    const seen = events(
      await run(
        python,
        `from harness import events\nevents("a", list(range(1200)), groups=[1] * 1200)\nevents("b", [])`,
      ),
    );
    const sizes = seen.slice(1).map((event) =>
      "durationNs" in event ? event.durationNs.length : -1
    );
    assertEquals(sizes, [500, 500, 200, 0]);
  }],
  ["table() splits many rows, prints an empty table, and writes every text", async (python) => {
    const seen = events(
      await run(
        python,
        `from harness import table\ntable("a", ["x", "y"], [(1, None)] * 120)\n` +
          `table("b", ["x"], [])\ntable("c", ["x"], [("\\u00e9",)])`,
      ),
    );
    const rows = seen.slice(1).map((event) => "rows" in event ? event.rows : []);
    assertEquals(rows.map(({ length }) => length), [50, 50, 20, 0, 1]);
    assertEquals([rows[0]?.[0], rows[4]?.[0]], [[1, null], ["é"]]);
  }],
  ["skip() ends the process with its reason and what helps", async (python) => {
    const seen = await run(python, `from harness import skip\nskip("no lock", "get it")\nprint(1)`);
    assertEquals(seen.code, 0);
    assertEquals(events(seen), [{ event: "skip", reason: "no lock", remedy: "get it" }]);
  }],
  ["parameters() makes numbers of whole numbers", async (python) => {
    const body = `from harness import parameters, value\nvalue("a", repr(parameters()))`;
    const seen = events(await run(python, body, { args: ["1", "1", "20", "-3", "fib24", "1.5"] }));
    const last = seen.at(-1);
    assertEquals(last && "value" in last ? last.value : last, "[20, -3, 'fib24', '1.5']");
  }],
  ["time_slices() calls with an argument and without one", async (python) => {
    const body = "from harness import time_slices\ncalls = []\n" +
      "def add(*given):\n    calls.append(len(given))\n";
    for (const [call, expected] of [["add", [0, 0]], ["add, 5", [1, 1]]] as const) {
      const printed = `${body}time_slices(${call})\nimport sys; sys.stderr.write(repr(calls[-2:]))`;
      const seen = await run(python, printed, { args: ["2", "3"] });
      assertEquals(JSON.parse(seen.errors), expected);
      const loops = seen.lines.map((line) =>
        line.kind === "event" && line.event.event === "slice" ? line.event.loops : null
      );
      assertEquals(loops, [null, 2, 2, 2]);
    }
  }],
  ["PROBEBOOK_GC sets the collector before the script begins", async (python) => {
    for (const [setting, expected] of [["off", false], ["5000,7,3", true]] as const) {
      const body = "from harness import state\nstate()";
      const [first] = events(await run(python, body, { env: { PROBEBOOK_GC: setting } }));
      const state = stateOf(first);
      assertEquals(state?.gcEnabled, expected);
      if (setting !== "off") assertEquals(state?.gcThreshold[0], 5000);
    }
  }],
  ["a script imports neither json nor os, nor what lies beside it", async (python) => {
    const body = "from harness import value\nimport sys\n" +
      `value("a", " ".join(name for name in ("json", "re", "os", "resource") if name in sys.modules))\n` +
      "try:\n    import tight_loop\n    value('b', 1)\nexcept ImportError:\n    value('b', 0)";
    const seen = events(await run(python, body));
    assertEquals(seen.slice(1).map((event) => "value" in event ? event.value : event), ["", 0]);
  }],
  ["a script that fails is named with its line", async (python) => {
    const { code, errors } = await run(python, "from harness import value\n\nraise ValueError(5)");
    assertEquals(code, 1);
    assertStringIncludes(errors, 'script.py", line 3');
    const broken = await run(python, "from harness import value\n\nif:\n");
    assertStringIncludes(broken.errors, 'script.py", line 3');
    assertStringIncludes(broken.errors, "SyntaxError");
  }],
  ["nothing is written beside the scripts", async () => {
    const names = (await Array.fromAsync(Deno.readDir(FOLDER))).map(({ name }) => name);
    assertEquals(names.filter((name) => name.includes("cache")), []);
  }],
];

for (const [name, fact] of FACTS) {
  testUnless(PYTHONS.length === 0 ? "no CPython found" : null, {
    name: `${name}, on every CPython found`,
    fn: async (context) => {
      for (const python of PYTHONS) await context.step(python.name, () => fact(python));
    },
  });
}
