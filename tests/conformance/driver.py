"""Judges a kernel against every line of the requirements, over the wire alone.

    python driver.py --kernel-json FOLDER_OR_NAME [--dialect NAME] [--only ID]... [--level MUST] [--list] [--table]

One NDJSON line a check on standard output; a summary on standard error.
"""
import argparse
import collections
import json
import sys

sys.path.insert(0, str(__import__("pathlib").Path(__file__).resolve().parent))

import checks  # noqa: E402,F401  (registers the checks)
import dialect  # noqa: E402
from bench import Bench  # noqa: E402
from registry import CHECKS, judge  # noqa: E402


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kernel-json", help="folder with kernel.json, or the name of an installed kernel")
    parser.add_argument("--dialect", choices=sorted(dialect.DIALECTS), help="what its cells are written in")
    parser.add_argument("--only", action="append", default=[], help="id, or the beginning of ids")
    parser.add_argument("--level", action="append", default=[], choices=["MUST", "SHOULD", "NICE"])
    parser.add_argument("--list", action="store_true", help="print the checks and end")
    parser.add_argument("--table", action="store_true", help="readable lines instead of NDJSON")
    return parser.parse_args()


def chosen(options):
    for check in CHECKS:
        wanted = not options.only or any(check.id.startswith(prefix) for prefix in options.only)
        if wanted and (not options.level or check.level in options.level):
            yield check


def show(row, table):
    if table:
        print(f"{row['result']:4} {row['level']:6} {row['id']} ({row['seconds']} s) {row['detail'][:600]}", flush=True)
    else:
        print(json.dumps(row), flush=True)


def summarise(rows):
    counts = collections.Counter((row["level"], row["result"]) for row in rows)
    for level in ("MUST", "SHOULD", "NICE"):
        passed, failed, skipped = (counts[level, result] for result in ("pass", "fail", "skip"))
        print(f"{level}: {passed} of {passed + failed} passed, {skipped} skipped", file=sys.stderr)


def main():
    options = arguments()
    if options.list:
        for check in chosen(options):
            print(json.dumps({name: getattr(check, name) for name in ("id", "level", "section", "text", "how")}))
        return
    bench = Bench(options.kernel_json, options.dialect)
    rows = []
    try:
        for check in chosen(options):
            rows.append(judge(check, bench))
            show(rows[-1], options.table)
    finally:
        bench.close()
    summarise(rows)


if __name__ == "__main__":
    main()
