"""Runs notebooks under nbclient, as nbconvert, papermill and nbgrader do, and judges their outputs.

    python notebooks.py ten FOLDER COUNT       a ten-cell notebook in COUNT fresh kernels
    python notebooks.py long FOLDER COUNT      150 short cells, one after the other without a pause
    python notebooks.py file FOLDER NOTEBOOK [PLACE]
                                               a notebook of ours: no error, outputs where there are values

One JSON line a run: {"name", "result": "pass" | "fail", "detail", "seconds"}.
"""
import json
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "conformance"))

import nbformat  # noqa: E402
from nbclient import NotebookClient  # noqa: E402

from peer.kernel import log, manager  # noqa: E402


def stream(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def result(text):
    return {"output_type": "execute_result", "data": {"text/plain": text}}


def display(data):
    return {"output_type": "display_data", "data": data}


#: Code and the outputs that it must leave, whole and in this order.
TEN_CELLS = [
    ("1 + 1", [result("2")]),
    ('console.log("hello");', [stream("hello\n")]),
    ("const numbers: number[] = [3, 4];\nnumbers.length", [result("2")]),
    ('console.log("before"); console.error("careful"); "x".length',
     [stream("before\n"), stream("careful\n", "stderr"), result("1")]),
    ('await Deno.jupyter.display({ "text/html": "<b>b</b>", "text/plain": "b" }, { raw: true });',
     [display({"text/html": "<b>b</b>", "text/plain": "b"})]),
    ("Deno.jupyter.md`**bold**`", [{"output_type": "execute_result", "data": {"text/markdown": "**bold**"}}]),
    ('for (let i = 0; i < 500; i++) console.log("line " + i);', [stream("".join(f"line {i}\n" for i in range(500)))]),
    ('const later = await new Promise<number>((done) => setTimeout(() => done(numbers[1]), 20));\nconsole.log("waited");\nlater',
     [stream("waited\n"), result("4")]),
    ('await new Deno.Command("echo", { args: ["from a child"], stdout: "inherit" }).output();\n"done".length',
     [stream("from a child\n"), result("4")]),
    ('import { join } from "node:path";\nDeno.stdout.writeSync(new TextEncoder().encode("raw\\n"));\njoin("a", "b").length',
     [stream("raw\n"), result("3")]),
]


def long_cells():
    for i in range(50):
        yield f"{i} + 1", [result(str(i + 1))]
        yield f'console.log("cell {i}");', [stream(f"cell {i}\n")]
        yield f'await Deno.jupyter.display({{ "text/plain": "show {i}" }}, {{ raw: true }});', [display({"text/plain": f"show {i}"})]


def notebook(cells):
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code, _ in cells])


def kept(output):
    """What the table speaks of, without counts and metadata."""
    return {key: output[key] for key in ("output_type", "name", "text", "data") if key in output}


def joined_streams(outputs):
    """As a reader sees them: nbclient keeps each message apart, and a kernel may send a text in several."""
    joined = []
    for output in outputs:
        last = joined[-1] if joined else {}
        if output["output_type"] == "stream" and output["name"] == last.get("name"):
            last["text"] += output["text"]
        else:
            joined.append(dict(output))
    return joined


def execute(book, folder, place, timeout=60):
    kernel_manager = manager(folder)
    client = NotebookClient(book, km=kernel_manager, timeout=timeout, resources={"metadata": {"path": place}})
    try:
        # The kernel's own words would end up between the lines of this report.
        client.execute(stdout=log(), stderr=log())
    finally:
        # A manager that was handed in is left running by nbclient.
        kernel_manager.shutdown_kernel(now=True)


def faults(book, cells):
    for number, (cell, (code, wanted)) in enumerate(zip(book.cells, cells)):
        outputs = joined_streams([kept(output) for output in cell.outputs])
        if outputs != wanted:
            yield f"cell {number} {code[:60]!r}: {outputs} instead of {wanted}"


def run_cells(cells, folder):
    book = notebook(cells)
    with tempfile.TemporaryDirectory(prefix="probebook-nbclient-") as place:
        execute(book, folder, place)
    return list(faults(book, cells))


def run_file(folder, path, place=None):
    book = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory(prefix="probebook-nbclient-") as fresh:
        execute(book, folder, place or fresh, timeout=120)
    found = []
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    for number, cell in enumerate(cells):
        errors = [output for output in cell.outputs if output.output_type == "error"]
        found += [f"code cell {number}: {error.ename}: {error.evalue}" for error in errors]
    if not any(cell.outputs for cell in cells):
        found.append("no cell has an output")
    return found


def report(name, run):
    started = time.perf_counter()
    try:
        detail = "; ".join(run())
    except Exception as failure:  # a run that breaks off is a failed run
        detail = f"{type(failure).__name__}: {failure}"
    row = {"name": name, "result": "fail" if detail else "pass", "detail": detail[:2000],
           "seconds": round(time.perf_counter() - started, 2)}
    print(json.dumps(row), flush=True)


def main():
    kind, folder, argument = sys.argv[1:4]
    if kind == "file":
        report(Path(argument).name, lambda: run_file(folder, argument, *sys.argv[4:]))
        return
    cells = TEN_CELLS if kind == "ten" else list(long_cells())
    for turn in range(int(argument)):
        report(f"{kind} {turn + 1}", lambda: run_cells(cells, folder))


if __name__ == "__main__":
    main()
