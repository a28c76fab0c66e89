"""What is timed: each function takes a running kernel and the snippets of its language, and gives numbers."""
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "conformance"))

from checks.bodies import BODIES  # noqa: E402

from peer import processes  # noqa: E402
from peer.client import Timeout  # noqa: E402

#: A cell that takes longer is reported as missing; chosen, several times what the slowest kernel needs.
LIMIT_S = 20

#: Sooner than this a learner reaches for Restart, so it is the limit of a stop; chosen.
STOP_S = 3

#: What one kernel may take for its 10,000 cells; a kernel that is slower is told so.
MANY_CELLS_S = 240


class Slow(Exception):
    """A kernel was given up, because the others wait for their turn."""


def since(started):
    return (time.perf_counter() - started) * 1000


def last_ms(cell):
    """From sending the cell to the last message that belongs to it, reply or output."""
    return (max(message.at for message in [*cell.replies, *cell.published]) - cell.sent_at) * 1000


def start_info(kernel, say):
    """Process start to the first kernel_info_reply; the request waits for the sockets."""
    asked = kernel.send("shell", "kernel_info_request", {})
    kernel.until(lambda: asked.replies, "kernel_info_reply", LIMIT_S)
    return since(kernel.spawned_at)


def start_execute(kernel, say):
    """Process start to the first execute_reply, sent without waiting for anything."""
    cell = kernel.queue("1")
    kernel.until(lambda: cell.replies, "execute_reply", LIMIT_S)
    return since(kernel.spawned_at)


def round_trips(kernel, say):
    """25 cells, each timed to its reply."""
    times = []
    for _ in range(25):
        cell = kernel.queue("1")
        kernel.until(lambda: cell.replies, "execute_reply", LIMIT_S)
        times.append((cell.reply.at - cell.sent_at) * 1000)
        kernel.done(cell)
    return times


def whole(kernel, code, is_all_there):
    """Runs a cell and waits also for output that a kernel delivers after idle: its time counts."""
    cell = kernel.run(code, seconds=LIMIT_S)
    kernel.until(lambda: is_all_there(cell), "all output", 5)
    return [last_ms(cell)]


def many_lines(kernel, say):
    code = say.repeat(10_000, say.out_number("line "))
    return whole(kernel, code, lambda cell: cell.stdout.count("\n") >= 10_000)


def many_displays(kernel, say):
    code = say.repeat(1000, say.show_number())
    return whole(kernel, code, lambda cell: len(cell.of("display_data")) >= 1000)


def big_display(kernel, say):
    return whole(kernel, say.big_display(10_000_000), lambda cell: cell.of("display_data"))


#: Members of a value that no cell has made yet: only its type tells them.
TYPED = "const shelf: Map<string, number> = new Map();\nshelf.forE"

#: A language server that has not answered by then takes no part; chosen, several times what one needs to come up.
AWAKE_S = 15


def ask(kernel, kind, code):
    """One question of a front end, the cursor at its end."""
    asked = kernel.send("shell", kind, {"code": code, "cursor_pos": len(code), "detail_level": 0})
    kernel.until(lambda: asked.replies, kind, LIMIT_S)
    kernel.done(asked)
    return asked


def wake(kernel, say):
    """Waits until a language server answers: learners type for hours, it comes up once. Asked once of a kernel."""
    if "typed" not in say.families or getattr(kernel, "is_awake", False):
        return
    kernel.is_awake = True
    ends = time.perf_counter() + AWAKE_S
    while time.perf_counter() < ends:
        if "forEach" in ask(kernel, "complete_request", TYPED).reply.content["matches"]:
            return
        kernel.listen(0.2)


def asks(kernel, kind, code, is_answer):
    """Ten questions of a front end; a kernel that answers without anything is reported as missing."""
    times = []
    for _ in range(10):
        asked = ask(kernel, kind, code)
        times.append((asked.reply.at - asked.sent_at) * 1000)
        assert is_answer(asked.reply.content), "it answers nothing"
    return times


def complete_member(kernel, say):
    wake(kernel, say)
    kernel.run(say.let("measured", "'text'"))
    return asks(kernel, "complete_request", "measured.", lambda content: content["matches"])


def complete_name(kernel, say):
    wake(kernel, say)
    kernel.run(say.let("measured", "'text'"))
    return asks(kernel, "complete_request", "measur", lambda content: "measured" in content["matches"])


def complete_typed(kernel, say):
    """Each time another cell, as while somebody types: what was answered before is of no use."""
    assert "typed" in say.families, "its language has no types"
    wake(kernel, say)
    times = []
    for index in range(10):
        asked = ask(kernel, "complete_request", TYPED.replace("shelf", f"shelf{index}"))
        times.append((asked.reply.at - asked.sent_at) * 1000)
        assert "forEach" in asked.reply.content["matches"], "it knows no types"
    return times


def complete_first(kernel, say):
    """The first question of all, in a kernel that has run one cell: whatever it answers, it must come soon."""
    kernel.run(say.let("measured", "'text'"))
    asked = ask(kernel, "complete_request", "measur")
    assert "measured" in asked.reply.content["matches"], "it answers nothing"
    return (asked.reply.at - asked.sent_at) * 1000


def inspect(kernel, say):
    wake(kernel, say)
    kernel.run(say.let("measured", "'text'"))
    return asks(kernel, "inspect_request", "measured", lambda content: content["found"])


def in_sequence(kernel, say, count=500):
    started = time.perf_counter()
    for i in range(count):
        kernel.run(f"{i} + 1", seconds=LIMIT_S)
        if time.perf_counter() - started > MANY_CELLS_S:
            raise Slow(f"only {i} of {count} cells in {MANY_CELLS_S} s")
    return [since(started)]


def pipelined(kernel, say, count):
    """All cells are sent at once. Cells a second, outputs that never came, outputs under a wrong cell."""
    started = time.perf_counter()
    cells = [kernel.queue(f"{i} * 2" if i % 2 else say.out(f"out {i}")) for i in range(count)]
    for cell in cells:
        # However slow, as long as something comes: what does not come is counted as lost.
        while not cell.is_done and kernel.pump(LIMIT_S / 2):
            pass
        if not cell.is_done:
            break
    ends = [message.at for cell in cells for message in [*cell.replies, *cell.published]]
    rate = sum(cell.is_done for cell in cells) / (max(ends, default=time.perf_counter()) - started)
    kernel.listen(0.3)
    lost = misplaced = 0
    for i, cell in enumerate(cells):
        output = cell.result if i % 2 else cell.stdout.strip()
        found = len(cell.of("execute_result", "stream"))
        misplaced += found > 1 or (found == 1 and output != (str(i * 2) if i % 2 else f"out {i}"))
        lost += found == 0
    return rate, lost, misplaced


def restart(kernel, say):
    """As a front end restarts it, until the first cell of the new process is answered."""
    kernel.run("1")
    started = time.perf_counter()
    kernel.manager.restart_kernel(now=False)
    # Its old sockets know nothing of the new process and would wait before they try again.
    prints_values = kernel.prints_values
    kernel.reopen()
    kernel.prints_values = prints_values
    cell = kernel.queue("1")
    kernel.until(lambda: cell.replies, "the first reply after the restart", LIMIT_S)
    return [since(started)]


def situations(dialect):
    """The kinds of busy cell that a Stop has to end, with one cell for each."""
    return [(kind, bodies[0]) for kind, bodies in BODIES[dialect].items()]


def stop_ms(kernel, body):
    """Stops one cell the way the kernel's spec declares, and looks whether a variable is still there."""
    cell = kernel.queue(body)
    kernel.until(lambda: cell.has_begun, "the cell's start", 5)
    kernel.listen(0.05)
    started = time.perf_counter()
    kernel.interrupt()
    kernel.until(lambda: cell.replies, "the reply of the stopped cell", STOP_S)
    took = (cell.reply.at - started) * 1000
    kernel.done(cell, STOP_S)
    assert cell.status != "ok", "the cell went on to its end"
    after = kernel.run("keep + 1", seconds=STOP_S)
    assert after.result == "4322", "the variable has gone"
    left = [command for _, command in kernel.tree().values() if command.startswith("sleep 60")]
    assert not left, "a subprocess of the cell still runs"
    return took


def stops(start, dialect, repeats):
    """All situations: the times of the stops that worked, how many situations worked always, and why not."""
    times, stopped, reasons = [], 0, []
    kernel = None
    for kind, body in situations(dialect):
        try:
            for _ in range(repeats):
                if kernel is None:
                    kernel = start()
                    kernel.run(kernel.say.let("keep", 4321))
                times.append(stop_ms(kernel, body))
            stopped += 1
        except (AssertionError, Timeout) as failure:
            reasons.append(f"{kind}: {str(failure)[:60]}")
            kernel.stop()
            kernel = None
    if kernel is not None:
        kernel.stop()
    return times, stopped, reasons


def memory_mib(kernel):
    """The whole tree without a language server, which kernels start when they like."""
    return {
        "RSS": processes.tree_rss_mib(kernel.pid, without=" lsp"),
        "PSS": processes.tree_pss_mib(kernel.pid, without=" lsp"),
    }


def language_server_mib(kernel, say):
    """What a language server adds to the tree, once it answers."""
    assert "typed" in say.families, "its language has no types"
    wake(kernel, say)
    added = processes.tree_rss_mib(kernel.pid) - processes.tree_rss_mib(kernel.pid, without=" lsp")
    assert added > 0, "it has none of its own"
    return added
