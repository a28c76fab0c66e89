"""A parsed Python file with the look-ups that its facts need: names, what they stand for, and what stands around a node."""
import ast

READS_MAX = 1000  # Places looked at for the ways to a loop, so that functions that call each other in circles come to an end.
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
