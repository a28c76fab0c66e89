"""libzmq's part of zmtp_bench.ts: "serve KIND ADDRESS" or "measure KIND ADDRESS"."""
import statistics
import sys
import time

import zmq

# A Jupyter reply has about this shape: id, delimiter, signature, four JSON frames.
MESSAGE = [b"<IDS|MSG>", b"s" * 64, b"h" * 200, b"p" * 200, b"{}", b"c" * 120]
LARGE = b"y" * 10_000_000
PUBLISHED = 20_000
LARGE_PUBLISHED = 10


def serve(kind, socket):
    if kind == "xpub":
        while True:
            event = socket.recv()
            if event == b"\x01small":
                for _ in range(PUBLISHED):
                    socket.send_multipart([b"small", b"x" * 300])
            if event == b"\x01large":
                for _ in range(LARGE_PUBLISHED):
                    socket.send_multipart([b"large", LARGE])
    while True:
        socket.send_multipart(socket.recv_multipart(copy=False), copy=False)


def median_ms(once, count):
    values = []
    for _ in range(count):
        start = time.perf_counter()
        once()
        values.append(time.perf_counter() - start)
    return statistics.median(values) * 1e3


def measure_router(socket):
    def echo(message):
        socket.send_multipart(message, copy=False)
        socket.recv_multipart(copy=False)

    def pipeline():
        for _ in range(5_000):
            socket.send_multipart(MESSAGE)
        for _ in range(5_000):
            socket.recv_multipart()

    median_ms(lambda: echo(MESSAGE), 300)
    yield "rtt", median_ms(lambda: echo(MESSAGE), 1_500)
    yield "5,000 pipelined", median_ms(pipeline, 3)
    yield "10 MB echo", median_ms(lambda: echo([LARGE]), 5)


def measure_rep(socket):
    def beat():
        socket.send(b"ping")
        socket.recv()

    median_ms(beat, 300)
    yield "heartbeat rtt", median_ms(beat, 1_500)


def measure_xpub(socket):
    # From the first message on, so that the time of the subscription does not count.
    for topic, name, count in (
        (b"small", "20,000 published", PUBLISHED),
        (b"large", "10 x 10 MB published", LARGE_PUBLISHED),
    ):
        socket.setsockopt(zmq.SUBSCRIBE, topic)
        socket.recv_multipart(copy=False)
        start = time.perf_counter()
        for _ in range(count - 1):
            socket.recv_multipart(copy=False)
        yield name, (time.perf_counter() - start) * 1e3


SIDES = {
    "router": (zmq.ROUTER, zmq.DEALER, measure_router),
    "rep": (zmq.REP, zmq.REQ, measure_rep),
    "xpub": (zmq.XPUB, zmq.SUB, measure_xpub),
}


def main(action, kind, address):
    server, client, measure = SIDES[kind]
    socket = zmq.Context().socket(server if action == "serve" else client)
    socket.sndhwm = socket.rcvhwm = 0
    if action == "serve":
        socket.bind(address)
        print(socket.last_endpoint.decode(), flush=True)
        serve(kind, socket)
    socket.connect(address)
    for name, milliseconds in measure(socket):
        print(f"{name}\t{milliseconds}", flush=True)
    socket.close(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
