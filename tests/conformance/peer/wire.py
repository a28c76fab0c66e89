"""The wire form of Jupyter messages, written apart from any client library on purpose.

A client library repairs and drops what it does not like; a test wants to see it.
"""
import hashlib
import hmac
import json
import time
import uuid
from datetime import datetime, timezone

DELIMITER = b"<IDS|MSG>"


class Message:
    """One message as it arrived, with the channel and the moment."""

    def __init__(self, channel, identities, parts, buffers):
        self.channel = channel
        self.identities = identities
        self.header, self.parent, self.metadata, self.content = parts
        # An answer to a broken request may name no parent, or hand back the broken one.
        self.parent = self.parent if isinstance(self.parent, dict) else {}
        self.buffers = buffers
        self.at = time.perf_counter()

    @property
    def type(self):
        return self.header.get("msg_type")

    @property
    def parent_id(self):
        return self.parent.get("msg_id")

    def __repr__(self):
        return f"<{self.channel} {self.type} {json.dumps(self.content)[:160]}>"


class Wire:
    """Signs, writes and reads messages for one client session."""

    def __init__(self, key, session=None):
        self.key = key.encode() if isinstance(key, str) else key
        self.session = session or uuid.uuid4().hex

    def header(self, message_type, **extra):
        date = datetime.now(timezone.utc).isoformat().replace("+00:00", "Z")
        return {
            "msg_id": uuid.uuid4().hex,
            "msg_type": message_type,
            "username": "learner",
            "session": self.session,
            "date": date,
            "version": "5.4",
            **extra,
        }

    def sign(self, frames):
        if not self.key:
            return b""
        digest = hmac.new(self.key, digestmod=hashlib.sha256)
        for frame in frames:
            digest.update(frame)
        return digest.hexdigest().encode()

    def frames(self, header, content, parent=None, metadata=None, buffers=()):
        parts = [json.dumps(part).encode() for part in (header, parent or {}, metadata or {}, content)]
        return [DELIMITER, self.sign(parts), *parts, *buffers]

    def read(self, channel, frames):
        """Turns frames into a message; a wrong signature or form is the kernel's failure."""
        assert DELIMITER in frames, f"{channel}: no delimiter in {frames!r}"
        at = frames.index(DELIMITER)
        rest = frames[at + 1:]
        assert len(rest) >= 5, f"{channel}: only {len(rest)} frames after the delimiter"
        signature = self.sign(rest[1:5])
        assert rest[0] == signature, f"{channel}: the signature of a message is wrong"
        parts = [json.loads(part) for part in rest[1:5]]
        return Message(channel, frames[:at], parts, rest[5:])
