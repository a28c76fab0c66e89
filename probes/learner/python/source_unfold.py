"""Programs that stand as texts in a program become code, so that their loops are seen."""
import ast
import textwrap

from source_module import LOOPS, name_of


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
