"""Says things to a kernel that no client should say; after each it must still answer.

    python hostile.py FOLDER_WITH_KERNEL_JSON

One JSON line a case: {"name", "result": "pass" | "fail", "detail"}.
"""
import json
import os
import random
import sys

from launch import PORTS, Launched
from peer.wire import DELIMITER, Wire
from zmtp import HOSTILE_GREETINGS, say

#: Random but the same in every run, so that a failure can be looked at again.
NOISE = random.Random(20261121)

CELL = {"code": "1", "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False,
        "stop_on_error": True}


def frames_of(wire, kind="execute_request", content=None):
    return wire.frames(wire.header(kind), CELL if content is None else content)


def signed(wire, *parts):
    return [DELIMITER, wire.sign(parts), *parts]


def broken_messages(wire):
    """Whole ZeroMQ messages that are no Jupyter messages: name → frames."""
    good = frames_of(wire)
    header, parent, metadata, content = good[2:]
    yield "wrong signature", [DELIMITER, b"0" * 64, *good[2:]]
    yield "no signature", [DELIMITER, b"", *good[2:]]
    yield "signature of another key", frames_of(Wire("another key", wire.session))
    yield "signature in upper case of noise", [DELIMITER, os.urandom(32).hex().upper().encode(), *good[2:]]
    yield "no delimiter", good[1:]
    yield "two delimiters", [DELIMITER, *good]
    yield "only a delimiter", [DELIMITER]
    for count in (2, 3, 4, 5):
        yield f"{count} frames of 6", good[:count]
    yield "an empty frame", [b""]
    yield "a hundred empty frames", [b""] * 100
    yield "noise", [NOISE.randbytes(200) for _ in range(6)]
    yield "a megabyte of noise", [NOISE.randbytes(1_000_000)]
    yield "header that is no JSON", signed(wire, b"{not json", parent, metadata, content)
    yield "header that is an array", signed(wire, b"[]", parent, metadata, content)
    yield "header that is null", signed(wire, b"null", parent, metadata, content)
    yield "empty header", signed(wire, b"{}", parent, metadata, content)
    yield "content that is no JSON", signed(wire, header, parent, metadata, b"{")
    yield "content that is a number", signed(wire, header, parent, metadata, b"5")
    yield "content that is not UTF-8", signed(wire, header, parent, metadata, b"\xff\xfe")
    yield "content of another type", frames_of(wire, content={"code": {"a": 1}})
    yield "content without code", frames_of(wire, content={})
    yield "deeply nested content", signed(wire, header, parent, metadata, b'{"code":' + b"[" * 20_000 + b"]" * 20_000 + b"}")
    yield "parent that is a string", signed(wire, header, b'"x"', metadata, content)
    yield "unknown type", frames_of(wire, "no_such_request")
    yield "type that is a number", signed(wire, b'{"msg_id": "a", "msg_type": 5}', parent, metadata, content)
    yield "type of a reply", frames_of(wire, "execute_reply")
    yield "type of an object's own field", frames_of(wire, "__proto__")
    yield "unknown fields", frames_of(wire, content={**CELL, "silent": True, "new": [1, {"deep": None}], "__proto__": {}})
    yield "many buffers", [*frames_of(wire), *[b"buffer"] * 500]
    yield "cursor beyond the end", frames_of(wire, "complete_request", {"code": "a", "cursor_pos": 10**9})
    yield "negative cursor", frames_of(wire, "inspect_request", {"code": "a", "cursor_pos": -1})
    yield "a subshell that is not there", wire.frames(wire.header("execute_request", subshell_id="x"), CELL)
    yield "a subshell that is a list", wire.frames(wire.header("execute_request", subshell_id=[1]), CELL)
    yield "the end of no subshell", frames_of(wire, "delete_subshell_request", {"subshell_id": "__proto__"})
    yield "the end of a subshell without its name", frames_of(wire, "delete_subshell_request", {})
    yield "a comm of an object's own name", frames_of(wire, "comm_open", {"comm_id": "__proto__", "target_name": "constructor"})
    yield "a comm without an id", frames_of(wire, "comm_open", {"target_name": "t", "data": {}})
    yield "a comm whose data is text", frames_of(wire, "comm_msg", {"comm_id": "a", "data": "text"})
    yield "history of no kind", frames_of(wire, "history_request", {"hist_access_type": "all"})
    yield "history before all", frames_of(wire, "history_request", {"hist_access_type": "range", "session": -(10**9)})
    yield "history of endless stars", frames_of(
        wire, "history_request", {"hist_access_type": "search", "pattern": "*a" * 5000, "n": 10**9})
    yield "history, less than nothing", frames_of(wire, "history_request", {"hist_access_type": "tail", "n": -5})
    yield "answer that nobody asked for", frames_of(wire, "input_reply", {"status": "ok", "value": "x"})


def healthy(launched, client):
    """The old client and a new one get their answers, on all channels."""
    newcomer = launched.client()
    try:
        for one in (client, newcomer):
            one.request("kernel_info_request", seconds=5)
            asked = one.send("control", "kernel_info_request", {})
            one.until(lambda: asked.replies, "kernel_info on control", 5)
            cell = one.run("20 + 22", seconds=5)
            assert cell.result == "42", f"the kernel answers {cell.story()}"
            one.beats(5)
    finally:
        newcomer.close()


def message_cases(client):
    for name, frames in broken_messages(client.wire):
        for channel in ("shell", "control", "stdin"):
            yield f"{name} on {channel}", lambda c=channel, f=frames: client.sockets[c].send_multipart(f)


def greeting_cases(launched):
    for name, pieces in HOSTILE_GREETINGS.items():
        for port in PORTS:
            for reset in (False, True):
                ending = "reset" if reset else "closed"
                number = launched.info[port]
                yield f"{name} on {port}, {ending}", lambda n=number, p=pieces, r=reset: say(n, *p, reset=r)
    for port in PORTS:
        noise = NOISE.randbytes(3000)
        yield f"noise on {port}", lambda n=launched.info[port], b=noise: say(n, b)
    yield "300 connections at once", lambda: [say(launched.info["shell_port"], b"\xff") for _ in range(300)]


def subscription_cases(launched, client):
    def many():
        others = [launched.client(ready=False) for _ in range(10)]
        for other in others:
            other.close()

    def leaves_in_the_middle():
        other = launched.client()
        other.queue('for (let i = 0; i < 20_000; i++) console.log("to nobody " + i);')
        other.close()

    def same_session():
        # The newcomer takes the routing id over, as with libzmq's ROUTER_HANDOVER.
        other = launched.client(session=client.wire.session)
        other.run("1")
        other.close()
        client.reopen()

    yield "ten clients that come and go", many
    yield "a client that leaves during its cell", leaves_in_the_middle
    yield "two clients that share a session", same_session


def judge_all(launched, client, cases, batch):
    """Runs the cases with a health check after every `batch` of them; finds the culprit by going back."""
    waiting = []
    for name, act in cases:
        waiting.append(name)
        try:
            act()
            if len(waiting) >= batch:
                client.listen(0.02)
                healthy(launched, client)
                yield from ({"name": one, "result": "pass", "detail": ""} for one in waiting)
                waiting = []
        except Exception as failure:  # whatever it is, it is the outcome of these cases
            detail = f"one of {waiting}: {type(failure).__name__}: {failure}"
            yield {"name": waiting[-1], "result": "fail", "detail": detail[:1500]}
            return
    healthy(launched, client)
    yield from ({"name": one, "result": "pass", "detail": ""} for one in waiting)


def in_kernel(folder, make_cases, batch, key=None):
    launched = Launched(folder, key)
    client = launched.client()
    try:
        yield from judge_all(launched, client, make_cases(launched, client), batch)
    finally:
        client.close()
        launched.stop()


def empty_key(launched, client):
    yield "empty key: cells run", lambda: None
    yield "empty key: a signature does no harm", lambda: client.sockets["shell"].send_multipart(
        [DELIMITER, b"abc", *frames_of(client.wire)[2:]])
    yield "empty key: broken frames", lambda: client.sockets["shell"].send_multipart([DELIMITER, b"", b"{", b"{}"])


def main():
    folder = sys.argv[1]
    runs = [
        (lambda launched, client: message_cases(client), 3, None),
        (lambda launched, client: greeting_cases(launched), 10, None),
        (subscription_cases, 1, None),
        (empty_key, 1, ""),
    ]
    for make_cases, batch, key in runs:
        for row in in_kernel(folder, make_cases, batch, key):
            print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
