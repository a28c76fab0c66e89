"""What the requirements do not name: subshells, history over sessions, secret input, encryption."""
import zmq

from registry import section

from .common import expect

beyond = section("beyond")


@beyond.nice("a subshell runs cells while a cell of the main shell waits; it is listed and can be deleted")
def subshells(bench):
    """Two subshells beside a cell that waits; a deleted one refuses cells, the main shell goes on."""
    kernel, say = bench.fresh(), bench.say
    features = kernel.request("kernel_info_request").reply.content.get("supported_features", [])
    expect("kernel subshells" in features, f"supported_features {features}")
    ids = []
    for _ in range(2):
        made = kernel.request("create_subshell_request", channel="control").reply.content
        expect(made["status"] == "ok" and made["subshell_id"] not in ids, f"{made}")
        ids.append(made["subshell_id"])
    listed = kernel.request("list_subshell_request", channel="control").reply.content
    expect(sorted(listed["subshell_id"]) == sorted(ids), f"{listed}")
    waiting = kernel.queue(say.yielding_sleep(3000))
    kernel.until(lambda: waiting.has_begun, "the cell")
    for number, subshell in enumerate(ids * 2):
        content = {**waiting.sent, "code": f"{number} + 40"}
        beside = kernel.done(kernel.send("shell", "execute_request", content, subshell_id=subshell), 2)
        expect(beside.result == str(number + 40), beside.story())
        expect(not waiting.replies, "only after the cell of the main shell")
    for subshell in ids:
        gone = kernel.request("delete_subshell_request", {"subshell_id": subshell}, channel="control").reply.content
        expect(gone["status"] == "ok", f"{gone}")
    left = kernel.request("list_subshell_request", channel="control").reply.content
    expect(left["subshell_id"] == [], f"{left}")
    kernel.done(waiting)
    kernel.healthy()


@beyond.nice("a new subscriber of iopub is welcomed")
def welcome(bench):
    """Two clients one after the other; each gets iopub_welcome with its subscription."""
    kernel = bench.fresh()
    for _ in range(2):
        client = kernel.another_client()
        client.until(lambda: any(m.type == "iopub_welcome" for m in client.orphans), "iopub_welcome", 3)
        said = next(m for m in client.orphans if m.type == "iopub_welcome")
        expect(said.content == {"subscription": ""}, f"{said.content}")
        client.close()
        kernel.clients.remove(client)


@beyond.nice("history is kept over a restart")
def history_kept(bench):
    """Three cells, a restart, then tail, search and the session before; in a home of its own."""
    home = bench.folder / "history-home"
    home.mkdir(exist_ok=True)
    kernel = bench.fresh(env={"HOME": str(home), "XDG_DATA_HOME": str(home), "JUPYTER_DATA_DIR": str(home), "IPYTHONDIR": str(home)})
    # A history that all kernels of this run share may hold other cells as well.
    mark = f"é 😀 {bench.name('mark')}"
    codes = ["1 + 1", f'"{mark}"', "40 + 2"]
    for code in codes:
        kernel.run(code)

    def ask(**content):
        request = {"output": False, "raw": True, **content}
        return kernel.request("history_request", request).reply.content["history"]

    before = ask(hist_access_type="tail", n=3)
    kernel.manager.restart_kernel()
    kernel.ready()
    tail = ask(hist_access_type="tail", n=3)
    expect([row[2] for row in tail] == codes, f"tail {tail}")
    expect([row[:2] for row in tail] == [row[:2] for row in before], f"numbers {before}, then {tail}")
    found = ask(hist_access_type="search", pattern=f"*{mark}*", n=5)
    expect([row[2] for row in found] == codes[1:2], f"search {found}")
    earlier = ask(hist_access_type="range", session=-1, start=1, stop=3)
    expect([row[2] for row in earlier] == codes[:2], f"the session before {earlier}")
    kernel.run("7 * 7")
    expect([row[2] for row in ask(hist_access_type="tail", n=2)] == [codes[2], "7 * 7"], "old and new")
    newest = ask(hist_access_type="tail", n=1)
    expect(newest[0][0] > before[0][0], f"the new session is {newest[0][0]}, the old one {before[0][0]}")


@beyond.nice("a secret is asked for as a password")
def password(bench):
    """A question that hides its answer, the answer read by the cell."""
    kernel = bench.shared()
    code = bench.pick("a cell has no interface to ask for a secret",
                      deno='const secret = prompt("word? ", "", { password: true });\nsecret.length',
                      ijavascript='$$.input({ prompt: "word? ", password: true }, (_, word) => $$.done(word.length));',
                      python='import getpass\nlen(getpass.getpass("word? "))')
    asked = []

    def answer(client, message):
        asked.append(message.content)
        reply = client.wire.header("input_reply")
        client.sockets["stdin"].send_multipart(client.wire.frames(reply, {"status": "ok", "value": "sésame"}, message.header))

    kernel.on_input = answer
    try:
        exchange = kernel.run(code, allow_stdin=True)
        expect(asked == [{"prompt": "word? ", "password": True}], f"{asked}")
        expect(exchange.result == "6", exchange.story())
    finally:
        kernel.on_input = None


@beyond.nice("the connection is encrypted when its file carries CurveZMQ keys")
def curve(bench):
    """A healthy encrypted kernel; a client without keys gets neither a reply nor output."""
    kernel = bench.fresh(encrypted=True)
    kernel.healthy()
    cell = kernel.run(bench.say.repeat(500, bench.say.out_number("r")))
    expect(cell.stdout.count("\n") == 500, "output lost")
    context = zmq.Context()
    try:
        plain = context.socket(zmq.DEALER)
        plain.linger = 0
        plain.connect(kernel.endpoint("shell_port"))
        plain.send_multipart(kernel.wire.frames(kernel.wire.header("kernel_info_request"), {}))
        expect(not plain.poll(1000), "a client without keys got a reply")
    finally:
        context.destroy(linger=0)
    kernel.healthy()
