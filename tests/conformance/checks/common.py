"""Small helpers that several sections use."""


def expect(condition, detail):
    """An assertion that also holds under `python -O`."""
    if not condition:
        raise AssertionError(detail)


def REQUESTS(bench):
    """One harmless request of every type that a front end sends on the shell channel."""
    position = len("1 + 1")
    return [
        ("kernel_info_request", {}),
        ("execute_request", {"code": "1", "silent": False, "store_history": True, "user_expressions": {},
                             "allow_stdin": False, "stop_on_error": True}),
        ("complete_request", {"code": "1 + 1", "cursor_pos": position}),
        ("inspect_request", {"code": "1 + 1", "cursor_pos": position, "detail_level": 0}),
        ("is_complete_request", {"code": "1 + 1"}),
        ("history_request", {"output": False, "raw": True, "hist_access_type": "tail", "n": 3}),
        ("comm_info_request", {}),
    ]


def stream_before_idle(exchange, name):
    """The text of a stream that a notebook runner would keep."""
    return "".join(
        m.content["text"] for m in exchange.before_idle if m.type == "stream" and m.content["name"] == name
    )


def completions(kernel, code, cursor=None):
    """The code as it would read with each match applied, and the reply's content."""
    cursor = len(code) if cursor is None else cursor
    exchange = kernel.request("complete_request", {"code": code, "cursor_pos": cursor}, seconds=10)
    content = exchange.reply.content
    expect(content.get("status") == "ok", f"complete_reply {content}")
    start, end = content["cursor_start"], content["cursor_end"]
    expect(0 <= start <= end <= len(code), f"cursor_start {start}, cursor_end {end} for {len(code)} characters")
    return [code[:start] + match + code[end:] for match in content["matches"]], content


def expect_completion(kernel, code, wanted, cursor=None):
    """The wanted code must be among what completion makes of the code."""
    made, content = completions(kernel, code, cursor)
    expect(wanted in made, f"{code!r}: {wanted!r} is not among {str(content['matches'])[:300]}")
    return content


def expect_no_completion(kernel, code, unwanted, cursor=None):
    made, content = completions(kernel, code, cursor)
    expect(unwanted not in made, f"{code!r}: offers {unwanted!r}")
    return content
