"""Do for a program what Deno refuses it: end process groups and what left them, and read how busy the machine is.

Takes one command a line and ends with its input. `guard GROUP` and `end GROUP` have no answer: a group that is guarded
and not ended by then is ended at the end of the input. `escaped HOME`, `processes` and `load` are answered by one line of JSON.
"""
import os
import signal
import sys

# Children may be born while we look; a search that finds nobody is the last one.
SEARCHES_MAX = 20


def end(group):
    try:
        os.killpg(group, signal.SIGKILL)
    except OSError:
        pass  # Nobody is left of it.


def belongs(pid, home):
    try:
        with open("/proc/%d/environ" % pid, "rb") as file:
            if b"HOME=" + os.fsencode(home) in file.read().split(b"\0"):
                return True
        return os.readlink("/proc/%d/cwd" % pid).startswith(home)
    except OSError:
        return False  # It has ended meanwhile, or is somebody else's.


def end_escaped(home):
    ended = set()
    for _ in range(SEARCHES_MAX):
        found = [pid for pid in processes() if belongs(pid, home)]
        for pid in found:
            try:
                os.kill(pid, signal.SIGKILL)
                ended.add(pid)
            except OSError:
                pass  # It has ended by itself.
        if not found:
            break
    return len(ended)


def processes():
    if os.path.isdir("/proc"):
        return [int(name) for name in os.listdir("/proc") if name.isdigit()]
    with os.popen("/bin/ps -A -o pid=") as listing:
        return [int(line) for line in listing]


def load():
    # Loaded when it is asked for: it takes as long as all the rest of the start.
    folder = os.path.dirname(os.path.abspath(__file__))
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True
    import json
    import machine

    sys.path.remove(folder)
    return json.dumps(machine.load(machine.control_groups()))


def answer(text):
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    # A kernel's Stop asks this process to end as it asks the others: it has nothing to clean up then.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    guarded = set()
    for line in iter(sys.stdin.readline, ""):
        command, _, rest = line.rstrip("\n").partition(" ")
        if command == "guard":
            guarded.add(int(rest))
        elif command == "end":
            guarded.discard(int(rest))
            end(int(rest))
        elif command == "escaped":
            answer("%d" % (end_escaped(rest) if os.path.isdir("/proc") else 0))
        elif command == "processes":
            answer("%s" % processes())
        elif command == "load":
            answer(load())
    for group in guarded:
        end(group)
