/** Tests of the set-up with fake installers: what is done, what is said, what is left behind. */

import { assertEquals, assertMatch } from "@std/assert";
import { basename, dirname, join } from "node:path";
import type { RunOptions, RunOutcome } from "./host.ts";
import type { Problem } from "./problem.ts";
import { ensureLab, type ReadyLab } from "./setup.ts";
import { makeTestHost, type TestHost, writePython, writeScript } from "./test_host.ts";

/** A machine with fake installers, which may be told to fail. */
interface Workshop extends AsyncDisposable {
  readonly host: TestHost;
  /** What was run since the last call, in short. */
  done(): string[];
  /** Output with which the next run of an installer fails, by its short name. */
  readonly failures: Map<string, string>;
}

const SUCCESS: RunOutcome = { kind: "ended", code: 0, output: "" };
const NO_NETWORK = "Could not fetch URL: Temporary failure in name resolution";

Deno.test("ensureLab() makes the environment, the packages and the kernel, and nothing twice", async () => {
  await using workshop = await openWorkshop();
  assertEquals(await ending(workshop), "ready");
  assertEquals(workshop.done(), ["venv", "pip", "kernel"]);
  assertEquals(await ending(workshop), "ready");
  assertEquals(workshop.done(), []);
});

Deno.test("ensureLab() prefers uv", async () => {
  await using workshop = await openWorkshop();
  await writeScript(join(workshop.host.root, "bin", "uv"), "");
  assertEquals(await ending(workshop), "ready");
  assertEquals(workshop.done(), ["uv venv", "uv pip", "kernel"]);
});

Deno.test("ensureLab() falls back to venv when uv cannot make the environment", async () => {
  await using workshop = await openWorkshop();
  await writeScript(join(workshop.host.root, "bin", "uv"), "");
  workshop.failures.set("uv venv", "error: unknown flag");
  assertEquals(await ending(workshop), "ready");
  assertEquals(workshop.done(), ["uv venv", "venv", "uv pip", "kernel"]);
});

Deno.test("ensureLab() says how far it is", async () => {
  await using workshop = await openWorkshop();
  await ending(workshop);
  const steps = workshop.host.said().split("\n").filter((line) => line.startsWith("["));
  assertEquals(steps.map((line) => line.slice(0, 12)), [
    "[1/3] Python",
    "[2/3] Jupyte",
    "[3/3] The ke",
  ]);
});

const INTERRUPTIONS: [step: string, output: string, what: RegExp, continued: string[]][] = [
  ["venv", "no", /^Cannot make a Python environment/, ["venv", "pip", "kernel"]],
  ["pip", NO_NETWORK, /^Cannot install JupyterLab: the network does not answer/, ["pip", "kernel"]],
  ["pip", "No space left on device", /^Cannot install JupyterLab: the disk is full/, [
    "pip",
    "kernel",
  ]],
  ["kernel", "error sending request for url", /^Cannot install the kernel: the network/, [
    "kernel",
  ]],
];

for (const [step, output, what, continued] of INTERRUPTIONS) {
  Deno.test(`ensureLab() continues after "${output}" in step ${step}`, async () => {
    await using workshop = await openWorkshop();
    workshop.failures.set(step, output);
    assertMatch(await ending(workshop), what);
    workshop.done();
    assertEquals(await ending(workshop), "ready");
    assertEquals(workshop.done(), continued);
  });
}

Deno.test("ensureLab() offers the way on when the network is missing", async () => {
  await using workshop = await openWorkshop();
  workshop.failures.set("pip", NO_NETWORK);
  const outcome = await ensureLab(workshop.host);
  assertMatch(
    outcome.kind === "problem" ? outcome.remedy : "",
    /^connect to the network .* continues/,
  );
});

Deno.test("ensureLab() leaves no .lab/ behind when there is no Python", async () => {
  await using workshop = await openWorkshop({ python: null });
  assertEquals(await ending(workshop), "Cannot set up JupyterLab: no Python was found");
  assertEquals(await exists(join(workshop.host.checkout, ".lab")), false);
});

Deno.test("ensureLab() names the package for a Python without venv", async () => {
  await using workshop = await openWorkshop({ python: "ensurepip" });
  const outcome = await ensureLab(workshop.host);
  assertMatch(outcome.kind === "problem" ? outcome.remedy : "", /^apt install python3\.12-venv/);
});

Deno.test("ensureLab() needs no venv module when there is uv", async () => {
  await using workshop = await openWorkshop({ python: "ensurepip" });
  await writeScript(join(workshop.host.root, "bin", "uv"), "");
  assertEquals(await ending(workshop), "ready");
});

Deno.test("ensureLab() says that it may not write", async () => {
  await using workshop = await openWorkshop();
  // A file in the place of the folder: a superuser may write everywhere else.
  await Deno.writeTextFile(join(workshop.host.checkout, ".lab"), "");
  const outcome = await ensureLab(workshop.host);
  assertMatch(outcome.kind === "problem" ? outcome.what : "", /^Cannot set up ".*\.lab": /);
  assertMatch(outcome.kind === "problem" ? outcome.remedy : "", /^make the place writable/);
});

Deno.test("ensureLab() makes a half-made .lab/ anew", async () => {
  await using workshop = await openWorkshop();
  await writeScript(join(workshop.host.checkout, ".lab", "python", "bin", "python"), "exit 1");
  assertEquals(await ending(workshop), "ready");
  assertEquals(workshop.done(), ["venv", "pip", "kernel"]);
});

Deno.test("ensureLab() makes the environment anew when its Python is gone", async () => {
  await using workshop = await openWorkshop();
  await ending(workshop);
  workshop.done();
  await Deno.remove(join(workshop.host.checkout, ".lab", "python", "bin", "python"));
  assertEquals(await ending(workshop), "ready");
  assertEquals(workshop.done(), ["venv", "pip", "kernel"]);
});

Deno.test("ensureLab() upgrades an older .lab/", async () => {
  await using workshop = await openWorkshop();
  await ending(workshop);
  workshop.done();
  await writeRequirements(workshop.host, "jupyterlab==5.0.0\n");
  assertEquals(await ending(workshop), "ready");
  assertEquals(workshop.done(), ["pip", "kernel"]);
  assertMatch(workshop.host.said(), /packages changed: upgrading/);
});

Deno.test("ensureLab() repairs a moved checkout without installing again", async () => {
  await using workshop = await openWorkshop();
  await ending(workshop);
  workshop.done();
  const moved = join(workshop.host.root, "moved");
  await Deno.rename(workshop.host.checkout, moved);
  assertEquals((await ensureLab({ ...workshop.host, checkout: moved })).kind, "ready");
  assertEquals(workshop.done(), ["kernel"]);
  assertMatch(workshop.host.said(), /The checkout moved here from .*\/checkout: repairing/);
});

Deno.test("ensureLab() lets the second of two set-ups wait for the first", async () => {
  await using workshop = await openWorkshop();
  const outcomes = await Promise.all([ensureLab(workshop.host), ensureLab(workshop.host)]);
  assertEquals(outcomes.map(({ kind }) => kind), ["ready", "ready"]);
  assertEquals(workshop.done(), ["venv", "pip", "kernel"]);
});

/** Opens a machine with one Python, whose missing modules may be named. */
async function openWorkshop({ python = "" }: { python?: string | null } = {}): Promise<Workshop> {
  const done: string[] = [];
  const failures = new Map<string, string>();
  const host = await makeTestHost({
    run(program, options) {
      const name = nameOf(program, options);
      if (name === null) return null;
      done.push(name);
      const failure = failures.get(name);
      failures.delete(name);
      if (failure !== undefined) {
        return Promise.resolve({ kind: "ended", code: 1, output: failure });
      }
      return install(name, options).then(() => SUCCESS);
    },
  });
  await writeRequirements(host, "jupyterlab==4.6.6\n");
  if (python !== null) {
    await writePython(join(host.root, "bin", "python3"), { missing: python });
  }
  return {
    host,
    failures,
    done: () => done.splice(0),
    [Symbol.asyncDispose]: () => host[Symbol.asyncDispose](),
  };
}

/** The short name of an installer's run; null for everything that is run for real. */
function nameOf(program: string, { args }: RunOptions): string | null {
  if (basename(program) === "uv") return args[0] === "--version" ? null : `uv ${args[0]}`;
  if (basename(program) === "deno") return "kernel";
  const module = args.indexOf("-m");
  return module < 0 ? null : args[module + 1] ?? null;
}

/** Leaves behind what the real installer would, as far as somebody looks at it. */
async function install(name: string, { args, cwd = "" }: RunOptions): Promise<void> {
  if (name.endsWith("venv")) {
    const environment = args.at(-1) ?? "";
    await writeScript(join(environment, "bin", "python"), "echo True");
    await writeScript(join(environment, "bin", "pip"), "");
  } else if (name.endsWith("pip")) {
    await writeScript(join(cwd, "python", "bin", "deno"), "");
  } else {
    const prefix = args.at(-1) ?? "";
    await writeScript(join(prefix, "share", "jupyter", "kernels", "probebook", "kernel.json"), "");
    await Deno.mkdir(join(dirname(prefix), "deno-cache"), { recursive: true });
  }
}

async function writeRequirements(host: TestHost, text: string): Promise<void> {
  const folder = join(host.checkout, "notebooks", "tools", "lab");
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(join(folder, "requirements.txt"), text);
}

async function ending({ host }: Workshop): Promise<string> {
  const outcome: ReadyLab | Problem = await ensureLab(host);
  return outcome.kind === "problem" ? outcome.what : outcome.kind;
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}
