/** Tests of what a program does that may run one CPython and signal no group. */
import { assert, assertEquals } from "@std/assert";
import { fakePrograms } from "../../tests/support/fake_programs.ts";
import { runNarrow } from "../../tests/support/narrow_program.ts";
import { assertGone } from "../../tests/support/processes.ts";
import { testUnless } from "../../tests/support/skip.ts";
import { discoverInterpreters } from "../interpreters/mod.ts";

const [python] = await discoverInterpreters();
const missing = python === undefined ? "no CPython" : null;

/** Starts a process that outlives it, and tells its number. */
const LEAVING = `import subprocess, sys, time
print(subprocess.Popen(["sleep", "600"]).pid, flush=True)
time.sleep(float(sys.argv[1]))`;

/** A program of Deno's that runs that one; `seconds` is how long it stays itself. */
function running(seconds: number, { secondsMax = 60, onLine = "() => {}" } = {}): string {
  return `import { runProcess } from ${JSON.stringify(new URL("process.ts", import.meta.url).href)};
const { ending } = await runProcess({
  executable: ${JSON.stringify(python?.executable)},
  args: ["-c", ${JSON.stringify(LEAVING)}, "${seconds}"],
  environment: { PATH: "/usr/bin:/bin" },
  cwd: "/",
  secondsMax: ${secondsMax},
  outputBytesMax: 1000,
  ownGroup: true,
  canAttend: true,
  onLine: (line) => { console.log(line); (${onLine})(); },
});
console.log(ending.kind);`;
}

const CASES: [name: string, program: string, ending: string | undefined][] = [
  ["has ended", running(0), "exited"],
  ["takes too long", running(600, { secondsMax: 1 }), "timed_out"],
  ["runs when ours exits", running(600, { onLine: "() => Deno.exit()" }), undefined],
];

for (const [name, program, ending] of CASES) {
  testUnless(missing, {
    name: `runProcess() that may signal no group ends what a program left that ${name}`,
    async fn() {
      using folder = fakePrograms({});
      const { out, err } = await runNarrow(program, {
        python: python?.executable ?? "",
        folder: folder.path,
      });
      const [pid = "", said] = out.trim().split("\n");
      assertEquals([said, err], [ending, ""]);
      await assertGone(pid);
    },
  });
}

testUnless(missing ?? (Deno.build.os === "linux" ? null : "only Linux has /proc"), {
  name:
    "loadNow(), endEscaped() and lookForProcesses() have a Python process read what Deno refuses",
  async fn() {
    using folder = fakePrograms({});
    const { out } = await runNarrow(
      `import { loadNow } from ${
        JSON.stringify(new URL("../machine/load_now.ts", import.meta.url))
      };
import { endEscaped } from ${JSON.stringify(new URL("../learner/escaped.ts", import.meta.url))};
import { lookForProcesses } from ${JSON.stringify(new URL("../store/alive.ts", import.meta.url))};
const python = { executable: ${JSON.stringify(python?.executable)} };
const child = new Deno.Command(python.executable, {
  args: ["-c", "import time; time.sleep(600)"],
  env: { HOME: Deno.cwd() + "/home" },
}).spawn();
const { totalTicks } = await loadNow(python);
console.log(totalTicks, await endEscaped(Deno.cwd() + "/home", python), (await child.status).signal);
const isAlive = await lookForProcesses();
console.log(isAlive(Deno.pid), isAlive(child.pid));`,
      { python: python?.executable ?? "", folder: folder.path },
    );
    const [ticks, ...others] = out.trim().split(/\s/);
    assert(Number(ticks) > 0, out);
    assertEquals(others, ["1", "SIGKILL", "true", "false"]);
  },
});
