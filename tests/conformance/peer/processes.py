"""Process trees as `ps` shows them: what a kernel consists of, and what it leaves behind."""
import os
import subprocess
import time


def table():
    """All processes: {pid: (parent pid, resident KiB, state, command)}."""
    text = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,rss=,state=,args="], capture_output=True, text=True, check=True
    ).stdout
    rows = {}
    for line in text.splitlines():
        fields = line.split(None, 4)
        if len(fields) >= 4:
            command = fields[4] if len(fields) > 4 else ""
            rows[int(fields[0])] = (int(fields[1]), int(fields[2]), fields[3], command)
    return rows


def tree(pid):
    """The process and all that descend from it, as {pid: (rss KiB, command)}."""
    rows = table()
    found, more = {}, [pid]
    while more:
        current = more.pop()
        if current in rows and current not in found:
            found[current] = (rows[current][1], rows[current][3])
            more += [child for child, row in rows.items() if row[0] == current]
    return found


def alive(pids):
    """Which of these still run (a zombie that waits for its parent does not)."""
    rows = table()
    return [pid for pid in pids if pid in rows and not rows[pid][2].startswith("Z")]


def wait_gone(pids, seconds):
    """Waits until all have ended; returns those that have not."""
    deadline = time.monotonic() + seconds
    left = alive(pids)
    while left and time.monotonic() < deadline:
        time.sleep(0.05)
        left = alive(left)
    return left


def end(pids):
    """Ends what a failed check left behind."""
    for pid in pids:
        try:
            os.kill(pid, 9)
        except ProcessLookupError:
            pass


def tree_rss_mib(pid, without="\0"):
    """Resident memory of the whole tree, leaving out processes whose command contains `without`."""
    return sum(rss for rss, command in tree(pid).values() if without not in command) / 1024


def tree_pss_mib(pid, without="\0"):
    """As above with shared pages shared out; None where /proc does not tell."""
    total = 0
    for member, (_, command) in tree(pid).items():
        if without in command:
            continue
        try:
            with open(f"/proc/{member}/smaps_rollup", encoding="ascii") as lines:
                total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except (OSError, StopIteration):
            return None
    return total / 1024
