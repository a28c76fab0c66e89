"""What runs when it is stopped: one family of cells for each kind of kernel."""

DENO = {
    "busy": ["while (true) {}", "for (;;) { Math.sqrt(2); }", "(function f() { while (true) { [1, 2].map(String); } })()",
             "const spin = () => { for (;;); };\nspin();", "await null; while (true) {}"],
    "never": ["await new Promise(() => {});", "const x = await new Promise(() => {}); console.log(x);",
              "async function wait() { await new Promise(() => {}); }\nawait wait();",
              "await Promise.race([new Promise(() => {}), new Promise(() => {})])",
              "for await (const one of (async function* () { await new Promise(() => {}); yield 1; })()) { one; }",
              "await new Promise((done) => setTimeout(done, 1e6));"],
    "microtasks": ["const again = () => Promise.resolve().then(again);\nawait again();", "while (true) await null;",
                   "await (async () => { for (;;) await Promise.resolve(1); })()",
                   "const flood = () => queueMicrotask(flood); flood(); await new Promise(() => {});"],
    "interval": ["setInterval(() => console.log('tick'), 5); await new Promise(() => {});",
                 "let n = 0; setInterval(() => { console.log(n++); }, 1);\nawait new Promise(() => {});"],
    "trycatch": ["while (true) { try { throw new Error('x'); } catch { continue; } finally { 1; } }",
                 "for (;;) { try { for (;;); } catch (e) { e; } finally { 2; } }",
                 "while (true) { try { await new Promise(() => {}); } catch { /* goes on */ } }",
                 "while (true) { try { await new Promise((d) => setTimeout(d, 5)); } finally { continue; } }"],
    "subprocess_sync": ["new Deno.Command('sleep', { args: ['60'] }).outputSync();",
                        "import cp from 'node:child_process'; cp.spawnSync('sleep', ['60']);"],
    "subprocess": ["await new Deno.Command('sleep', { args: ['60'] }).output();",
                   "const kid = new Deno.Command('sleep', { args: ['60'] }).spawn(); await kid.status;",
                   "await new Deno.Command('sh', { args: ['-c', 'sleep 60'] }).output();"],
    "regex": ["/^(a+)+$/.test('a'.repeat(60) + 'b');", "'x'.repeat(40).match(/(x+x+)+y/);"],
}

#: Only what is the runtime's own differs.
TSLAB = {
    **DENO,
    "never": [body for body in DENO["never"] if not body.startswith("for await")],
    "subprocess_sync": ["void require('child_process').spawnSync('sleep', ['60']);",
                        "void require('child_process').execSync('sleep 60');"],
    "subprocess": ["await new Promise((done) => require('child_process').spawn('sleep', ['60']).on('exit', done));",
                   "await new Promise((done) => require('child_process').exec('sleep 60', done));"],
}

#: Without top-level await a cell waits by `$$.async()`; names are declared once a kernel.
IJAVASCRIPT = {
    **TSLAB,
    "busy": ["while (true) {}", "for (;;) { Math.sqrt(2); }", "(function f() { while (true) { [1, 2].map(String); } })()"],
    "never": ["$$.async();", "$$.async(); setTimeout(() => $$.done(), 1e6);", "$$.async(); new Promise(() => {}).then(() => $$.done());"],
    "microtasks": ["$$.async(); (function again() { Promise.resolve().then(again); })();",
                   "$$.async(); (async () => { for (;;) await Promise.resolve(1); })();"],
    "interval": ["$$.async(); setInterval(() => console.log('tick'), 5);",
                 "$$.async(); { let n = 0; setInterval(() => { console.log(n++); }, 1); }"],
    "trycatch": ["while (true) { try { throw new Error('x'); } catch { continue; } finally { 1; } }",
                 "for (;;) { try { for (;;); } catch (e) { e; } finally { 2; } }"],
    "subprocess": ["$$.async(); require('child_process').spawn('sleep', ['60']).on('exit', () => $$.done());"],
}

PYTHON = {
    "busy": ["while True: pass"],
    "never": ["import asyncio; await asyncio.Future()", "import time; time.sleep(600)"],
    "microtasks": ["import asyncio\nwhile True: await asyncio.sleep(0)"],
    "interval": ["import time\nwhile True:\n    print('tick'); time.sleep(0.005)"],
    "trycatch": ["while True:\n    try:\n        raise ValueError\n    except ValueError:\n        pass\n    finally:\n        1"],
    "subprocess_sync": ["import subprocess; subprocess.run(['sleep', '60'])"],
    "subprocess": ["import asyncio; p = await asyncio.create_subprocess_exec('sleep', '60'); await p.wait()"],
    "regex": ["import re; re.match(r'^(a+)+$', 'a' * 60 + 'b')"],
}

BODIES = {"deno": DENO, "tslab": TSLAB, "ijavascript": IJAVASCRIPT, "python": PYTHON}
