"""One client of a running kernel: its sockets, and what belongs to each of its requests."""
import os
import re
import time

import zmq

from .wire import Wire

#: A step that takes longer than this has hung; chosen, generous for a loaded 2-core machine.
PATIENCE_S = float(os.environ.get("PROBEBOOK_TEST_PATIENCE_S", "15"))

#: What a kernel that sends no execute_input gets to compile a cell before it is taken to run; chosen.
COMPILE_S = 1


#: Colours are judged by one check of their own.
ANSI = re.compile(r"\x1b\[[0-9;]*m")


class Timeout(AssertionError):
    """Something awaited did not come in time."""


class Exchange:
    """A request, its reply and everything published under it, in order of arrival."""

    def __init__(self, channel, header, content):
        self.channel = channel
        self.header = header
        self.sent = content
        self.sent_at = time.perf_counter()
        self.replies = []
        self.published = []
        self.prints_values = False

    @property
    def id(self):
        return self.header["msg_id"]

    @property
    def reply(self):
        assert self.replies, f"no reply to {self.header['msg_type']}"
        return self.replies[0]

    @property
    def status(self):
        return self.reply.content.get("status")

    @property
    def idle(self):
        return any(is_idle(message) for message in self.published)

    @property
    def is_done(self):
        return bool(self.replies) and self.idle

    def of(self, *types):
        return [message for message in self.published if message.type in types]

    def text(self, name):
        parts = [m.content["text"] for m in self.of("stream") if m.content.get("name") == name]
        return "".join(parts)

    @property
    def stdout(self):
        return self.text("stdout")

    @property
    def stderr(self):
        return self.text("stderr")

    @property
    def result(self):
        """The text/plain of the execute_result without colours, None without a result."""
        results = self.of("execute_result")
        if not results and self.prints_values:
            return ANSI.sub("", self.stdout).removesuffix("\n") if self.stdout else None
        return ANSI.sub("", results[0].content["data"].get("text/plain", "")) if results else None

    @property
    def error(self):
        """The content of the first error message on iopub."""
        errors = self.of("error")
        assert errors, f"no error on iopub: {self.story()}"
        return errors[0].content

    @property
    def has_begun(self):
        """Whether the cell runs: told by execute_input; without one some time after busy."""
        if self.prints_values and self.published:
            return time.perf_counter() - self.published[0].at > COMPILE_S
        return bool(self.of("execute_input"))

    @property
    def complaint(self):
        """All that the cell says about its error, in one text."""
        if self.prints_values and not self.of("error"):
            return self.stderr
        return "\n".join([self.error["ename"], self.error["evalue"], *self.error["traceback"]])

    @property
    def types(self):
        return [message.type for message in self.published]

    @property
    def before_idle(self):
        """What was published until idle: the part that a notebook runner keeps."""
        for place, message in enumerate(self.published):
            if is_idle(message):
                return self.published[:place]
        return self.published

    def story(self):
        """A short account for failure messages."""
        reply = self.replies[0].content if self.replies else "no reply"
        return f"code {str(self.sent.get('code'))[:120]!r}; reply {str(reply)[:300]}; iopub {str(self.published)[:700]}"


def is_idle(message):
    return message.type == "status" and message.content.get("execution_state") == "idle"


class Client:
    """Sockets to one kernel. Nothing is read unless a method waits, so order is kept."""

    def __init__(self, info, session=None):
        self.info = info
        self.wire = Wire(info["key"], session)
        self.context = zmq.Context()
        self.exchanges = {}
        self.orphans = []
        self.on_input = None
        #: Such a kernel writes a cell's value to stdout and its error to stderr.
        self.prints_values = False
        #: How long such a kernel refuses cells after an error.
        self.recovery_s = 0
        self.failed_at = 0
        self.sockets = {
            "shell": self._connect(zmq.DEALER, "shell_port"),
            "control": self._connect(zmq.DEALER, "control_port"),
            "stdin": self._connect(zmq.DEALER, "stdin_port", self.identity),
            "iopub": self._connect(zmq.SUB, "iopub_port"),
        }
        self.heart = self._connect(zmq.REQ, "hb_port")
        self.names = {socket: name for name, socket in self.sockets.items()}
        self.poller = zmq.Poller()
        for socket in self.names:
            self.poller.register(socket, zmq.POLLIN)

    @property
    def identity(self):
        """Shell and stdin share one routing id: the kernel prompts whoever sent the cell."""
        return self.wire.session.encode()

    def endpoint(self, port):
        join = "-" if self.info["transport"] == "ipc" else ":"
        return f"{self.info['transport']}://{self.info['ip']}{join}{self.info[port]}"

    def _connect(self, kind, port, identity=None):
        socket = self.context.socket(kind)
        socket.linger = 0
        # Without limits on this side, whatever is lost was lost by the kernel.
        socket.rcvhwm = socket.sndhwm = 0
        if kind == zmq.SUB:
            socket.subscribe(b"")
        if kind == zmq.DEALER:
            socket.setsockopt(zmq.IDENTITY, identity or self.identity)
        if "curve_publickey" in self.info:
            # Clients know the server by its key and come with one of their own.
            socket.curve_publickey, socket.curve_secretkey = zmq.curve_keypair()
            socket.curve_serverkey = self.info["curve_publickey"].encode()
        socket.connect(self.endpoint(port))
        return socket

    def close(self):
        self.context.destroy(linger=0)

    def reopen(self):
        """New sockets and a new session with the same kernel."""
        self.close()
        Client.__init__(self, self.info)

    def send(self, channel, message_type, content, *, parent=None, metadata=None, buffers=(), **header):
        made = self.wire.header(message_type, **header)
        exchange = Exchange(channel, made, content)
        exchange.prints_values = self.prints_values
        self.exchanges[made["msg_id"]] = exchange
        self.sockets[channel].send_multipart(self.wire.frames(made, content, parent, metadata, buffers))
        return exchange

    def pump(self, seconds):
        """Reads what is there, waiting at most `seconds` for the first of it; False if nothing came."""
        ready = self.poller.poll(max(0, seconds * 1000))
        for socket, _ in ready:
            # A bounded batch a socket, so that a flood on iopub does not starve the replies.
            for _ in range(1000):
                try:
                    frames = socket.recv_multipart(zmq.NOBLOCK)
                except zmq.Again:
                    break
                self._place(self.wire.read(self.names[socket], frames))
        return bool(ready)

    def _place(self, message):
        exchange = self.exchanges.get(message.parent_id)
        if message.channel == "stdin" and self.on_input:
            self.on_input(self, message)
        elif exchange is None:
            self.orphans.append(message)
        elif message.channel == "iopub":
            exchange.published.append(message)
        else:
            exchange.replies.append(message)
            if message.content.get("status") == "error":
                self.failed_at = message.at

    def until(self, condition, what, seconds=PATIENCE_S):
        """Reads until the condition holds."""
        deadline = time.perf_counter() + seconds
        while not condition():
            left = deadline - time.perf_counter()
            if left <= 0:
                raise Timeout(f"{what}: nothing for {seconds} s")
            if not self.pump(min(left, 0.5)) and self.has_ended:
                # What it sent at its end may still be on its way.
                self.listen(0.5)
                if condition():
                    return
                raise Timeout(f"{what}: the kernel's process has ended")

    @property
    def has_ended(self):
        """A client alone cannot know; see `Kernel`."""
        return False

    def listen(self, seconds):
        """Reads for a fixed time: only to show that nothing more comes, or that something does."""
        deadline = time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0:
            self.pump(left)

    def done(self, exchange, seconds=PATIENCE_S):
        what = f"{exchange.header['msg_type']} {str(exchange.sent)[:100]}"
        try:
            self.until(lambda: exchange.is_done, what, seconds)
        except Timeout as timeout:
            raise Timeout(f"{timeout}; {exchange.story()}") from None
        return exchange

    def request(self, message_type, content=None, channel="shell", seconds=PATIENCE_S, **more):
        return self.done(self.send(channel, message_type, content or {}, **more), seconds)

    def queue(self, code, **options):
        """Sends a cell and does not wait."""
        content = {
            "code": code,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": True,
            **options,
        }
        return self.send("shell", "execute_request", content)

    def run(self, code, seconds=PATIENCE_S, **options):
        # Other lines than the one about it shall not fail for a kernel's rest after an error.
        if (left := self.failed_at + self.recovery_s - time.perf_counter()) > 0:
            self.listen(left)
        return self.done(self.queue(code, **options), seconds)

    def ready(self, seconds=30):
        """Waits until the kernel answers and this client's subscription is through."""
        deadline = time.perf_counter() + seconds
        while True:
            exchange = self.send("shell", "kernel_info_request", {})
            left = deadline - time.perf_counter()
            self.until(lambda: exchange.replies, "the first kernel_info_reply", max(left, 0.1))
            try:
                self.until(lambda: exchange.idle, "idle of the first kernel_info", 0.5)
                return exchange
            except Timeout:
                # The subscription came later than the reply: ask again.
                if time.perf_counter() > deadline:
                    raise

    def beats(self, seconds=5):
        """Whether the heartbeat echoes; returns the seconds it took."""
        started = time.perf_counter()
        payload = os.urandom(12)
        self.heart.send(payload)
        if not self.heart.poll(seconds * 1000):
            # A REQ socket that waits for ever cannot be used again.
            self.heart.close()
            self.heart = self._connect(zmq.REQ, "hb_port")
            raise Timeout(f"no heartbeat for {seconds} s")
        assert self.heart.recv() == payload, "the heartbeat did not echo the same bytes"
        return time.perf_counter() - started
