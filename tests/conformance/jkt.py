"""Runs jupyter_kernel_test, the public test suite for kernels, against the kernel of a folder.

    python jkt.py --kernel-json FOLDER

Prints one JSON line a test, the gaps that are expected with their reasons.
"""
import argparse
import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import jupyter_kernel_test  # noqa: E402

from peer.kernel import log, manager  # noqa: E402

#: What is left out and why; a test that passes all the same is reported so that it can be moved.
GAPS = {
    "test_pager": "the kernel sends no pager payload: it is deprecated, `Shift-Tab` shows documentation",
}


class KernelUnderTest(jupyter_kernel_test.KernelTests):
    """The samples of a TypeScript kernel."""

    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = 'console.log("hello, world");'
    code_stderr = 'console.error("to the other stream");'
    code_generate_error = 'throw new TypeError("on purpose");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "1n + 1n", "result": "2n"},
        {"code": "const a: number[] = [1, 2];\na.length", "result": "2"},
        {"code": "Deno.jupyter.html`<b>x</b>`", "mime": "text/html", "result": "<b>x</b>"},
        {"code": "Deno.jupyter.md`# x`", "mime": "text/markdown", "result": "# x"},
    ]
    code_display_data = [
        {"code": 'await Deno.jupyter.display({ "text/plain": "x" }, { raw: true });', "mime": "text/plain"},
        {"code": "await Deno.jupyter.display(Deno.jupyter.svg`<svg/>`);", "mime": "image/svg+xml"},
        {"code": "await Deno.jupyter.display(Deno.jupyter.html`<i>x</i>`);", "mime": "text/html"},
    ]
    code_clear_output = 'await Deno.jupyter.broadcast("clear_output", { wait: false });'
    completion_samples = [{"text": "Math.flo", "matches": {"floor"}}, {"text": "consol"}]
    complete_code_samples = ["1", "const a = 1;", "for (const a of [1]) {\n  a;\n}", "type T = number;", "await x"]
    incomplete_code_samples = ["function f() {", "f(1,", "`abc", "[1,", "if (true) {"]
    invalid_code_samples = ["const = 1", ")", "let a b"]
    code_history_pattern = "1n*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.floor"
    code_page_something = "await Deno.jupyter.page?.('x');"

    @classmethod
    def setUpClass(cls):
        cls.km = manager(cls.folder)
        cls.km.start_kernel(stdout=log(), stderr=log())
        cls.kc = cls.km.client()
        cls.kc.start_channels()
        cls.kc.wait_for_ready(timeout=30)


def results(folder):
    KernelUnderTest.folder = folder
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(KernelUnderTest)
    outcome = unittest.TestResult()
    names = [test.id().rsplit(".", 1)[1] for test in suite]
    suite.run(outcome)
    faults = {}
    for test, trace in outcome.failures + outcome.errors:
        # A failed sub-test names its test in front of its parameters.
        name = test.id().rsplit("KernelUnderTest.", 1)[-1].split(" ")[0]
        faults.setdefault(name, trace.strip().splitlines()[-1])
    skips = {test.id().rsplit("KernelUnderTest.", 1)[-1].split(" ")[0]: reason for test, reason in outcome.skipped}
    for name in names:
        result = "fail" if name in faults else "skip" if name in skips else "pass"
        yield {"name": name, "result": result, "detail": faults.get(name) or skips.get(name, ""),
               "gap": GAPS.get(name, "")}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kernel-json", required=True)
    for row in results(parser.parse_args().kernel_json):
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
