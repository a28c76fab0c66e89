"""Protocol: order, queues, two clients, and what is answered while a cell runs."""
import time

from registry import Skip, section

from .common import expect, stream_before_idle

protocol = section("protocol")


@protocol.must("a cell sent 20 ms after an error reply runs (it was not queued)")
def after_error(bench):
    """An error or a syntax error, a pause of 5, 20 or 50 ms, then a cell."""
    kernel, say = bench.shared(), bench.say
    for pause in (0.02, 0.005, 0.05):
        for failing in (say.raises("x"), say.syntax_errors[0]):
            failed = kernel.queue(failing)
            kernel.until(lambda: failed.replies, "the error reply")
            time.sleep(pause)
            exchange = kernel.done(kernel.queue("2 * 4"))
            expect(exchange.result == "8", f"{pause * 1000} ms after: {exchange.story()}")


@protocol.must("stop_on_error=true aborts the queued requests, the counter does not move for them")
def stop_on_error(bench):
    """Five cells queued behind one that fails after an await or a busy loop; nothing of them may be published."""
    kernel, say = bench.shared(), bench.say
    for failing in (say.sleep(60) + say.raises("x"), say.busy(60) + say.raises("x")):
        before = kernel.run("1").reply.content["execution_count"]
        name = bench.name()
        failed = kernel.queue(failing)
        rest = [kernel.queue(say.out("must not run")) for _ in range(4)] + [kernel.queue(say.let(name, 1))]
        expect(kernel.done(failed).status == "error", failed.story())
        for exchange in rest:
            kernel.done(exchange)
            expect(exchange.status in ("aborted", "error"), f"ran: {exchange.story()}")
            expect(not exchange.of("stream", "execute_input", "error"), f"published: {exchange.story()}")
        after = kernel.run("1")
        expect(after.status == "ok", after.story())
        expect(after.reply.content["execution_count"] == before + 2, "the counter moved for aborted cells")
        expect(kernel.run(name).status == "error", "an aborted cell has run")


@protocol.must("stop_on_error=false: the queued requests run")
def no_stop_on_error(bench):
    """Five cells queued behind one that fails and says that they shall run."""
    kernel, say = bench.shared(), bench.say
    failed = kernel.queue(say.sleep(60) + say.raises("x"), stop_on_error=False)
    rest = [kernel.queue(say.out(f"ran {i}")) for i in range(5)]
    expect(kernel.done(failed).status == "error", failed.story())
    for i, exchange in enumerate(rest):
        kernel.done(exchange)
        expect(exchange.status == "ok" and f"ran {i}" in exchange.stdout, exchange.story())


@protocol.must("run all: 150 cells queued at once, each cell's console output arrives under its own cell, before its idle")
def run_all(bench):
    """150 cells three times: prints, raw writes, and prints with a pause and stderr after it."""
    kernel, say = bench.fresh(), bench.say
    for kind in (say.out, say.raw_out, lambda text: say.out(text) + say.sleep(1) + say.err("e" + text)):
        sent = [(i, kernel.queue(kind(f"cell {i};"))) for i in range(150)]
        for i, exchange in sent:
            kernel.done(exchange, 30)
        kernel.listen(0.3)
        for i, exchange in sent:
            expect(exchange.status == "ok", f"cell {i}: {exchange.story()}")
            text = stream_before_idle(exchange, "stdout").strip()
            expect(text == f"cell {i};", f"cell {i}: {exchange.story()}")
            expect(len(exchange.before_idle) == len(exchange.published) - 1, f"late: {exchange.story()}")


@protocol.must("control channel answers kernel_info while a synchronous loop runs (2 s)")
def control_while_busy(bench):
    """Three requests on control while a loop, then a pause, runs."""
    kernel, say = bench.shared(), bench.say
    for running in (say.busy(2000), say.sleep(700)):
        cell = kernel.queue(running)
        kernel.until(lambda: cell.has_begun, "the cell's start")
        for _ in range(3):
            asked = kernel.send("control", "kernel_info_request", {})
            kernel.until(lambda: asked.replies, "kernel_info on control", 1)
            expect(not cell.replies, "the cell ended first")
        kernel.done(cell)
        expect(cell.status == "ok", cell.story())


@protocol.must("heartbeat echoes, also while a synchronous loop runs")
def heartbeat(bench):
    """Random bytes, three times idle and three times during a loop of 1.5 s."""
    kernel, say = bench.shared(), bench.say
    for _ in range(3):
        kernel.beats()
    cell = kernel.queue(say.busy(1500))
    kernel.until(lambda: cell.has_begun, "the cell's start")
    for _ in range(3):
        took = kernel.beats(1)
        expect(took < 1, f"{took} s")
    kernel.pump(0)
    expect(not cell.replies, "the cell ended first")
    kernel.done(cell)


@protocol.must("two clients: each gets its own reply, both see iopub")
def two_clients(bench):
    """Each client runs a cell in turn, then both at once; both see the same messages."""
    kernel, say = bench.shared(), bench.say
    other = kernel.another_client()
    other.ready()
    for first, second in ((kernel, other), (other, kernel)):
        exchange = first.run(say.out("for both") + "\n3 * 3")
        expect((exchange.result or "").endswith("9"), exchange.story())
        second.until(lambda: any(m.parent_id == exchange.id and m.content.get("execution_state") == "idle"
                                 for m in second.orphans), "the other client's iopub")
        seen = [m for m in second.orphans if m.parent_id == exchange.id]
        expect([m.type for m in seen] == exchange.types, f"{[m.type for m in seen]} and {exchange.types}")
        expect(all(m.channel == "iopub" for m in seen), "a reply came to the other client")
    one, two = kernel.queue(say.out("one")), other.queue(say.out("two"))
    expect("one" in kernel.done(one).stdout and "two" in other.done(two).stdout, "mixed up")
    other.close()
    kernel.clients.remove(other)
    kernel.healthy()


@protocol.must("allow_stdin=false: a prompt in the cell does not hang it")
def no_stdin(bench):
    """Every way that the dialect has to ask, with allow_stdin false; ends within 8 s."""
    kernel, say = bench.shared(), bench.say
    if not say.asks:
        raise Skip("a cell has no way to ask its reader")
    for code in say.asks:
        exchange = kernel.run(code, seconds=8, allow_stdin=False)
        expect(exchange.status in ("ok", "error"), exchange.story())
    kernel.healthy()


@protocol.should("prompt()/input() sends input_request on stdin and gets the answer")
def stdin(bench):
    """Two questions in one cell, answered with different words, one with an accent, read by later cells."""
    kernel, say = bench.shared(), bench.say
    asked = []

    def answer(client, message):
        asked.append(message.content)
        header = client.wire.header("input_reply")
        content = {"status": "ok", "value": f"Ada {len(asked)} é"}
        client.sockets["stdin"].send_multipart(client.wire.frames(header, content, message.header))

    kernel.on_input = answer
    try:
        first, second = bench.name(), bench.name()
        exchange = kernel.run(say.remember_answers(first, second), allow_stdin=True)
        expect(exchange.status == "ok", exchange.story())
        expect([a["prompt"] for a in asked] == ["who? ", "who? "], f"{asked}")
        expect(all(a.get("password") is False for a in asked), f"{asked}")
        expect("Ada 1 é" in (kernel.run(first).result or ""), "the first answer is lost")
        expect("Ada 2 é" in (kernel.run(second).result or ""), "the second answer is lost")
    finally:
        kernel.on_input = None


@protocol.should("output printed before a long synchronous loop is shown while the loop runs")
def shown_at_once(bench):
    """stdout, stderr and a raw write, each before a loop of 1.5 s; must come within 1.2 s."""
    kernel, say = bench.shared(), bench.say
    for stream, code in (("stdout", say.out("early")), ("stderr", say.err("early")), ("stdout", say.raw_out("early"))):
        cell = kernel.queue(code + "\n" + say.busy(1500))
        kernel.until(lambda: "early" in cell.text(stream), f"{stream} during the loop", 1.2)
        expect(not cell.replies, "only after the cell")
        kernel.done(cell)


@protocol.should("output printed after its cell ended keeps that cell as parent")
def late_output(bench):
    """Two timers, one of stdout and one of stderr, fire while a third cell waits."""
    kernel, say = bench.shared(), bench.say
    late_out, late_err = bench.pick(
        "the snippets are timers",
        typescript=('void setTimeout(() => console.log("late one"), 150);',
                    'void setTimeout(() => { console.error("late two"); }, 100);'),
        python=('import threading; threading.Timer(0.15, print, ("late one",)).start()',
                'import sys; threading.Timer(0.1, lambda: print("late two", file=sys.stderr)).start()'))
    first, second = kernel.run(late_out), kernel.run(late_err)
    third = kernel.run(say.out("third") + say.yielding_sleep(300))
    kernel.listen(0.2)
    expect(first.stdout == "late one\n", f"first: {first.story()}")
    expect(second.stderr == "late two\n", f"second: {second.story()}")
    expect(third.stdout == "third\n" and not third.stderr, f"third: {third.story()}")


@protocol.nice("the same signed message sent twice is run once (replay)")
def replay(bench):
    """The same signed frames sent three times; the cell counts how often it ran."""
    kernel, say = bench.shared(), bench.say
    name = bench.name()
    kernel.run(say.let(name, 0))
    content = {"code": f"{name} = {name} + 1", "silent": False, "store_history": True, "user_expressions": {},
               "allow_stdin": False, "stop_on_error": True}
    header = kernel.wire.header("execute_request")
    frames = kernel.wire.frames(header, content)
    for _ in range(3):
        kernel.sockets["shell"].send_multipart(frames)
    kernel.listen(0.5)
    expect(kernel.run(name).result == "1", f"ran {kernel.run(name).result} times")
