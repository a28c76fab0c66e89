/** Types checked by the real compiler in a whole kernel, as a front end sees it. */
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { assembleKernel, type Kernel } from "./assemble.ts";
import type { Outgoing } from "./messaging/mod.ts";

/** The compiler starts, and seven others may use the processors. */
const PATIENCE_MS = 60_000;

/** A kernel as the server runs one, without sockets. */
interface Bench extends AsyncDisposable {
  /** Runs a cell; gives its id once it is idle. */
  run(code: string): Promise<string>;
  /** What was sent for a cell: `type detail`. */
  transcript(id: string): string[];
  /** The next text on standard error, of whichever cell. */
  warning(): Promise<{ id: string; text: string }>;
}

function bench({ isAttended = true } = {}): Bench {
  const folder = Deno.makeTempDirSync();
  const sent: { id: string; text: string }[] = [];
  const idle = new Map<string, () => void>();
  const waiting: ((warning: { id: string; text: string }) => void)[] = [];
  const send = ({ message }: Outgoing) => {
    const { header, content, parentHeader } = message;
    const id = String(parentHeader["msg_id"]);
    const { execution_state: state, ename, evalue, text, status, data } = content;
    const detail = state ?? evalue ?? text ?? status ?? JSON.stringify(data) ?? ename ?? "";
    sent.push({ id, text: `${header.msg_type} ${detail}` });
    if (state === "idle") idle.get(id)?.();
    if (content["name"] === "stderr") waiting.shift()?.({ id, text: String(text) });
    return Promise.resolve();
  };
  const kernel: Kernel = assembleKernel({ cwd: folder, send, onShutdown: () => {}, isAttended });
  let count = 0;
  return {
    async run(code) {
      const id = `m${++count}`;
      const done = new Promise<void>((resolve) => idle.set(id, resolve));
      const header = {
        msg_id: id,
        msg_type: "execute_request",
        session: "client",
        username: "",
        date: "",
        version: "5.5",
      };
      const metadata = { cellId: `cell-${id}` };
      const content = { code, allow_stdin: false };
      const message = { header, parentHeader: {}, metadata, content, buffers: [] };
      kernel.session.submit({ channel: "shell", identities: [], message });
      await done;
      return id;
    },
    transcript: (id) => sent.filter((entry) => entry.id === id).map(({ text }) => text),
    warning() {
      const { promise, resolve, reject } = Promise.withResolvers<{ id: string; text: string }>();
      const late = setTimeout(() => reject(new Error("No warning came")), PATIENCE_MS);
      waiting.push((warning) => {
        clearTimeout(late);
        resolve(warning);
      });
      return promise;
    },
    async [Symbol.asyncDispose]() {
      await kernel[Symbol.asyncDispose]();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

Deno.test("assembleKernel() warns of a type error under its cell after idle, and of nothing else", async () => {
  await using kernel = bench();
  const warned = kernel.warning();
  await kernel.run("interface Run { label: string; seconds: number }\nlet count = 1;");
  await kernel.run("const counts = {}; counts.a = 1; Deno.jupyter.md`# hi`");
  await kernel.run("let count = 'redeclared';\nconst runs: Run[] = [{ label: 'a', seconds: 1 }];");
  const wrong = await kernel.run("count.toUpperCase();\nruns[0].second + 1");
  const last = await kernel.run("runs.length");
  const { id, text } = await warned;
  assertEquals(id, wrong);
  assertEquals(text.split("\n"), [
    "Type error in cell 4, line 2, column 9: Property 'second' does not exist on type 'Run'. Did you mean 'seconds'? (TS2551)",
    "  2 | runs[0].second + 1",
    "    |         ^",
    "",
  ]);
  assertEquals(kernel.transcript(wrong).slice(-2), ["status idle", `stream ${text}`]);
  assertEquals(kernel.transcript(last).at(-1), "status idle");
});

const UNFINISHED: [name: string, code: string, found: RegExp][] = [
  ["unfinished code", "%%check\nconst half = {", /^error /m],
  ["a head with words behind it", "%%check all\n1", /stands alone on its line/],
  [
    "an emoji before the fault",
    "%%check\nconst s = '🎈'; const n: number = s;",
    /^error Cannot run/m,
  ],
  [
    "lines that end in carriage returns",
    "%%check\r\nconst n: number = 1;\r\nn",
    /"text\/plain":"1"/,
  ],
  ["nothing else", "%%check", /execute_reply ok/],
];

Deno.test("assembleKernel() answers a %%check cell, whatever it holds", async (t) => {
  // One kernel: the compiler's start takes longer than all checks.
  await using kernel = bench({ isAttended: false });
  await t.step("a type error", async () => {
    const wrong = await kernel.run("%%check\nconst size: number = 'large';\nconsole.log('ran');");
    const [, , error = "", reply = "", ...more] = kernel.transcript(wrong);
    assertEquals(error, "error Cannot run cell 1: it has a type error");
    assertMatch(reply, /^execute_reply /);
    assertEquals(more, ["status idle"]);
  });
  await t.step("a remark in place of the head", async () => {
    const code = "// probebook: check\nconst size: number = 3;\nconsole.log(size);";
    assertStringIncludes(kernel.transcript(await kernel.run(code)).join("\n"), "stream 3\n");
  });
  await t.step("names of the cells that ran", async () => {
    const code = "%%check\nconst twice: number = size * 2;\ntwice";
    const transcript = kernel.transcript(await kernel.run(code)).join("\n");
    assertStringIncludes(transcript, '"text/plain":"6"');
  });
  for (const [name, code, found] of UNFINISHED) {
    await t.step(name, async () => {
      assertMatch(kernel.transcript(await kernel.run(code)).join("\n"), found);
    });
  }
  await t.step("a cell of a megabyte", async () => {
    const code = `%%check\nconst data = ${JSON.stringify("x".repeat(1e6))};\ndata.length`;
    const transcript = kernel.transcript(await kernel.run(code)).join("\n");
    assertMatch(transcript, /stream Types were not checked: the cell is longer than/);
    assertMatch(transcript, /"text\/plain":"1000000"/);
  });
});
