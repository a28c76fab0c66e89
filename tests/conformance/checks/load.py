"""Latency and load: nothing lost or misplaced. The times stand in the detail; `bench:kernel` compares them."""
import statistics
import time

from peer import processes
from peer.client import PATIENCE_S
from registry import section

from .common import completions, expect, stream_before_idle

latency = section("latency")
load = section("load")


@latency.must("10,000 console.log lines in one cell")
def many_lines(bench):
    """10,000, 1, 999 and 30,000 lines, exact and in few messages."""
    kernel, say = bench.fresh(), bench.say
    details = []
    for count in (10_000, 1, 999, 30_000):
        started = time.perf_counter()
        cell = kernel.run(say.repeat(count, say.out_number("line ")), seconds=30)
        took = time.perf_counter() - started
        kernel.listen(0.2)
        wanted = "".join(f"line {i}\n" for i in range(count))
        expect(stream_before_idle(cell, "stdout") == wanted, f"{count} lines: lost, late or out of order")
        expect(cell.types[-1] == "status", "after idle")
        messages = len(cell.of("stream"))
        expect(messages <= max(count / 20, 3), f"{messages} messages for {count} lines: not coalesced")
        details.append(f"{count}: {took * 1000:.0f} ms, {messages} messages")
    return "; ".join(details)


@latency.should("kernel start")
def start(bench):
    """Five fresh kernels until the first reply; under 3 s."""
    times = []
    for _ in range(5):
        kernel = bench.fresh(ready=False)
        kernel.ready()
        times.append((time.perf_counter() - kernel.spawned_at) * 1000)
        expect(kernel.run("1").status == "ok", "the first cell")
        kernel.stop()
        bench._alone.remove(kernel)
    expect(statistics.median(times) < 3000, f"{times}")
    return f"p50 {statistics.median(times):.0f} ms to the first reply, client included"


@latency.should("round trip of the cell `1`")
def round_trip(bench):
    """300 cells one by one; p50 under 50 ms."""
    kernel = bench.shared()
    times = []
    for _ in range(300):
        started = time.perf_counter()
        cell = kernel.queue("1")
        kernel.until(lambda: cell.replies, "reply")
        times.append((time.perf_counter() - started) * 1000)
        kernel.done(cell)
    times.sort()
    expect(times[150] < 50, f"p50 {times[150]} ms")
    return f"p50 {times[150]:.2f}, p95 {times[285]:.2f} ms"


@latency.should("one 10 MB display_data arrives whole")
def big_display(bench):
    """10 MB, 100 characters and 3 MB, compared character by character."""
    kernel = bench.shared()
    details = []
    for size in (10_000_000, 100, 3_000_000):
        started = time.perf_counter()
        cell = kernel.run(bench.say.big_display(size), seconds=20)
        took = (time.perf_counter() - started) * 1000
        shown = [m for m in cell.before_idle if m.type == "display_data"]
        expect(len(shown) == 1 and shown[0].content["data"]["text/plain"] == "x" * size, "cut or missing")
        details.append(f"{size}: {took:.0f} ms")
    return "; ".join(details)


@latency.should("1,000 display_data in one cell, none lost, in order")
def many_displays(bench):
    """Twice 1,000 in one cell."""
    kernel, say = bench.shared(), bench.say
    for _ in range(2):
        cell = kernel.run(say.repeat(1000, say.show_number()), seconds=20)
        texts = [m.content["data"]["text/plain"] for m in cell.before_idle if m.type == "display_data"]
        expect(texts == [f"show {i}" for i in range(1000)], f"{len(texts)} came")


@latency.should("completion and inspection latency")
def editing(bench):
    """30 requests each for a name, members and documentation; none above 1 s."""
    kernel, name = bench.shared(), bench.name("latency")
    kernel.run(bench.say.let(name, 1))
    details = []
    for kind, code in (("complete_request", name[:-1]), ("complete_request", f"{name}."), ("inspect_request", name)):
        times = []
        for turn in range(30):
            started = time.perf_counter()
            kernel.request(kind, {"code": code, "cursor_pos": len(code), "detail_level": 0})
            times.append((time.perf_counter() - started) * 1000)
        times = sorted(times[5:])
        expect(times[-1] < 1000, f"{kind} took {times[-1]} ms")
        details.append(f"{kind} p50 {statistics.median(times):.1f}, max {times[-1]:.1f} ms")
    completions(kernel, name)
    return "; ".join(details)


@latency.should("memory idle, 500 cells in sequence, memory afterwards")
def memory(bench):
    """500 cells; the process tree may grow by less than 300 MiB."""
    kernel = bench.fresh()
    kernel.run("1")
    before = processes.tree_rss_mib(kernel.pid, without=" lsp")
    started = time.perf_counter()
    for i in range(500):
        cell = kernel.run(f"{i} + 1")
        expect(cell.result == str(i + 1), f"cell {i}: {cell.story()}")
    took = time.perf_counter() - started
    after = processes.tree_rss_mib(kernel.pid, without=" lsp")
    expect(after < before + 300, f"{before:.0f} MiB grew to {after:.0f} MiB")
    return f"{before:.0f} MiB, then {after:.0f} MiB; 500 cells in {took:.2f} s"


@load.must("5,000 pipelined execute requests, nothing lost, in order")
def pipelined(bench):
    """Prints and values in turn; each under its own cell, replies in order."""
    kernel, say = bench.fresh(), bench.say
    started = time.perf_counter()
    cells = [kernel.queue(f"{i} * 2" if i % 2 else say.out(f"out {i}")) for i in range(5000)]
    for cell in cells:
        # However slow, as long as something comes.
        while not cell.is_done and kernel.pump(PATIENCE_S):
            pass
        expect(cell.is_done, f"nothing more comes: {cell.story()}")
    took = time.perf_counter() - started
    kernel.listen(0.3)
    wrong = []
    counts = []
    for i, cell in enumerate(cells):
        good = cell.result == str(i * 2) if i % 2 else stream_before_idle(cell, "stdout") == f"out {i}\n"
        outputs = len(cell.of("execute_result", "stream"))
        if not (good and outputs == 1 and cell.status == "ok"):
            wrong.append(f"cell {i}: {cell.story()}")
        counts.append(cell.reply.content["execution_count"])
    expect(not wrong, f"{len(wrong)} of 5000 lost or under a wrong cell, the first: {wrong[:1]}")
    expect(counts == list(range(counts[0], counts[0] + 5000)), "out of order")
    order = [c.id for c in sorted(cells, key=lambda c: c.reply.at)]
    expect(order == [c.id for c in cells], "the replies came out of order")
    return f"{5000 / took:.0f} cells/s"
