"""Drives a kernel through short scenarios and prints what came over the wire, masked.

    python transcripts.py FOLDER_WITH_KERNEL_JSON

One JSON line a scenario: {"name", "transcript"}. What differs from run to run (ids, dates, versions,
folders) is replaced by names, so that two transcripts are equal when the kernel does the same.
Channels are kept apart: no order is promised between sockets.
"""
import json
import re
import sys
import time
from pathlib import Path

from launch import Launched

ROOT = str(Path(__file__).resolve().parent.parent.parent)
VERSIONS = ("implementation_version", "version", "banner")


def kernel_info(_, client):
    return [client.request("kernel_info_request")]


def run_stdout(_, client):
    return [client.run('console.log("one"); console.log("two");')]


def run_stderr(_, client):
    return [client.run('console.error("careful");')]


def run_result(_, client):
    return [client.run("const base = 40;\nbase + 2"), client.run("base")]


def run_error(_, client):
    return [client.run('function fails() {\n  throw new TypeError("on purpose");\n}\nfails();')]


def run_syntax_error(_, client):
    return [client.run("const fine = 1;\nconst = 2;")]


def run_display(_, client):
    return [client.run('await Deno.jupyter.display({ "text/plain": "shown" }, { raw: true });')]


def run_silent(_, client):
    return [client.run("1 + 1", silent=True), client.run("1 + 1", store_history=False), client.run("1 + 1")]


def abort_queue(_, client):
    # It waits before it fails, so that the others are certainly there by then.
    failing = client.queue('await new Promise((done) => setTimeout(done, 200));\nthrow new Error("stop here");')
    waiting = [client.queue("1"), client.queue("2")]
    return [client.done(one) for one in [failing, *waiting]]


def interrupt(_, client):
    # What it prints tells that it runs: a cell that is stopped before it has begun has no place to name.
    cell = client.queue("console.log('begun');\nwhile (true) {}")
    client.until(lambda: cell.of("stream"), "the cell's output")
    waiting = client.queue("1")
    time.sleep(0.1)
    asked = client.request("interrupt_request", channel="control")
    return [client.done(cell), client.done(waiting), asked, client.run("1 + 1")]


def shutdown(launched, client):
    asked = client.send("control", "shutdown_request", {"restart": False})
    client.until(lambda: asked.replies, "shutdown_reply")
    launched.process.wait(5)
    client.listen(0.1)
    return [asked]


SCENARIOS = [kernel_info, run_stdout, run_stderr, run_result, run_error, run_syntax_error, run_display, run_silent,
             abort_queue, interrupt, shutdown]


class Mask:
    """Gives every changing value a name by the order in which it appears."""

    def __init__(self, client):
        self.names = {client.wire.session: "client"}

    def name(self, value, kind):
        return self.names.setdefault(value, f"{kind}-{len(self.names)}")

    def header(self, header):
        if not header:
            return header
        kinds = {"msg_id": "id", "session": "session"}
        masked = {key: self.name(header[key], kind) for key, kind in kinds.items() if key in header}
        rest = {key: value for key, value in header.items() if key not in kinds}
        return {**masked, **rest, "date": "a date"}

    def text(self, text):
        for value, name in self.names.items():
            text = text.replace(value, f"<{name}>")
        text = text.replace(ROOT, "<root>")
        return re.sub(r"/[^\s:\"']*/(probebook-protocol-)\w+", "<folder>", text)

    def content(self, value, key=None):
        if isinstance(value, dict):
            return {name: self.content(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [self.content(one) for one in value]
        if isinstance(value, str):
            return "a version" if key in VERSIONS else self.text(value)
        return value


def joined(messages):
    """Adjacent pieces of one stream count as one: how output is cut into messages is not promised."""
    kept = []
    for message in messages:
        last = kept[-1] if kept else None
        both_streams = last is not None and message.type == last.type == "stream"
        if both_streams and message.content["name"] == last.content["name"] and last.parent == message.parent:
            last.content = {**last.content, "text": last.content["text"] + message.content["text"]}
        else:
            kept.append(message)
    return kept


def transcript(client, exchanges):
    mask = Mask(client)
    for exchange in exchanges:
        mask.name(exchange.id, "request")

    def shown(message):
        return {
            "frames before": [mask.text(re.sub(r"[0-9a-f-]{32,36}", "<id>", frame.decode())) for frame in message.identities],
            "header": mask.header(message.header),
            "parent": mask.header(message.parent),
            "metadata": mask.content(message.metadata),
            "content": mask.content(message.content),
            "buffers": len(message.buffers),
        }

    rows = []
    for exchange in exchanges:
        rows.append({
            "sent": {"channel": exchange.channel, "type": exchange.header["msg_type"], "content": exchange.sent},
            "replies": [shown(reply) for reply in exchange.replies],
            "published": [shown(message) for message in joined(exchange.published)],
        })
    return rows


def main():
    for scenario in SCENARIOS:
        launched = Launched(sys.argv[1])
        client = launched.client()
        try:
            exchanges = scenario(launched, client)
            client.listen(0.05)
            print(json.dumps({"name": scenario.__name__, "transcript": transcript(client, exchanges)}), flush=True)
        finally:
            client.close()
            launched.stop()


if __name__ == "__main__":
    main()
