/** Cells put together by lot, and the moments at which they are stopped. */

/** One cell and when it is stopped. */
export interface RandomProgram {
  /** What it is made of, for the list of those that cost the process. */
  readonly name: string;
  readonly code: string;
  /** From when the delay counts. Without output the Stop may come before the cell's first line. */
  readonly from: "sending" | "output";
  readonly delayMs: number;
  /** How often Stop is pressed, without waiting for the first to be over. */
  readonly stopCount: number;
}

/** A part of a cell: its name and code. */
type Part = readonly [name: string, code: string];

const NEVER = "await new Promise(() => {})";
const PORT = "await new Promise((r) => server.listen(0, r));";

/**
 * For what goes on after a Stop: sockets, ports and time limits call back when they do. Those that
 * call for ever end with the cell that raises `generation`; those that are busy keep it waiting.
 */
const GUARDS = "const mine = generation; const alive = () => mine === generation; " +
  "const end = Date.now() + 4000; const isSoon = () => Date.now() < end;";

/** None of them ends; each is stopped in another place of the engine or of the runtime. */
const BODIES: readonly Part[] = [
  ["busy loop", "for (;;) {}"],
  ["busy function", "(function f() { while (true) [3, 1, 2].map(String).sort(); })()"],
  [
    "swallowed errors",
    "for (;;) { try { throw new Error('x') } catch { continue } finally { 1 } }",
  ],
  ["never", NEVER],
  ["never, caught", "for (;;) { try { await new Promise(() => {}) } catch {} }"],
  ["awaits without a pause", "for (;;) await null"],
  ["chain of promises", `(function f() { Promise.resolve().then(f) })(); ${NEVER}`],
  ["chain of microtasks", `queueMicrotask(function f() { queueMicrotask(f) }); ${NEVER}`],
  ["chain of ticks", `process.nextTick(function f() { process.nextTick(f) }); ${NEVER}`],
  ["chain of immediates", `setImmediate(function f() { setImmediate(f) }); ${NEVER}`],
  ["naps", "for (;;) await new Promise((r) => setTimeout(r, 1))"],
  ["short timers", `setInterval(() => { for (let i = 0; i < 3e5; i++); }, 1); ${NEVER}`],
  ["printing timers", `setInterval(() => console.log('tick'), 1); ${NEVER}`],
  ["busy timer", `setTimeout(() => { for (;;); }, 1); ${NEVER}`],
  ["busy event", `new (class extends EventTarget {})().dispatchEvent(new Event('x')); for (;;);`],
  ["busy abort", `AbortSignal.timeout(1).onabort = () => { while (isSoon()); }; ${NEVER}`],
  [
    "busy port",
    `const m = new MessageChannel(); m.port1.onmessage = () => { while (isSoon()); }; m.port2.postMessage(1); ${NEVER}`,
  ],
  [
    "chatting ports",
    "const m = new MessageChannel(); m.port1.onmessage = () => alive() && m.port1.postMessage(1); " +
    `m.port2.onmessage = () => alive() && m.port2.postMessage(1); m.port2.postMessage(1); ${NEVER}`,
  ],
  [
    "busy socket",
    "import net from 'node:net'; const server = net.createServer((c) => c.on('data', () => { while (isSoon()); })); " +
    `${PORT} net.connect(server.address().port).write('x'); ${NEVER}`,
  ],
  [
    "talking sockets",
    "import net from 'node:net'; const server = net.createServer((c) => c.pipe(c)); " +
    `${PORT} const c = net.connect(server.address().port); c.on('data', (d) => alive() && c.write(d)); c.write('x'); ${NEVER}`,
  ],
  [
    "file callbacks",
    `import fs from 'node:fs'; (function f() { if (alive()) fs.readFile('/dev/null', f) })(); ${NEVER}`,
  ],
  [
    "stream",
    "for await (const _ of new ReadableStream({ pull(c) { c.enqueue(1) } })) JSON.stringify([_]);",
  ],
  ["flood", "for (let i = 0;; i++) console.log('flood ' + i)"],
  [
    "flood of displays",
    "for (;;) await Deno.jupyter.display({ 'text/plain': 'x' }, { raw: true })",
  ],
  ["flood of errors", `setInterval(() => { throw new Error('late') }, 1); ${NEVER}`],
  ["regular expression", "/(a+)+$/.test('a'.repeat(40) + 'b'); for (;;);"],
  ["Atomics.wait", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); for (;;);"],
  ["builtins", "for (let i = 0; i < 1e5; i++); for (;;) Array(1000).fill(1)"],
  ["JSON", "for (;;) JSON.parse(JSON.stringify({ a: Array(100).fill({ b: 'c' }) }))"],
  ["sorting", "for (;;) Array.from({ length: 1e4 }, Math.random).sort()"],
  ["garbage", "for (;;) Array.from({ length: 1e4 }, () => ({}))"],
  ["sync subprocess", "new Deno.Command('sleep', { args: ['60'] }).outputSync(); for (;;);"],
  ["subprocess", "await new Deno.Command('sleep', { args: ['60'] }).output(); for (;;);"],
  ["many subprocesses", "for (;;) await new Deno.Command('true').output()"],
  [
    "parallel subprocesses",
    "for (;;) await Promise.all([1, 2, 3].map(() => new Deno.Command('true').output()))",
  ],
  [
    "printing subprocesses",
    "for (;;) await new Deno.Command('echo', { args: ['x'], stdout: 'inherit' }).output()",
  ],
  [
    "node's subprocesses",
    "import cp from 'node:child_process'; for (;;) await new Promise((r) => cp.execFile('true', r))",
  ],
  [
    "node's printing subprocesses",
    "import cp from 'node:child_process'; " +
    "for (;;) await new Promise((r) => cp.spawn('true', { stdio: 'inherit' }).on('close', r))",
  ],
  [
    "worker",
    "const w = new Worker('data:text/javascript,for(;;);', { type: 'module' }); for (;;);",
  ],
  ["value that never shows", "({ get [Symbol.toStringTag]() { for (;;); } })"],
  ["display that never ends", "({ [Symbol.for('Jupyter.display')]: () => new Promise(() => {}) })"],
];

/** What a cell may do first, and leave running. */
const ASIDES: readonly Part[] = [
  ["", ""],
  ["", ""],
  ["interval", "setInterval(() => { for (let i = 0; i < 1e5; i++); }, 2);"],
  ["promises", "(async () => { for (let i = 0; i < 1e4; i++) await null })();"],
  ["rejection", "Promise.reject(new Error('floating'));"],
  ["late line", "setTimeout(() => console.log('late'), 3);"],
  ["work", "for (let i = 0; i < 2e6; i++);"],
];

/** The longest delay: from the middle of the cell's start to well into its run. */
const DELAY_MS_MAX = 15;

/** One in so many cells ends by itself at about the moment of the Stop. */
const SHORT_EVERY = 8;

/** One in so many is stopped twice. */
const TWICE_EVERY = 10;

/**
 * An endless row of programs, the same for the same draws from [0, 1). Each that is told to be endless counts
 * `trespassed` when it goes on behind its body.
 */
export function* randomPrograms(draw: () => number): Generator<RandomProgram> {
  const below = (limit: number) => Math.floor(draw() * limit);
  const pick = (parts: readonly Part[]): Part => parts[below(parts.length)] ?? ["", ""];
  for (;;) {
    const [aside, first] = pick(ASIDES);
    const isShort = below(SHORT_EVERY) === 0;
    const [body, code] = isShort
      ? ["short", `for (let i = 0; i < ${below(3e6)}; i++);`]
      : pick(BODIES);
    const tail = isShort || code.startsWith("({") ? "" : "\ntrespassed += 1;";
    yield {
      name: aside === "" ? body : `${aside}, ${body}`,
      code: `console.log('started'); ${GUARDS} ${first}\n${code}${tail}`,
      from: below(3) === 0 ? "sending" : "output",
      delayMs: draw() * DELAY_MS_MAX,
      stopCount: below(TWICE_EVERY) === 0 ? 2 : 1,
    };
  }
}
