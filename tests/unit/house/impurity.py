"""Where a module's own text asks for the time, makes an id, or lets chance decide.

The same events and the same command must lead to the same decision, whenever and wherever it is asked for:
in a test, when a state is folded again, when a view is built anew. So time and ids come in with the command.
"""

import ast
from collections.abc import Iterator

#: Nothing in these is the same twice.
MODULES = frozenset({"time", "random", "secrets"})
NAMES = frozenset(
    {
        *(f"datetime.datetime.{name}" for name in ("now", "utcnow", "today")),
        "datetime.date.today",
        *(f"uuid.uuid{version}" for version in (1, 4, 6, 7, 8)),
        *(f"os.{name}" for name in ("urandom", "getrandom", "getpid", "times", "environ", "getenv")),
    }
)
#: Whatever they are asked of: `self.clock.now()`, `type(at).today()`.
METHODS = frozenset({"now", "utcnow", "today", "urandom", "uuid1", "uuid4"})
#: Other numbers in another process.
BUILT_IN = frozenset({"id", "hash", "input", "open"})


def impurities(source: str) -> list[str]:
    """`line: what`, in the order of the text."""
    tree = ast.parse(source)
    known = dict(_imported(tree))
    found = {
        (node.lineno, name)
        for node in ast.walk(tree)
        for name in _named(node, known)
        if _is_impure(name, called=False)
    } | {
        (node.lineno, _callee(node, known))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _is_impure(_callee(node, known), called=True)
    }
    return [f"{line}: {name}" for line, name in sorted(found)]


def _imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The names that imports bind, at whatever depth, and what they stand for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                first = one.name.partition(".")[0]
                yield (one.asname, one.name) if one.asname else (first, first)
        elif isinstance(node, ast.ImportFrom):
            for one in node.names:
                yield one.asname or one.name, f"{node.module}.{one.name}"


def _named(node: ast.AST, known: dict[str, str]) -> Iterator[str]:
    """What a node names in full, by the imports; an import names what it brings in."""
    if isinstance(node, ast.Import):
        yield from (one.name for one in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{one.name}" for one in node.names)
    elif isinstance(node, ast.Attribute | ast.Name) and (name := _dotted(node, known)):
        yield name


def _dotted(node: ast.AST, known: dict[str, str]) -> str:
    """`datetime.date.today` for `Day.today` after `from datetime import date as Day`; empty: no import's."""
    if isinstance(node, ast.Name):
        return known.get(node.id, "")
    if isinstance(node, ast.Attribute) and (owner := _dotted(node.value, known)):
        return f"{owner}.{node.attr}"
    return ""


def _callee(call: ast.Call, known: dict[str, str]) -> str:
    """What is called: in full where an import tells, else the last word."""
    function = call.func
    if name := _dotted(function, known):
        return name
    if isinstance(function, ast.Attribute):
        return f"….{function.attr}"
    return function.id if isinstance(function, ast.Name) else ""


def _is_impure(name: str, *, called: bool) -> bool:
    if name in NAMES or name.partition(".")[0] in MODULES:
        return True
    owner, _, last = name.rpartition(".")
    return called and (last in METHODS if owner else name in BUILT_IN)
