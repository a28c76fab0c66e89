"""Interrupt: every kind of running cell stops soon, the kernel lives and its variables are kept."""
import signal
import time

from registry import section

from .bodies import BODIES
from .common import expect

interrupt = section("interrupt")

#: How long a stop may take before a learner reaches for Restart; chosen.
STOP_S = 3

def stop(kernel, code, after_s):
    """Runs the cell, interrupts it, returns the exchange and the seconds until its reply."""
    cell = kernel.queue(code)
    kernel.until(lambda: cell.has_begun, f"the start of {code!r}", 5)
    time.sleep(after_s)
    kernel.pump(0)
    expect(not cell.replies, f"ended by itself: {cell.story()}")
    started = time.perf_counter()
    asked = kernel.interrupt()
    kernel.done(cell, STOP_S)
    took = time.perf_counter() - started
    expect(cell.status != "ok", f"after interrupt: {cell.story()}")
    if asked is not None:
        expect(asked.status == "ok", f"interrupt_reply {asked.reply.content}")
    return cell, took


def stops(bench, kind, delays=(0.05, 0.3)):
    kernel = bench.fresh()
    kernel.run(bench.say.let("keep", 4321))
    times = []
    for code in BODIES[bench.say.name][kind]:
        for after_s in delays:
            cell, took = stop(kernel, code, after_s)
            times.append(took * 1000)
            after = kernel.run("keep + 1", seconds=5)
            expect(after.result == "4322", f"after {code!r}: {after.story()}")
    expect(kernel.is_alive, "the kernel's process has ended")
    return f"slowest {max(times):.1f} ms of {len(times)}"


@interrupt.must("interrupt: busy sync loop while(true){}")
def busy(bench):
    """Three to five loops, each stopped after 0.05 s and 0.3 s; state is read after each."""
    return stops(bench, "busy")


@interrupt.must("interrupt: await that never settles")
def never(bench):
    """Up to six ways to wait for ever, each stopped after 0.05 s and 0.3 s; state is read after each."""
    return stops(bench, "never")


@interrupt.must("interrupt: endless microtask chain")
def microtasks(bench):
    """Up to four endless chains, each stopped after 0.05 s and 0.3 s; state is read after each."""
    return stops(bench, "microtasks")


@interrupt.must("interrupt: endless setInterval printing")
def interval(bench):
    """Two printing timers, each stopped twice; nothing may be printed afterwards."""
    detail = stops(bench, "interval")
    kernel = bench.fresh()
    cell, _ = stop(kernel, BODIES[bench.say.name]["interval"][0], 0.2)
    kernel.listen(0.2)
    count = cell.stdout.count("tick")
    kernel.listen(0.3)
    expect(count > 2, f"{count} ticks")
    expect(cell.stdout.count("tick") == count, "it still prints after the interrupt")
    return detail


@interrupt.must("interrupt: loop with try/catch/finally")
def trycatch(bench):
    """Up to four loops that swallow errors, each stopped twice; state is read after each."""
    return stops(bench, "trycatch")


@interrupt.must("interrupt of an idle kernel does no harm")
def idle(bench):
    """Five interrupts each followed by a cell, then three at once."""
    kernel = bench.fresh()
    kernel.run(bench.say.let("keep", 1))
    for _ in range(5):
        kernel.interrupt()
        cell = kernel.run("keep + 1", seconds=5)
        expect(cell.result == "2", cell.story())
    for _ in range(3):
        kernel.interrupt()
    time.sleep(0.1)
    expect(kernel.run("keep + 2").result == "3", "after three in a row")


@interrupt.must("interrupt aborts the queued cells too")
def queued(bench):
    """Five cells queued behind a loop, then behind a wait; none may print."""
    say = bench.say
    for body in (say.forever, say.never):
        kernel = bench.fresh()
        kernel.run(say.let("keep", 5))
        running = kernel.queue(body)
        waiting = [kernel.queue(say.out("must not run")) for _ in range(5)]
        kernel.until(lambda: running.has_begun, "the start")
        kernel.listen(0.1)
        kernel.interrupt()
        for cell in [running, *waiting]:
            kernel.done(cell, STOP_S)
            expect(cell.status != "ok", cell.story())
            expect(not cell.stdout, f"a queued cell ran: {cell.story()}")
        expect(kernel.run("keep").result == "5", "state lost")


@interrupt.must("five interrupts in a row in one kernel, state kept")
def five(bench):
    """Loops and waits in turn, a counter kept between them."""
    kernel, say = bench.fresh(), bench.say
    kernel.run(say.let("n", 0))
    for i in range(5):
        stop(kernel, [say.forever, say.never][i % 2], 0.05 * i)
        kernel.run("n = n + 1")
        expect(kernel.run("n").result == str(i + 1), "state lost")


def child_gone(bench, kind):
    detail = stops(bench, kind, (0.3,))
    kernel = bench.fresh()
    bodies = BODIES[bench.say.name][kind]
    stop(kernel, bodies[0], 0.3)
    time.sleep(0.3)
    left = [command for _, command in kernel.tree().values() if command.startswith("sleep 60")]
    expect(not left, f"the child process still runs: {left}")
    return detail


@interrupt.should("interrupt: synchronous subprocess (outputSync / spawnSync)")
def subprocess_sync(bench):
    """Two ways to wait for `sleep 60`; the process must be gone."""
    return child_gone(bench, "subprocess_sync")


@interrupt.should("interrupt: awaited subprocess")
def subprocess(bench):
    """Up to three ways to await `sleep 60`; the process must be gone."""
    return child_gone(bench, "subprocess")


@interrupt.should("interrupt: catastrophic regular expression")
def regex(bench):
    """Two patterns that backtrack for ever."""
    return stops(bench, "regex")


@interrupt.nice("the way the kernelspec does not declare (busy loop and await)")
def other_way(bench):
    """A signal to a kernel that asks for messages, and the other way round, for a loop and a wait."""
    kernel = bench.fresh()
    kernel.run(bench.say.let("keep", 1))
    for body in (bench.say.forever, bench.say.never):
        cell = kernel.queue(body)
        kernel.until(lambda: cell.has_begun, "the start")
        kernel.listen(0.1)
        if kernel.interrupt_mode == "message":
            kernel.manager.provisioner.process.send_signal(signal.SIGINT)
        else:
            kernel.send("control", "interrupt_request", {})
        kernel.done(cell, STOP_S)
        expect(kernel.run("keep + 1").result == "2", "state lost")

