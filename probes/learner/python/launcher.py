"""Set limits on this process, then become the program that was asked for.

Usage: launcher.py REPORT SECONDS MEMORY FILE_BYTES OPEN_FILES PROGRAM ARGUMENTS...
A limit that this machine refuses is a line in the file REPORT; so is a program that cannot be started.
"""
import os
import resource
import signal
import sys

# An orphan (its notebook's kernel was restarted) ends itself this long after its limit.
ORPHAN_SECONDS = 5


def limit(report, name, most):
    kind = getattr(resource, name, None)
    try:
        if kind is None:
            raise ValueError("this system has no such limit")
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(kind, (most, most))
    except (ValueError, OSError) as problem:
        report.write("limit %s: %s\n" % (name, problem))


if __name__ == "__main__":
    report_path = sys.argv[1]
    seconds, memory, file_bytes, open_files = (int(text) for text in sys.argv[2:6])
    with open(report_path, "w") as report:
        limit(report, "RLIMIT_CORE", 0)
        limit(report, "RLIMIT_CPU", seconds)
        limit(report, "RLIMIT_FSIZE", file_bytes)
        limit(report, "RLIMIT_NOFILE", open_files)
        limit(report, "RLIMIT_AS", memory)
        # Alarms and limits outlive the change of program.
        signal.alarm(seconds + ORPHAN_SECONDS)
        try:
            report.flush()
            os.execv(sys.argv[6], sys.argv[6:])
        except OSError as problem:
            report.write("start %s\n" % problem)
    sys.exit(127)
