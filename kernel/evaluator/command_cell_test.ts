/** `!command` and `%%writefile` in a real evaluator. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type Fixture, startFixture, streamText } from "./evaluator_fixture.ts";
import type { Evaluation } from "./port.ts";

function test(name: string, fn: (fixture: Fixture) => Promise<void>): void {
  Deno.test(name, async () => {
    await using fixture = await startFixture();
    await fn(fixture);
  });
}

function thrownBy(evaluation: Evaluation): Evaluation & { kind: "thrown" } {
  if (evaluation.kind !== "thrown") throw new Error(`Expected an error: ${evaluation.kind}`);
  return evaluation;
}

test("commands print in order, one after the other, in the notebook's folder", async (fixture) => {
  const code = "!echo one; echo two >&2\n// between\n!pwd -P\n\n!printf %s \\\n  'a | b' | tr a c";
  assertEquals(await fixture.ending(code), "nothing");
  assertEquals(streamText(fixture.events, "stdout"), `one\n${fixture.folder}\nc | b`);
  assertEquals(streamText(fixture.events, "stderr"), "two\n");
});

test("a command has nothing to read", async (fixture) => {
  assertEquals(await fixture.ending("!cat -"), "nothing");
});

const FAILURES: [name: string, code: string, said: string, excerpt: string][] = [
  ["an exit code", "!exit 3", 'Cannot run "exit 3": it ended with exit code 3', "1 | !exit 3"],
  ["no such program", "!no_such -x", "there is no such program", "1 | !no_such -x"],
  ["a signal", "!kill -9 $$", "it was ended by SIGKILL", "1 | !kill"],
  ["which of several failed", "!echo a\n!exit 4\n!echo b", "exit code 4", "2 | !exit 4"],
  ["another folder", "!cd /tmp", "Deno.chdir() lasts", "1 | !cd /tmp"],
];

test("a command that fails tells why, and ends the cell", async (fixture) => {
  for (const [name, code, said, excerpt] of FAILURES) {
    const { message, traceback } = thrownBy(await fixture.run(code));
    assertStringIncludes(message, said, name);
    assertStringIncludes(traceback.join("\n"), excerpt, name);
  }
  assertEquals(streamText(fixture.events, "stdout"), "a\n");
});

test("a word behind ! is TypeScript where it is known, else a command", async (fixture) => {
  assertEquals(
    await fixture.ending("!true_word_of_nobody"),
    [
      'Error: Cannot run "true_word_of_nobody": there is no such program',
    ].join(),
  );
  await fixture.run("const pwd = 0, cat = true;");
  assertEquals(await fixture.ending("!pwd"), "text/plain: true");
  assertEquals(await fixture.ending("!cat && pwd"), "text/plain: false");
  assertEquals(await fixture.ending("!ls\n!pwd"), "ReferenceError: ls is not defined");
  assertEquals(await fixture.ending("!pwd -P"), "nothing");
  assertEquals(streamText(fixture.events, "stdout"), `${fixture.folder}\n`);
});

test("a name whose declaration failed is known", async (fixture) => {
  await fixture.run("const half = (() => { throw new Error('x'); })();");
  assertMatch(await fixture.ending("!half"), /^(?:text\/plain: true|ReferenceError: .*half.*)$/);
});

test("a Stop ends a command and all that it has started", async (fixture) => {
  await fixture.run("const kept = 5;");
  const running = fixture.run("!echo go; sleep 100 & sleep 100\n!echo never");
  await fixture.event((event) => event.kind === "stream" && event.text.includes("go"));
  assertEquals((await fixture.port.interrupt()).kind, "stopped");
  assertEquals((await running).kind, "interrupted");
  assertEquals(await fixture.ending("kept"), "text/plain: 5");
  assert(!streamText(fixture.events, "stdout").includes("never"));
});

test("an expression of a front end is never a command", async (fixture) => {
  const evaluation = await fixture.run("1", { userExpressions: { not: "!ls", head: "%%python" } });
  const expressions = evaluation.kind === "value" ? evaluation.expressions : {};
  assertEquals(Object.values(expressions).map(({ kind }) => kind), ["thrown", "thrown"]);
});

const HINTS: [code: string, said: string][] = [
  ["1;\n%%python\nprint(1)", '"%%python" has to be the first line'],
  ["const a = 1\n!pip list", "a command needs a cell of its own"],
  ["const a = 1\n!ls -la", "a command needs a cell of its own"],
  ["const files = !ls", "Deno.Command"],
  [" !ls", 'begins with one "!" at the left edge'],
  ["!!ls", 'begins with one "!" at the left edge'],
  ["! no_such", 'begins with one "!" at the left edge'],
  ["!for i in 1; do echo $i; done", '!sh -c "for …"'],
  ["%%bash\nls", '"!command"'],
  ["!ls -la\nconst a = 1", "every line has to begin"],
];

test("what is no command gets no hint", async (fixture) => {
  for (const code of ["{\n  !missing;\n}", "!!missing.part", " !missing(1)"]) {
    const { traceback } = thrownBy(await fixture.run(code));
    assert(!traceback.join("\n").includes("Note that"), code);
  }
});

test("a head or a command that cannot be one says why", async (fixture) => {
  for (const [code, said] of HINTS) {
    assertStringIncludes(thrownBy(await fixture.run(code)).traceback.join("\n"), said);
  }
});

test("%%writefile writes every byte, and makes folders", async (fixture) => {
  const path = `${fixture.folder}/a/b/x y.txt`;
  const write = (code: string) => fixture.ending(code);
  assertEquals(await write("%%writefile 'a/b/x y.txt'\r\n1\r\n\t🐍\n\n"), "nothing");
  assertEquals(await Deno.readTextFile(path), "1\r\n\t🐍\n\n");
  assertEquals(await write("%%writefile 'a/b/x y.txt'\nno end"), "nothing");
  assertEquals(await write("%%writefile -a 'a/b/x y.txt'\nmore\n"), "nothing");
  assertEquals(await Deno.readTextFile(path), "no end\nmore\n");
  assertEquals(await write("%%writefile empty"), "nothing");
  assertEquals(await Deno.readTextFile(`${fixture.folder}/empty`), "");
  assertEquals(
    streamText(fixture.events, "stdout"),
    "Wrote 3 lines to a/b/x y.txt\nOverwrote a/b/x y.txt with 1 line\n" +
      "Added 1 line to a/b/x y.txt\nWrote 0 lines to empty\n",
  );
});

const REFUSED: [name: string, path: string, said: string][] = [
  ["a folder", "folder", "Cannot write folder: there is a folder of that name"],
  ["a path through a file", "file/x", "a part of its path is a file, not a folder"],
  ["a folder through a file", "file/x/y", "a part of its path is a file, not a folder"],
  ["a path that ends in a slash", "new/", "there is a folder of that name"],
  ["a pipe", "pipe", "Cannot write pipe: it is a pipe, whose writer waits for a reader"],
  ["a link to nothing", "link", "Cannot write link: it is a link to a file that there is not"],
];

Deno.test("cells of the default permissions run CPythons, and say why nothing else", async () => {
  await using fixture = await startFixture({ permissions: "default" });
  const lacksRun = 'Cannot run "sleep": cells of this kernel lack the permission "run"';
  assertStringIncludes(await fixture.ending("!sleep 0"), lacksRun);
  const shell = thrownBy(await fixture.run("!sleep 0 | cat")).traceback.join("\n");
  assertMatch(shell, /no shell may be run here, and "\|" needs one[^]*permission "run"[^]*Remedy/);
  assertStringIncludes(await fixture.ending("%%python /bin/ls\n1"), 'permission "run"');
  assertStringIncludes(await fixture.ending("%%writefile /etc/x\n1"), 'Cannot write "/etc/x"');
  assertStringIncludes(await fixture.ending("%%writefile deno.json\n{}"), 'permission "write"');
  assertEquals(await fixture.ending("%%writefile a/b\n1"), "nothing");
});

Deno.test("%%writefile says why it cannot write", async () => {
  await using fixture = await startFixture({
    files: { file: "x", "folder/x": "x" },
    permissions: "default",
  });
  await Deno.symlink("nothing", `${fixture.folder}/link`);
  const pipe = new Deno.Command("mkfifo", { args: [`${fixture.folder}/pipe`] });
  assert((await pipe.output()).success);
  for (const [name, path, said] of REFUSED) {
    assertStringIncludes(await fixture.ending(`%%writefile ${path}\n1`), said, name);
  }
});

test("a module that %%writefile wrote anew is loaded anew", async (fixture) => {
  const use = 'import { x } from "./tool.ts"; x';
  await fixture.run("%%writefile tool.ts\nexport const x = 1;");
  assertEquals(await fixture.ending(use), "text/plain: 1");
  await fixture.run("%%writefile tool.ts\nexport const x: number = 2;");
  assertEquals(await fixture.ending(use), "text/plain: 2");
});

const COMPLETE: [code: string, status: string][] = [
  ["%%python", "incomplete"],
  ["%%python\nif a:", 'incomplete "    "'],
  ["%%python\nif a:\n    1", 'incomplete "    "'],
  ["%%python\nprint(1)\n", "complete"],
  ["%%writefile a\n", "complete"],
  ["%%check\nconst a = {", "incomplete"],
  ["%%check\nconst a = 1;", "complete"],
  ["%%bash\nls", "invalid"],
  ["!ls -la", "complete"],
  ["!ls -la \\", "incomplete"],
  ["!ls", "complete"],
  ["!done &&", "incomplete"],
];

test("completeness() of heads and commands is as in IPython", async ({ port, run }) => {
  await run("1");
  const shown = COMPLETE.map(([code]) => {
    const answer = port.completeness(code);
    const indent = answer.status === "incomplete"
      ? answer.indent.trimEnd() === "" ? answer.indent : ""
      : "";
    return [code, indent.length > 2 ? `${answer.status} "${indent}"` : answer.status];
  });
  assertEquals(shown, COMPLETE);
});
