"""How often a loop runs: the loops around it, those around its function's calls, and so on to the program itself."""
import ast

from source_module import COMPREHENSIONS, FUNCTIONS, LOOPS, name_of

REPETITIONS = 100
PATHS_MAX = 64  # Ways to reach one loop; a program of a learner has two.


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
