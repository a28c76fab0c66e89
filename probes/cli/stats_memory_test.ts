/** Tests of how much memory the statistics command takes, as a program of its own. */
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

const missing = Deno.build.os === "linux" ? null : "no /proc to read a program's peak from";

testUnless(missing, {
  name: "stats --stream takes 100,000 timings in less than 150 MB",
  async fn() {
    const main = fromFileUrl(new URL("../main.ts", import.meta.url));
    await using program = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", main, "stats", "--stream"],
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
