"""Runs a notebook under nbclient and writes the executed copy: with_nbclient.py SOURCE TARGET.

Texts of one stream in a row are joined, as front ends show them; nbclient keeps every message apart.
"""
import sys

import nbformat
from nbclient import NotebookClient

source, target = sys.argv[1:]
notebook = nbformat.read(source, as_version=4)
NotebookClient(notebook, kernel_name="probebook", record_timing=False).execute()
for cell in notebook.cells:
    joined = []
    for output in cell.get("outputs", []):
        last = joined[-1] if joined else None
        if output.output_type == "stream" and last and last.get("name") == output.name:
            last.text += output.text
        else:
            joined.append(output)
    if cell.cell_type == "code":
        cell.outputs = joined
nbformat.write(notebook, target)
