"""What can be changed in a file: comparisons, `and` and `or`, statements, constants; each by its place.

What a change of couldn't be seen by behaviour is left as it is: documentation, annotations, decorators, and
the arguments by which a class or a call only guards itself.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_DROPPED = (ast.Assign, ast.AugAssign, ast.Expr, ast.Raise, ast.Delete)
#: Keyword arguments that only guard: `zip(…, strict=True)`.
_GUARDS = frozenset({"strict"})


@dataclass(frozen=True, slots=True, order=True)
class Mutant:
    """One change of one place of a file."""

    path: Path  #: relative to the repository
    line: int
    start: int  #: offsets in the file's bytes
    end: int
    kind: str
    after: str  #: what stands there then
    before: str

    def applied(self, source: bytes) -> bytes:
        """The file with the change."""
        return source[: self.start] + self.after.encode() + source[self.end :]

    def __str__(self) -> str:
        change = f"{_short(self.before)} → {_short(self.after)}"
        return f"{self.path}:{self.line}  {self.kind}: {change}"


def mutants_of(path: Path, source: bytes) -> list[Mutant]:
    """Every change of a file, by its place."""
    lines = [0]
    for line in source.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    found = []
    for node, kind, after in _changes(ast.parse(source)):
        start = lines[node.lineno - 1] + node.col_offset
        end = lines[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        before = source[start:end].decode()
        found.append(Mutant(path, node.lineno, start, end, kind, after, before))
    return sorted(found)


def _changes(tree: ast.Module) -> Iterator[tuple[ast.expr | ast.stmt, str, str]]:
    for node, in_function in _walk(tree, in_function=False):
        match node:
            case ast.Compare():
                yield from ((node, "turned", _turned(node, at)) for at in range(len(node.ops)))
            case ast.BoolOp():
                other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
                yield node, "swapped", f"({ast.unparse(ast.BoolOp(other, node.values))})"
            case ast.Constant() if (after := _other(node.value, in_function=in_function)) is not None:
                yield node, "constant", after
            case ast.stmt() if in_function and isinstance(node, _DROPPED) and not _is_documentation(node):
                yield node, "dropped", "pass"


def _walk(node: ast.AST, *, in_function: bool) -> Iterator[tuple[ast.AST, bool]]:
    """The nodes whose change can be seen, and whether each stands in a function."""
    yield node, in_function
    if isinstance(node, ast.JoinedStr) or _is_documentation(node):
        return
    inside = in_function or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    for name, value in ast.iter_fields(node):
        if name in ("decorator_list", "annotation", "returns", "keywords") and not _has_behaviour(node, name):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.keyword) and child.arg in _GUARDS:
                continue
            if isinstance(child, ast.AST):
                yield from _walk(child, in_function=inside)


def _has_behaviour(node: ast.AST, field: str) -> bool:
    """A call's keywords are what it does; a class's are how it is made."""
    return field == "keywords" and isinstance(node, ast.Call)


def _is_documentation(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _turned(node: ast.Compare, at: int) -> str:
    turned = [_TURNED[type(one)]() if place == at else one for place, one in enumerate(node.ops)]
    return f"({ast.unparse(ast.Compare(node.left, turned, node.comparators))})"


def _other(value: object, *, in_function: bool) -> str | None:
    """Another constant of the same kind; texts count where something is done with them."""
    if isinstance(value, bool):
        return repr(not value)
    if isinstance(value, int | float):
        return repr(value + 1)
    if isinstance(value, str) and in_function:
        return repr(value + "~")
    return None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}…"
