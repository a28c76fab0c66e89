"""Numbers that were drawn by lot and are printed as if they had been measured."""
import ast

from source_module import COMPREHENSIONS, FUNCTIONS, name_of

# Drawing from a list that was measured is resampling; these make numbers out of nothing.
DRAWN = {"random." + name for name in (
    "random", "uniform", "gauss", "normalvariate", "triangular", "betavariate", "expovariate", "randint", "randrange",
)}


def inventions(module):
    """Lines that print such a number: straight from its function, or by a name that it was given there."""
    names = {}
    for node in module.nodes:
        if isinstance(node, ast.Assign) and is_drawn(module, node.value):
            for target in node.targets:
                if name_of(target):
                    names.setdefault(scope(module, node), set()).add(name_of(target))
    return sorted({
        part.lineno for part, value in printed(module)
        if is_drawn(module, value) or uses(value, names.get(scope(module, part), set()))
    })


def is_drawn(module, expression):
    """A list of such numbers is work to be timed, no result."""
    if expression is None or any(isinstance(node, COMPREHENSIONS) for node in ast.walk(expression)):
        return False
    calls = [node for node in ast.walk(expression) if isinstance(node, ast.Call)]
    return any(module.dotted(call.func) in DRAWN for call in calls)


def scope(module, node):
    """The function around a node, or the file itself."""
    return next((up for _, up in module.above(node) if isinstance(up, FUNCTIONS)), None)


def printed(module):
    """What is written into texts or handed to print()."""
    found = []
    for node in module.nodes:
        if isinstance(node, ast.FormattedValue):
            found.append((node, node.value))
        if isinstance(node, ast.Call) and name_of(node.func) == "print":
            found += [(node, argument) for argument in node.args]
    return found


def uses(expression, names):
    return any(name_of(node) in names for node in ast.walk(expression))
