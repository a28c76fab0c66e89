"""Protocol: replies, status and counters of single requests."""
import datetime
import re

from registry import section

from .common import REQUESTS, expect

protocol = section("protocol")


@protocol.must("kernel_info_reply has every required field")
def kernel_info_fields(bench):
    """Asks a fresh kernel twice; looks at the type of each field; both replies must be equal."""
    kernel = bench.fresh()
    seen = []
    for _ in range(2):
        content = kernel.request("kernel_info_request").reply.content
        for field in ("protocol_version", "implementation", "implementation_version", "banner"):
            expect(isinstance(content.get(field), str), f"{field} is {content.get(field)!r}")
        expect(re.fullmatch(r"5\.\d+(\.\d+)?", content["protocol_version"]), content["protocol_version"])
        language = content.get("language_info", {})
        for field in ("name", "version", "mimetype", "file_extension"):
            expect(language.get(field), f"language_info.{field} is {language.get(field)!r}")
        expect(language["file_extension"].startswith("."), "file_extension has no dot")
        seen.append({**content, "banner": ""})
    expect(seen[0] == seen[1], "two replies differ")


@protocol.must("kernel_info_reply carries status: ok (spec 5.0+)")
def kernel_info_status(bench):
    """Reads the status of one reply."""
    kernel = bench.shared()
    expect(kernel.request("kernel_info_request").status == "ok", "no status ok")


@protocol.must("reply: parent_header is the request's header, fresh msg_id, own session, date, version")
def reply_headers(bench):
    """Sends every request type twice and compares the headers of the replies."""
    kernel = bench.shared()
    seen = set()
    for _ in range(2):
        for message_type, content in REQUESTS(bench):
            exchange = kernel.request(message_type, content)
            reply = exchange.reply
            expect(reply.parent == exchange.header, f"{message_type}: parent {reply.parent} is not {exchange.header}")
            header = reply.header
            expect(header["msg_type"] == message_type.replace("_request", "_reply"), f"type {header['msg_type']}")
            expect(header["msg_id"] and header["msg_id"] not in seen, "msg_id is not fresh")
            expect(header["msg_id"] != exchange.id, "msg_id is the request's")
            seen.add(header["msg_id"])
            expect(isinstance(header.get("session"), str) and header["session"], "no session")
            expect(header.get("version", "").startswith("5."), f"version {header.get('version')!r}")
            datetime.datetime.fromisoformat(header["date"].replace("Z", "+00:00"))
            expect(isinstance(header.get("username"), str), "no username")


@protocol.must("exactly one busy then one idle with the request as parent, for each request type")
def busy_idle(bench):
    """Every request type, failing, silent and empty cells: the statuses under each are busy, idle, first and last."""
    kernel = bench.shared()
    exchanges = [kernel.request(kind, content) for kind, content in REQUESTS(bench)]
    exchanges.append(kernel.run(bench.say.raises("on purpose")))
    exchanges.append(kernel.run(bench.say.syntax_errors[0]))
    exchanges.append(kernel.run("1", silent=True))
    exchanges.append(kernel.run(""))
    exchanges += [kernel.request(*one) for one in REQUESTS(bench)[:2]]
    kernel.listen(0.2)
    for exchange in exchanges:
        states = [m.content["execution_state"] for m in exchange.of("status")]
        expect(states == ["busy", "idle"], f"{exchange.header['msg_type']}: {states}; {exchange.story()}")
        expect(exchange.types[0] == "status" and exchange.types[-1] == "status", f"{exchange.types}")
        expect(len(exchange.replies) == 1, f"{len(exchange.replies)} replies")


@protocol.must("idle is published after every output of the cell")
def idle_last(bench):
    """Eight kinds of cells (streams, values, floods, displays, pauses, errors), one by one and queued."""
    kernel, say = bench.shared(), bench.say
    cells = [
        say.out("one"),
        say.err("two"),
        "1 + 1",
        say.repeat(300, say.out_number("row ")),
        say.display({"text/plain": "shown"}),
        say.out("before") + say.sleep(30) + say.out("after"),
        say.raises("end"),
        say.repeat(50, say.show_number()),
    ]
    exchanges = [kernel.run(code) for code in cells * 2]
    queued = [kernel.queue(code) for code in cells if code != say.raises("end")]
    exchanges += [kernel.done(one) for one in queued]
    kernel.listen(0.4)
    for exchange in exchanges:
        expect(exchange.types[-1] == "status" and exchange.before_idle == exchange.published[:-1], exchange.story())
        wanted = exchange.of("stream", "execute_result", "display_data", "error")
        expect(wanted, f"the output is missing: {exchange.story()}")


@protocol.must("execute_input is published with code and execution_count")
def execute_input(bench):
    """Four cells, one of them only a comment; code, count and place among the messages."""
    kernel = bench.shared()
    for code in ("1", bench.say.out("é😀"), bench.say.let(bench.name(), 2), bench.say.comment):
        exchange = kernel.run(code)
        inputs = exchange.of("execute_input")
        expect(len(inputs) == 1, exchange.story())
        expect(inputs[0].content["code"] == code, "other code")
        expect(inputs[0].content["execution_count"] == exchange.reply.content["execution_count"], "other count")
        expect(exchange.types[:2] == ["status", "execute_input"], f"order {exchange.types}")


@protocol.must("ok execute_reply: status, execution_count, user_expressions")
def execute_reply(bench):
    """A value, a print and an empty cell."""
    kernel = bench.shared()
    for code in ("1", bench.say.out("x"), ""):
        content = kernel.run(code).reply.content
        expect(content.get("status") == "ok", f"{content}")
        expect(type(content.get("execution_count")) is int, f"{content}")
        expect(content.get("user_expressions") == {}, f"{content}")


@protocol.must("value of the last expression arrives as execute_result (data, metadata, execution_count)")
def execute_result(bench):
    """A product, the value after a declaration, the length of a list."""
    kernel = bench.shared()
    for code, value in (("6 * 7", "42"), (bench.say.let("late", 5) + "\nlate + 1", "6"), ("[1, 2, 3].length", "3")):
        if bench.language == "python" and "length" in code:
            continue
        exchange = kernel.run(code)
        results = exchange.of("execute_result")
        expect(len(results) == 1, exchange.story())
        content = results[0].content
        expect(exchange.result == value, f"text/plain {exchange.result!r}")
        expect(isinstance(content.get("metadata"), dict), "no metadata")
        expect(content["execution_count"] == exchange.reply.content["execution_count"], "other count")


@protocol.must("a failing cell: error reply and iopub error with ename, evalue, traceback")
def failing_cell(bench):
    """An error at once, an error after output and a pause, and every kind of syntax error of the dialect."""
    kernel, say = bench.shared(), bench.say
    for code in (say.raises("broken thing"), say.out("first") + say.sleep(5) + say.raises("broken thing")):
        exchange = kernel.run(code)
        expect(exchange.status == "error", exchange.story())
        for content in (exchange.error, exchange.reply.content):
            expect(content.get("ename") == say.error_name, f"ename {content.get('ename')!r}")
            expect("broken thing" in content.get("evalue", ""), f"evalue {content.get('evalue')!r}")
            trace = content.get("traceback")
            expect(isinstance(trace, list) and trace and all(isinstance(t, str) for t in trace), f"{trace!r}")
        expect(len(exchange.of("error")) == 1, "more than one error")
        expect(type(exchange.reply.content.get("execution_count")) is int, "no execution_count")
    for code in say.syntax_errors:
        exchange = kernel.run(code)
        expect(exchange.status == "error" and "Syntax" in exchange.error["ename"], exchange.story())


@protocol.must("execution_count grows by one per stored cell")
def count_grows(bench):
    """Good, failing and unparsable cells one by one, then 20 queued cells."""
    kernel, say = bench.fresh(), bench.say
    counts = []
    for code in ("1", say.out("x"), say.raises("x"), say.let("a", 1), say.syntax_errors[0], "2"):
        counts.append(kernel.run(code).reply.content["execution_count"])
    expect(counts == [1, 2, 3, 4, 5, 6], f"{counts}")
    queued = [kernel.queue("1") for _ in range(20)]
    counts = [kernel.done(one).reply.content["execution_count"] for one in queued]
    expect(counts == list(range(7, 27)), f"queued: {counts}")


@protocol.must("silent=true: counter unaffected, no execute_result, no execute_input")
def silent(bench):
    """Three silent cells, one of which asks to be stored; the state they leave is read afterwards."""
    kernel = bench.shared()
    before = kernel.run("1").reply.content["execution_count"]
    name = bench.name()
    for code in ("7 * 7", bench.say.let(name, 3) + "\n" + name):
        exchange = kernel.run(code, silent=True, store_history=False)
        expect(exchange.status == "ok", exchange.story())
        expect(not exchange.of("execute_result", "execute_input"), exchange.story())
    exchange = kernel.run("8", silent=True, store_history=True)
    expect(not exchange.of("execute_result", "execute_input"), exchange.story())
    after = kernel.run(name)
    expect(after.result == "3", "the silent cell did not run")
    expect(after.reply.content["execution_count"] == before + 1, "the counter moved")


@protocol.must("store_history=false: counter unaffected, result still delivered")
def store_history(bench):
    """Two cells that are not stored between two that are."""
    kernel = bench.shared()
    before = kernel.run("1").reply.content["execution_count"]
    for code, value in (("5 * 5", "25"), ("5 + 1", "6")):
        exchange = kernel.run(code, store_history=False)
        expect(exchange.result == value, exchange.story())
    expect(kernel.run("1").reply.content["execution_count"] == before + 1, "the counter moved")


@protocol.should("kernel_info_request answered on the control channel")
def control_kernel_info(bench):
    """One request on control; its reply comes on control."""
    kernel = bench.shared()
    exchange = kernel.request("kernel_info_request", channel="control")
    expect(exchange.reply.channel == "control" and exchange.status == "ok", exchange.story())


@protocol.should("user_expressions: values for good ones, per-expression error for bad ones")
def user_expressions(bench):
    """A good number, a good string and an unknown name beside one cell."""
    kernel, name = bench.shared(), bench.name()
    asked = {"good": f"{name} + 1", "bad": "nothing_of_this_name", "text": "'a' + 'b'"}
    content = kernel.run(bench.say.let(name, 41), user_expressions=asked).reply.content["user_expressions"]
    expect(set(content) == set(asked), f"{content}")
    expect(content["good"]["status"] == "ok" and "42" in content["good"]["data"]["text/plain"], f"{content}")
    expect(isinstance(content["good"].get("metadata"), dict), "no metadata")
    expect("ab" in content["text"]["data"]["text/plain"], f"{content}")
    bad = content["bad"]
    expect(bad["status"] == "error" and bad["ename"] and "traceback" in bad and "evalue" in bad, f"{bad}")


@protocol.should("empty cell, blank cell, comment-only cell: ok")
def empty_cells(bench):
    """Five cells without a statement, of blanks, line ends and comments."""
    kernel = bench.shared()
    for code in ("", " ", "\n\n \t\n", bench.say.comment, bench.say.comment + "\n\n" + bench.say.comment):
        exchange = kernel.run(code)
        expect(exchange.status == "ok" and not exchange.of("execute_result", "stream", "error"), exchange.story())


@protocol.should("a 1 MB cell executes")
def huge_cell(bench):
    """A literal of a million characters, and 50,000 lines of comments before a value."""
    kernel, say = bench.shared(), bench.say
    one = say.let("w", say.quote("y" * 1_000_000))
    exchange = kernel.run(one + "\n" + say.length("w"))
    expect(exchange.result == "1000000", exchange.story()[:600])
    lines = (say.comment + "\n") * 50_000 + "6 * 7"
    expect(kernel.run(lines).result == "42", "a long cell of many lines")


@protocol.nice("kernel_info helps the front end: codemirror_mode/pygments_lexer, nbconvert_exporter, help_links")
def kernel_info_extras(bench):
    """Each field is there and each link has a text and a URL."""
    content = bench.shared().request("kernel_info_request").reply.content
    language = content["language_info"]
    for field in ("codemirror_mode", "pygments_lexer", "nbconvert_exporter"):
        expect(language.get(field), f"language_info.{field} is {language.get(field)!r}")
    links = content.get("help_links")
    expect(links and all(link.get("text") and link.get("url") for link in links), f"help_links {links!r}")


@protocol.nice("kernel uses its own session id, not the client's")
def own_session(bench):
    """The session in the reply and in all that is published for one cell."""
    kernel = bench.shared()
    exchange = kernel.run("1")
    sessions = {m.header["session"] for m in [exchange.reply, *exchange.published]}
    expect(len(sessions) == 1 and kernel.wire.session not in sessions, f"{sessions}")


@protocol.nice("iopub messages: unique msg_ids, metadata is an object, aware date")
def iopub_headers(bench):
    """All messages of four cells: stream, value, display, error."""
    kernel, say = bench.shared(), bench.say
    cells = [say.out("a"), "1", say.display({"text/plain": "s"}), say.raises("x")]
    messages = [m for code in cells for m in kernel.run(code).published]
    ids = [m.header["msg_id"] for m in messages]
    expect(len(set(ids)) == len(ids), "a msg_id came twice")
    for message in messages:
        expect(isinstance(message.metadata, dict), f"metadata {message.metadata!r}")
        date = datetime.datetime.fromisoformat(message.header["date"].replace("Z", "+00:00"))
        expect(date.tzinfo is not None, f"date {message.header['date']} has no zone")
