/** What cells may and may not do under the default permissions, and that refusals are clear errors. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { endingText, type Fixture, startFixture, streamText } from "./evaluator_fixture.ts";

/** Stands for a key that the user's shell knows and cells shall not. */
const KEY_VARIABLE = "EVALUATOR_TEST_KEY";

const CHECKOUT = decodeURIComponent(new URL("../../", import.meta.url).pathname);

const BESIDE_OURS = "what lies beside our files";

/** Cells read all temporary files; a checkout that is one of them has no secrets from cells. */
const TEMPORARY = await Deno.realPath(Deno.env.get("TMPDIR") ?? "/tmp");
const WHY_NOT: Readonly<Record<string, string>> = CHECKOUT.startsWith(`${TEMPORARY}/`)
  ? { [BESIDE_OURS]: " (skipped: this checkout lies in the temporary folder)" }
  : {};

const REFUSED: [name: string, code: string, expected: RegExp][] = [
  [
    "a file elsewhere",
    "Deno.readTextFileSync('/etc/passwd')",
    /^Cannot read "\/etc\/passwd": .*"read"/,
  ],
  [
    "keys of the home folder",
    "Deno.readDirSync(Deno.env.get('HOME') + '/.ssh').next()",
    /^Cannot read ".*\.ssh"/,
  ],
  [
    "a file of Node",
    "(await import('node:fs')).readFileSync('/etc/passwd')",
    /^Cannot read "\/etc/,
  ],
  [
    "a file of Node, awaited",
    "await (await import('node:fs/promises')).readFile('/etc/passwd')",
    /^Cannot read "\/etc/,
  ],
  [
    "a database elsewhere",
    "new (await import('node:sqlite')).DatabaseSync('/etc/x.db')",
    /^Cannot read "\/etc\/x.db"/,
  ],
  ["a module elsewhere", "await import('file:///etc/x.ts')", /^Cannot read "\/etc\/x.ts"/],
  [
    "text elsewhere as a module",
    "await import('/etc/passwd', { with: { type: 'text' } })",
    /^Cannot read "\/etc\/passwd"/,
  ],
  [
    "a module of another host",
    "await import('https://a.example/x.ts')",
    /^Cannot import from "a.example:443"/,
  ],
  [
    "this process as a file",
    "Deno.readTextFileSync('/proc/self/environ')",
    /^Cannot read "\/proc\/self\/environ"/,
  ],
  [
    "writing elsewhere",
    "Deno.writeTextFileSync('/etc/x', '')",
    /^Cannot write "\/etc\/x": .*"write"/,
  ],
  [
    "writing the configuration",
    "Deno.writeTextFileSync('deno.json', '{}')",
    /^Cannot write ".*deno\.json"/,
  ],
  [
    "moving a file onto the configuration",
    "Deno.writeTextFileSync('draft', '{}'); Deno.renameSync('draft', 'deno.json')",
    /^Cannot write "deno\.json"/,
  ],
  [
    "a program for git to run",
    "Deno.mkdirSync('.git/hooks', { recursive: true })",
    /^Cannot write "\.git\/hooks"/,
  ],
  [
    BESIDE_OURS,
    `Deno.readDirSync(${JSON.stringify(CHECKOUT)}).next()`,
    /^Cannot read "/,
  ],
  [
    "writing our files",
    `Deno.writeTextFileSync(${JSON.stringify(`${CHECKOUT}kernel/main.ts`)}, '')`,
    /^Cannot write ".*kernel\/main\.ts"/,
  ],
  [
    "adding to the list of programs",
    `Deno.writeTextFileSync(${JSON.stringify(`${CHECKOUT}.lab/cpythons.json`)}, '')`,
    /^Cannot write ".*cpythons\.json"/,
  ],
  [
    "the server's token",
    `Deno.readDirSync(${JSON.stringify(`${CHECKOUT}.lab/jupyter`)}).next()`,
    /^Cannot read ".*\.lab\/jupyter"/,
  ],
  ["a link to elsewhere", "Deno.symlinkSync('/etc', 'etc')", /^Cannot make a link: /],
  [
    "a hard link to elsewhere",
    "Deno.linkSync('/etc/passwd', 'users')",
    /^Cannot read "\/etc\/passwd"/,
  ],
  [
    "a shell of Node that blocks",
    "(await import('node:child_process')).execSync('echo')",
    /^Cannot run "echo"/,
  ],
  [
    "a program of Node that blocks",
    "(await import('node:child_process')).spawnSync('sh', ['-c', 'exit'])",
    /^Cannot run "sh"/,
  ],
  ["a file by its address", "await fetch('file:///etc/passwd')", /^Cannot read "\/etc\/passwd"/],
  [
    "a worker with more permissions",
    "new Worker('data:text/javascript,', { type: 'module', deno: { permissions: { read: true } } })",
    /^Cannot give a worker more permissions/,
  ],
  ["a shell", "new Deno.Command('sh').outputSync()", /^Cannot run "sh": .*deno task interpreters/],
  [
    "a shell of Node",
    "await new Promise((_, fail) => process.getBuiltinModule('child_process').spawn('sh').on('error', fail))",
    /^Cannot run "sh"/,
  ],
  [
    "other libraries in a CPython",
    "new Deno.Command('python3', { env: { LD_PRELOAD: './x.so' } }).outputSync()",
    /^Cannot start a program with the variable LD_PRELOAD/,
  ],
  ["a signal to the kernel", "Deno.kill(Deno.ppid, 'SIGTERM')", /^Cannot signal a process/],
  ["a native library", "Deno.dlopen('libc.so.6', {})", /^Cannot load the native library "/],
  ["memory by its address", "Deno.UnsafePointer.create(8n)", /^Cannot load the native library: /],
  [
    "a native package",
    "process.dlopen({ exports: {} }, './x.node')",
    /^Cannot load the native library "/,
  ],
  [
    `a variable of the user's`,
    `Deno.env.get('${KEY_VARIABLE}')`,
    /^Cannot read the variable "EVALUATOR_TEST_KEY"/,
  ],
  [`a variable of the user's by Node`, `process.env.${KEY_VARIABLE}`, /^Cannot read the variable/],
  [
    "a request to this machine",
    "await fetch('http://127.0.0.1:8888/')",
    /^Cannot use the network address "127\.0\.0\.1:8888"/,
  ],
  ["a socket", "await Deno.connect({ port: 8888 })", /^Cannot use the network address ".*:8888"/],
  [
    "a server",
    "Deno.serve({ port: 0 }, () => new Response())",
    /^Cannot use the network address "/,
  ],
  [
    "a worker that reads elsewhere",
    "await inWorker(`Deno.readTextFileSync('/etc/passwd')`)",
    /^Cannot read "\/etc\/passwd"/,
  ],
  [
    "a worker with a shell",
    "await inWorker(`new Deno.Command('sh').outputSync()`)",
    /^Cannot run "sh"/,
  ],
];

/** Runs code in a worker; what it throws is thrown here, with its name. */
const IN_WORKER = "const inWorker = (code) => new Promise((done, fail) => {" +
  "const worker = new Worker('data:text/javascript,' + encodeURIComponent(" +
  "`try { postMessage({ value: ${code} }) } catch (error) { postMessage({ name: error.name, message: error.message }) }`), { type: 'module' });" +
  "worker.onmessage = ({ data }) => { worker.terminate(); if ('value' in data) done(data.value); else fail(new Deno.errors[data.name](data.message)) } }); 0";

Deno.test("cells ... are refused under the default permissions", async (t) => {
  Deno.env.set(KEY_VARIABLE, "secret");
  await using fixture = await startFixture({
    permissions: "default",
    files: { "deno.json": "{}" },
  });
  await fixture.run(IN_WORKER);
  Deno.env.delete(KEY_VARIABLE);
  for (const [name, code, expected] of REFUSED) {
    const whyNot = WHY_NOT[name] ?? "";
    const refusal = async () => {
      const ending = await fixture.run(code);
      if (ending.kind !== "thrown") throw new Error(`not refused: ${endingText(ending)}`);
      assertEquals(ending.name, "NotCapable", ending.message);
      assertMatch(ending.message, expected);
      assertMatch(ending.message, /Remedy: .*kernel "TypeScript \(Probebook, all permissions\)"/);
      // One place says it: the cell's own line.
      assert(
        ending.traceback.every((line) => !line.includes("refusals.ts")),
        ending.traceback.join("\n"),
      );
    };
    await t.step({ name: `${name}${whyNot}`, ignore: whyNot !== "", fn: refusal });
  }
  await t.step("and can catch that", async () => {
    const ending = await fixture.ending(
      "try { Deno.readTextFileSync('/etc/passwd') } catch (error) { error instanceof Deno.errors.NotCapable }",
    );
    assertEquals(ending, "text/plain: true");
  });
});

const ALLOWED: [name: string, code: string, expected: string][] = [
  [
    "write and read their folder",
    "Deno.writeTextFileSync('a', 'b'); Deno.readTextFileSync('a')",
    "'b'",
  ],
  [
    "use the folder for temporary files",
    "const file = Deno.makeTempFileSync(); Deno.writeTextFileSync(file, 'b'); Deno.removeSync(file); 1",
    "1",
  ],
  [
    "run a CPython by its usual name",
    "new TextDecoder().decode(new Deno.Command('python3', { args: ['-c', 'print(6 * 7)'] }).outputSync().stdout).trim()",
    "'42'",
  ],
  ["read variables that every program reads", "typeof Deno.env.get('PATH')", "'string'"],
  ["ask for a variable that is not set", "process.env.DEBUG_SOMETHING", ""],
  ["list variables", "'PATH' in Deno.env.toObject() && 'PATH' in { ...process.env }", "true"],
  [
    "set a variable",
    "Deno.env.set('EVALUATOR_TEST_OTHER', '1'); process.env.EVALUATOR_TEST_OTHER",
    "'1'",
  ],
  [
    "ask the system",
    "typeof Deno.hostname() + typeof Deno.systemMemoryInfo().total",
    "'stringnumber'",
  ],
  ["import a package", "import { z } from 'zod'; z.string().parse('x')", "'x'"],
  ["import Node's modules", "import { basename } from 'node:path'; basename('/a/b')", "'b'"],
  [
    "import the probes and a database",
    "import 'probes'; import { DatabaseSync } from 'node:sqlite'; new DatabaseSync('x.db').close(); 1",
    "1",
  ],
  [
    "run code in a worker",
    "await new Promise((done) => { const worker = new Worker('data:text/javascript,postMessage(3)', { type: 'module' }); worker.onmessage = ({ data }) => { worker.terminate(); done(data) } })",
    "3",
  ],
];

Deno.test("cells ... under the default permissions", async (t) => {
  await using fixture = await startFixture({ permissions: "default" });
  for (const [name, code, expected] of ALLOWED) {
    await t.step(name, async () => {
      const ending = await fixture.ending(code);
      const wanted = expected === "" ? "nothing" : `text/plain: ${expected.replaceAll("'", '"')}`;
      assertEquals(ending.replaceAll("'", '"'), wanted);
    });
  }
});

Deno.test("a subprocess has no variable that cells are not given", async () => {
  Deno.env.set(KEY_VARIABLE, "secret");
  await using fixture = await startFixture({ permissions: "default" });
  await fixture.run("1");
  Deno.env.delete(KEY_VARIABLE);
  const ending = await fixture.run(
    `new Deno.Command('python3', { args: ['-c', 'import os; print(os.environ.get("${KEY_VARIABLE}"))'], stdout: 'inherit' }).outputSync().code`,
  );
  assertEquals(endingText(ending), "text/plain: 0");
  assertEquals(streamText(fixture.events, "stdout"), "None\n");
});

Deno.test("an environment that a cell makes can be used at once under its usual name", async () => {
  await using fixture = await startFixture({ permissions: "default" });
  const ending = await fixture.ending(
    "new Deno.Command('python3', { args: ['-m', 'venv', '--without-pip', '.venv'] }).outputSync();" +
      "new Deno.Command('.venv/bin/python', { args: ['-c', 'import sys; sys.exit(sys.prefix == sys.base_prefix)'] }).outputSync().code",
  );
  assertEquals(ending, "text/plain: 0");
});

Deno.test("an environment of another name can be used when the kernel has started anew", async () => {
  await using fixture = await startFixture({ permissions: "default" });
  const use = "new Deno.Command('mine/bin/python', { args: ['-c', ''] }).outputSync().code";
  await fixture.run(
    "new Deno.Command('python3', { args: ['-m', 'venv', '--without-pip', 'mine'] }).outputSync()",
  );
  assertMatch(await fixture.ending(use), /^NotCapable: Cannot run "mine\/bin\/python"/);
  await fixture.run("Deno.exit()");
  assertEquals(await fixture.ending(use), "text/plain: 0");
});

const NARROWED: [name: string, permissions: unknown, code: string, expected: RegExp][] = [
  [
    "run",
    { default: { run: false } },
    "new Deno.Command('python3').outputSync()",
    /^NotCapable: Cannot run "python3": .*"permissions" of deno\.json take/,
  ],
  [
    "write",
    { default: { write: ["out"] } },
    "Deno.writeTextFileSync('a', '')",
    /^NotCapable: Cannot write "a": .*deno\.json take/,
  ],
  [
    "write, elsewhere",
    { default: { write: ["out"] } },
    "Deno.mkdirSync('out'); Deno.writeTextFileSync('out/a', '')",
    /^nothing$/,
  ],
  [
    "read",
    { default: { read: { deny: ["secret"] } } },
    "Deno.readTextFileSync('secret')",
    /^NotCapable: Cannot read "secret"/,
  ],
  [
    "env",
    { default: { env: ["PATH"] } },
    "Deno.env.get('HOME')",
    /^NotCapable: Cannot read the variable "HOME"/,
  ],
  ["everything else", { default: { read: [] } }, "1 + 1", /^text\/plain: 2$/],
];

for (const [name, permissions, code, expected] of NARROWED) {
  Deno.test(`the folder's configuration narrows what cells may do: ${name}`, async () => {
    const files = { "deno.json": JSON.stringify({ permissions }), "secret": "x" };
    await using fixture = await startFixture({ permissions: "default", files });
    assertMatch(await fixture.ending(code), expected);
    assertEquals(streamText(fixture.events, "stderr"), "");
  });
}

Deno.test("the folder's configuration grants nothing, and a remark says so once", async () => {
  const permissions = { default: { read: ["/etc"], net: true, run: ["sh"] } };
  const files = { "deno.json": JSON.stringify({ permissions }) };
  await using fixture = await startFixture({ permissions: "default", files });
  assertMatch(
    await fixture.ending("Deno.readTextFileSync('/etc/passwd')"),
    /^NotCapable: Cannot read/,
  );
  assertMatch(
    await fixture.ending("new Deno.Command('sh').outputSync()"),
    /^NotCapable: Cannot run/,
  );
  const said = streamText(fixture.events, "stderr");
  assertMatch(
    said,
    /^Not granted by deno\.json: read \/etc, run sh\. .*all permissions\)" has all of them\n$/,
  );
});

Deno.test("a configuration that is edited takes effect when the kernel starts anew", async () => {
  const files = { "deno.json": JSON.stringify({ permissions: { default: {} } }) };
  await using fixture = await startFixture({ permissions: "default", files });
  await fixture.run("1");
  const narrow = JSON.stringify({ permissions: { default: { run: false } } });
  await Deno.writeTextFile(`${fixture.folder}/deno.json`, narrow);
  const use = "new Deno.Command('python3', { args: ['-c', ''] }).outputSync().code";
  assertEquals(await fixture.ending(use), "text/plain: 0");
});

Deno.test("cells that give permissions up are refused from then on, and the kernel works on", async () => {
  await using fixture = await startFixture({ permissions: "default" });
  await revokeAll(fixture);
  assertMatch(await fixture.ending("Deno.readTextFileSync('a')"), /^NotCapable: Cannot read "a": /);
  assertMatch(
    await fixture.ending("new Deno.Command('python3').outputSync()"),
    /^NotCapable: Cannot run/,
  );
  assertEquals(await fixture.ending("console.log('printed'); 'x'.repeat(3)"), 'text/plain: "xxx"');
  assertEquals(streamText(fixture.events, "stdout"), "printed\n");
  // Longer than what goes through the pipe.
  const long = await fixture.run("'y'.repeat(300_000)");
  assertEquals(long.kind, "value");
  const stopped = fixture.ending("console.log('busy'); for (;;);");
  await fixture.event((event) => event.kind === "stream" && event.text.includes("busy"));
  await fixture.port.interrupt();
  assertEquals(await stopped, "interrupted");
  const asked = fixture.ending("prompt('name?')", { allowStdin: true });
  await fixture.event(({ kind }) => kind === "input_request");
  fixture.port.answerInput("me");
  assertEquals(await asked, 'text/plain: "me"');
  assertEquals(await fixture.ending("Deno.exit(3)"), "died: exit");
  assertEquals(await fixture.ending("Deno.writeTextFileSync('a', 'b')"), "nothing");
});

async function revokeAll(fixture: Fixture): Promise<void> {
  const ending = await fixture.ending(
    "for (const name of ['read', 'write', 'run', 'net', 'env', 'sys', 'ffi', 'import']) Deno.permissions.revokeSync({ name }); 1",
  );
  assertEquals(ending, "text/plain: 1");
}
