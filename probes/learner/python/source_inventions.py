"""Numbers that were drawn by lot and are printed as times, as if they had been measured."""
import ast
import re

from source_module import COMPREHENSIONS, FUNCTIONS, name_of

# Drawing from a list that was measured is resampling; these make numbers out of nothing.
DRAWN = {"random." + name for name in (
    "random", "uniform", "gauss", "normalvariate", "triangular", "betavariate", "expovariate", "randint", "randrange",
)}
# A number in one of these is still that number; what another function makes of it may have been measured.
KEEPING = {"abs", "float", "int", "max", "min", "round", "str", "sum"}
# A seed, a size or a probability has no unit of time behind it.
UNIT = re.compile(r"\s*(?:ms|[uµμn]s|s|secs?|(?:milli|micro|nano)?seconds?)\b")


def inventions(module):
    """Lines that print such a time: straight from its function, or by a name that it was given there."""
    drawn, others = {}, {}
    for node in module.nodes:
        for name, value in assigned(node):
            names = drawn if value is not None and is_drawn(module, value) else others
            names.setdefault(scope(module, node), set()).add(name)
    return sorted({
        part.lineno for part, value in printed_times(module)
        if is_drawn(module, value)
        or uses(value, drawn.get(scope(module, part), set()) - others.get(scope(module, part), set()))
    })


def assigned(node):
    """Names that a statement gives a value, with the value."""
    if isinstance(node, ast.Assign):
        return [(name_of(target), node.value) for target in node.targets if name_of(target)]
    if isinstance(node, ast.AnnAssign) and name_of(node.target):
        return [(name_of(node.target), node.value)]
    return []


def kept(expression):
    """The parts of an expression that its number is made of, not what is handed to a function that may measure."""
    yield expression
    if isinstance(expression, ast.Call):
        inner = expression.args if name_of(expression.func) in KEEPING else []
    elif isinstance(expression, ast.IfExp):
        inner = [expression.body, expression.orelse]
    elif isinstance(expression, COMPREHENSIONS + (ast.Lambda, ast.Compare, ast.Subscript)):
        inner = []
    else:
        inner = ast.iter_child_nodes(expression)
    for node in inner:
        yield from kept(node)


def is_drawn(module, expression):
    """A list of such numbers is work to be timed, no result."""
    parts = list(kept(expression))
    if any(isinstance(node, COMPREHENSIONS) for node in parts):
        return False
    return any(isinstance(node, ast.Call) and module.dotted(node.func) in DRAWN for node in parts)


def scope(module, node):
    """The function around a node, or the file itself."""
    return next((up for _, up in module.above(node) if isinstance(up, FUNCTIONS)), None)


def printed_times(module):
    """What is written into texts or handed to print() with a unit of time right behind it."""
    found = []
    for node in module.nodes:
        parts = []
        if isinstance(node, ast.JoinedStr) and not isinstance(module.parents.get(node), ast.FormattedValue):
            parts = node.values
        if isinstance(node, ast.Call) and name_of(node.func) == "print":
            parts = node.args
        found += [(part, last_value(part)) for part, behind in zip(parts, parts[1:]) if begins_with_unit(behind)]
    return found


def last_value(part):
    """The end of a text is what its unit stands behind."""
    if isinstance(part, ast.JoinedStr):
        part = part.values[-1] if part.values else part
    return part.value if isinstance(part, ast.FormattedValue) else part


def begins_with_unit(node):
    if isinstance(node, ast.JoinedStr) and node.values:
        node = node.values[0]
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and UNIT.match(node.value) is not None


def uses(expression, names):
    return any(name_of(node) in names for node in kept(expression))
