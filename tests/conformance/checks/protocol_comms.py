"""Protocol: comms, the channel of widgets, from both sides."""
from registry import section

from .common import expect

protocol = section("protocol")


@protocol.should("comm_open for an unknown target is answered with comm_close")
def unknown_target(bench):
    """Two comms, each answered with one comm_close of its id."""
    kernel = bench.shared()
    for comm_id in ("c1", "c2"):
        opened = kernel.send("shell", "comm_open", {"comm_id": comm_id, "target_name": "no.such", "data": {}})
        kernel.until(lambda: opened.idle, "idle of comm_open")
        closed = opened.of("comm_close")
        expect(len(closed) == 1 and closed[0].content["comm_id"] == comm_id, opened.story())


@protocol.should("comm_info_reply: status ok and a comms object")
def comm_info(bench):
    """A fresh kernel with no target, one target and null."""
    kernel = bench.fresh()
    for content in ({}, {"target_name": "jupyter.widget"}, {"target_name": None}):
        reply = kernel.request("comm_info_request", content).reply.content
        expect(reply.get("status") == "ok" and reply.get("comms") == {}, f"{reply}")


NO_COMMS = "a cell has no interface to comms"


def opening(bench, comm_id, target, buffers=()):
    """A cell that opens a comm and sends on it."""
    bytes_ = ", ".join(f"Uint8Array.from({list(buffer)})" for buffer in buffers)
    more = f", {{ buffers: [{bytes_}] }}" if buffers else ""
    return bench.pick(
        NO_COMMS,
        deno=(f'await Deno.jupyter.broadcast("comm_open", {{ comm_id: "{comm_id}", target_name: "{target}", data: {{ n: 1 }} }});'
              f' await Deno.jupyter.broadcast("comm_msg", {{ comm_id: "{comm_id}", data: {{ n: 2 }} }}{more});'),
        python=(f"import comm; c_ = comm.create_comm(target_name='{target}', comm_id='{comm_id}', data={{'n': 1}})\n"
                f"c_.send({{'n': 2}}, buffers={list(buffers)!r})\nkept_ = [*globals().get('kept_', []), c_]"))


@protocol.should("a cell opens a comm and sends on it; comm_info then lists it")
def cell_opens(bench):
    """Two comms from two cells; listed for their target and not for another."""
    kernel = bench.shared()
    for comm_id in ("from-cell-1", "from-cell-2"):
        exchange = kernel.run(opening(bench, comm_id, "jupyter.widget"))
        kinds = [m.type for m in exchange.before_idle if m.type.startswith("comm")]
        expect(kinds == ["comm_open", "comm_msg"], exchange.story())
        expect(exchange.of("comm_open")[0].content["data"] == {"n": 1}, exchange.story())
        comms = kernel.request("comm_info_request", {"target_name": "jupyter.widget"}).reply.content["comms"]
        expect(comms.get(comm_id) == {"target_name": "jupyter.widget"}, f"{comms}")
    other = kernel.request("comm_info_request", {"target_name": "other"}).reply.content["comms"]
    expect(other == {}, f"{other}")


@protocol.should("a front-end comm_open on a target registered in a cell, comm_msg answered, comm_close accepted")
def registered_target(bench):
    """Two comms opened one after the other: echo under its request, listed while open, gone when closed."""
    kernel = bench.shared()
    register = bench.pick(
        NO_COMMS,
        deno='Deno.jupyter.comms.registerTarget("echo", (comm) => { comm.onMessage((data) => comm.send({ echoed: data })); });',
        python="def echo_(comm, _opened):\n    comm.on_msg(lambda m: comm.send({'echoed': m['content']['data']}))\n"
               "get_ipython().kernel.comm_manager.register_target('echo', echo_)")
    cell = kernel.run(register)
    expect(cell.status == "ok", f"a target cannot be registered: {cell.story()}")
    for number in (1, 2):
        comm_id = f"e{number}"
        opened = kernel.send("shell", "comm_open", {"comm_id": comm_id, "target_name": "echo", "data": {}})
        kernel.until(lambda: opened.idle, "idle of comm_open")
        expect(not opened.of("comm_close"), opened.story())
        sent = kernel.send("shell", "comm_msg", {"comm_id": comm_id, "data": {"x": number}})
        kernel.until(lambda: sent.of("comm_msg"), "the echo under its request", 3)
        echo = sent.of("comm_msg")[0].content
        expect(echo["comm_id"] == comm_id and echo["data"] == {"echoed": {"x": number}}, f"{echo}")
        comms = kernel.request("comm_info_request", {}).reply.content["comms"]
        expect(comms.get(comm_id) == {"target_name": "echo"}, f"{comms}")
        closing = kernel.send("shell", "comm_close", {"comm_id": comm_id, "data": {}})
        kernel.until(lambda: closing.idle, "idle of comm_close")
        comms = kernel.request("comm_info_request", {}).reply.content["comms"]
        expect(comm_id not in comms, f"{comms}")


@protocol.nice("binary buffers can be sent from a cell (comm_msg buffers)")
def buffers(bench):
    """Two, two and five buffers, from empty to 60,000 bytes, compared byte by byte."""
    kernel = bench.shared()
    for number, sizes in enumerate(([bytes([0, 1, 254, 255]), bytes(60_000)], [b"", b"one"], [b"\xff" * 1000] * 5)):
        exchange = kernel.run(opening(bench, f"binary-{number}", "jupyter.widget", sizes))
        sent = exchange.of("comm_msg")[0]
        expect([bytes(b) for b in sent.buffers] == sizes, exchange.story()[:600])
