"""A kernel started by hand from its kernel.json: connection file, process, sockets; no client library."""
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "conformance"))

from peer import processes  # noqa: E402
from peer.client import Client  # noqa: E402

PORTS = ("shell_port", "control_port", "stdin_port", "iopub_port", "hb_port")


def free_ports(count):
    """Ports that were free a moment ago; all are held until the last is known, so they differ."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


class Launched:
    """A kernel process and the connection file that it was given."""

    def __init__(self, folder, key=None):
        spec = json.loads((Path(folder) / "kernel.json").read_text(encoding="utf-8"))
        self.home = tempfile.TemporaryDirectory(prefix="probebook-protocol-")
        self.info = {
            "transport": "tcp",
            "ip": "127.0.0.1",
            "key": secrets.token_hex(16) if key is None else key,
            "signature_scheme": "hmac-sha256",
            **dict(zip(PORTS, free_ports(len(PORTS)))),
        }
        path = Path(self.home.name) / "connection.json"
        path.write_text(json.dumps(self.info), encoding="utf-8")
        argv = [part.replace("{connection_file}", str(path)) for part in spec["argv"]]
        if argv[0] == "python":
            argv[0] = sys.executable
        self.process = subprocess.Popen(
            argv,
            cwd=self.home.name,
            env={**os.environ, **spec.get("env", {})},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def client(self, ready=True, session=None):
        client = Client(self.info, session)
        if ready:
            client.ready()
        return client

    def stop(self):
        """Ends whatever is left of the kernel."""
        members = list(processes.tree(self.process.pid))
        self.process.kill()
        self.process.wait()
        processes.end(processes.wait_gone(members, 3))
        self.home.cleanup()
