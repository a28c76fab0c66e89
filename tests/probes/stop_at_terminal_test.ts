/** What ends a command from outside: the measured process goes at once, what was measured is printed. */
import { assertEquals } from "@std/assert";
import { fakeProbe } from "../support/fake_interpreters.ts";
import { answering, fakeFacts, fakePrograms } from "../support/fake_programs.ts";
import { onlyIn, spawnCli } from "../support/probe_cli.ts";
import { assertGone, pidWritten } from "../support/processes.ts";

/** The seventh start waits for ever, so that the signal always finds a process running. */
const HANGS_LATE = `echo x >> "$0.starts"\n` +
  `[ $(wc -l < "$0.starts") -ge 7 ] && { echo $$ > "$0.pid"; exec sleep 600; }\n` +
  fakeProbe(5_000_000);

const SIGNALS: [signal: Deno.Signal, what: string][] = [
  ["SIGINT", "Ctrl-C"],
  ["SIGTERM", "a polite kill"],
  ["SIGHUP", "a closed terminal"],
];

for (const [signal, what] of SIGNALS) {
  Deno.test(`probe compare --json prints what there is at ${what}, with exit code 130`, async () => {
    using folder = fakePrograms({ "python3": answering(fakeFacts("3.14.0"), HANGS_LATE) });
    const args = ["--base", "py3.14.0", "--test", "py3.14.0", "--rounds", "50", "--json"];
    const { environment } = onlyIn(folder);
    const cli = spawnCli(["probe", "compare", "tight_loop", ...args], environment);
    const finished = cli.output();
    const pid = await pidWritten(folder.at("python3.pid"));
    Deno.kill(-cli.pid, signal);
    const { code, stdout } = await finished;
    await assertGone(pid);
    const { ending, rounds, verdict, base } = JSON.parse(new TextDecoder().decode(stdout));
    assertEquals([code, ending.kind, verdict, base], [130, "stopped", "unclear", "py3.14.0 A"]);
    assertEquals(rounds >= 1, true);
  });
}

Deno.test("probe run --json prints the records there are at Ctrl-C", async () => {
  using folder = fakePrograms({ "python3": answering(fakeFacts("3.14.0"), HANGS_LATE) });
  const args = ["--python", folder.at("python3"), "--rounds", "50", "--json"];
  const cli = spawnCli(["probe", "run", "tight_loop", ...args]);
  const finished = cli.output();
  const pid = await pidWritten(folder.at("python3.pid"));
  Deno.kill(-cli.pid, "SIGINT");
  const { code, stdout } = await finished;
  await assertGone(pid);
  const lines = new TextDecoder().decode(stdout).trim().split("\n");
  const endings = lines.map((line) => JSON.parse(line).ending.kind);
  assertEquals([code, endings.length, endings.at(-1)], [130, 7, "stopped"]);
});

Deno.test("interpreters ends at Ctrl-C while a candidate hangs", async () => {
  using folder = fakePrograms({ "python3": `echo $$ > "$0.pid"; exec sleep 600` });
  const cli = spawnCli(["interpreters", "--json"], onlyIn(folder).environment);
  const finished = cli.output();
  const pid = await pidWritten(folder.at("python3.pid"));
  Deno.kill(-cli.pid, "SIGINT");
  const { code, stdout } = await finished;
  await assertGone(pid);
  assertEquals([code, new TextDecoder().decode(stdout).trim()], [130, "[]"]);
});
