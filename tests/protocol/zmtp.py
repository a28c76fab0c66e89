"""ZMTP by hand, for peers that break its rules in the middle."""
import os
import socket
import struct

GREETING = b"\xff" + b"\0" * 8 + b"\x7f" + b"\x03\x00" + b"NULL".ljust(20, b"\0") + b"\0" + b"\0" * 31


def ready(kind=b"DEALER", identity=b"broken-peer"):
    body = b"\x05READY"
    for name, value in ((b"Socket-Type", kind), (b"Identity", identity)):
        body += bytes([len(name)]) + name + struct.pack(">I", len(value)) + value
    return bytes([0x04, len(body)]) + body


def frame(body, more=False):
    flags = 1 if more else 0
    if len(body) < 256:
        return bytes([flags, len(body)]) + body
    return bytes([flags | 2]) + struct.pack(">Q", len(body)) + body


def say(port, *pieces, reset=False):
    """Connects, says the pieces and leaves; what the other side says is not waited for."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as peer:
        if reset:
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        try:
            for piece in pieces:
                peer.sendall(piece)
        except (BrokenPipeError, ConnectionResetError):
            # The kernel has shut the door already, as it may.
            pass


HOSTILE_GREETINGS = {
    "nothing at all": [],
    "one byte": [b"\xff"],
    "half a greeting": [GREETING[:20]],
    "an HTTP request": [b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"],
    "another mechanism": [GREETING.replace(b"NULL\0", b"CURVE"), ready()],
    "an unknown mechanism": [GREETING.replace(b"NULL", b"ABCD"), ready()],
    "ZMTP 1.0": [b"\x01\x00" + b"\x05\x00abcd"],
    "ZMTP 2.0": [b"\xff" + b"\0" * 8 + b"\x7f\x01\x05" + b"\0\0"],
    "a later version": [GREETING.replace(b"\x7f\x03\x00", b"\x7f\x09\x07"), ready()],
    "a greeting and noise": [GREETING, os.urandom(4000)],
    "no READY but a frame": [GREETING, frame(b"early")],
    "READY of a socket that does not fit": [GREETING, ready(b"PULL")],
    "READY with a broken property": [GREETING, b"\x04\x10\x05READY\x0bSocket-Ty"],
    "READY that is longer than its frame": [GREETING, b"\x04\x0c\x05READY\xffxxxxx"],
    "half a frame": [GREETING, ready(), b"\x00\x64only a part"],
    "half a long length": [GREETING, ready(), b"\x02\x00\x00\x00"],
    "a frame without end": [GREETING, ready(), b"\x02" + struct.pack(">Q", 2**62), b"x" * 1000],
    "a length with the sign bit": [GREETING, ready(), b"\x02" + struct.pack(">Q", 2**63 + 5)],
    "reserved flags": [GREETING, ready(), b"\xf8\x05hello"],
    "a message that never ends": [GREETING, ready(), frame(b"part", more=True) * 2000],
    "an unknown command": [GREETING, ready(), b"\x04\x06\x05WHATS"],
    "ERROR": [GREETING, b"\x04\x0a\x05ERROR\x03bad"],
    "a second READY": [GREETING, ready(), ready()],
}
