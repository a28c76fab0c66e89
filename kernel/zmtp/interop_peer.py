"""A libzmq peer for interop_test.ts: does one scenario, prints "ok" as its last line."""
import sys

import zmq

SMALL = [b"a", b"", b"x" * 255, b"y" * 256, b"z" * 70_000]
LARGE = bytes(range(250)) * 40_000  # 10 MB
PIPELINED = 5_000


def dealer(socket):
    """Echo through a ROUTER: many sizes, one large message, many at once."""
    socket.identity = b"interop"
    yield
    for round_index in range(50):
        message = [b"%d" % round_index, *SMALL]
        socket.send_multipart(message)
        assert socket.recv_multipart() == message
    socket.send_multipart([LARGE, b"end"])
    assert socket.recv_multipart() == [LARGE, b"end"]
    for index in range(PIPELINED):
        socket.send_multipart([b"%d" % index, b"p" * 500])
    for index in range(PIPELINED):
        assert socket.recv_multipart()[0] == b"%d" % index, index


def req(socket):
    """Jupyter's heartbeat."""
    yield
    for _ in range(200):
        socket.send(b"ping")
        assert socket.recv() == b"ping"


def sub(socket):
    """Counted messages under one topic, in order, then a large one; others are not for us."""
    socket.setsockopt(zmq.SUBSCRIBE, b"for you")
    yield
    for index in range(PIPELINED):
        assert socket.recv_multipart() == [b"for you", b"%d" % index], index
    assert socket.recv_multipart() == [b"for you", LARGE]


def heartbeat(socket):
    """ZMTP's own PING: libzmq disconnects a peer that does not answer in time."""
    socket.setsockopt(zmq.HEARTBEAT_IVL, 10)
    socket.setsockopt(zmq.HEARTBEAT_TIMEOUT, 300)
    monitor = socket.get_monitor_socket(zmq.EVENT_DISCONNECTED)
    yield
    socket.send(b"hello")
    assert socket.recv() == b"hello"
    assert not monitor.poll(1_000), "libzmq gave the connection up"
    socket.disable_monitor()
    monitor.close()


def farewell(socket):
    """The other side answers and closes at once: all of the answer has to come."""
    yield
    socket.send(b"shutdown")
    assert socket.recv_multipart() == [LARGE, b"reply"]
    assert socket.recv() == b"goodbye"


def serve_router(socket):
    """Echo until told to stop."""
    yield
    message = [b""]
    while message[-1] != b"stop":
        message = socket.recv_multipart()
        socket.send_multipart(message)


def serve_rep(socket):
    yield
    message = b""
    while message != b"stop":
        message = socket.recv()
        socket.send(message)


def serve_xpub(socket):
    """Publishes once it is subscribed to."""
    yield
    assert socket.recv() == b"\x01for you"
    socket.send_multipart([b"for others", b"no"])
    for index in range(PIPELINED):
        socket.send_multipart([b"for you", b"%d" % index])
    socket.send_multipart([b"for you", LARGE])


KINDS = {
    dealer: zmq.DEALER,
    req: zmq.REQ,
    sub: zmq.SUB,
    heartbeat: zmq.DEALER,
    farewell: zmq.DEALER,
    serve_router: zmq.ROUTER,
    serve_rep: zmq.REP,
    serve_xpub: zmq.XPUB,
}


def main(name, address, server_key=None):
    context = zmq.Context()
    scenario = globals()[name]
    socket = context.socket(KINDS[scenario])
    # Nothing is to be dropped for being many, and nothing to wait for ever.
    socket.sndhwm = socket.rcvhwm = 0
    socket.rcvtimeo = 20_000
    if server_key is not None:
        socket.curve_publickey, socket.curve_secretkey = zmq.curve_keypair()
        socket.curve_serverkey = server_key.encode()
    steps = scenario(socket)
    next(steps)
    if name.startswith("serve_"):
        socket.bind(address)
        print(socket.last_endpoint.decode(), flush=True)
    else:
        socket.connect(address)
    for _ in steps:
        pass
    socket.close(5_000)
    context.term()
    print("ok", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
