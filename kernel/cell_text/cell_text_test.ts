import { assertEquals, assertStringIncludes } from "@std/assert";
import { type CellText, hintOnMisplacedHead, readCellText } from "./mod.ts";

function summary(read: CellText): string {
  switch (read.kind) {
    case "typescript":
      return read.isChecked ? `checked ${JSON.stringify(read.code)}` : "typescript";
    case "python": {
      const { python, flags, args, asName, code, codeLine } = read;
      return `python ${python} [${flags}] [${args}] ${asName} ${codeLine} ${JSON.stringify(code)}`;
    }
    case "writefile":
      return `${read.isAppending ? "append" : "write"} ${read.path} ${JSON.stringify(read.text)}`;
    case "command": {
      const unless = read.unlessKnown.length === 0 ? "" : ` unless ${read.unlessKnown}`;
      return `command ${JSON.stringify(read.commands.map(({ line }) => line))}${unless}`;
    }
    case "invalid":
      return `invalid at ${read.offsetUtf16}`;
  }
}

const HEADS: [name: string, code: string, expected: string][] = [
  ["an empty cell", "", "typescript"],
  ["blank lines", "\n \n", "typescript"],
  ["a comment alone", "// hello", "typescript"],
  ["a comment without an end", "/* %%python", "typescript"],
  ["TypeScript", "const a = 1 % 2;", "typescript"],
  ["a head in a string", '"%%python"', "typescript"],
  ["a head that is not first", "1;\n%%python", "typescript"],
  ["%%check", "%%check\na", 'checked "       \\na"'],
  ["%%check behind remarks", "// x\n\n%%check \na", 'checked "// x\\n\\n        \\na"'],
  ["%%check alone", "%%check", 'checked "       "'],
  ["%%check with something", "%%check all\na", "invalid at 0"],
  ["%%check above a script", "%%check\n\n%%python\n1", "invalid at 9"],
  ["%%check above a command", "%%check\n!ls -la", "invalid at 8"],
  ["%%check above what may be one", "%%check\n!done", 'checked "       \\n!done"'],
  ["the check remark", "// probebook: check\na", 'checked "// probebook: check\\na"'],
  ["the check remark below code", "a\n// probebook: check", "typescript"],
  ["a script", "%%python\nprint(1)\n", 'python null [] [] null 1 "print(1)\\n"'],
  ["a script of no line", "%%python", 'python null [] [] null 0 ""'],
  ["a script behind remarks", "\ufeff\n// x\n%%python\n1", 'python null [] [] null 3 "1"'],
  ["other line ends", "%%python\r\na\r\nb", 'python null [] [] null 1 "a\\r\\nb"'],
  ["python3", "%%python3\n1", 'python null [] [] null 1 "1"'],
  ["a version and arguments", "%%python 3.14t a 1\n", 'python 3.14t [] [a,1] null 1 ""'],
  ["arguments behind two dashes", "%%python -- a -b\n", 'python null [] [a,-b] null 1 ""'],
  ["options of CPython", "%%python 3.14 -X gil=0 -O\n", 'python 3.14 [-X,gil=0,-O] [] null 1 ""'],
  ["a name", "%%python --as rows 3.9\n", 'python 3.9 [] [] rows 1 ""'],
  ["a name behind =", "%%python --as=größe\n", 'python null [] [] größe 1 ""'],
  ["no name", "%%python --as\n1", "invalid at 0"],
  ["two names", "%%python --as a --as b\n1", "invalid at 0"],
  ["an option without its value", "%%python 3.14 -X\n1", "invalid at 0"],
  ["a name that is none", "%%python --as a.b\n1", "invalid at 0"],
  ["a name that is a word of TypeScript", "%%python --as class\n1", "invalid at 0"],
  ["a name that is a number", "%%python --as NaN\n1", "invalid at 0"],
  ["an option that there is not", "%%python --fast\n1", "invalid at 0"],
  ["a quotation mark without an end", "%%python 'a\n1", "invalid at 0"],
  ["quotes", `%%python "/a b/py" 'c d' e\\ f ""\n`, 'python /a b/py [] [c d,e f,] null 1 ""'],
  ["a file", "%%writefile a/b.py\n1\n\n2", 'write a/b.py "1\\n\\n2"'],
  ["a file's line ends", "%%writefile a\r\n1\r\n", 'write a "1\\r\\n"'],
  ["an empty file", "%%writefile a", 'write a ""'],
  ["more of a file", "%%writefile -a a\n1", 'append a "1"'],
  ["a file of two paths", "%%writefile a b\n1", "invalid at 0"],
  ["a file with a blank", "%%writefile 'a b'\n1", 'write a b "1"'],
  ["a file without a path", "%%writefile\n1", "invalid at 0"],
  ["a head that nobody knows", "// x\n%%bash\nls", "invalid at 5"],
  ["a line magic", "%matplotlib inline", "invalid at 0"],
];

for (const [name, code, expected] of HEADS) {
  Deno.test(`readCellText() reads ${name}`, () => {
    assertEquals(summary(readCellText(code)), expected);
  });
}

const COMMANDS: [code: string, expected: string][] = [
  ["!ls -la", 'command ["ls -la"]'],
  ["!pip list", 'command ["pip list"]'],
  ["!python3 --version", 'command ["python3 --version"]'],
  ["!python3.13 --version", 'command ["python3.13 --version"]'],
  ["!python3.13", 'command ["python3.13"]'],
  ["!apt-get", 'command ["apt-get"]'],
  ["!g++ a.cpp", 'command ["g++ a.cpp"]'],
  ["!ls *.ts", 'command ["ls *.ts"]'],
  ["!echo $HOME 'a b'", `command ["echo $HOME 'a b'"]`],
  ['!echo "not" === x', 'command ["echo \\"not\\" === x"]'],
  ["!env A=1 python3", 'command ["env A=1 python3"]'],
  ['!A=1 python3 -c ""', 'command ["A=1 python3 -c \\"\\""]'],
  ["!cat < a", 'command ["cat < a"] unless cat'],
  ["!sort a > b", 'command ["sort a > b"]'],
  ["!./run.sh", 'command ["./run.sh"]'],
  ["!../run.sh a", 'command ["../run.sh a"]'],
  ["!~/run.sh", 'command ["~/run.sh"]'],
  ["!/bin/ls /tmp", 'command ["/bin/ls /tmp"]'],
  ["!/usr/bin/env python3.13 (a)", 'command ["/usr/bin/env python3.13 (a)"]'],
  ["!/a+/.test(text)", "typescript"],
  ["!/[/]a+/gi.test(text)", "typescript"],
  ["! ls", "typescript"],
  [" !ls -la", "typescript"],
  ["/* a */ !ls -la", "typescript"],
  ["// a\n!ls -la", 'command ["ls -la"]'],
  ["!ls -la // a", 'command ["ls -la // a"]'],
  ["!ls", 'command ["ls"] unless ls'],
  ["!ls\n\n!pwd;\n", 'command ["ls","pwd;"] unless ls,pwd'],
  ["!ls -la\n!(a && b)", 'command ["ls -la","(a && b)"]'],
  ["!cp a \\\n  b\n!ls -a", 'command ["cp a    b","ls -a"]'],
  ["!make && ls", 'command ["make && ls"] unless make'],
  ["!done || other", 'command ["done || other"] unless done'],
  ["!ls -la\nconst a = 1;", "invalid at 8"],
  ["!for i in 1; do\n  echo\n!done", "typescript"],
  ["!done\n  && other", "typescript"],
  ["!done;\nother();", "typescript"],
  ["!done", 'command ["done"] unless done'],
  ["!done.yet", "typescript"],
  ["!done?.yet", "typescript"],
  ["!done()", "typescript"],
  ["!done[0]", "typescript"],
  ["!done`a`", "typescript"],
  ["!done === other", "typescript"],
  ["!done ? 1 : 2", "typescript"],
  ["!done ?? 1", "typescript"],
  ["!done as boolean", "typescript"],
  ["!a instanceof B", "typescript"],
  ["!a, b", "typescript"],
  ["!i++", "typescript"],
  ["!i--", "typescript"],
  ["!a - b", 'command ["a - b"] unless a'],
  ["!a + b", "typescript"],
  ["!a+b", "typescript"],
  ["!!x", "typescript"],
  ["!!ls -la", "typescript"],
  ["!(a && b)", "typescript"],
  ["![]", "typescript"],
  ["!{}", "typescript"],
  ['!"a"', "typescript"],
  ["!0", "typescript"],
  ["!-x", "typescript"],
  ["!~x", "typescript"],
  ["!.5", "typescript"],
  ["!$x", "typescript"],
  ["!_x y", "typescript"],
  ["!true", "typescript"],
  ["!await x", "typescript"],
  ["!new Set()", "typescript"],
  ["!typeof x", "typescript"],
  ["!this.x", "typescript"],
  ["!function () {}()", "typescript"],
  ["!größe", 'command ["größe"] unless größe'],
  ["!", "typescript"],
  ["#!/usr/bin/env deno\n1", "typescript"],
];

for (const [code, expected] of COMMANDS) {
  Deno.test(`readCellText() tells a command from TypeScript: ${JSON.stringify(code)}`, () => {
    assertEquals(summary(readCellText(code)), expected);
  });
}

Deno.test("readCellText() says where each command stands", () => {
  const read = readCellText("// a\n!ls -a \\\n -b\r\n\n!pwd -P");
  const places = read.kind === "command" ? read.commands.map((each) => each.offsetUtf16) : [];
  assertEquals(places, [5, 20]);
});

const UNKNOWN: [code: string, said: string][] = [
  ["%%bash\nls", '"!command"'],
  ["%%html\n<b>", "Deno.jupyter.html"],
  ["%%time\n1", "console.time()"],
  ["%timeit x", "compare()"],
  ["%matplotlib inline", "workbook"],
  ["%%pyhton\n1", 'did you mean "%%python"?'],
  ["%%Check\n1", 'did you mean "%%check"?'],
  ["%%write_file a\n1", 'did you mean "%%writefile"?'],
  ["%python\n1", 'did you mean "%%python"?'],
  ["%%\n1", "there are %%python, %%writefile, %%check and !command"],
  ["%%constructor\n1", 'begins with "%%constructor": there are %%python'],
  ["% a", 'begins with "%"'],
];

for (const [code, said] of UNKNOWN) {
  Deno.test(`readCellText() says what to use instead of ${JSON.stringify(code)}`, () => {
    const read = readCellText(code);
    assertStringIncludes(read.kind === "invalid" ? read.message : read.kind, said);
  });
}

const MISPLACED: [line: string, said: string | null][] = [
  ["%%python", "first line"],
  ["%matplotlib inline", "workbook"],
  ["%nothing", null],
  ["!pip list", "cell of its own"],
  ["!ls", "cell of its own"],
  ["!for i in 1 2; do echo $i; done", '!sh -c "for …"'],
  ["!export A=1", '!sh -c "export …"'],
  ["!format", "cell of its own"],
  ["!done(", null],
  ["let 1", null],
  ["", null],
];

for (const [line, said] of MISPLACED) {
  Deno.test(`hintOnMisplacedHead() on ${JSON.stringify(line)} says ${said}`, () => {
    const hint = hintOnMisplacedHead(line);
    if (said === null) assertEquals(hint, null);
    else assertStringIncludes(hint ?? "nothing", said);
  });
}

Deno.test("readCellText() takes no longer with a cell of 1 MB", () => {
  const code = `a;${" b;".repeat(350_000)}`;
  const begun = performance.now();
  for (let i = 0; i < 1000; i++) readCellText(code);
  // A single look at all of it takes longer than this.
  assertEquals(performance.now() - begun < 50, true);
});
