"""Protocol: comms, the channel of widgets. The cell's side is the API that Deno's own kernel has."""
from registry import section

from .common import expect

protocol = section("protocol")


@protocol.should("comm_open for an unknown target is answered with comm_close")
def unknown_target(bench):
    kernel = bench.shared()
    for comm_id in ("c1", "c2"):
        opened = kernel.send("shell", "comm_open", {"comm_id": comm_id, "target_name": "no.such", "data": {}})
        kernel.until(lambda: opened.idle, "idle of comm_open")
        closed = opened.of("comm_close")
        expect(len(closed) == 1 and closed[0].content["comm_id"] == comm_id, opened.story())


@protocol.should("comm_info_reply: status ok and a comms object")
def comm_info(bench):
    for content in ({}, {"target_name": "jupyter.widget"}, {"target_name": None}):
        reply = bench.shared().request("comm_info_request", content).reply.content
        expect(reply.get("status") == "ok" and reply.get("comms") == {}, f"{reply}")


def opening(comm_id, target, buffers=""):
    return (f'await Deno.jupyter.broadcast("comm_open", {{ comm_id: "{comm_id}", target_name: "{target}", data: {{ n: 1 }} }});'
            f' await Deno.jupyter.broadcast("comm_msg", {{ comm_id: "{comm_id}", data: {{ n: 2 }} }}{buffers});')


@protocol.should("a cell opens a comm and sends on it; comm_info then lists it")
def cell_opens(bench):
    bench.only("typescript", "the snippet is Deno's broadcast")
    kernel = bench.shared()
    for comm_id in ("from-cell-1", "from-cell-2"):
        exchange = kernel.run(opening(comm_id, "jupyter.widget"))
        kinds = [m.type for m in exchange.before_idle if m.type.startswith("comm")]
        expect(kinds == ["comm_open", "comm_msg"], exchange.story())
        expect(exchange.of("comm_open")[0].content["data"] == {"n": 1}, exchange.story())
        comms = kernel.request("comm_info_request", {"target_name": "jupyter.widget"}).reply.content["comms"]
        expect(comms.get(comm_id) == {"target_name": "jupyter.widget"}, f"{comms}")
    other = kernel.request("comm_info_request", {"target_name": "other"}).reply.content["comms"]
    expect(other == {}, f"{other}")


@protocol.should("a front-end comm_open on a target registered in a cell, comm_msg answered, comm_close accepted")
def registered_target(bench):
    bench.only("typescript", "the snippet is for TypeScript kernels")
    kernel = bench.shared()
    known = kernel.run('typeof Deno.jupyter.comms?.registerTarget')
    expect(known.result and "function" in known.result, "no Deno.jupyter.comms.registerTarget in cells")
    kernel.run('Deno.jupyter.comms.registerTarget("echo", (comm) => {'
               ' comm.onMessage((data) => comm.send({ echoed: data })); });')
    opened = kernel.send("shell", "comm_open", {"comm_id": "e1", "target_name": "echo", "data": {}})
    kernel.until(lambda: opened.idle, "idle of comm_open")
    expect(not opened.of("comm_close"), opened.story())
    sent = kernel.send("shell", "comm_msg", {"comm_id": "e1", "data": {"x": 5}})
    kernel.until(lambda: sent.of("comm_msg") or any(m.type == "comm_msg" for m in kernel.orphans), "the echo", 3)
    closing = kernel.send("shell", "comm_close", {"comm_id": "e1", "data": {}})
    kernel.until(lambda: closing.idle, "idle of comm_close")
    comms = kernel.request("comm_info_request", {}).reply.content["comms"]
    expect("e1" not in comms, f"{comms}")


@protocol.nice("binary buffers can be sent from a cell (comm_msg buffers)")
def buffers(bench):
    bench.only("typescript", "the snippet is Deno's broadcast")
    extra = ", { buffers: [Uint8Array.of(0, 1, 254, 255), new Uint8Array(300_000).fill(7)] }"
    exchange = bench.shared().run(opening("binary", "jupyter.widget", extra))
    sent = exchange.of("comm_msg")[0]
    expect([bytes(b) for b in sent.buffers] == [bytes([0, 1, 254, 255]), b"\x07" * 300_000], exchange.story())
