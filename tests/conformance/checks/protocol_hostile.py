"""Protocol: what must not kill or wedge a kernel."""
import os

from peer.wire import DELIMITER
from registry import section

from .common import expect

protocol = section("protocol")


def cell(code="1"):
    return {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False,
            "stop_on_error": True}


@protocol.must("a message with a wrong signature is ignored and the kernel lives on")
def wrong_signature(bench):
    """Six wrong signatures on shell and control, with a cell and with a shutdown request."""
    kernel, name = bench.shared(), bench.name()
    kernel.run(bench.say.let(name, 1))
    assignment = cell(f"{name} = 2")
    for signature in (b"0" * 64, b"", b"\xff\xfe", b"abc", os.urandom(64), b"0" * 100_000):
        for channel, kind, content in (("shell", "execute_request", assignment),
                                       ("control", "shutdown_request", {"restart": False})):
            header = kernel.wire.header(kind)
            frames = kernel.wire.frames(header, content)
            frames[1] = signature
            kernel.sockets[channel].send_multipart(frames)
    kernel.listen(0.3)
    kernel.healthy()
    expect(kernel.run(name).result == "1", "an unsigned cell has run")


@protocol.must("malformed frames do not kill or wedge the kernel")
def malformed(bench):
    """18 broken multipart messages on shell, control and stdin, then requests with wrong fields."""
    kernel = bench.shared()
    wire = kernel.wire
    good = wire.frames(wire.header("execute_request"), cell())
    parts = good[2:]

    def signed(*frames):
        return [DELIMITER, wire.sign(frames), *frames]

    broken = [
        [b""],
        [b"hello"],
        [DELIMITER],
        good[:2],
        good[:4],
        good[:5],
        good[1:],
        [b"x" * 300_000],
        [DELIMITER] * 7,
        signed(b"{", *parts[1:]),
        signed(parts[0], b"[]", b"null", b"7"),
        signed(b"null", b"null", b"null", b"null"),
        signed(b"[1,2]", parts[1], parts[2], parts[3]),
        signed(b"\xff\xfe\x00", parts[1], parts[2], parts[3]),
        signed(b"{}", b"{}", b"{}", b"{}"),
        signed(b'{"msg_id": 5, "msg_type": "execute_request"}', b"{}", b"{}", parts[3]),
        signed(parts[0], parts[1], parts[2], b'"text"'),
        signed(parts[0], parts[1], parts[2], b"[" * 5000),
    ]
    for frames in broken:
        for channel in ("shell", "control", "stdin"):
            kernel.sockets[channel].send_multipart(frames)
    kernel.listen(0.3)
    kernel.healthy()
    wrong = [{}, {"code": 5}, {"code": None, "silent": "yes"}, {"code": ["1"]}]
    for content in wrong:
        kernel.send("shell", "execute_request", content)
        kernel.send("shell", "complete_request", {**content, "cursor_pos": -4})
        kernel.send("shell", "inspect_request", content)
    kernel.send("shell", "complete_request", {"code": "abc", "cursor_pos": 900})
    kernel.listen(0.3)
    kernel.healthy()


@protocol.must("unknown msg_type on shell and control does not kill the kernel")
def unknown_type(bench):
    """Six odd types on shell, control and stdin."""
    kernel = bench.shared()
    for channel in ("shell", "control", "stdin"):
        for kind in ("no_such_request", "", "execute_reply", "__proto__", "constructor", "x" * 10_000):
            kernel.send(channel, kind, {"code": "1"})
    kernel.listen(0.3)
    kernel.healthy()
    expect(kernel.request("kernel_info_request", channel="control").replies, "control is dead")


@protocol.must("unknown content and header fields are tolerated")
def unknown_fields(bench):
    """Foreign fields in header, metadata and content of four requests; a request with only its code."""
    kernel = bench.shared()
    extra = {"new_field": {"deep": [1, {"x": None}]}, "__proto__": {"a": 1}, "subshell_hint": "x"}
    exchange = kernel.done(kernel.send(
        "shell", "execute_request", {**cell("20 + 1"), **extra}, metadata={"cellId": "abc", "other": [1]},
        newer_header_field="yes", another={"b": 2}))
    expect(exchange.status == "ok" and exchange.result == "21", exchange.story())
    for kind, content in (("kernel_info_request", {}), ("is_complete_request", {"code": "1"}),
                          ("comm_info_request", {"target_name": "t"})):
        exchange = kernel.done(kernel.send("shell", kind, {**content, **extra}, strange=True))
        expect(exchange.status in ("ok", "complete", None), exchange.story())
    minimal = kernel.done(kernel.send("shell", "execute_request", {"code": "5 + 5"}))
    expect(minimal.status == "ok", f"only code given: {minimal.story()}")


@protocol.must("display as the very first cell of a kernel (5 fresh kernels): output before idle")
def first_display(bench):
    """Five fresh kernels: two displays, the own display call, a print and a value as first cell."""
    say = bench.say
    both = {"text/html": "<b>first</b>", "text/plain": "first"}
    rich = say.display(both) if say.can_display(both) else say.display({"text/html": "<b>first</b>"})
    for code in (say.display({"text/plain": "first"}), say.own_display("first"), say.out("first"), rich, '"fir" + "st"'):
        kernel = bench.fresh()
        exchange = kernel.run(code)
        kernel.listen(0.15)
        shown = [m for m in exchange.before_idle if m.type in ("display_data", "stream", "execute_result")]
        expect(len(shown) == 1 and "first" in str(shown[0].content), exchange.story())


@protocol.nice("debug_request initialize on control (only a must when kernel_info says debugger)")
def debug(bench):
    """Sends initialize; the reply has `success`, and success when the debugger is announced."""
    kernel = bench.shared()
    info = kernel.request("kernel_info_request").reply.content
    announced = "debugger" in info.get("supported_features", []) or info.get("debugger")
    arguments = {"clientID": "test", "adapterID": "", "linesStartAt1": True, "columnsStartAt1": True}
    asked = kernel.request("debug_request", {"seq": 1, "type": "request", "command": "initialize",
                                             "arguments": arguments}, channel="control")
    reply = asked.reply.content
    expect("success" in reply, f"debug_reply {reply}")
    expect(reply["success"] or not announced, "announced, yet initialize fails")


@protocol.nice("completion answered while a cell is awaiting (within 2 s of a 4 s cell)")
def complete_while_awaiting(bench):
    """Asks during a cell that waits 4 s, which is interrupted afterwards."""
    kernel, say, name = bench.shared(), bench.say, bench.name("waitingName")
    kernel.run(say.let(name, 1))
    running = kernel.queue(say.yielding_sleep(4000))
    kernel.until(lambda: running.has_begun, "the cell's start")
    asked = kernel.send("shell", "complete_request", {"code": name[:-1], "cursor_pos": len(name) - 1})
    kernel.until(lambda: asked.replies, "complete_reply during the cell", 2)
    expect(name in asked.reply.content["matches"], f"{asked.reply.content}")
    kernel.interrupt()
    kernel.done(running)
    kernel.listen(0.1)
