/** What Stop does to a measurement: a kernel sends SIGINT to the whole group of the process that runs cells. */
import { assert, assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { fakeInterpreter, fakeProbe } from "../../tests/support/fake_interpreters.ts";
import { fakePrograms } from "../../tests/support/fake_programs.ts";
import { isRunning } from "../../tests/support/processes.ts";

const ROOT = new URL("../../", import.meta.url);

Deno.test("measure() survives an interrupt of its group, ends its process and keeps what it has", async () => {
  // The fourth start of the program waits for ever, so that the interrupt always finds a process running.
  using folder = fakePrograms({
    a: `echo x >> "$0.starts"\n[ $(wc -l < "$0.starts") -ge 4 ] && ` +
      `{ sleep 600 & echo $! > "$0.child"; echo $$ > "$0.pid"; wait; }\n` + fakeProbe(5_000_000),
  });
  const script = folder.at("cell.ts");
  Deno.writeTextFileSync(script, cellText(fakeInterpreter("a", folder)));
  const cell = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "--config", fromFileUrl(new URL("deno.json", ROOT)), script],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
    detached: true,
  }).spawn();
  const lines = linesOf(cell.stdout);
  assertEquals(await nextLine(lines), "2 processes");
  const pid = await readWhenThere(folder.at("a.pid"));
  Deno.kill(-cell.pid, "SIGINT");
  assertEquals(await nextLine(lines), "stopped with 2 values");
  assertEquals((await cell.status).code, 0);
  assert(!await isRunning(pid), "the measured process lives on");
  const child = Number(Deno.readTextFileSync(folder.at("a.child")));
  assert(!await isRunning(child), "what the measured process has started lives on");
});

function cellText(python: unknown): string {
  return `import { measure } from ${JSON.stringify(new URL("probes/mod.ts", ROOT).href)};
const running = measure("tight_loop", {
  arms: [${JSON.stringify(python)}],
  slices: 2,
  rounds: 9,
  onProgress: ({ done }) => done === 2 && console.log("2 processes"),
});
const result = await running;
console.log(result.ending.kind, "with", result.arms[0].processes.length, "values");
`;
}

function linesOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): ReadableStreamDefaultReader<string> {
  return stream.pipeThrough(new TextDecoderStream()).getReader();
}

async function nextLine(lines: ReadableStreamDefaultReader<string>): Promise<string> {
  return (await lines.read()).value?.trim() ?? "";
}

async function readWhenThere(path: string): Promise<number> {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const text = await Deno.readTextFile(path).catch(() => "");
    if (text.trim() !== "") return Number(text);
    // Another process writes the file: asking it for something gives it time.
    await new Deno.Command("true").output();
  }
  throw new TypeError(`${path} was never written`);
}
