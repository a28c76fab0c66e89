/** `jupyter console` in a terminal. */
import { assert, assertEquals } from "@std/assert";
import { assertGone } from "../support/processes.ts";
import { testUnless } from "../support/skip.ts";
import { installKernel } from "./installed_kernel.ts";
import { lackOf, testPython } from "./programs.ts";
import { lackOfTerminal, openTerminal, type Terminal } from "./terminal.ts";

const missing = await lackOf("jupyter_console") ?? await lackOfTerminal();

testUnless(missing, {
  name:
    "jupyter console runs, completes, asks, stops and remembers what was typed, and ends its kernel",
  async fn() {
    await using kernel = await installKernel();
    const command = [testPython(), "-m", "jupyter_console", "--kernel", "probebook"];
    await using terminal = await openTerminal(command, kernel);
    assert((await terminal.waitFor(/In \[1\]:/)).includes("Probebook"));
    const pid = Number(await answer(terminal, "Deno.pid", /Out\[1\]: (\d+)/));
    await terminal.type("const abcdef: number = 5", "Enter");
    await terminal.waitFor(/In \[3\]:/);
    await terminal.type("abcd", "Tab");
    await terminal.waitFor(/In \[3\]: abcdef/);
    assertEquals(await answer(terminal, " * 2", /Out\[3\]: (\d+)/), "10");
    await writeFunction(terminal);
    assertEquals(await answer(terminal, "three()", /Out\[5\]: (\d+)/), "3");
    await terminal.type('prompt("name? ")', "Enter");
    await terminal.waitFor(/^name\?$/m);
    assertEquals(await answer(terminal, "Ada", /Out\[6\]: (.*)/), '"Ada"');
    await stopLoop(terminal);
    assertEquals(await answer(terminal, "abcdef", /Out\[8\]: (\d+)/), "5");
    await terminal.type("", "Up", "Enter");
    await terminal.waitFor(/Out\[9\]: 5/);
    const shown = await showError(terminal);
    // What a terminal does not understand, it shows.
    assert(!/\^\[|\[\d+;?\d*m/.test(shown), shown);
    await runPython(terminal);
    await terminal.type("", "C-d");
    await terminal.waitFor(/want to exit/);
    await terminal.type("y", "Enter");
    await terminal.waitForEnd();
    await assertGone(pid);
  },
});

async function answer(terminal: Terminal, code: string, wanted: RegExp): Promise<string> {
  await terminal.type(code, "Enter");
  return wanted.exec(await terminal.waitFor(wanted))?.[1] ?? "";
}

/** An open brace goes on in the next line; an empty line ends the input. */
async function writeFunction(terminal: Terminal): Promise<void> {
  await terminal.waitFor(/In \[4\]:/);
  await terminal.type("function three() {", "Enter");
  await terminal.waitFor(/^\s+\.\.\.: *$/m);
  await terminal.type("return 3;", "Enter");
  await terminal.type("}", "Enter", "Enter");
  await terminal.waitFor(/In \[5\]:/);
}

/** A script in Python goes on until an empty line. */
async function runPython(terminal: Terminal): Promise<void> {
  await terminal.type("%%python", "Enter");
  await terminal.waitFor(/%%python\n\s+\.\.\.: *$/m);
  await terminal.type("import sys", "Enter");
  await terminal.type('print("py", 6 * 7)', "Enter", "Enter");
  await terminal.waitFor(/^py 42$[^]*In \[12\]:/m);
}

async function stopLoop(terminal: Terminal): Promise<void> {
  await terminal.waitFor(/In \[7\]:/);
  await terminal.type('console.log("runs"); for (;;);', "Enter");
  await terminal.waitFor(/^runs$/m);
  await terminal.type("", "C-c");
  await terminal.waitFor(/variables are kept[^]*In \[8\]:/);
}

async function showError(terminal: Terminal): Promise<string> {
  await terminal.waitFor(/In \[10\]:/);
  await terminal.type('throw new RangeError("too far")', "Enter");
  return await terminal.waitFor(/RangeError: too far\n\s+at cell 10:1:7[^]*In \[11\]:/);
}
