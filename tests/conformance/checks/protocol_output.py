"""Protocol: streams, displays and what is captured."""
import base64

from registry import Skip, section

from .common import expect, stream_before_idle

protocol = section("protocol")


def prints(bench, snippets, stream):
    kernel = bench.shared()
    judged = [(code, text) for code, text in snippets if not bench.usable([code])]
    if not judged:
        raise Skip(bench.usable([snippets[0][0]]))
    for code, text in judged:
        exchange = kernel.run(code)
        expect(exchange.status == "ok", exchange.story())
        got = stream_before_idle(exchange, stream)
        expect(got == text, f"{stream} is {got!r}, not {text!r}; {exchange.story()}")


TEXTS = ["plain", "two\nlines", "tab\tand é ß 😀 \u2028 漢字", "x" * 70_000, "percent %s %d"]


@protocol.must("console.log / print → stream stdout")
def console_log(bench):
    """Five texts (lines, accents, 70,000 characters, % signs) and console formats, exactly."""
    prints(bench, [(bench.say.out(text), text + "\n") for text in TEXTS], "stdout")
    if bench.language != "python":
        prints(bench, [('console.log("a", 1, true); console.info("b"); console.debug("c");', "a 1 true\nb\nc\n"),
                       ("console.log()", "\n"), ('console.log("%s has %d", "x", 4)', "x has 4\n"),
                       ("console.log('one'); console.log()", "one\n\n")], "stdout")
    if "typed" in bench.say.families:
        prints(bench, [('await null; console.log("later")', "later\n")], "stdout")


@protocol.must("console.error → stream stderr")
def console_error(bench):
    """The same five texts and console.warn, exactly."""
    prints(bench, [(bench.say.err(text), text + "\n") for text in TEXTS], "stderr")
    if bench.language != "python":
        prints(bench, [('console.warn("w"); console.error("e", 2);', "w\ne 2\n")], "stderr")


@protocol.must("direct write to the runtime's stdout object is captured")
def direct_stdout(bench):
    """The same five texts past the console, and an asynchronous write on Deno."""
    prints(bench, [(bench.say.raw_out(text), text) for text in TEXTS], "stdout")
    if bench.say.name == "deno":
        prints(bench, [('await Deno.stdout.write(new TextEncoder().encode("async write"));', "async write")], "stdout")


@protocol.must("direct write to the runtime's stderr object is captured")
def direct_stderr(bench):
    """The same five texts past the console, and an asynchronous write on Deno."""
    prints(bench, [(bench.say.raw_err(text), text) for text in TEXTS], "stderr")
    if bench.say.name == "deno":
        prints(bench, [('await Deno.stderr.write(new TextEncoder().encode("async write"));', "async write")], "stderr")


@protocol.must("display_data from a cell")
def display_data(bench):
    """Up to four bundles (text, HTML, JSON, Markdown); data as sent, before idle."""
    kernel = bench.shared()
    bundles = [{"text/plain": "a"}, {"text/html": "<b>b</b>", "text/plain": "b"},
               {"application/json": {"deep": [1, 2, {"x": None}]}, "text/plain": "j"}, {"text/markdown": "# é😀"}]
    for bundle in filter(bench.say.can_display, bundles):
        exchange = kernel.run(bench.say.display(bundle))
        shown = [m for m in exchange.before_idle if m.type == "display_data"]
        expect(len(shown) == 1, exchange.story())
        expect(shown[0].content["data"] == bundle, f"{shown[0].content}")
        expect(isinstance(shown[0].content.get("metadata"), dict), "no metadata")
        expect(isinstance(shown[0].content.get("transient", {}), dict), "transient is no object")


@protocol.must("the runtime's own display call, 10 times: display_data always before idle")
def own_display(bench):
    """Ten cells one by one, then ten queued."""
    kernel = bench.shared()
    for i in range(10):
        exchange = kernel.run(bench.say.own_display(f"mark {i}"))
        shown = [m for m in exchange.before_idle if m.type == "display_data"]
        expect(len(shown) == 1 and f"mark {i}" in str(shown[0].content["data"]), exchange.story())
    queued = [kernel.queue(bench.say.own_display(f"queued {i}")) for i in range(10)]
    for i, exchange in enumerate(queued):
        kernel.done(exchange)
        shown = [m for m in exchange.before_idle if m.type == "display_data"]
        expect(len(shown) == 1 and f"queued {i}" in str(shown[0].content["data"]), exchange.story())


@protocol.should("stdout, display, stderr, stdout keep their order within a cell")
def mixed_order(bench):
    """Seven outputs of four kinds in one cell, then 140."""
    kernel, say = bench.shared(), bench.say
    parts = [say.out("1"), say.display({"text/plain": "2"}), say.err("3"), say.raw_out("4\n"), say.err("5"),
             say.out("6"), say.display({"text/plain": "7"})]
    for rounds in (1, 20):
        exchange = kernel.run("\n".join(parts * rounds))
        got = "".join(m.content["text"] if m.type == "stream" else m.content["data"]["text/plain"]
                      for m in exchange.of("stream", "display_data")).replace("\n", "")
        expect(got == "1234567" * rounds, f"{got!r}")


@protocol.should("node:process stdout.write is captured (Deno runtimes)")
def node_process(bench):
    """Default and named imports and the global, both streams."""
    bench.only("deno", "it is about Deno's node:process")
    prints(bench, [('import process from "node:process"; process.stdout.write("np\\n");', "np\n"),
                   ('import { stdout as so } from "node:process"; so.write("x"); so.write("y\\n");', "xy\n")], "stdout")
    prints(bench, [('process.stderr.write("global process\\n");', "global process\n"),
                   ('import { stderr as se } from "node:process"; se.write("e"); se.write("f\\n");', "ef\n")], "stderr")


@protocol.should("piping into Deno.stdout.writable is captured (Deno runtimes)")
def stdout_writable(bench):
    """Pipes of blobs and a writer, both streams, twice in one kernel."""
    bench.only("deno", "it is about Deno.stdout")
    pipe = 'await new Blob(["%s\\n"]).stream().pipeTo(Deno.%s.writable, { preventClose: true });'
    writer = ('{ const w = Deno.stdout.writable.getWriter(); await w.write(new TextEncoder().encode("w1\\n"));'
              ' w.releaseLock(); }')
    prints(bench, [(pipe % ("piped", "stdout"), "piped\n"), (writer, "w1\n"), (pipe % ("again", "stdout"), "again\n")], "stdout")
    prints(bench, [(pipe % ("err", "stderr"), "err\n")], "stderr")


@protocol.should("write to file descriptor 1 (fs.writeSync / os.write) is captured")
def file_descriptor(bench):
    """Texts and bytes to descriptors 1 and 2."""
    texts, numbers, bytes_ = bench.pick(
        "there is no snippet for its language",
        deno=('import fs from "node:fs"; fs.writeSync(%d, %s);', 'import { writeSync as ws } from "node:fs"; ws(%d, %s);',
              'ws(1, new TextEncoder().encode("bytes\\n"));'),
        node=('void require("fs").writeSync(%d, %s);', 'void require("fs").writeSync(%d, %s);',
              'void require("fs").writeSync(1, new TextEncoder().encode("bytes\\n"));'),
        python=("import os; n_ = os.write(%d, %s.encode())", "n_ = os.write(%d, %s.encode())", "n_ = os.write(1, b'bytes\\n')"))
    quote = bench.say.quote
    prints(bench, [(texts % (1, quote("fd one\n")), "fd one\n")], "stdout")
    prints(bench, [(numbers % (2, quote("fd two\n")), "fd two\n")], "stderr")
    prints(bench, [(bytes_, "bytes\n")], "stdout")


@protocol.should("stdout and stderr of a subprocess that inherits stdio are captured")
def inherited_stdio(bench):
    """echo, a shell with a pause, 20,000 lines of seq, and stderr."""
    run = bench.pick(
        "there is no snippet for its language",
        deno='await new Deno.Command("sh", { args: ["-c", %s], stdout: "inherit", stderr: "inherit" }).spawn().status;',
        node='void require("child_process").spawnSync("sh", ["-c", %s], { stdio: "inherit" });',
        python="import subprocess; r_ = subprocess.run(['sh', '-c', %s])")
    quote = bench.say.quote
    many = "".join(f"{i}\n" for i in range(1, 20001))
    prints(bench, [(run % quote(command), text) for command, text in
                   (("echo child", "child\n"), ("echo s1; sleep 0.1; echo s2", "s1\ns2\n"), ("seq 20000", many))], "stdout")
    prints(bench, [(run % quote("echo e1 >&2"), "e1\n")], "stderr")
    if bench.say.name == "deno":
        prints(bench, [('new Deno.Command("echo", { args: ["sync"], stdout: "inherit" }).outputSync();', "sync\n")], "stdout")


@protocol.should("rich last value: text/html together with text/plain")
def rich_value(bench):
    """A value with two MIME types; on Deno also html, md, svg and an asynchronous one."""
    kernel = bench.shared()
    code = bench.pick(
        "a value has no interface to say how it is shown",
        deno='({ [Symbol.for("Jupyter.display")]() { return { "text/html": "<i>rich</i>", "text/plain": "rich" }; } })',
        ijavascript='({ _toMime() { return { "text/html": "<i>rich</i>", "text/plain": "rich" }; } })',
        python="class R:\n    def _repr_html_(self): return '<i>rich</i>'\n    def __repr__(self): return 'rich'\nR()")
    exchange = kernel.run(code)
    data = exchange.of("execute_result")[0].content["data"]
    expect(data == {"text/html": "<i>rich</i>", "text/plain": "rich"}, f"{data}")
    if bench.say.name == "deno":
        for tag, mime in (("html", "text/html"), ("md", "text/markdown"), ("svg", "image/svg+xml")):
            data = kernel.run(f"Deno.jupyter.{tag}`<b>${{1 + 1}}</b>`").of("execute_result")[0].content["data"]
            expect(data.get(mime) == "<b>2</b>", f"{tag}: {data}")
        later = kernel.run('({ async [Symbol.for("Jupyter.display")]() { return { "text/plain": "async rich" }; } })')
        expect(later.result == "async rich", later.story())


DENO_UPDATES = """
const send = (kind, n) => Deno.jupyter.broadcast(kind,
  { data: { "text/plain": "step " + n }, metadata: {}, transient: { display_id: "progress" } });
await send("display_data", 0);
for (let n = 1; n < 4; n++) await send("update_display_data", n);
"""
PYTHON_UPDATES = """
from IPython.display import display, update_display
display({"text/plain": "step 0"}, raw=True, display_id="progress")
for n in range(1, 4): update_display({"text/plain": f"step {n}"}, raw=True, display_id="progress")
"""


@protocol.should("update_display_data re-uses transient.display_id")
def update_display(bench):
    """One display updated three times in its cell and once from a later cell."""
    kernel = bench.shared()
    code, later = bench.pick(
        "a cell has no interface to update a display",
        deno=(DENO_UPDATES, 'await Deno.jupyter.broadcast("update_display_data", { data: { "text/plain": "from a later cell" },'
              ' metadata: {}, transient: { display_id: "progress" } });'),
        ijavascript=('var shown = $$.display("progress"); for (var n = 0; n < 4; n++) shown.text("step " + n);',
                     '$$.display("progress").text("from a later cell");'),
        python=(PYTHON_UPDATES, 'update_display({"text/plain": "from a later cell"}, raw=True, display_id="progress")'))
    exchange = kernel.run(code)
    shown = exchange.of("display_data", "update_display_data")
    expect([m.type for m in shown] == ["display_data"] + ["update_display_data"] * 3, exchange.story())
    expect(all(m.content["transient"] == {"display_id": "progress"} for m in shown), exchange.story())
    again = kernel.run(later)
    expect(len(again.of("update_display_data")) == 1, again.story())


@protocol.should("clear_output with wait")
def clear_output(bench):
    """Between two prints, with wait true and false."""
    template = bench.pick(
        "a cell has no interface to clear its output",
        deno='console.log("a"); await Deno.jupyter.broadcast("clear_output", { wait: %s }); console.log("b");',
        ijavascript='console.log("a"); $$.clear({ wait: %s }); console.log("b");',
        python='print("a")\nfrom IPython.display import clear_output; clear_output(wait="%s" == "true")\nprint("b")')
    for wait in ("true", "false"):
        exchange = bench.shared().run(template % wait)
        kinds = [m.type for m in exchange.before_idle if m.type in ("stream", "clear_output")]
        expect(kinds == ["stream", "clear_output", "stream"], exchange.story())
        expect(exchange.of("clear_output")[0].content == {"wait": wait == "true"}, exchange.story())


#: The smallest valid PNG: one grey pixel.
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")


@protocol.should("PNG bytes arrive as base64 image/png")
def png(bench):
    """A PNG of one pixel as value and as display; the bytes are compared."""
    kernel = bench.shared()
    bytes_, ways = bench.pick(
        "there is no snippet for its language",
        deno=(f"const pngBytes = Uint8Array.from({list(PNG)});",
              ["Deno.jupyter.image(pngBytes)", "await Deno.jupyter.display(Deno.jupyter.image(pngBytes));",
               'Deno.writeFileSync("one.png", pngBytes); Deno.jupyter.image("one.png")']),
        tslab=(f"const pngBytes = Uint8Array.from({list(PNG)});", ['require("tslab").display.png(pngBytes);']),
        ijavascript=(f"var pngBytes = Buffer.from({list(PNG)});", ['$$.png(pngBytes.toString("base64"));']),
        python=(f"png_bytes = bytes({list(PNG)})",
                ["from IPython.display import Image, display; Image(data=png_bytes)", "display(Image(data=png_bytes))"]))
    kernel.run(bytes_)
    for code in ways:
        exchange = kernel.run(code)
        shown = exchange.of("execute_result", "display_data")
        expect(shown and base64.b64decode(shown[0].content["data"]["image/png"]) == PNG, exchange.story())


@protocol.nice("UTF-8 written one byte at a time is not mangled")
def bytewise(bench):
    """Accents, an emoji and a Chinese character byte by byte; a subprocess that pauses between bytes."""
    text, quote = "é😀漢 end\n", bench.say.quote
    pauses = "for b in '\\303' '\\251' '\\n'; do printf $b; sleep 0.05; done"
    loop = f"for (const byte of new TextEncoder().encode({quote(text)})) "
    writes, run = bench.pick(
        "there is no snippet for its language",
        deno=([loop + "Deno.stdout.writeSync(Uint8Array.of(byte));",
               loop + "{ await Deno.stdout.write(Uint8Array.of(byte)); await null; }"],
              'await new Deno.Command("sh", { args: ["-c", %s], stdout: "inherit" }).output();'),
        node=([loop + "void process.stdout.write(Uint8Array.of(byte));"],
              'void require("child_process").spawnSync("sh", ["-c", %s], { stdio: "inherit" });'),
        python=([f"import os\nfor byte in {quote(text)}.encode(): os.write(1, bytes([byte]))"],
                "import subprocess; r_ = subprocess.run(['sh', '-c', %s])"))
    prints(bench, [(code, text) for code in writes], "stdout")
    prints(bench, [(run % quote(pauses), "é\n")], "stdout")
