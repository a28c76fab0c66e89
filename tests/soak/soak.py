"""Mixed load on one kernel for a given time, seeded; writes what was wanted and what came, and judges nothing.

    python soak.py FOLDER_WITH_KERNEL_JSON SECONDS SEED

One JSON line a record: "cell", "stop", "restart", "memory", "orphan" and at last "end"; see transcript.ts.
"""
import json
import random
import sys
import time
from collections import deque
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "conformance"))

from peer import processes  # noqa: E402
from peer.client import is_idle  # noqa: E402
from peer.kernel import Kernel  # noqa: E402

#: Generous for a machine with much else to do; what takes longer has hung.
STEP_S = 60

#: Cells are told this many later, so that what came after their idle is seen.
HELD_CELLS = 40

#: Turns between two looks at the memory.
MEMORY_TURNS = 50

#: The moment of a Stop after the cell's start: from the middle of its start to well into its run.
STOP_MS_MAX = 15

ECHO = 'await new Deno.Command("sh", { args: ["-c", "echo %s"]%s }).%s'

#: What is stopped; `%d` is the turn.
ENDLESS = {
    "loop": "while (true) {}",
    "wait": "await new Promise(() => {});",
    "microtasks": "while (true) await null;",
    "timers": "for (;;) await new Promise((done) => setTimeout(done, 1));",
    "handlers": "while (true) { try { throw new Error('x'); } catch { continue; } finally { 1; } }",
    "count": "for (let i = 0; ; i++) console.log('line ' + %d + ' ' + i);",
    "subprocess": "await new Deno.Command('sleep', { args: ['60'] }).output();",
    "subprocess_sync": "new Deno.Command('sleep', { args: ['60'] }).outputSync();",
}


def value(turn, chance):
    return f"{turn} * 2", [["result", str(turn * 2)]]


def line(turn, chance):
    return f"console.log('line {turn}');", [["stdout", f"line {turn}\n"]]


def mixed(turn, chance):
    shown = f"shown {turn}"
    code = (f"console.log('a {turn}'); console.error('b {turn}');\n"
            f"await Deno.jupyter.display({{ 'text/plain': '{shown}' }}, {{ raw: true }});\n"
            f"console.log('c {turn}');\n{turn} + 1")
    return code, [["stdout", f"a {turn}\n"], ["stderr", f"b {turn}\n"], ["display", shown],
                  ["stdout", f"c {turn}\n"], ["result", str(turn + 1)]]


def flood(turn, chance):
    count = chance.randrange(500, 3000)
    code = f"for (let i = 0; i < {count}; i++) console.log('flood {turn} ' + i);"
    return code, [["stdout", "".join(f"flood {turn} {i}\n" for i in range(count))]]


def displays(turn, chance):
    count = chance.randrange(20, 200)
    code = (f"for (let i = 0; i < {count}; i++) "
            f"await Deno.jupyter.display({{ 'text/plain': `show {turn} ${{i}}` }}, {{ raw: true }});")
    return code, [["display", f"show {turn} {i}"] for i in range(count)]


def fault(turn, chance):
    return f"console.log('before {turn}');\nthrow new TypeError('fault {turn}');", [
        ["stdout", f"before {turn}\n"], ["error", f"TypeError: fault {turn}"]]


def pause(turn, chance):
    code = f"await new Promise((done) => setTimeout(done, {chance.randrange(0, 30)}));\nconsole.log('woke {turn}');"
    return code, [["stdout", f"woke {turn}\n"]]


def subprocess(turn, chance):
    if chance.random() < 0.5:
        return ECHO % (f"sub {turn}", ', stdout: "inherit"', "spawn().status") + ";\nundefined", [["stdout", f"sub {turn}\n"]]
    read = ECHO % (f"sub {turn}", "", "output()")
    return f"const read{turn} = {read};\nnew TextDecoder().decode(read{turn}.stdout).trim()", [["result", f'"sub {turn}"']]


#: Kinds of cell by how often they come.
CELLS = [value] * 3 + [line] * 3 + [mixed] * 3 + [flood, displays, displays, fault, fault, pause, subprocess]


class Soak:
    """One kernel, what is known of it, and the cells that are not told yet."""

    def __init__(self, folder, chance):
        self.chance, self.turn, self.life = chance, 0, 0
        self.held = deque()
        self.kernel = Kernel(folder)
        self.kernel.ready()
        self.keep = self.remember()

    def tell(self, record, **facts):
        print(json.dumps({"record": record, "turn": self.turn, **facts}), flush=True)

    def remember(self):
        """Gives the kernel something that it must not forget."""
        self.kernel.run(f"var keep = {self.turn};", seconds=STEP_S)
        return str(self.turn)

    def hold(self, cell, kind, wanted):
        self.held.append((self.turn, cell, kind, wanted))

    def release(self):
        turn, cell, kind, wanted = self.held.popleft()
        self.kernel.exchanges.pop(cell.id, None)
        self.tell("cell", sent=turn, kind=kind, wanted=wanted, seen=seen(cell))

    def flush(self):
        self.kernel.listen(0.2)
        while self.held:
            self.release()
        for message in self.kernel.orphans:
            if message.type not in ("status", "iopub_welcome"):
                self.tell("orphan", message=repr(message)[:300])
        self.kernel.orphans = []

    def cells(self, count):
        """Some cells, all sent at once."""
        sent = []
        for _ in range(count):
            self.turn += 1
            make = self.chance.choice(CELLS if count == 1 else [value, line])
            code, flow = make(self.turn, self.chance)
            cell = self.kernel.queue(code, stop_on_error=False)
            self.hold(cell, make.__name__, {"status": "error" if make is fault else "ok", "flow": flow})
            sent.append(cell)
        for cell in sent:
            self.kernel.done(cell, STEP_S)
        while len(self.held) > HELD_CELLS:
            self.release()

    def stop(self):
        self.turn += 1
        kind = self.chance.choice(list(ENDLESS))
        cell = self.kernel.queue(ENDLESS[kind].replace("%d", str(self.turn)))
        self.kernel.until(lambda: cell.of("execute_input"), "the cell's start", STEP_S)
        self.listen_ms(self.chance.uniform(0, STOP_MS_MAX))
        for _ in range(self.chance.choice([1, 1, 1, 2])):
            asked = self.kernel.send("control", "interrupt_request", {})
        self.kernel.done(cell, STEP_S)
        self.kernel.until(lambda: asked.replies, "interrupt_reply", STEP_S)
        # An interrupt whose reply has come is over when the kernel is idle again.
        self.kernel.until(lambda: asked.idle, "idle of the interrupt", STEP_S)
        after = self.kernel.run("keep", seconds=STEP_S)
        is_told = any("lost" in str(m.content) for one in (cell, after) for m in [one.reply, *one.published])
        counting = f"line {self.turn} " if kind == "count" else None
        self.tell("stop", kind=kind, counting=counting, seen=seen(cell), isDeathTold=is_told,
                  keep={"wanted": self.keep, "found": after.result})
        if after.result != self.keep:
            self.keep = self.remember()

    def listen_ms(self, ms):
        end = time.perf_counter() + ms / 1000
        while (left := end - time.perf_counter()) > 0:
            self.kernel.pump(left)

    def replace(self, kind):
        """The process of cells ends itself, or the whole kernel is restarted, perhaps while it is busy."""
        self.turn += 1
        self.flush()
        if kind == "exit":
            self.kernel.run("Deno.exit(3);", seconds=STEP_S)
        else:
            if self.chance.random() < 0.5:
                busy = self.kernel.queue("while (true) {}")
                self.kernel.until(lambda: busy.of("execute_input"), "the loop's start", STEP_S)
            self.kernel.manager.restart_kernel(now=False)
            self.kernel.reopen()
            self.kernel.ready(STEP_S)
            self.life += 1
        forgotten = self.kernel.run("typeof keep", seconds=STEP_S).result
        self.keep = self.remember()
        self.tell("restart", kind=kind, forgotten=forgotten)

    def memory(self):
        self.tell("memory", life=self.life, mib=processes.tree_rss_mib(self.kernel.pid, without=" lsp"))


def seen(cell):
    published = cell.published
    idles = [place for place, message in enumerate(published) if is_idle(message)]
    after = published[idles[0] + 1:] if idles else []
    return {"status": cell.status if cell.replies else None, "replies": len(cell.replies), "idles": len(idles),
            "afterIdle": [message.type for message in after], "flow": flow_of(published)}


def flow_of(published):
    """What was shown, in order; neighbouring text of one stream is one item."""
    flow = []
    for message in published:
        content = message.content
        if message.type == "stream":
            if flow and flow[-1][0] == content["name"]:
                flow[-1][1] += content["text"]
            else:
                flow.append([content["name"], content["text"]])
        elif message.type in ("display_data", "execute_result"):
            kind = "display" if message.type == "display_data" else "result"
            flow.append([kind, content["data"].get("text/plain")])
        elif message.type == "error":
            flow.append(["error", f"{content['ename']}: {content['evalue']}"])
    return flow


#: After so many steps the process of cells ends itself, or the kernel is restarted: rarely, so that
#: memory has time to grow, and both once within the first seconds.
EXIT_STEPS, RESTART_STEPS, FIRST_RESTART = 700, 5000, 150


def step(soak, number):
    """One thing of many; the shares are chosen so that an hour has thousands of each."""
    if number == FIRST_RESTART or number % RESTART_STEPS == 0:
        return soak.replace("kernel")
    if number % EXIT_STEPS == FIRST_RESTART // 2:
        return soak.replace("exit")
    roll = soak.chance.random()
    if roll < 0.60:
        soak.cells(1)
    elif roll < 0.75:
        soak.cells(soak.chance.randrange(10, 100))
    else:
        soak.stop()
    return None


def main():
    folder, seconds, seed = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    started = time.perf_counter()
    soak = Soak(folder, random.Random(seed))
    try:
        steps = 0
        while time.perf_counter() - started < seconds:
            steps += 1
            step(soak, steps)
            if steps % MEMORY_TURNS == 0:
                soak.memory()
        soak.flush()
        soak.memory()
        soak.kernel.healthy()
        soak.tell("end", seconds=time.perf_counter() - started, steps=steps)
    finally:
        soak.kernel.stop()


if __name__ == "__main__":
    main()
