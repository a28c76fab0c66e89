"""Life and death: shutdown, restart, exits, out of memory, and a server that is killed."""
import json
import subprocess
import sys
import time
from pathlib import Path

from peer import processes
from registry import section

from .common import expect

life = section("life")


def ended(kernel, members, seconds):
    left = processes.wait_gone(members, seconds)
    expect(not left, f"still running after {seconds} s: {[processes.table().get(pid) for pid in left]}")


@life.must("shutdown_request: reply with status ok, process ends")
def shutdown(bench):
    """On control, on shell and during a wait; the whole process tree must end."""
    for channel, before in (("control", None), ("shell", "1"), ("control", bench.say.never)):
        kernel = bench.fresh()
        if before:
            cell = kernel.queue(before)
            kernel.until(lambda: cell.has_begun, "the cell")
        if before == "1":
            kernel.done(cell)
        members = list(kernel.tree())
        asked = kernel.send(channel, "shutdown_request", {"restart": False})
        kernel.until(lambda: asked.replies, f"shutdown_reply on {channel}", 5)
        expect(asked.status == "ok" and asked.reply.content["restart"] is False, f"{asked.reply.content}")
        ended(kernel, members, 5)


@life.must("restart through the kernel manager: new process on the same ports, state gone")
def restart(bench):
    """When idle, during a loop and during a wait: same ports, new process, old tree gone, counter and state new."""
    kernel = bench.fresh()
    for round_number, body in enumerate((None, bench.say.forever, bench.say.never)):
        kernel.run(bench.say.let("before", 5))
        if body:
            cell = kernel.queue(body)
            kernel.until(lambda: cell.has_begun, "the cell")
        ports, pid, members = kernel.connection(), kernel.pid, list(kernel.tree())
        kernel.manager.restart_kernel(now=body is bench.say.forever)
        kernel.ready()
        expect(kernel.connection() == ports, "the connection file has changed")
        expect(kernel.pid != pid, "the same process")
        ended(kernel, members, 5)
        after = kernel.run("before")
        expect(after.status == "error", f"round {round_number}: state kept: {after.story()}")
        expect(kernel.run("1").reply.content["execution_count"] == 2, "the counter did not begin anew")
        kernel.healthy()


@life.must("cells run in the notebook's folder")
def folder(bench):
    """Three folders, one with a blank and an accent; a file beside is read."""
    for name in ("plain", "with space é", "deep/er"):
        place = bench.folder / name
        place.mkdir(parents=True, exist_ok=True)
        (place / "beside.txt").write_text("found", encoding="utf-8")
        kernel = bench.fresh(folder=place)
        expect(str(place.resolve()) in kernel.run(bench.say.cwd).result, kernel.run(bench.say.cwd).result)
        expect("found" in kernel.run(bench.say.read_file("beside.txt")).result, "a relative file is not found")


@life.should("shutdown_request while a synchronous loop runs ends the process within 6 s")
def shutdown_busy(bench):
    """During an endless loop; the whole process tree must end."""
    kernel = bench.fresh()
    cell = kernel.queue(bench.say.forever)
    kernel.until(lambda: cell.has_begun, "the cell")
    members = list(kernel.tree())
    kernel.send("control", "shutdown_request", {"restart": False})
    ended(kernel, members, 6)


def answers_after(bench, code, seconds=20):
    """The cell gets an error reply and the kernel answers afterwards."""
    kernel = bench.fresh()
    kernel.run("1")
    cell = kernel.run(code, seconds=seconds)
    expect(cell.status == "error" and cell.of("error"), f"not told: {cell.story()}")
    kernel.healthy()
    again = kernel.run(bench.say.out("alive"))
    expect("alive" in again.stdout, again.story())
    return kernel, cell


@life.should("Deno.exit() / process.exit() / os._exit() in a cell: a reply is sent and the kernel answers afterwards")
def exits(bench):
    """Up to five ways to exit, one after output, one from a timer; and once after the cell ended."""
    codes, later = bench.pick(
        "there is no snippet for its language",
        deno=(["Deno.exit();", "Deno.exit(3)", "console.log('before'); await null; Deno.exit(1);",
               'import process from "node:process"; process.exit(2);',
               "setTimeout(() => Deno.exit(4), 20); await new Promise(() => {});"],
              "setTimeout(() => Deno.exit(5), 50);"),
        node=(["process.exit();", "console.log('before'); process.exit(3);"], "void setTimeout(() => process.exit(5), 50);"),
        python=(["import os; os._exit(3)", "print('before', flush=True); import os; os._exit(0)"],
                "import os, threading; threading.Timer(0.05, os._exit, (5,)).start()"))
    for code in codes:
        _, cell = answers_after(bench, code)
        expect("before" not in code or "before" in cell.stdout, f"output lost: {cell.story()}")
    kernel = bench.fresh()
    kernel.run(later)
    kernel.listen(0.6)
    kernel.healthy()


@life.should("out-of-memory cell: the front end gets an error reply and the kernel answers afterwards")
def out_of_memory(bench):
    """A list that grows for ever."""
    bench.only("typescript", "it would exhaust the machine")
    answers_after(bench, "const hog = []; while (true) hog.push(new Array(100000).fill(Math.random()));", 120)


@life.should("unhandled rejection after the cell ended")
def late_rejection(bench):
    """A rejection 60 ms after its cell; told under that cell, state kept."""
    late(bench, "setTimeout(() => { Promise.reject(new RangeError('late rejection')); }, 60); 1", "late rejection")


@life.should("floating rejected promise in a cell")
def floating(bench):
    """A bare promise and an async function that nobody awaits."""
    late(bench, "Promise.reject(new RangeError('nobody waits')); 1", "nobody waits")
    late(bench, "const floats = (async () => { throw new RangeError('nobody waits'); })(); 1", "nobody waits")


@life.should("uncaught error in a timer after the cell ended")
def timer_error(bench):
    """A timer and a microtask that throw."""
    late(bench, "setTimeout(() => { throw new RangeError('from a timer'); }, 60); 1", "from a timer")
    late(bench, "queueMicrotask(() => { throw new RangeError('micro'); }); 1", "micro")


def late(bench, code, text):
    """The error is shown under the cell that caused it, and everything lives on."""
    bench.only("typescript")
    kernel, name = bench.shared(), bench.name()
    kernel.run(bench.say.let(name, 7))
    cell = kernel.run(code)
    kernel.listen(0.4)
    kernel.healthy()
    expect(kernel.run(name).result == "7", "state lost")
    shown = str([m.content for m in cell.of("error", "stream")]) + str(cell.reply.content)
    expect(text in shown, f"nothing tells of it: {cell.story()}")


SERVER = """
import json, sys, time
sys.path.insert(0, {here!r})
from peer.kernel import Kernel
kernel = Kernel({kernel!r}, {folder!r})
kernel.prints_values = {prints!r}
kernel.ready()
if {code!r}:
    cell = kernel.queue({code!r})
    kernel.until(lambda: cell.has_begun, "the cell")
    kernel.listen(0.4)
print(json.dumps(list(kernel.tree())), flush=True)
time.sleep(600)
"""


@life.should("the kernel ends by itself when the server that started it is killed")
def server_killed(bench):
    """When idle, during a loop, a wait and a subprocess; the whole tree must be gone in 5 s."""
    codes = ["", bench.say.forever, bench.say.never, bench.pick(
        "there is no snippet for its language",
        deno="await new Deno.Command('sleep', { args: ['61'] }).output();",
        node="void require('child_process').spawnSync('sleep', ['61']);",
        python="import subprocess; subprocess.run(['sleep', '61'])")]
    here = str(Path(__file__).resolve().parent.parent)
    folder = str(bench.folder)
    for code in codes:
        text = SERVER.format(here=here, kernel=str(bench.kernel_json), folder=folder, code=code,
                             prints=bench.say.prints_values)
        server = subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE)
        members = json.loads(server.stdout.readline())
        server.kill()
        server.wait()
        left = processes.wait_gone(members, 5)
        what = [processes.table().get(pid) for pid in left]
        processes.end(left)
        expect(not left, f"5 s after the server's death, during {code!r}: {what}")


@life.nice("kernel starts and runs over ipc:// transport")
def ipc(bench):
    """A healthy kernel and 500 lines over it."""
    kernel = bench.fresh(transport="ipc")
    kernel.healthy()
    cell = kernel.run(bench.say.repeat(500, bench.say.out_number("r")))
    expect(cell.stdout.count("\n") == 500, "output lost")


@life.nice("empty key (authentication off): kernel works")
def empty_key(bench):
    """A healthy kernel without signatures."""
    kernel = bench.fresh(key=b"")
    expect(kernel.info["key"] == "", "the connection file has a key")
    kernel.healthy()
    started = time.perf_counter()
    kernel.run(bench.say.out("x"))
    return f"{(time.perf_counter() - started) * 1000:.1f} ms"
