/** What Deno says to us does not reach the learner; what cells write does. */

import { assertEquals } from "@std/assert";
import { createStderrFilter, plainWords } from "./child_stderr.ts";

const BANNER = "Debugger listening on ws://127.0.0.1:9229/ws/1\n" +
  "Visit chrome://inspect to connect to the debugger.\n";

const SHOWN: [name: string, chunks: string[], shown: string][] = [
  ["nothing of the banner", [BANNER], ""],
  ["nothing of a banner in pieces", [BANNER.slice(0, 30), BANNER.slice(30)], ""],
  ["an error of a cell's", [BANNER, "error: mine\n"], "error: mine\n"],
  ["what follows the banner", [`${BANNER}mine\n`], "mine\n"],
  ["no note on the session", [BANNER, "Debugger session started.\nmine\n"], "mine\n"],
  ["colours of a cell", [BANNER, "\x1b[31mred\x1b[0m\n"], "\x1b[31mred\x1b[0m\n"],
  [
    "errors of workers plainly and without internal frames",
    [
      BANNER,
      "\x1b[0m\x1b[1m\x1b[31merror\x1b[0m: Uncaught Error: x\n  at a.ts:1:1\n  at f (ext:a:1)\n",
    ],
    "error: Uncaught Error: x\n  at a.ts:1:1\n",
  ],
  [
    "a worker's refusal without our own address and without advice on Deno's flags",
    [
      BANNER,
      '\x1b[31merror\x1b[0m: Uncaught (in worker "") Requires read access to "/x", run again with ' +
      "the --allow-read flag\n    at data:text/javascript,import%20worker_prelude.ts%3Fa:1:1\n",
    ],
    'error: Uncaught (in worker "") Requires read access to "/x"\n',
  ],
  ["nothing behind a last gasp", [BANNER, "<--- Last few GCs --->\n", "more\n"], ""],
];

for (const [name, chunks, shown] of SHOWN) {
  Deno.test(`createStderrFilter() shows ${name}`, () => {
    const { filter, comeUp } = createStderrFilter();
    const bytes = chunks.map((chunk, index) => {
      if (index === 1) comeUp();
      return filter(new TextEncoder().encode(chunk));
    });
    assertEquals(bytes.map((piece) => new TextDecoder().decode(piece)).join(""), shown);
  });
}

const START_ERROR = "\x1b[0m\x1b[1m\x1b[31merror\x1b[0m: compilerOptions should be an object";

Deno.test("createStderrFilter() keeps what Deno says of a start that failed, in one piece or in several", () => {
  const session = "Debugger session started.\n";
  const all = [
    [BANNER + START_ERROR],
    [BANNER, START_ERROR, "\n  Caused by: an integer\n"],
    [BANNER + session, START_ERROR, "more\n"],
  ];
  for (const chunks of all) {
    const { filter, lastWords } = createStderrFilter();
    const shown = chunks.map((chunk) => filter(new TextEncoder().encode(chunk)).length);
    assertEquals(shown, chunks.map(() => 0));
    assertEquals(lastWords(), chunks.join(""));
  }
});

Deno.test("createStderrFilter() finds the inspector and the wait for it", async () => {
  const { filter, inspectorUrl, exiting } = createStderrFilter();
  filter(new TextEncoder().encode(BANNER));
  assertEquals((await inspectorUrl).href, "ws://127.0.0.1:9229/ws/1");
  filter(new TextEncoder().encode("Program finished. Waiting for the debugger to disconnect...\n"));
  await exiting;
});

Deno.test("plainWords() leaves out what tells a learner nothing", () => {
  const text = `${BANNER}Debugger session ended (runtime was torn down)\n` +
    "\x1b[31merror\x1b[0m: Uncaught null\nerror: mine\nStack backtrace:\n   0: <unknown>";
  assertEquals(plainWords(text), ["error: mine"]);
});
