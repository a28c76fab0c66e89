"""Protocol: completion, inspection, is_complete and history."""
import time

from registry import section

from .common import completions, expect, expect_completion, expect_no_completion

protocol = section("protocol")


@protocol.must("completion of an identifier defined in an earlier cell")
def complete_identifier(bench):
    """Up to eight names (accents, underscores, functions, classes, destructured), from two prefixes, after `1 + `."""
    kernel, say = bench.shared(), bench.say
    names = [bench.name(stem) for stem in ("walrusCount", "über", "under_score", "CamelCase")]
    for name in names:
        kernel.run(say.let(name, 7))
    if bench.language != "python":
        more = [bench.name(stem) for stem in ("someFunction", "SomeClass", "fixedValue", "picked")]
        kernel.run(f"function {more[0]}() {{}}\nclass {more[1]} {{}}\nconst {more[2]} = 1; const {{ {more[3]} }} = {{ {more[3]}: 1 }};")
        names += more
    for name in names:
        for keep in (len(name) - 1, 3):
            expect_completion(kernel, name[:keep], name)
        expect_completion(kernel, "1 + " + name[:-1], "1 + " + name)


@protocol.must("completion of members of a live object")
def complete_members(bench):
    """Members of nested objects, of instances, of classes, of a built-in, inside a call, after a bare dot."""
    kernel, name = bench.shared(), bench.name("holder")
    if bench.language == "python":
        kernel.run(f"class H: pass\n{name} = H(); {name}.quicksand = 1; {name}.inner = H(); {name}.inner.deepwater = 2")
        expect_completion(kernel, f"{name}.inner.deepw", f"{name}.inner.deepwater")
    else:
        kernel.run(f"const {name} = {{ quicksand: 1, inner: {{ deepwater: [1, 2] }} }}; class K{name} {{ method() {{}} static made = 1 }};"
                   f" const k{name} = new K{name}();")
        expect_completion(kernel, f"{name}.inner.deepw", f"{name}.inner.deepwater")
        expect_completion(kernel, f"{name}.inner.deepwater.so", f"{name}.inner.deepwater.sort")
        expect_completion(kernel, f"k{name}.met", f"k{name}.method")
        expect_completion(kernel, f"K{name}.ma", f"K{name}.made")
        expect_completion(kernel, "Math.fl", "Math.floor")
        expect_completion(kernel, f"console.log({name}.quick", f"console.log({name}.quicksand")
    expect_completion(kernel, f"{name}.quick", f"{name}.quicksand")
    expect_completion(kernel, f"{name}.", f"{name}.quicksand")


@protocol.must("cursor positions are code points (astral characters before the cursor)")
def code_points(bench):
    """Emoji, Chinese and Gothic characters before the cursor; both positions."""
    kernel, name = bench.shared(), bench.name("aardvark")
    kernel.run(bench.say.let(name, 5))
    for before in ('"😀😀"; ', '"漢字é"; ', '"😀"; "a\U00010348"; '):
        line = before.replace("; ", ", ") if bench.language == "python" else before
        content = expect_completion(kernel, line + name[:-1], line + name)
        expect(content["cursor_start"] == len(line), f"cursor_start {content['cursor_start']}, not {len(line)}")
        expect(content["cursor_end"] == len(line) + len(name) - 1, f"cursor_end {content['cursor_end']}")


@protocol.should("completion with the cursor in the middle of the code")
def complete_middle(bench):
    """Before ` + 1`, `)` and another line."""
    kernel, name = bench.shared(), bench.name("mongoose")
    kernel.run(bench.say.let(name, 5))
    for after in (" + 1", ")", "\nfollowing()"):
        code = "(" + name[:-2] + after
        made, _ = completions(kernel, code, len(name) - 1)
        expect("(" + name + after in made, f"{code!r}: {made[:5]}")


@protocol.should("completion on the second line of a cell")
def complete_second_line(bench):
    """After code, blank lines, an emoji and a CRLF."""
    kernel, name = bench.shared(), bench.name("platypus")
    kernel.run(bench.say.let(name, 5))
    for first in ("1 + 1\n", "\n\n", '"😀"\n', "1;\r\n"):
        expect_completion(kernel, first + name[:-1], first + name)


@protocol.should("completion of a name declared earlier in the same, not yet run, cell")
def complete_same_cell(bench):
    """A name declared in the line above."""
    kernel, name = bench.shared(), bench.name("unrunName")
    settle(bench)
    expect_completion(kernel, f"{bench.say.let(name, 5)}\n{name[:-1]}", f"{bench.say.let(name, 5)}\n{name}")


def settle(bench):
    """Gives a lazily started language server the time that a learner's first seconds give it."""
    kernel = bench.shared()
    deadline = time.monotonic() + 15
    probe = "const settleDate = new Date();\nsettleDate.getFullY"
    # A kernel that had not begun to help by then is not waited for again.
    while bench.settled is None and "typescript" in bench.say.families and time.monotonic() < deadline:
        made, _ = completions(kernel, probe)
        if any(one.endswith("getFullYear") for one in made):
            bench.settled = True
            return
        time.sleep(0.3)
    if bench.settled is None:
        bench.settled = False


@protocol.should("completion of members known only from a type")
def complete_typed(bench):
    """A declared constant and a parameter of an interface, one and two members deep."""
    bench.only("typed", "its language has no types")
    kernel = bench.shared()
    settle(bench)
    kernel.run("interface Penguin { flipperLength: number; beak: { curvature: number } }")
    expect_completion(kernel, "declare const p: Penguin;\np.flip", "declare const p: Penguin;\np.flipperLength")
    code = "function weigh(p: Penguin) { return p.beak.cur"
    expect_completion(kernel, code, code + "vature")


@protocol.should("completion on call results: string, array chain, Date")
def complete_calls(bench):
    """A string method, a mapped array and a constructed Date."""
    bench.only("typescript")
    kernel = bench.shared()
    settle(bench)
    for code, wanted in (('"abc".toUpperCase().char', "charAt"), ("[1, 2].map((n) => n + 1).redu", "reduce"),
                         ("new Date().getFull", "getFullYear")):
        expect_completion(kernel, code, code[: code.rindex(".") + 1] + wanted)


@protocol.should("completion of a relative import specifier")
def complete_relative_import(bench):
    """A static and a dynamic import of a file beside the notebook."""
    bench.only("typescript")
    bench.file("neighbour_module.ts", "export const a = 1;\n")
    settle(bench)
    for code, wanted in (('import { a } from "./neighb', "./neighbour_module.ts"),
                         ('const m = await import("./neighb', "./neighbour_module.ts")):
        made, content = completions(bench.shared(), code)
        expect(any(wanted in one for one in made), f"{code!r}: {content['matches'][:5]}")


@protocol.should("inspect_request on a documented function")
def inspect(bench):
    """A documented function with the cursor inside, after, behind an emoji, in its brackets; nothing in blanks."""
    kernel, name = bench.shared(), bench.name("documented")
    if bench.language == "python":
        kernel.run(f"def {name}(walrus):\n    'Counts the walruses.'\n    return 1")
    else:
        typed = "typed" in bench.say.families
        head = f"function {name}(walrus: number): string" if typed else f"function {name}(walrus)"
        kernel.run(f"/** Counts the walruses. */\n{head} {{ return String(walrus); }}")
        settle(bench)
    for code, cursor in ((name, 2), (name, len(name)), (f'"😀"; {name}(1)', 8), (f"{name}(", len(name) + 1)):
        reply = kernel.request("inspect_request", {"code": code, "cursor_pos": cursor, "detail_level": 0}).reply.content
        expect(reply["status"] == "ok" and reply["found"], f"{code!r} at {cursor}: {reply}")
        text = reply["data"]["text/plain"]
        expect("Counts the walruses" in text and name in text, f"{text!r}")
    nothing = kernel.request("inspect_request", {"code": "   ", "cursor_pos": 1, "detail_level": 0}).reply.content
    expect(nothing["status"] == "ok" and nothing["found"] is False and nothing["data"] == {}, f"{nothing}")


@protocol.should("is_complete_request")
def is_complete(bench):
    """19 codes, among them open brackets, templates, comments and blocks (3 in Python)."""
    kernel = bench.shared()
    if bench.language == "python":
        cases = [("1", "complete"), ("def f():", "incomplete"), ("x = = 1", "invalid")]
    else:
        cases = [("1 + 1", "complete"), ("const a: number = 1;", "complete"), ("", "complete"),
                 ("function f() {", "incomplete"), ("foo(1,", "incomplete"), ("`abc", "incomplete"), ("[1,\n2,", "incomplete"),
                 ("/* open", "incomplete"), ("const x =", "incomplete"), ("if (true) {\n  1", "incomplete"),
                 ("await fetchIt()", "complete"), ('import a from "./a.ts"', "complete"), ("class A { #x = 1 }", "complete"),
                 ("const = 1", "invalid"), (")", "invalid"), ("let a b", "invalid"), ("type A = { b: string }", "complete"),
                 ("interface A {", "incomplete"), ("'abc", "invalid")]
    for code, wanted in cases:
        content = kernel.request("is_complete_request", {"code": code}).reply.content
        expect(content["status"] == wanted, f"{code!r}: {content['status']}, not {wanted}")
        expect(content["status"] != "incomplete" or isinstance(content.get("indent"), str), f"{content}")


@protocol.should("history_request")
def history(bench):
    """tail, range, search and outputs after three stored cells and one that is not."""
    kernel = bench.fresh()
    codes = ["1 + 1", bench.say.out("é\nx").strip(), '"a"']
    for code in codes:
        kernel.run(code)
    kernel.run("99", store_history=False)

    def ask(**content):
        return kernel.request("history_request", {"output": False, "raw": True, **content}).reply.content["history"]

    tail = ask(hist_access_type="tail", n=3)
    expect([row[2].strip() for row in tail] == [code.strip() for code in codes], f"tail {tail}")
    expect([row[2] for row in ask(hist_access_type="tail", n=2)] == codes[1:], "tail 2")
    number, line = tail[0][0], tail[0][1]
    got = ask(hist_access_type="range", session=number, start=line, stop=line + 1)
    expect([row[2] for row in got] == codes[:1], f"range {got}")
    found = ask(hist_access_type="search", pattern="1 *", n=5)
    expect("1 + 1" in [row[2] for row in found], f"search {found}")
    shown = kernel.request("history_request", {"output": True, "raw": True, "hist_access_type": "tail", "n": 3})
    expect(all(len(row[2]) == 2 for row in shown.reply.content["history"]), f"{shown.reply.content}")


@protocol.nice("completion of a node: built-in import specifier")
def complete_node(bench):
    """Two modules of Node.js."""
    bench.only("typescript")
    settle(bench)
    for code, wanted in (('import fs from "node:f', "node:fs"), ('import p from "node:pat', "node:path")):
        made, content = completions(bench.shared(), code)
        expect(any(one.startswith(code[: code.index('"') + 1] + wanted) for one in made), f"{content['matches'][:5]}")


@protocol.nice("no identifier noise inside a plain string")
def no_noise(bench):
    """A known name in a string with each quote."""
    kernel, name = bench.shared(), bench.name("stringNoise")
    kernel.run(bench.say.let(name, 1))
    for quote in ('"', "'"):
        expect_no_completion(kernel, f"x = {quote}the {name[:-1]}", f"x = {quote}the {name}")


@protocol.nice("completion does not run getters with side effects")
def no_getters(bench):
    """A getter, a getter behind it, a call and an increment before the dot; a counter tells whether one ran."""
    bench.only("typescript")
    kernel, name = bench.shared(), bench.name("trap")
    kernel.run(f"let hits{name} = 0; const {name} = {{ get inner() {{ hits{name}++; return {{ wet: 1 }}; }} }};"
               f" function bump{name}() {{ hits{name}++; return {{ a: 1 }}; }}")
    for code in (f"{name}.", f"{name}.inner.", f"{name}.inner.w", f"bump{name}().", f"hits{name}++."):
        completions(kernel, code)
    expect(kernel.run(f"hits{name}").result == "0", "a getter or call ran")


@protocol.nice("completion metadata _jupyter_types_experimental (JupyterLab shows kinds)")
def complete_kinds(bench):
    """A function has the kind function; one kind a match."""
    bench.only("typescript")
    kernel, name = bench.shared(), bench.name("kindly")
    kernel.run(f"function {name}() {{}}")
    _, content = completions(kernel, name[:-1])
    kinds = content["metadata"].get("_jupyter_types_experimental", [])
    expect(any(kind["text"] == name and kind["type"] == "function" for kind in kinds), f"{kinds[:5]}")
    expect(len(kinds) == len(content["matches"]), "one kind a match")
