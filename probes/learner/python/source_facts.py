"""Read a Python file by this interpreter's own parser and print what stands in it, as one line of JSON.

Usage: source_facts.py FILE. The file is parsed and compiled, never run.

One piece, though long: a script of several files would be imported, and so be compiled into the checkout by every
interpreter that reads a program, and not be found at all under PYTHONSAFEPATH. Read it from the bottom: read(),
facts_of(), then one function a fact.
"""
import ast
import copy
import json
import sys
import textwrap
import warnings

ENDS = (1000000, 1000001)  # Numbers up to a million: the last one, or the end that range() leaves out.
REPETITIONS = 100
PATHS_MAX = 64  # Ways to reach one loop; a program of a learner has two.
READS_MAX = 1000  # Places looked at for them, so that functions that call each other in circles come to an end.
LITERALS_MAX = 300
CLOCKS = {"time." + name + suffix for suffix in ("", "_ns")
          for name in ("perf_counter", "monotonic", "process_time", "thread_time", "time", "clock_gettime")}
CLOCKS |= {"timeit.timeit", "timeit.repeat", "timeit.Timer", "timeit.default_timer", "datetime.datetime.now"}
SETTINGS = {"gc.disable", "gc.enable", "gc.freeze", "gc.unfreeze", "gc.set_threshold", "gc.collect"}
COUNTS = {"gc.get_stats", "gc.get_count"}
LOOPS = (ast.For, ast.AsyncFor, ast.While)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)


class Module:
    """A parsed file with the look-ups that the facts need."""

    def __init__(self, tree):
        self.nodes = list(ast.walk(tree))
        self.parents = {child: node for node in self.nodes for child in ast.iter_child_nodes(node)}
        self.functions = {node.name: node for node in self.nodes if isinstance(node, FUNCTIONS)}
        self.aliases = dict(alias for node in self.nodes for alias in imported_names(node))
        self.reads_left = READS_MAX
        self.bound = {}
        self.values = {}
        for node in self.nodes:
            for name, value in bindings(node):
                self.bound[name] = self.bound.get(name, 0) + 1
                self.values[name] = value

    def above(self, node):
        while node in self.parents:
            child, node = node, self.parents[node]
            yield child, node

    def function_of(self, node):
        return next((up for _, up in self.above(node) if isinstance(up, FUNCTIONS)), None)

    def dotted(self, node):
        """The full name of what an expression reads, for example time.perf_counter."""
        if isinstance(node, ast.Name):
            return self.aliases.get(node.id)
        if isinstance(node, ast.Attribute):
            base = self.dotted(node.value)
            return base and base + "." + node.attr
        return None

    def once(self, name):
        """What a name stands for when it is bound a single time, else None."""
        return self.values[name] if self.bound.get(name) == 1 else None

    def fold(self, node, depth=0):
        """The number that an expression of constants amounts to, else None."""
        if node is None or depth > 20:
            return None
        if isinstance(node, ast.Constant):
            return node.value if type(node.value) in (int, float) else None
        if isinstance(node, ast.Name):
            return self.fold(self.once(node.id), depth + 1)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            value = self.fold(node.operand, depth + 1)
            return None if value is None else -value
        if isinstance(node, ast.Call) and name_of(node.func) in ("int", "round") and len(node.args) == 1:
            value = self.fold(node.args[0], depth + 1)
            return None if value is None else int(value)
        if isinstance(node, ast.BinOp):
            return calculate(node.op, self.fold(node.left, depth + 1), self.fold(node.right, depth + 1))
        return None


def imported_names(node):
    if isinstance(node, ast.Import):
        return [(a.asname or a.name.split(".")[0], a.name if a.asname else a.name.split(".")[0]) for a in node.names]
    if isinstance(node, ast.ImportFrom):
        if node.names[0].name == "*":
            known = CLOCKS | SETTINGS | COUNTS | {"gc.callbacks"}
            return [(full.rpartition(".")[2], full) for full in sorted(known) if full.rpartition(".")[0] == node.module]
        return [(a.asname or a.name, (node.module or "") + "." + a.name) for a in node.names]
    return []


def modules_of(node):
    """What an import names; a star is one name."""
    if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
        return [(node.module or "") + ".*"]
    return [full for _, full in imported_names(node)]


def bindings(node):
    """Names that a node binds, each with its value where there is one to see."""
    if isinstance(node, ast.Assign):
        return [pair for target in node.targets for pair in targets(target, node.value)]
    if isinstance(node, ast.AnnAssign):
        return targets(node.target, node.value)
    if isinstance(node, ast.AugAssign):
        return targets(node.target, None)
    if isinstance(node, ast.arguments):
        positional = getattr(node, "posonlyargs", []) + node.args
        defaults = [None] * (len(positional) - len(node.defaults)) + node.defaults
        pairs = list(zip(positional, defaults)) + list(zip(node.kwonlyargs, node.kw_defaults))
        pairs += [(arg, None) for arg in (node.vararg, node.kwarg) if arg]
        return [(arg.arg, value) for arg, value in pairs]
    if isinstance(node, LOOPS[:2]) or isinstance(node, ast.comprehension):
        return targets(node.target, None)
    if isinstance(node, ast.withitem) and node.optional_vars:
        return targets(node.optional_vars, None)
    if isinstance(node, ast.NamedExpr):
        return targets(node.target, None)
    if isinstance(node, (ast.Global, ast.Nonlocal)):
        return [(name, None) for name in node.names]
    return []


def targets(target, value):
    if isinstance(target, ast.Name):
        return [(target.id, value)]
    if isinstance(target, ast.Starred):
        return targets(target.value, None)
    if isinstance(target, (ast.Tuple, ast.List)):
        parts = getattr(value, "elts", [])
        if len(parts) != len(target.elts):
            parts = [None] * len(target.elts)
        return [pair for each, part in zip(target.elts, parts) for pair in targets(each, part)]
    return []


def name_of(node):
    return node.id if isinstance(node, ast.Name) else None


def calculate(operator, left, right):
    if left is None or right is None or max(abs(left), abs(right)) > 10**18:
        return None
    try:
        if isinstance(operator, ast.Add):
            return left + right
        if isinstance(operator, ast.Sub):
            return left - right
        if isinstance(operator, ast.Mult):
            return left * right
        if isinstance(operator, ast.FloorDiv):
            return left // right
        if isinstance(operator, ast.Div):
            return left / right
        if isinstance(operator, ast.Pow) and 0 <= right <= 64:
            return left ** right
    except (ArithmeticError, ValueError):
        pass
    return None


# --- The loops that add ---------------------------------------------------------------------------------------------


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


# --- How often a loop runs ------------------------------------------------------------------------------------------


def counts_around(module, node):
    """How often each loop around a node turns, inside its function; None where that cannot be seen."""
    counts = []
    for child, up in module.above(node):
        if isinstance(up, FUNCTIONS):
            break
        if isinstance(up, ast.While) and child is not up.test:
            counts.append(None)
        elif isinstance(up, LOOPS[:2]) and child is not up.iter:
            counts.append(turns(module, up.iter))
        elif isinstance(up, COMPREHENSIONS) and not isinstance(child, ast.comprehension):
            counts.extend(turns(module, part.iter) for part in up.generators)
        elif isinstance(up, ast.Call) and name_of(up.func) == "map" and len(up.args) > 1 and child is up.args[0]:
            counts.append(turns(module, up.args[1]))
        elif isinstance(up, ast.Call):
            counts.extend(timeit_counts(module, up))
    return counts


def turns(module, iterated):
    if isinstance(iterated, ast.Name):
        iterated = module.once(iterated.id)
    if isinstance(iterated, (ast.List, ast.Tuple, ast.Set)):
        return len(iterated.elts)
    if isinstance(iterated, ast.Constant) and isinstance(iterated.value, str):
        return len(iterated.value)
    if isinstance(iterated, ast.Call) and iterated.args:
        name = name_of(iterated.func)
        values = [module.fold(argument) for argument in iterated.args]
        if name == "range" and None not in values:
            return len(range(*(int(value) for value in values))) if values[2:] != [0] else None
        if name in ("enumerate", "list", "tuple"):
            return turns(module, iterated.args[0])
        if module.dotted(iterated.func) == "itertools.repeat":
            return values[1] if len(values) > 1 else None
    return None


def timeit_counts(module, call):
    method = call.func.attr if isinstance(call.func, ast.Attribute) else None
    if module.dotted(call.func) not in ("timeit.timeit", "timeit.repeat") and method not in ("timeit", "repeat"):
        return []
    return [module.fold(word.value) for word in call.keywords if word.arg in ("number", "repeat")] + [
        module.fold(argument) for argument in call.args[:2] if module.fold(argument) is not None
    ]


def paths_to(module, node, depth=0):
    """All ways in which a node is reached: each a list of the counts of the loops on the way."""
    own = counts_around(module, node)
    function = module.function_of(node)
    name = held_by(module, node) or (function and function.name)
    if name is None or depth > 8 or module.reads_left <= 0:
        return [own]
    paths = []
    for reader in module.nodes:
        read = name_of(reader) or (reader.attr if isinstance(reader, ast.Attribute) else None)
        is_inside = function is not None and name == function.name and module.function_of(reader) is function
        if read == name and isinstance(reader.ctx, ast.Load) and not is_inside:
            module.reads_left -= 1
            inner = inside_callee(module, reader)
            paths += [own + part + path for part in inner for path in paths_to(module, reader, depth + 1)]
        if len(paths) > PATHS_MAX or module.reads_left <= 0:
            break
    if not paths and function is not None and (name.startswith("__") or function.decorator_list):
        # __call__, or what a decorator keeps, is called by no name.
        return [own + [None]]
    return paths[:PATHS_MAX]


def held_by(module, node):
    """The name of the lambda or functools.partial in which a node stands."""
    is_held = False
    for _, up in module.above(node):
        if isinstance(up, FUNCTIONS):
            return None
        if isinstance(up, ast.Lambda) or isinstance(up, ast.Call) and module.dotted(up.func) == "functools.partial":
            is_held = True
        if isinstance(up, ast.Assign):
            return name_of(up.targets[0]) if is_held else None
    return None


def inside_callee(module, reader):
    """For a function that is handed to another one of the file: the loops around its calls in there."""
    call = module.parents.get(reader)
    callee = module.functions.get(name_of(call.func)) if isinstance(call, ast.Call) else None
    if callee is None or reader not in call.args:
        return [[]]
    parameters = getattr(callee.args, "posonlyargs", []) + callee.args.args
    place = call.args.index(reader)
    name = parameters[place].arg if place < len(parameters) else None
    uses = [node for node in ast.walk(callee) if name_of(node) == name and name is not None]
    return [counts_around(module, use) for use in uses] or [[]]


def executions(paths):
    """How often a loop is timed, its repetitions taken as one."""
    total = 0
    for path in paths:
        product = 1
        for count in path:
            product *= 1 if count == REPETITIONS else 2 if count is None else count
        total += product
    return total


# --- The facts ------------------------------------------------------------------------------------------------------


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


def lines_with(module, wanted):
    """Lines that hold such a number and do not merely multiply or divide by it, as a percentage does."""
    lines = set()
    for node in module.nodes:
        if not isinstance(node, (ast.Constant, ast.BinOp, ast.Call)) or module.fold(node) not in wanted:
            continue
        parent = module.parents.get(node)
        if not (isinstance(parent, ast.BinOp) and isinstance(parent.op, (ast.Mult, ast.Div))):
            lines.add(node.lineno)
    return sorted(lines)


def reads(module, names):
    return [
        {"name": module.dotted(node), "line": node.lineno}
        for node in module.nodes
        if isinstance(node, (ast.Name, ast.Attribute)) and module.dotted(node) in names
    ]


def collector_facts(module):
    duration = [node.lineno for node in module.nodes if isinstance(node, ast.Constant) and node.value == "duration"]
    return {
        "callbacks": [found["line"] for found in reads(module, {"gc.callbacks"})],
        "durations": duration,
        "settings": reads(module, SETTINGS),
        "counts": [found["line"] for found in reads(module, COUNTS)],
    }


def documentation(module):
    """The strings that document a module, class or function."""
    return {
        node.body[0].value for node in module.nodes
        if isinstance(node, (ast.Module, ast.ClassDef) + FUNCTIONS) and node.body and isinstance(node.body[0], ast.Expr)
    }


def literals(module):
    """Texts and broken numbers that stand in the source: what is printed from them was not measured."""
    prose = documentation(module)
    constants = [node for node in module.nodes if isinstance(node, ast.Constant) and node not in prose]
    texts = [node.value[:200] for node in constants if isinstance(node.value, str) and any(c.isdigit() for c in node.value)]
    numbers = [node.value for node in constants if isinstance(node.value, float) and abs(node.value) < 1e300]
    for call in module.nodes:
        if isinstance(call, ast.Call) and name_of(call.func) == "print":
            texts += [str(argument.value) for argument in call.args if type(getattr(argument, "value", None)) is int]
    return {"texts": texts[:LITERALS_MAX], "numbers": numbers[:LITERALS_MAX]}


class Unfold(ast.NodeTransformer):
    """Programs that stand as texts for timeit become code: a text with a name a function, another one its statements."""

    def visit_Assign(self, node):
        self.generic_visit(node)
        name = name_of(node.targets[0])
        body = name and len(node.targets) == 1 and statements_in(node.value)
        if not body or not any(isinstance(part, LOOPS) for statement in body for part in ast.walk(statement)):
            return node
        # Made by the parser, since the fields of a function differ from version to version.
        function = ast.parse("def %s(): pass" % name).body[0]
        function.body = body
        return ast.copy_location(function, node)

    def visit_Call(self, node):
        self.generic_visit(node)
        method = node.func.attr if isinstance(node.func, ast.Attribute) else name_of(node.func)
        if method not in ("timeit", "repeat", "Timer"):
            return node
        for word in node.keywords:
            if word.arg == "stmt":
                word.value = unfolded(word.value)
        node.args[:1] = [unfolded(argument) for argument in node.args[:1]]
        return node


def unfolded(node):
    body = statements_in(node)
    return ast.copy_location(ast.List(elts=body, ctx=ast.Load()), node) if body else node


def statements_in(node):
    """The statements of a text that is a program, at the lines of the file in which they stand."""
    if isinstance(node, ast.Call) and len(node.args) == 1:
        node = node.args[0]  # textwrap.dedent("...")
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return []
    try:
        body = ast.parse(textwrap.dedent(node.value)).body
    except (SyntaxError, ValueError):
        return []
    for part in (part for statement in body for part in ast.walk(statement)):
        if hasattr(part, "lineno"):
            part.lineno = min(part.lineno + node.lineno - 1, getattr(node, "end_lineno", None) or node.lineno)
    return body


def is_work(statement):
    if isinstance(statement, (ast.Import, ast.ImportFrom, ast.Pass)):
        return False
    if isinstance(statement, FUNCTIONS + (ast.ClassDef,)):
        return any(is_work(inner) for inner in statement.body)
    return not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))


def facts_of(tree):
    statement_count = sum(is_work(statement) for statement in tree.body)
    module = Module(Unfold().visit(tree))
    imports = [(name, node.lineno) for node in module.nodes for name in modules_of(node)]
    return {
        "kind": "facts",
        "statementCount": statement_count,
        "imports": [{"name": name, "line": line} for name, line in imports],
        **loop_facts(module),
        "endLines": lines_with(module, ENDS),
        "hundredLines": lines_with(module, (REPETITIONS,)),
        "clocks": reads(module, CLOCKS),
        "collector": collector_facts(module),
        "literals": literals(module),
    }


def problem_of(error, source):
    lines = source.decode("utf-8", "replace").splitlines()
    line = getattr(error, "lineno", None) or 1
    text = (getattr(error, "text", None) or (lines[line - 1] if line <= len(lines) else "")).rstrip("\n")
    return {
        "kind": "does_not_compile",
        "line": line,
        "column": getattr(error, "offset", None) or 1,
        "text": text[:200],
        "message": str(getattr(error, "msg", None) or error),
    }


def read(path):
    with open(path, "rb") as file:
        source = file.read()
    warnings.simplefilter("ignore")
    try:
        tree = ast.parse(source, path)
        # Some mistakes, such as a return outside of a function, show only here.
        compile(source, path, "exec", dont_inherit=True)
        return facts_of(tree)
    except (SyntaxError, ValueError) as error:
        return problem_of(error, source)
    except (RecursionError, MemoryError):
        return {"kind": "too_nested"}


if __name__ == "__main__":
    print(json.dumps(read(sys.argv[1])))
