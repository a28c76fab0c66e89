"""The loops of a program that add the numbers to a million, whether they are the same, and how often they are repeated."""
import ast
import copy

from source_module import FUNCTIONS, LOOPS, name_of
from source_paths import executions, paths_to

ENDS = (1000000, 1000001)  # Numbers up to a million: the last one, or the end that range() leaves out.


def loop_facts(module):
    loops = work_loops(module)
    paths = {loop: paths_to(module, loop) for loop, _ in loops}
    # A loop that no other one repeats is a check of the sum, or the table of functions hides its repetitions.
    timed = [loop for loop, _ in loops if any(paths[loop])] or [loop for loop, _ in loops]
    return {
        "workLoops": [{"line": loop.lineno, "end": end} for loop, end in loops],
        "sameLoops": same_loops(module, timed, paths),
        "repetitionCounts": sorted({count for loop in timed for path in paths[loop] for count in path if count is not None}),
        "hasUnknownCount": any(count is None for loop in timed for path in paths[loop] for count in path),
    }


def same_loops(module, loops, paths):
    whole = [(loop.lineno, normal_form(module, outermost(module, loop))) for loop in loops]
    for place, (line, form) in enumerate(whole):
        for other_line, other_form in whole[place + 1:]:
            if form == other_form:
                return {"kind": "two_equal_loops", "lines": [line, other_line]}
    if len(loops) == 1:
        runs = executions(paths[loops[0]])
        return {"kind": "one_loop_twice" if runs > 1 else "one_loop_once", "lines": [loops[0].lineno]}
    if not loops:
        return {"kind": "no_loop", "lines": []}
    inner = [normal_form(module, loop) for loop in loops[:2]]
    kind = "surroundings_differ" if inner[0] == inner[1] else "loops_differ"
    return {"kind": kind, "lines": [line for line, _ in whole[:2]]}


def work_loops(module):
    """The loops that add the numbers to a million: (node, end) each; without such, adding loops of unknown length."""
    known, unknown = [], []
    for node in module.nodes:
        found = counting_loop(module, node)
        if found is None:
            continue
        loop, end = found
        if end in ENDS:
            known.append((loop, end))
        elif end is None and adds(loop):
            unknown.append((loop, end))
    return known or unknown


def counting_loop(module, node):
    """The loop that a range() or a comparison drives, with its end."""
    if isinstance(node, ast.While):
        ends = [module.fold(part) for part in ast.walk(node.test) if isinstance(part, (ast.Constant, ast.Name, ast.BinOp))]
        return node, next((end for end in ends if end in ENDS), None)
    if isinstance(node, ast.For) and isinstance(node.iter, ast.Name):
        numbers = module.once(node.iter.id)
        return (node, range_end(module, numbers)) if is_range(numbers) else None
    if not is_range(node):
        return None
    end = range_end(module, node)
    for child, up in module.above(node):
        if isinstance(up, LOOPS[:2]) and up.iter is child:
            return up, end
        if isinstance(up, ast.Call) and name_of(up.func) == "sum":
            return up, end
        if isinstance(up, ast.stmt):
            return None
    return None


def is_range(node):
    return isinstance(node, ast.Call) and name_of(node.func) == "range" and 1 <= len(node.args) <= 3


def range_end(module, call):
    step = module.fold(call.args[2]) if len(call.args) == 3 else None
    if step is not None and step < 0:
        return module.fold(call.args[0])
    return module.fold(call.args[0] if len(call.args) == 1 else call.args[1])


def adds(loop):
    if isinstance(loop, ast.Call):
        return True
    return any(
        isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add)
        or isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp) and isinstance(node.value.op, ast.Add)
        for node in loop.body
    )


def outermost(module, loop):
    """The loop with the loops around it, inside its function."""
    for _, up in module.above(loop):
        if isinstance(up, FUNCTIONS):
            break
        if isinstance(up, LOOPS):
            loop = up
    return loop


def normal_form(module, node):
    """The text of a loop in which the names of variables do not count, and constants count by value."""
    names = {}

    class Rename(ast.NodeTransformer):
        def generic_visit(self, part):
            value = module.fold(part) if isinstance(part, (ast.Name, ast.BinOp, ast.Constant)) else None
            if value is not None and not isinstance(getattr(part, "ctx", None), ast.Store):
                return ast.Constant(value=value, kind=None)
            if isinstance(part, ast.Name) and part.id in module.bound:
                return ast.Name(id=names.setdefault(part.id, "v%d" % len(names)), ctx=part.ctx)
            return super().generic_visit(part)

    return ast.dump(Rename().visit(copy.deepcopy(node)))
