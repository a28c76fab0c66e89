/**
 * Tests of how much memory the statistics command takes, as the task starts it: with a small room for young objects.
 * Its text, its processes and their slices live long enough to make V8 enlarge that room to 16 MB, twice.
 */
import { assert, assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { noisySession } from "../../tests/support/noise.ts";
import { testUnless } from "../../tests/support/skip.ts";

/** What 100,000 timings may take at most, Deno itself included. */
const PEAK_BYTES_MAX = 150e6;

const ROUNDS = 3125;
const SLICES = 16;

/** So many timings as others write them: with CPU time and switches, unrounded. */
function largeCase(): string {
  const session = noisySession({ name: "quiet" }, {
    ratio: 1.02,
    rounds: ROUNDS,
    slices: SLICES,
    seed: 1,
  });
  const processes = session.flatMap(({ base, test }, round) =>
    ([["A", base], ["B", test]] as const).map(([arm, slices], pos) => ({
      arm,
      round,
      pos,
      t: round / 5,
      values: slices.map(({ wallNs }) => wallNs / 12.7),
      cpu: slices.map(({ wallNs }) => wallNs / 12.8),
      switches: slices.map(({ switches }) => switches),
    }))
  );
  const head = { schema: "probe-stats-case/1", base: "A", test: "B", layout: "interleaved" };
  return JSON.stringify({ ...head, processes });
}

const ROOT = fromFileUrl(new URL("../..", import.meta.url));

/** How `deno task stats` starts the command: what it starts is a child, whose peak nobody could read. */
function taskArguments(): string[] {
  const config = Deno.readTextFileSync(`${ROOT}/deno.json`);
  const command = /"command": "deno (run [^"]* stats)"/.exec(config)?.[1];
  if (command === undefined) {
    throw new Error("Cannot start the task: deno.json has no such command");
  }
  return command.split(" ");
}

const missing = Deno.build.os === "linux" ? null : "no /proc to read a program's peak from";

testUnless(missing, {
  name: "stats --stream takes 100,000 timings in less than 150 MB",
  async fn() {
    await using program = new Deno.Command(Deno.execPath(), {
      args: [...taskArguments(), "--stream"],
      cwd: ROOT,
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const writer = program.stdin.getWriter();
    await writer.write(new TextEncoder().encode(`${largeCase()}\n`));
    let answer = "";
    const reader = program.stdout.pipeThrough(new TextDecoderStream()).getReader();
    while (!answer.includes("\n")) answer += (await reader.read()).value ?? "\n";
    // It waits for the next line, so that its whole peak can still be read.
    const status = Deno.readTextFileSync(`/proc/${program.pid}/status`);
    await writer.close();
    await reader.cancel();
    assertEquals((await program.status).code, 0);
    assertEquals(JSON.parse(answer).verdict, "slower");
    const peakBytes = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
    assert(peakBytes < PEAK_BYTES_MAX, `${peakBytes / 1e6} MB at the peak`);
  },
});
