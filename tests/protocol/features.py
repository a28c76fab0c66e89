"""What Jupyter's later proposals ask of a kernel, and what a front end does with comms, history and input.

    python features.py FOLDER_WITH_KERNEL_JSON

One JSON line a case: {"name", "result": "pass" | "fail", "detail"}.
"""
import json
import os
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "conformance"))

import zmq  # noqa: E402
from peer.client import Client  # noqa: E402
from peer.kernel import Kernel, manager  # noqa: E402

CASES = []
FOLDER = sys.argv[1] if len(sys.argv) > 1 else ""


def case(act):
    CASES.append(act)
    return act


def history_spec(home, path):
    """The same kernel with a history file; Jupyter lets the environment of kernel.json win."""
    spec = json.loads((Path(FOLDER) / "kernel.json").read_text(encoding="utf-8"))
    spec.setdefault("env", {})["PROBEBOOK_HISTORY"] = str(path)
    (Path(home) / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    return home


def history(kernel, **content):
    reply = kernel.request("history_request", {"output": False, "raw": True, **content}).reply.content
    assert reply["status"] == "ok", reply
    return [tuple(row) for row in reply["history"]]


def tail(kernel, count=10, **more):
    return history(kernel, hist_access_type="tail", n=count, **more)


@case
def history_is_kept_over_kernels():
    with tempfile.TemporaryDirectory() as home:
        folder = history_spec(home, Path(home) / "history.sqlite")
        first = Kernel(folder)
        first.ready()
        first.run("let a = 1")
        first.run("2", store_history=False)
        first.run("3", silent=True)
        first.run("'ä😀'")
        first.stop()
        second, third = Kernel(folder), Kernel(folder)
        try:
            for number, kernel in ((2, second), (3, third)):
                kernel.ready()
                kernel.run(f"{number} * 10")
                kernel.request("history_request", {"hist_access_type": "tail", "n": 1})
            rows = tail(second, output=True)
            assert rows[:2] == [(1, 1, ["let a = 1", None]), (1, 2, ["'ä😀'", '"ä😀"'])], rows
            assert [row[0] for row in rows[2:]] == [2, 3], rows
            earlier = history(second, hist_access_type="range", session=-1)
            assert earlier == [(1, 1, "let a = 1"), (1, 2, "'ä😀'")], earlier
            own = history(second, hist_access_type="range", session=0)
            assert own == [(2, 1, "2 * 10")], own
            found = history(third, hist_access_type="search", pattern="*10", unique=True)
            assert found == [(2, 1, "2 * 10"), (3, 1, "3 * 10")], found
        finally:
            second.stop()
            third.stop()


@case
def history_that_cannot_be_used_costs_one_remark():
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "history.sqlite"
        path.write_text("this is no database\n" * 500, encoding="utf-8")
        log = Path(home) / "log"
        os.environ["PROBEBOOK_TEST_KERNEL_LOG"] = str(log)
        try:
            kernel = Kernel(history_spec(home, path))
        finally:
            del os.environ["PROBEBOOK_TEST_KERNEL_LOG"]
        try:
            kernel.ready()
            kernel.run("1 + 1")
            assert tail(kernel) == [(1, 1, "1 + 1")]
            assert kernel.run("2 + 2").result == "4"
        finally:
            kernel.stop()
        remarks = log.read_text(encoding="utf-8").count("Cannot use the history file")
        assert remarks == 1, log.read_text(encoding="utf-8")
        assert path.read_text(encoding="utf-8").startswith("this is no database")


@case
def new_subscribers_are_welcomed_alone():
    kernel = Kernel(FOLDER)
    try:
        kernel.ready()
        other = kernel.context.socket(zmq.SUB)
        other.subscribe(b"some topic")
        other.connect(kernel.endpoint("iopub_port"))
        assert other.poll(5000), "nobody was welcomed"
        frames = other.recv_multipart()
        assert frames[0] == b"some topic", frames
        message = kernel.wire.read("iopub", frames)
        assert message.type == "iopub_welcome" and message.content == {"subscription": "some topic"}, message
        assert message.parent_id is None, message
        kernel.run("1")
        welcomes = [m for m in kernel.orphans if m.type == "iopub_welcome"]
        assert len(welcomes) == 1 and welcomes[0].content == {"subscription": ""}, kernel.orphans
    finally:
        kernel.stop()


@case
def subshells_run_while_the_main_shell_waits():
    kernel = Kernel(FOLDER)
    try:
        info = kernel.ready().reply.content
        assert "kernel subshells" in info["supported_features"], info

        def control(kind, **content):
            return kernel.request(f"{kind}_subshell_request", content, channel="control").reply.content

        subshell = control("create")["subshell_id"]
        assert control("list")["subshell_id"] == [subshell]
        kernel.run("let open = () => {}; let kept = 1")
        waiting = kernel.queue("await new Promise((done) => open = done); kept")
        cell = {"code": "kept = 7; console.log('beside'); 'answer'", "allow_stdin": False}
        beside = kernel.request("execute_request", cell, subshell_id=subshell)
        assert beside.status == "ok" and beside.stdout == "beside\n" and "answer" in beside.result, beside.story()
        kernel.request("execute_request", {**cell, "code": "open()"}, subshell_id=subshell)
        assert kernel.done(waiting).result == "7", waiting.story()
        both = [kernel.queue("await new Promise(() => {})"),
                kernel.send("shell", "execute_request", {**cell, "code": "for (;;);"}, subshell_id=subshell)]
        kernel.until(lambda: all(one.of("execute_input") for one in both), "both cells")
        kernel.interrupt()
        for one in both:
            assert kernel.done(one).status == "error", one.story()
        assert kernel.run("kept").result == "7"
        assert control("delete", subshell_id=subshell)["status"] == "ok"
        assert control("delete", subshell_id=subshell)["status"] == "error"
        gone = kernel.request("execute_request", cell, subshell_id=subshell)
        assert gone.status == "error", gone.story()
    finally:
        kernel.stop()


@case
def comms_reach_a_cell_that_waits_and_outputs_stay_with_their_message():
    kernel = Kernel(FOLDER)
    try:
        kernel.ready()
        # As widgets have it: the protocol's version stands in the metadata of the opening.
        opening = kernel.queue(
            "const comm = Deno.jupyter.comms.open('jupyter.widget',"
            " { commId: 'w1', data: { state: {} }, metadata: { version: '2.1.0' } });"
            " (await new Promise((done) => comm.onMessage((data, { buffers }) =>"
            " { console.log('got', buffers[0].length); done(data); }))).value")
        kernel.until(lambda: opening.of("comm_open"), "comm_open")
        opened = opening.of("comm_open")[0]
        assert opened.metadata == {"version": "2.1.0"}, opened
        assert opened.content == {"comm_id": "w1", "target_name": "jupyter.widget", "data": {"state": {}}}, opened
        sent = kernel.send("shell", "comm_msg", {"comm_id": "w1", "data": {"value": 42}}, buffers=[b"\0\1\2"])
        assert kernel.done(opening).result == "42", opening.story()
        kernel.until(lambda: sent.idle, "idle of comm_msg")
        assert sent.stdout == "got 3\n" and opening.stdout == "", (sent.story(), opening.story())
        kernel.run("comm.onMessage(() => { console.log('busy'); for (;;); }); let kept = 5")
        busy = kernel.send("shell", "comm_msg", {"comm_id": "w1", "data": {}}, buffers=[b""])
        kernel.until(lambda: "busy" in busy.stdout, "the busy callback")
        kernel.interrupt()
        kernel.until(lambda: busy.idle, "idle of the callback that was stopped")
        assert kernel.run("kept").result == "5"
        # Whoever held the comms is gone, and the front end is told.
        left = kernel.run("Deno.exit(0)")
        assert [m.content["comm_id"] for m in left.of("comm_close")] == ["w1"], left.story()
        assert kernel.request("comm_info_request", {}).reply.content["comms"] == {}
    finally:
        kernel.stop()


@case
def input_is_asked_once_and_late_answers_are_nobodys():
    kernel = Kernel(FOLDER)
    try:
        kernel.ready()
        asked = []
        kernel.on_input = lambda client, message: asked.append(message)

        def question(code):
            cell = kernel.queue(code, allow_stdin=True)
            count = len(asked)
            kernel.until(lambda: len(asked) > count, "input_request")
            return cell, asked[-1]

        def answer(text, message):
            kernel.send("stdin", "input_reply", {"status": "ok", "value": text}, parent=message.header)

        stopped, first = question("prompt('first? ')")
        assert first.content == {"prompt": "first? ", "password": False}, first
        kernel.interrupt()
        assert kernel.done(stopped).status == "error", stopped.story()
        secret, second = question("prompt('secret? ', '', { password: true })")
        assert second.content == {"prompt": "secret? ", "password": True}, second
        answer("late", first)
        kernel.request("kernel_info_request", channel="control")
        answer("right", second)
        answer("again", second)
        assert kernel.done(secret).result == '"right"', secret.story()
        sure, third = question("confirm('sure?')")
        answer("y", third)
        assert kernel.done(sure).result == "true", sure.story()
        seen, fourth = question("alert('look'); 'seen'")
        answer("", fourth)
        assert kernel.done(seen).result == '"seen"', seen.story()
        silent = kernel.run("[prompt('x'), confirm('y'), alert('z')]", allow_stdin=False)
        assert silent.result == "[ null, false, undefined ]" and "z" in silent.stdout, silent.story()
    finally:
        kernel.stop()


@case
def user_expressions_are_bundles_and_errors():
    kernel = Kernel(FOLDER)
    try:
        kernel.ready()
        wanted = {
            "number": "1 + 1", "html": "Deno.jupyter.html`<b>x</b>`", "bad": "missing.name",
            "syntax": "1 +", "promise": "Promise.resolve(3)",
        }
        reply = kernel.run("0", user_expressions=wanted).reply.content
        got = reply["user_expressions"]
        assert reply["status"] == "ok" and set(got) == set(wanted), reply
        assert got["number"]["data"]["text/plain"] == "2" and got["promise"]["data"]["text/plain"] == "3", got
        assert got["html"]["data"] == {"text/html": "<b>x</b>"} and got["html"]["metadata"] == {}, got
        assert got["bad"]["status"] == "error" and got["bad"]["ename"] == "ReferenceError", got
        assert got["syntax"]["status"] == "error" and got["syntax"]["ename"] == "SyntaxError", got
        failed = kernel.run("throw 1", user_expressions=wanted).reply.content
        assert failed["status"] == "error" and not failed.get("user_expressions"), failed
    finally:
        kernel.stop()


def encrypted(transport):
    try:
        kernels = manager(FOLDER, transport=transport, transport_encryption="required")
    except Exception as failure:
        raise AssertionError(f"jupyter_client has no encryption: {failure}") from None
    with tempfile.TemporaryDirectory() as home:
        if transport == "ipc":
            kernels.ip = str(Path(home) / "k")
        kernels.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        info = json.loads(Path(kernels.connection_file).read_text(encoding="utf-8"))
        client = Client(info)
        try:
            client.ready()
            cell = client.run("console.log('x'.repeat(300_000)); 6 * 7")
            assert cell.result == "42" and len(cell.stdout) == 300_001, cell.story()[:300]
            big = client.run("await Deno.jupyter.display({ 'text/plain': 'y'.repeat(3_000_000) }, { raw: true })")
            assert len(big.of("display_data")[0].content["data"]["text/plain"]) == 3_000_000
            client.beats()
            plain = Client({name: value for name, value in info.items() if not name.startswith("curve")})
            plain.queue("globalThis.seen = true")
            plain.listen(0.5)
            assert not plain.orphans and not any(e.replies for e in plain.exchanges.values()), [
                *plain.orphans, *plain.exchanges.values()]
            plain.close()
            assert client.run("typeof seen").result == '"undefined"'
        finally:
            client.close()
            kernels.shutdown_kernel(now=True)


@case
def encryption_over_tcp():
    encrypted("tcp")


@case
def encryption_over_ipc():
    encrypted("ipc")


def main():
    for act in CASES:
        name, detail = act.__name__.replace("_", " "), ""
        try:
            act()
        except Exception as failure:  # whatever it is, it is the outcome of this case
            where = traceback.extract_tb(failure.__traceback__)[-1].lineno
            detail = f"{type(failure).__name__}: {failure} (line {where})"
        print(json.dumps({"name": name, "result": "fail" if detail else "pass", "detail": detail[:1500]}), flush=True)


if __name__ == "__main__":
    main()
