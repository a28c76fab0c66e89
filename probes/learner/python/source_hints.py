"""Type hints of a parsed file: which are missing, which say too little, which cannot be read."""
import ast

from source_module import FUNCTIONS, name_of

BARE = {"list", "dict", "tuple", "set", "frozenset", "Callable", "List", "Dict", "Tuple", "Set"}


def gaps(module):
    """Missing hints, hints of containers that do not say of what, and texts that are no hint; each with its line."""
    missing, bare, unreadable = [], [], []
    for node in module.nodes:
        if not isinstance(node, FUNCTIONS):
            continue
        for arg in parameters(module, node):
            if arg.annotation is None:
                missing.append({"name": "%s(%s)" % (node.name, arg.arg), "line": arg.lineno})
        if node.returns is None:
            missing.append({"name": "%s() ->" % node.name, "line": node.lineno})
    for annotation in annotations(module):
        try:
            expression = parsed(annotation)
        except SyntaxError:
            unreadable.append({"name": str(getattr(annotation, "value", ""))[:80], "line": annotation.lineno})
            continue
        bare += [{"name": name, "line": annotation.lineno} for name in bare_names(expression)]
    return missing, bare, unreadable


def parameters(module, function):
    """The parameters that need a hint: all but self and cls."""
    arguments = function.args
    positional = getattr(arguments, "posonlyargs", []) + arguments.args
    is_method = isinstance(module.parents.get(function), ast.ClassDef)
    is_static = any(name_of(each) == "staticmethod" for each in function.decorator_list)
    if is_method and not is_static and positional and positional[0].arg in ("self", "cls", "mcs"):
        positional = positional[1:]
    return positional + arguments.kwonlyargs + [each for each in (arguments.vararg, arguments.kwarg) if each]


def annotations(module):
    """Every annotation of the file, with its own line."""
    found = []
    for node in module.nodes:
        if isinstance(node, FUNCTIONS) and node.returns is not None:
            found.append(node.returns)
        if isinstance(node, (ast.arg, ast.AnnAssign)) and node.annotation is not None:
            found.append(node.annotation)
    return found


def parsed(annotation):
    """A hint that stands in quotes is an expression, too."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return ast.parse(annotation.value.strip(), mode="eval").body
    return annotation


def bare_names(expression):
    inside = {id(node.value) for node in ast.walk(expression) if isinstance(node, ast.Subscript)}
    named = [node for node in ast.walk(expression) if isinstance(node, (ast.Name, ast.Attribute))]
    return [last(node) for node in named if id(node) not in inside and last(node) in BARE]


def last(node):
    return node.id if isinstance(node, ast.Name) else node.attr


def hint_faults(module):
    """The names that hints are made of, each where it stands."""
    found = []
    for annotation in annotations(module):
        for node in ast.walk(parsed(annotation)):
            if isinstance(node, ast.Name):
                found.append({"name": node.id, "line": annotation.lineno})
    return found
