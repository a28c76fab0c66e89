"""Start CPython and wait for it: until its first line comes, and until it has ended.

It is started three times; the least of each time counts.

Parameters: SITE, how it is started. site: as usual, with the folders of installed packages. no-site: -S, without
them. isolated: -I, with the packages of the installation only, blind to the environment. isolated-no-site: both.
BYTECODE. cached: taken from the cache. compiled: sources are compiled anew each time, and nothing is cached. IMPORTS,
what the started program imports: nothing, json, argparse or asyncio.
Values, wall clock: exit (ms, once), from the start to the end of the process; firstLine (ms, once), until its first
line came; cpu (ms CPU, once), all processor time of it; modules (exact), loaded when it prints.
Cannot show: a start after a boot, when files come from the disk; and modules that are frozen into the program are
never compiled anew: since 3.11 these are most of those at the start.
"""
import posix
import sys
import time

from harness import parameters, started_with, state, value

FLAGS = {"site": [], "no-site": ["-S"], "isolated": ["-I"], "isolated-no-site": ["-I", "-S"]}
STARTS = 3
PROGRAM = "\nimport sys\nprint(len(sys.modules), flush=True)\n"


def start(command, environment):
    """One start; its times in ns and the line that it printed."""
    source, target = posix.pipe()
    begin_ns = time.perf_counter_ns()
    child = posix.posix_spawn(
        sys.executable, command, environment, file_actions=[(posix.POSIX_SPAWN_DUP2, target, 1)])
    posix.close(target)
    line = posix.read(source, 100)
    first_ns = time.perf_counter_ns() - begin_ns
    _, status, usage = posix.wait4(child, 0)
    exit_ns = time.perf_counter_ns() - begin_ns
    posix.close(source)
    if status or not line:
        raise SystemExit("the CPython that was started failed")
    return exit_ns, first_ns, (usage.ru_utime + usage.ru_stime) * 1e9, int(line)


def main(site, bytecode, imports):
    state()
    compiled = ["-B", "-X", "pycache_prefix=nothing_lies_here"] if bytecode == "compiled" else []
    # A file, as programs are: from 3.13 on -c loads one module more.
    with open("program.py", "w") as file:
        file.write(PROGRAM if imports == "nothing" else "import " + imports + PROGRAM)
    # Without our own -s, -S and -P, which are what differs here.
    options = [flag for flag in started_with() if flag not in ("-s", "-S", "-P")]
    command = [sys.executable, *FLAGS[site], *options, *compiled, "program.py"]
    environment = {name: text for name, text in posix.environ.items() if not name.startswith(b"PROBEBOOK_")}
    exits, firsts, cpus, counts = zip(*[start(command, environment) for _ in range(STARTS)])
    value("exit", min(exits) / 1e6)
    value("firstLine", min(firsts) / 1e6)
    value("cpu", min(cpus) / 1e6)
    value("modules", counts[0])


if __name__ == "__main__":
    main(*parameters())
