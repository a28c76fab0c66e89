/** Tests of child processes and their limits, against programs that behave badly. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { fakePrograms } from "../../tests/support/fake_programs.ts";
import { isRunning } from "../../tests/support/processes.ts";
import { type ProcessOutcome, type ProcessRequest, runProcess } from "./process.ts";

interface Seen {
  readonly outcome: ProcessOutcome;
  readonly lines: [text: string, isWhole: boolean][];
}

async function run(body: string, changes: Partial<ProcessRequest> = {}): Promise<Seen> {
  using folder = fakePrograms({ program: body });
  const lines: Seen["lines"] = [];
  const outcome = await runProcess({
    executable: folder.at("program"),
    args: [],
    environment: { PATH: "/usr/bin:/bin" },
    cwd: folder.path,
    secondsMax: 20,
    outputBytesMax: 10_000,
    ownGroup: true,
    onLine: (line, isWhole) => lines.push([line, isWhole]),
    ...changes,
  });
  return { outcome, lines };
}

Deno.test("runProcess() hands over whole lines and says which one broke off", async () => {
  const { outcome, lines } = await run("printf 'one\\n\\nzwei ü\\nhal'");
  assertEquals(outcome.ending, { kind: "exited", code: 0 });
  assertEquals(lines, [["one", true], ["", true], ["zwei ü", true], ["hal", false]]);
});

Deno.test("runProcess() keeps exit code and the end of standard error", async () => {
  const { outcome } = await run("seq 1 5000 >&2; echo last words >&2; exit 7");
  assertEquals(outcome.ending, { kind: "exited", code: 7 });
  assert(outcome.errorTail.length <= 4096);
  assertStringIncludes(outcome.errorTail, "last words");
});

Deno.test("runProcess() names the signal that ended a process", async () => {
  const { outcome } = await run("kill -SEGV $$");
  assertEquals(outcome.ending, { kind: "signalled", signal: "SIGSEGV" });
});

Deno.test("runProcess() turns a program that is not there into a value", async () => {
  const { outcome } = await run("", { executable: "/nonexistent/python3" });
  assertEquals(outcome.ending.kind, "spawn_failed");
  assertEquals(outcome.pid, null);
});

Deno.test("runProcess() ends a program that hangs, and what it started", async () => {
  const { outcome, lines } = await run("sleep 600 & echo $!; wait", { secondsMax: 0.2 });
  assertEquals(outcome.ending, { kind: "timed_out", afterSeconds: 0.2 });
  assert(await isGone(Number(lines[0]?.[0])), "the grandchild lives on");
});

Deno.test("runProcess() ends a program that floods its output", async () => {
  const { outcome } = await run("yes");
  assertEquals(outcome.ending, { kind: "too_much_output", bytesMax: 10_000 });
});

Deno.test("runProcess() does not wait for a grandchild that holds the pipe", async () => {
  const { outcome, lines } = await run("sleep 600 & echo $!", { ownGroup: false, secondsMax: 20 });
  assertEquals(outcome.ending, { kind: "exited", code: 0 });
  assert(outcome.elapsedMs < 10_000);
  Deno.kill(Number(lines[0]?.[0]), "SIGKILL");
});

Deno.test("runProcess() ends a program and what it started when ours exits", async () => {
  using folder = fakePrograms({ program: "sleep 600 & echo $!; wait" });
  const script = folder.at("exit.ts");
  Deno.writeTextFileSync(script, exitingText(folder.at("program")));
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "--no-check", CONFIG, script],
  }).output();
  const pid = Number(new TextDecoder().decode(stdout));
  assert(pid > 0, "the program was not started");
  assert(await isGone(pid), "the grandchild lives on");
});

Deno.test("runProcess() ends on its signal, also when that came first", async () => {
  const stop = new AbortController();
  const running = run("echo started; sleep 600", {
    signal: stop.signal,
    onLine: () => stop.abort(),
  });
  assertEquals((await running).outcome.ending, { kind: "stopped" });
  const late = await run("sleep 600", { signal: stop.signal });
  assertEquals(late.outcome.ending, { kind: "stopped" });
});

Deno.test("runProcess() passes on nothing of our environment", async () => {
  const { lines } = await run("env | cut -d= -f1 | sort", { environment: { ONLY: "1" } });
  const names = lines.map(([name]) => name).filter((name) =>
    !["PWD", "SHLVL", "_", "OLDPWD"].includes(name)
  );
  assertEquals(names, ["ONLY"]);
});

function exitingText(executable: string): string {
  return `import { runProcess } from ${JSON.stringify(new URL("process.ts", import.meta.url).href)};
await runProcess({
  executable: ${JSON.stringify(executable)},
  args: [],
  environment: { PATH: "/usr/bin:/bin" },
  cwd: "/",
  secondsMax: 20,
  outputBytesMax: 1000,
  ownGroup: true,
  onLine: (line) => {
    Deno.stdout.writeSync(new TextEncoder().encode(line));
    Deno.exit(0);
  },
});
`;
}

const CONFIG = `--config=${fromFileUrl(new URL("../../deno.json", import.meta.url))}`;

/** Asks until the process is gone. */
async function isGone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (!await isRunning(pid)) return true;
  }
  return false;
}
