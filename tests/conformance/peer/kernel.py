"""Kernels started through jupyter_client, the way every front end starts them."""
import json
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import KernelManager

from . import processes
from .client import Client


class FolderSpecs(KernelSpecManager):
    """Serves the kernel.json of one folder under any name."""

    def __init__(self, folder, **options):
        super().__init__(**options)
        self.folder = str(folder)

    def get_kernel_spec(self, kernel_name):
        return KernelSpec.from_resource_dir(self.folder)


def manager(kernel_json, **options):
    """A kernel manager for a folder with kernel.json, the file itself, or an installed name."""
    path = Path(kernel_json)
    if path.name == "kernel.json":
        path = path.parent
    if (path / "kernel.json").is_file():
        return KernelManager(
            kernel_spec_manager=FolderSpecs(path.resolve()), kernel_name=path.resolve().name, **options
        )
    return KernelManager(kernel_name=str(kernel_json), **options)


def log():
    """Where a kernel's own words go: nowhere, or appended to a file that was asked for."""
    path = os.environ.get("PROBEBOOK_TEST_KERNEL_LOG")
    return open(path, "ab") if path else subprocess.DEVNULL


class Kernel(Client):
    """A running kernel with its first client."""

    def __init__(self, kernel_json, folder=None, transport="tcp", env=None, key=None, encrypted=False):
        self.own_folder = None if folder else tempfile.TemporaryDirectory(prefix="probebook-test-")
        self.folder = Path(folder or self.own_folder.name)
        policy = {"transport_encryption": "required"} if encrypted else {}
        self.manager = manager(kernel_json, transport=transport, **policy)
        if transport == "ipc":
            self.manager.ip = str(Path(tempfile.mkdtemp(prefix="pb-ipc-")) / "k")
        if key is not None:
            self.manager.session.key = key
        started = time.perf_counter()
        self.manager.start_kernel(
            cwd=str(self.folder), env={**os.environ, **(env or {})}, stdout=log(), stderr=log()
        )
        self.spawned_at = started
        self.clients = []
        super().__init__(self.connection())

    def connection(self):
        with open(self.manager.connection_file, encoding="utf-8") as file:
            return json.load(file)

    @property
    def interrupt_mode(self):
        return self.manager.kernel_spec.interrupt_mode

    @property
    def pid(self):
        return self.manager.provisioner.pid

    @property
    def is_alive(self):
        return self.manager.is_alive()

    @property
    def has_ended(self):
        process = self.manager.provisioner.process
        return process is not None and process.poll() is not None

    def tree(self):
        return processes.tree(self.pid)

    def another_client(self):
        client = Client(self.info)
        client.prints_values, client.recovery_s = self.prints_values, self.recovery_s
        self.clients.append(client)
        return client

    def interrupt(self, seconds=10):
        """Interrupts the way the kernel's spec declares; returns the exchange of a message."""
        if self.interrupt_mode == "message":
            exchange = self.send("control", "interrupt_request", {})
            self.until(lambda: exchange.replies, "interrupt_reply", seconds)
            return exchange
        os.killpg(os.getpgid(self.pid), signal.SIGINT)
        return None

    def healthy(self):
        """The kernel answers, runs a cell and beats."""
        self.request("kernel_info_request", seconds=10)
        cell = self.run("40 + 2", seconds=10)
        assert cell.status == "ok" and cell.result == "42", f"not healthy: {cell.story()}"
        self.beats()

    def stop(self):
        """Ends the kernel; returns the processes that it left behind (and ends those too)."""
        members = list(self.tree()) if self.is_alive else []
        for client in self.clients:
            client.close()
        if self.is_alive:
            self.send("control", "shutdown_request", {"restart": False})
            processes.wait_gone([self.pid], 2)
        self.manager.shutdown_kernel(now=True)
        self.close()
        left = processes.wait_gone(members, 3)
        processes.end(left)
        if self.own_folder:
            self.own_folder.cleanup()
        return left
