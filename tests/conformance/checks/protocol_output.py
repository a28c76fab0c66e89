"""Protocol: streams, displays and what is captured."""
import base64

from registry import section

from .common import expect, stream_before_idle

protocol = section("protocol")


def prints(bench, snippets, stream):
    kernel = bench.shared()
    for code, text in snippets:
        exchange = kernel.run(code)
        expect(exchange.status == "ok", exchange.story())
        got = stream_before_idle(exchange, stream)
        expect(got == text, f"{stream} is {got!r}, not {text!r}; {exchange.story()}")


TEXTS = ["plain", "two\nlines", "tab\tand é ß 😀 \u2028 漢字", "x" * 70_000, "percent %s %d"]


@protocol.must("console.log / print → stream stdout")
def console_log(bench):
    prints(bench, [(bench.say.out(text), text + "\n") for text in TEXTS], "stdout")
    if bench.language != "python":
        prints(bench, [('console.log("a", 1, true); console.info("b"); console.debug("c");', "a 1 true\nb\nc\n"),
                       ("console.log()", "\n"), ('console.log("%s has %d", "x", 4)', "x has 4\n"),
                       ('await null; console.log("later")', "later\n")], "stdout")


@protocol.must("console.error → stream stderr")
def console_error(bench):
    prints(bench, [(bench.say.err(text), text + "\n") for text in TEXTS], "stderr")
    if bench.language != "python":
        prints(bench, [('console.warn("w"); console.error("e", 2);', "w\ne 2\n")], "stderr")


@protocol.must("direct write to the runtime's stdout object is captured")
def direct_stdout(bench):
    prints(bench, [(bench.say.raw_out(text), text) for text in TEXTS], "stdout")
    if bench.language != "python":
        prints(bench, [('await Deno.stdout.write(new TextEncoder().encode("async write"));', "async write")], "stdout")


@protocol.must("direct write to the runtime's stderr object is captured")
def direct_stderr(bench):
    prints(bench, [(bench.say.raw_err(text), text) for text in TEXTS], "stderr")
    if bench.language != "python":
        prints(bench, [('await Deno.stderr.write(new TextEncoder().encode("async write"));', "async write")], "stderr")


@protocol.must("display_data from a cell")
def display_data(bench):
    kernel = bench.shared()
    bundles = [{"text/plain": "a"}, {"text/html": "<b>b</b>", "text/plain": "b"},
               {"application/json": {"deep": [1, 2, {"x": None}]}, "text/plain": "j"}, {"text/markdown": "# é😀"}]
    for bundle in bundles:
        exchange = kernel.run(bench.say.display(bundle))
        shown = [m for m in exchange.before_idle if m.type == "display_data"]
        expect(len(shown) == 1, exchange.story())
        expect(shown[0].content["data"] == bundle, f"{shown[0].content}")
        expect(isinstance(shown[0].content.get("metadata"), dict), "no metadata")
        expect(isinstance(shown[0].content.get("transient", {}), dict), "transient is no object")


@protocol.must("the runtime's own display call, 10 times: display_data always before idle")
def own_display(bench):
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
    kernel, say = bench.shared(), bench.say
    parts = [say.out("1"), say.display({"text/plain": "2"}), say.err("3"), say.raw_out("4\n"), say.err("5"),
             say.out("6"), say.display({"text/plain": "7"})]
    for rounds in (1, 20):
        exchange = kernel.run("\n".join(parts * rounds))
        got = "".join(m.content["text"] if m.type == "stream" else m.content["data"]["text/plain"]
                      for m in exchange.of("stream", "display_data")).replace("\n", "")
        expect(got == "1234567" * rounds, f"{got!r}")


CAPTURED = {
    "node:process stdout.write is captured (Deno runtimes)": [
        ('import process from "node:process"; process.stdout.write("np\\n");', "stdout", "np\n"),
        ('import { stdout as so, stderr as se } from "node:process"; so.write("x"); so.write("y\\n");', "stdout", "xy\n"),
        ('process.stderr.write("global process\\n");', "stderr", "global process\n"),
    ],
    "piping into Deno.stdout.writable is captured (Deno runtimes)": [
        ('await new Blob(["piped\\n"]).stream().pipeTo(Deno.stdout.writable, { preventClose: true });', "stdout", "piped\n"),
        ('{ const w = Deno.stdout.writable.getWriter(); await w.write(new TextEncoder().encode("w1\\n")); w.releaseLock(); }',
         "stdout", "w1\n"),
        ('await new Blob(["err\\n"]).stream().pipeTo(Deno.stderr.writable, { preventClose: true });', "stderr", "err\n"),
    ],
    "write to file descriptor 1 (fs.writeSync / os.write) is captured": [
        ('import fs from "node:fs"; fs.writeSync(1, "fd one\\n");', "stdout", "fd one\n"),
        ('import { writeSync as ws } from "node:fs"; ws(2, "fd two\\n");', "stderr", "fd two\n"),
        ('ws(1, new TextEncoder().encode("bytes\\n"));', "stdout", "bytes\n"),
    ],
    "stdout and stderr of a subprocess that inherits stdio are captured": [
        ('new Deno.Command("echo", { args: ["child"], stdout: "inherit" }).outputSync();', "stdout", "child\n"),
        ('await new Deno.Command("sh", { args: ["-c", "echo e1 >&2"], stderr: "inherit" }).output();', "stderr", "e1\n"),
        ('const kid = new Deno.Command("sh", { args: ["-c", "echo s1; sleep 0.1; echo s2"], stdout: "inherit" }).spawn(); await kid.status;',
         "stdout", "s1\ns2\n"),
        ('await new Deno.Command("seq", { args: ["20000"], stdout: "inherit" }).spawn().status;', "stdout",
         "".join(f"{i}\n" for i in range(1, 20001))),
    ],
}


def captured(text, function_name):
    def judge(bench):
        bench.only("typescript", "the snippets are Deno's")
        prints_each(bench, CAPTURED[text])

    judge.__name__ = function_name
    protocol.should(text)(judge)


def prints_each(bench, snippets):
    for code, stream, output in snippets:
        prints(bench, [(code, output)], stream)


for index, title in enumerate(CAPTURED):
    captured(title, ["node_process", "stdout_writable", "file_descriptor", "inherited_stdio"][index])


@protocol.should("rich last value: text/html together with text/plain")
def rich_value(bench):
    kernel = bench.shared()
    if bench.language == "python":
        code = "class R:\n    def _repr_html_(self): return '<i>rich</i>'\n    def __repr__(self): return 'rich'\nR()"
    else:
        code = '({ [Symbol.for("Jupyter.display")]() { return { "text/html": "<i>rich</i>", "text/plain": "rich" }; } })'
    exchange = kernel.run(code)
    data = exchange.of("execute_result")[0].content["data"]
    expect(data == {"text/html": "<i>rich</i>", "text/plain": "rich"}, f"{data}")
    if bench.language != "python":
        for tag, mime in (("html", "text/html"), ("md", "text/markdown"), ("svg", "image/svg+xml")):
            data = kernel.run(f"Deno.jupyter.{tag}`<b>${{1 + 1}}</b>`").of("execute_result")[0].content["data"]
            expect(data.get(mime) == "<b>2</b>", f"{tag}: {data}")
        later = kernel.run('({ async [Symbol.for("Jupyter.display")]() { return { "text/plain": "async rich" }; } })')
        expect(later.result == "async rich", later.story())


@protocol.should("update_display_data re-uses transient.display_id")
def update_display(bench):
    bench.only("typescript", "the snippet is Deno's broadcast")
    kernel = bench.shared()
    code = """
      const send = (kind, n) => Deno.jupyter.broadcast(kind,
        { data: { "text/plain": "step " + n }, metadata: {}, transient: { display_id: "progress" } });
      await send("display_data", 0);
      for (let n = 1; n < 4; n++) await send("update_display_data", n);
    """
    exchange = kernel.run(code)
    shown = exchange.of("display_data", "update_display_data")
    expect([m.type for m in shown] == ["display_data"] + ["update_display_data"] * 3, exchange.story())
    expect(all(m.content["transient"] == {"display_id": "progress"} for m in shown), exchange.story())
    again = kernel.run('await Deno.jupyter.broadcast("update_display_data", { data: { "text/plain": "from a later cell" },'
                       ' metadata: {}, transient: { display_id: "progress" } });')
    expect(len(again.of("update_display_data")) == 1, again.story())


@protocol.should("clear_output with wait")
def clear_output(bench):
    bench.only("typescript", "the snippet is Deno's broadcast")
    for wait in ("true", "false"):
        exchange = bench.shared().run(
            'console.log("a"); await Deno.jupyter.broadcast("clear_output", { wait: %s }); console.log("b");' % wait)
        kinds = [m.type for m in exchange.before_idle if m.type in ("stream", "clear_output")]
        expect(kinds == ["stream", "clear_output", "stream"], exchange.story())
        expect(exchange.of("clear_output")[0].content == {"wait": wait == "true"}, exchange.story())


#: The smallest valid PNG: one grey pixel.
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")


@protocol.should("PNG bytes arrive as base64 image/png")
def png(bench):
    bench.only("typescript", "the snippet is Deno's image")
    kernel = bench.shared()
    kernel.run(f"const pngBytes = Uint8Array.from({list(PNG)});")
    for code in ("Deno.jupyter.image(pngBytes)", "await Deno.jupyter.display(Deno.jupyter.image(pngBytes));",
                 'Deno.writeFileSync("one.png", pngBytes); Deno.jupyter.image("one.png")'):
        exchange = kernel.run(code)
        shown = exchange.of("execute_result", "display_data")
        expect(shown and base64.b64decode(shown[0].content["data"]["image/png"]) == PNG, exchange.story())


@protocol.nice("UTF-8 written one byte at a time is not mangled")
def bytewise(bench):
    bench.only("typescript", "the snippets are Deno's")
    text = "é😀漢 end\n"
    loop = f"for (const byte of new TextEncoder().encode({bench.say.quote(text)})) "
    prints(bench, [(loop + "Deno.stdout.writeSync(Uint8Array.of(byte));", text),
                   (loop + "{ await Deno.stdout.write(Uint8Array.of(byte)); await null; }", text)], "stdout")
    pauses = "for b in '\\303' '\\251' '\\n'; do printf $b; sleep 0.05; done"
    prints(bench, [(f'await new Deno.Command("sh", {{ args: ["-c", {bench.say.quote(pauses)}], stdout: "inherit" }}).output();',
                    "é\n")], "stdout")
