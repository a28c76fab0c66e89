"""Interrupts at random moments: how often the evaluator dies, how long a stop takes, whether state stays.

    python interrupts.py FOLDER_WITH_KERNEL_JSON COUNT [SEED]

One JSON line at the end: {"count", "deaths", "lost", "stray", "replyMs": {...}, "freeMs": {...}, "faults": [...]}.
A death is a restarted evaluator that was told; lost is a variable that is gone without a word; stray
is an interrupt that hit the cell after the one that it was meant for.
"""
import json
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "conformance"))

from peer.kernel import Kernel  # noqa: E402

#: What runs while the interrupt comes; nine kinds, as different in what the engine does as possible.
BODIES = [
    "while (true) {}",
    "await new Promise(() => {});",
    "while (true) await null;",
    "const again = () => Promise.resolve().then(again);\nawait again();",
    "setInterval(() => console.log('tick'), 1);\nawait new Promise(() => {});",
    "while (true) { try { throw new Error('x'); } catch { continue; } finally { 1; } }",
    "for (let i = 0; ; i++) console.log('flood ' + i);",
    "while (true) JSON.parse(JSON.stringify({ a: [1, 2, { b: 'c' }] }));",
    "for (;;) await new Promise((done) => setTimeout(done, 1));",
]

#: The moment after the cell's start, in ms: from the middle of its start to well into its run.
DELAY_MS_MAX = 15

STOP_S = 30


class Tally:
    """What is counted over all interrupts."""

    def __init__(self):
        self.reply_ms, self.free_ms, self.faults = [], [], []
        self.deaths = self.lost = self.stray = 0

    def summary(self, count):
        return {"count": count, "deaths": self.deaths, "lost": self.lost,
                "stray": self.stray, "replyMs": spread(self.reply_ms),
                "freeMs": spread(self.free_ms), "faults": self.faults[:20]}


def spread(values):
    ordered = sorted(values) or [0]
    at = lambda share: round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 2)  # noqa: E731
    return {"p50": at(0.5), "p99": at(0.99), "max": round(ordered[-1], 2)}


def one(kernel, body, delay_ms, tally):
    cell = kernel.queue(body)
    if delay_ms is not None:
        kernel.until(lambda: cell.of("execute_input"), "the cell's start")
        end = time.perf_counter() + delay_ms / 1000
        while (left := end - time.perf_counter()) > 0:
            kernel.pump(left)
    started = time.perf_counter()
    asked = kernel.send("control", "interrupt_request", {})
    kernel.until(lambda: cell.replies, f"the reply of {body!r}", STOP_S)
    tally.reply_ms.append((cell.reply.at - started) * 1000)
    after = kernel.run("keep", seconds=STOP_S)
    tally.free_ms.append((after.reply.at - started) * 1000)
    kernel.done(cell, STOP_S)
    kernel.until(lambda: asked.replies, "interrupt_reply", STOP_S)
    judge(kernel, cell, after, tally)


def judge(kernel, cell, after, tally):
    told = any("lost" in str([m.content for m in [one.reply, *one.published]]) for one in (cell, after))
    if cell.status not in ("error", "aborted"):
        tally.faults.append(f"not stopped: {cell.story()[:300]}")
    if after.result == "4321":
        return
    if told:
        tally.deaths += 1
        tally.faults.append(f"evaluator died: {cell.sent['code'][:60]!r}: {str(after.reply.content)[:200]}")
    elif kernel.run("keep").result == "4321":
        tally.stray += 1
        tally.faults.append(f"the next cell was hit: {after.story()[:300]}; before: {cell.story()[:200]}")
    else:
        tally.lost += 1
        tally.faults.append(f"state lost in silence: {after.story()[:300]}; before: {cell.story()[:300]}")
    kernel.run("const keep = 4321;")


def main():
    folder, count = sys.argv[1], int(sys.argv[2])
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    kernel = Kernel(folder)
    tally = Tally()
    try:
        kernel.ready()
        kernel.run("const keep = 4321;")
        for turn in range(count):
            # Now and then the interrupt races with the cell itself.
            delay_ms = None if turn % 20 == 19 else chance.uniform(0, DELAY_MS_MAX)
            if delay_ms is None:
                race(kernel, tally)
            else:
                one(kernel, BODIES[turn % len(BODIES)], delay_ms, tally)
        kernel.healthy()
    finally:
        kernel.stop()
    print(json.dumps(tally.summary(count)))


def race(kernel, tally):
    """A short cell and an interrupt at once: either may win, nothing may be lost."""
    cell = kernel.queue("let spun = 0; for (let i = 0; i < 1e6; i++) spun += i;\nspun > 0")
    asked = kernel.send("control", "interrupt_request", {})
    kernel.done(cell, STOP_S)
    kernel.until(lambda: asked.replies, "interrupt_reply", STOP_S)
    after = kernel.run("keep", seconds=STOP_S)
    if after.result != "4321":
        judge(kernel, cell, after, tally)


if __name__ == "__main__":
    main()
